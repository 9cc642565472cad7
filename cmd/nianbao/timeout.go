package main

import (
	"errors"
	"strconv"
	"time"

	"github.com/spf13/pflag"
)

// timeout is the flag --timeout.
type timeout time.Duration

func addTimeout(fs *pflag.FlagSet, d *time.Duration, usual time.Duration, usage string) {
	*d = usual
	fs.Var((*timeout)(d), "timeout", usage)
}

// String implements pflag.Value.
func (t *timeout) String() string {
	if *t == 0 {
		return "0"
	}
	return time.Duration(*t).String()
}

// Type implements pflag.Value.
func (t *timeout) Type() string { return "time" }

// Set implements pflag.Value.
func (t *timeout) Set(s string) error {
	d, err := time.ParseDuration(s)
	switch _, notNumber := strconv.ParseFloat(s, 64); {
	case err != nil && notNumber == nil:
		return errors.New("it has no unit; write " + s + "s for seconds, or m for minutes")
	case err != nil:
		return errors.New("write a number with its unit, such as 5s or 2m")
	case d < 0:
		return errors.New("--timeout must not be negative")
	}
	*t = timeout(d)
	return nil
}

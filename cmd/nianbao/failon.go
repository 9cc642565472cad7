package main

import (
	"errors"

	"github.com/nianbao/nianbao/extract/diag"
	"github.com/nianbao/nianbao/internal/pipeline"
	"github.com/nianbao/nianbao/normalize/schema"
)

// failOn is the flag --fail-on.
type failOn string

const (
	failWarning failOn = "warning"
	failError   failOn = "error"
	failNever   failOn = "never"
)

// String implements pflag.Value.
func (f *failOn) String() string { return string(*f) }

// Type implements pflag.Value.
func (f *failOn) Type() string { return "severity" }

// Set implements pflag.Value.
func (f *failOn) Set(s string) error {
	switch v := failOn(s); v {
	case failWarning, failError, failNever:
		*f = v
		return nil
	}
	return errors.New("must be warning, error or never")
}

// verdict is the exit status after a run.
func (f failOn) verdict(sum *pipeline.Summary) error {
	severe, warnings := sum.Severities[diag.Severe]+sum.Held.Severe, sum.Severities[diag.Warning]+sum.Held.Warnings
	switch {
	case sum.Reports[schema.Failed]+sum.Held.Failed > 0,
		f == failError && severe > 0,
		f == failWarning && severe+warnings > 0:
		return verdict(exitFailed)
	}
	return nil
}

// Command nianbao turns published annual reports on open government
// information (政府信息公开工作年度报告) into one clean data set.
//
// stdout carries data only; talk goes to stderr. The exit status is the
// verdict: 0 clean, 1 could not run, 2 usage, 3 ran, but an input failed or
// --fail-on was reached, 130 interrupted.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(run())
}

// run is main with an exit status, so that what is deferred is done.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second interrupt ends the process at once.
	context.AfterFunc(ctx, stop)
	return execute(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})
}

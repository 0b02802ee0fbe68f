package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// interruptible gives a context that the first SIGINT or SIGTERM cancels: the run then writes a checkpoint after the
// step it is in, and stops. The second signal ends the program at once.
func interruptible(stderr io.Writer) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		fmt.Fprintln(stderr, "\nglasshouse: stopping after this step; once more to stop at once")
		cancel()
		<-signals
		fmt.Fprintln(stderr, "glasshouse: stopped at once; glasshouse resume DIR goes on from the last checkpoint")
		os.Exit(exitInterrupted)
	}()
	return ctx, func() { signal.Stop(signals); cancel() }
}

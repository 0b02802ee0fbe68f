package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"glasshouse.example/experiment"
	"glasshouse.example/scenario"
)

// TestMain makes the test binary stand in for the program where a script calls it.
func TestMain(m *testing.M) {
	testscript.Main(removing{m}, map[string]func(){"glasshouse": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits runs a command that must end with the exit code given first and print nothing on standard output.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	code := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("on standard output: %s", out)
	}
}

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
	}{
		{nil, 0},
		{errors.New("no space left"), 1},
		{fmt.Errorf("file: %w", usage("no such run")), 2},
		{&scenario.Error{Msg: "wrong"}, 2},
		{scenario.Errors{{Msg: "wrong"}, {Msg: "worse"}}, 2},
		{fmt.Errorf("after step 3: %w", experiment.ErrInterrupted), 130},
		{fmt.Errorf("verify: %w", context.Canceled), 130},
	} {
		if got := exitCode(c.err); got != c.code {
			t.Errorf("%v: exit code %d, want %d", c.err, got, c.code)
		}
	}
}

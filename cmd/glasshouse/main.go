// Command glasshouse runs a society of synthetic citizens under a social-scoring system and the same society
// without it, and measures what the system does to people.
//
// Each subcommand has a file. This one holds what they share: the flags, and the way from an error to an exit code
// (0 done, 1 failed, 2 bad usage or scenario, 130 interrupted with a checkpoint).
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"glasshouse.example/experiment"
	"glasshouse.example/internal/machine"
	"glasshouse.example/scenario"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

const description = `A laboratory for social scoring: it runs a society of synthetic citizens under the system, and the same
society with the same luck without it, and measures what the system does to people.

Every citizen is synthetic: a number and a seed. Nothing takes in records of real people, and no verdict on a real
person can be read out of a result.`

// commands is the command line.
type commands struct {
	Run       runCommand       `cmd:"" help:"Run a society and its twin without the system."`
	Compare   compareCommand   `cmd:"" help:"Run worlds with the same luck, side by side."`
	Life      lifeCommand      `cmd:"" help:"Retell one synthetic citizen of a run, in both worlds."`
	Resume    resumeCommand    `cmd:"" help:"Go on with a run or comparison that was stopped."`
	Report    reportCommand    `cmd:"" help:"Build the report of a finished run or comparison anew."`
	Scenarios scenariosCommand `cmd:"" help:"List what scenarios and safeguards are built in, or show one."`
	Check     checkCommand     `cmd:"" help:"Check a scenario file and say everything that is wrong with it."`
	Schema    schemaCommand    `cmd:"" help:"Print the JSON Schema of scenario files, for completion in an editor."`
	Verify    verifyCommand    `cmd:"" help:"Check that this machine computes the published result."`

	Version kong.VersionFlag `help:"Print the version and end."`
}

// app is what every subcommand is given: where it writes, and a context that an interruption cancels.
type app struct {
	ctx            context.Context
	stdout, stderr io.Writer
	outTerminal    bool // stdout is a terminal
	errTerminal    bool // stderr is one
}

// usageError is an error of the one who typed the command.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func main() {
	machine.Limit()
	ctx, stop := interruptible(os.Stderr)
	defer stop()
	a := &app{ctx: ctx, stdout: os.Stdout, stderr: os.Stderr,
		outTerminal: isTerminal(os.Stdout), errTerminal: isTerminal(os.Stderr)}
	os.Exit(a.main(os.Args[1:]))
}

// main runs the command line and gives the exit code.
func (a *app) main(args []string) int {
	var c commands
	parser, err := kong.New(&c, kong.Name("glasshouse"), kong.Description(description),
		kong.Vars{"version": "glasshouse " + version()}, kong.Writers(a.stdout, a.stderr), kong.Bind(a),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		return a.fail(err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if err != nil {
		return a.fail(err)
	}
	return a.fail(command.Run())
}

// fail says what went wrong, if anything, and gives the exit code.
func (a *app) fail(err error) int {
	if err == nil {
		return exitDone
	}
	code := exitCode(err)
	var parse *kong.ParseError
	switch {
	case code == exitInterrupted: // what to do next has been said already
	case isScenario(err): // a problem a line, each beginning with its file
		fmt.Fprintln(a.stderr, err)
	case errors.As(err, &parse):
		fmt.Fprintf(a.stderr, "glasshouse: %s\nSee glasshouse --help.\n", err)
	default:
		fmt.Fprintf(a.stderr, "glasshouse: %s\n", err)
	}
	return code
}

// exitCode maps an error to the code of its kind.
func exitCode(err error) int {
	var parse *kong.ParseError
	var wrong usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, experiment.ErrInterrupted), errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &parse), errors.As(err, &wrong), isScenario(err):
		return exitUsage
	}
	return exitFailed
}

// isScenario tells whether an error is about what a scenario says.
func isScenario(err error) bool {
	var one *scenario.Error
	var many scenario.Errors
	return errors.As(err, &one) || errors.As(err, &many)
}

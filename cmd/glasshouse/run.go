package main

import (
	"fmt"
	"strconv"
	"strings"

	"glasshouse.example/internal/machine"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// runCommand runs one scenario, and its twin without the system.
type runCommand struct {
	Scenario  string   `arg:"" optional:"" default:"article" help:"A built-in scenario, or the path of a scenario file (${default})."`
	Citizens  *int     `placeholder:"N" help:"Number of synthetic citizens, instead of the scenario's."`
	Days      *int     `placeholder:"D" help:"Length of the run in days, instead of the scenario's."`
	Seed      uint64   `default:"1" placeholder:"S" help:"Seed of all chance (${default}). The same seed gives the same luck."`
	Set       []string `sep:"none" placeholder:"PATH=VALUE" help:"Set a parameter; may be given again."`
	Safeguard []string `sep:"," placeholder:"NAMES" help:"Safeguards to lay over the scenario, parted by commas."`
	Alone     bool     `help:"Run without the twin; measures that compare with it are null."`
	Out       string   `placeholder:"DIR" help:"Folder for the results; glasshouse-runs/NAME-seedS-1 or the next number if absent."`
	outputFlags
}

// Help ends the help of the subcommand.
func (runCommand) Help() string {
	return `Examples:

    glasshouse run                                    the article's city: 5 million citizens, 3 years
    glasshouse run article --citizens 20000 --days 365
    glasshouse run article --safeguard human-review --seed 7
    glasshouse run my-city.yaml --set conduct.jaywalking.points=-5 --json

Citizens are synthetic; a result says what a rule book does under stated assumptions, and nothing of any real person.
The run's folder holds manifest.json, summary.json, three tables in Parquet and report.html. An interrupted run
(Ctrl-C) writes a checkpoint; glasshouse resume goes on with it.`
}

// sets gives every setting of the command, those with a flag of their own first.
func (c *runCommand) sets() []string {
	var sets []string
	if c.Citizens != nil {
		sets = append(sets, fmt.Sprintf("population.citizens=%d citizens", *c.Citizens))
	}
	if c.Days != nil {
		sets = append(sets, fmt.Sprintf("time.length=%d days", *c.Days))
	}
	return append(sets, c.Set...)
}

// Run loads and checks the scenario before anything is written.
func (c *runCommand) Run(a *app) error {
	s, err := scenario.Load(c.Scenario, c.sets(), c.Safeguard)
	if err != nil {
		return err
	}
	a.warn(s)
	j := job{scenario: s, seed: c.Seed, alone: c.Alone, command: c.reproduce(), output: c.outputFlags}
	if err := j.fits(); err != nil {
		return err
	}
	if j.folder, err = c.claim(s.Name); err != nil {
		return usageError{err}
	}
	release, err := j.folder.Hold()
	if err != nil {
		return usageError{err}
	}
	defer release()
	j.roomy(a, machine.Free(j.folder.Partial()))
	if err := j.begin(); err != nil {
		return j.abandon(err)
	}
	return j.run(a)
}

// claim makes the folder that the results are written into.
func (c *runCommand) claim(name string) (results.Folder, error) {
	if c.Out != "" {
		return results.Claim(c.Out)
	}
	return results.ClaimNext("glasshouse-runs", name, c.Seed)
}

// reproduce is the command that gives the same results, without what changes none.
func (c *runCommand) reproduce() string {
	words := []string{"glasshouse", "run", c.Scenario}
	if c.Citizens != nil {
		words = append(words, "--citizens", strconv.Itoa(*c.Citizens))
	}
	if c.Days != nil {
		words = append(words, "--days", strconv.Itoa(*c.Days))
	}
	words = append(words, "--seed", strconv.FormatUint(c.Seed, 10))
	for _, set := range c.Set {
		words = append(words, "--set", set)
	}
	if len(c.Safeguard) > 0 {
		words = append(words, "--safeguard", strings.Join(c.Safeguard, ","))
	}
	if c.Alone {
		words = append(words, "--alone")
	}
	for i, w := range words {
		words[i] = quote(w)
	}
	return strings.Join(words, " ")
}

// quote writes a word for a POSIX shell, in quotes only where they are needed.
func quote(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_=./,+:%@", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"glasshouse.example/experiment"
	"glasshouse.example/internal/machine"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// compareCommand runs worlds with the same luck and holds them against the first.
type compareCommand struct {
	Worlds     []string `arg:"" name:"world" help:"Built-in scenarios or files, each with safeguards after plus signs if wished: article+human-review. The first is the world of reference."`
	Citizens   *int     `placeholder:"N" help:"Number of synthetic citizens of every world, instead of the scenarios'."`
	Days       *int     `placeholder:"D" help:"Length of the runs in days, instead of the scenarios'."`
	Seed       uint64   `default:"1" placeholder:"S" help:"Seed of the first replicate (${default})."`
	Replicates int      `default:"5" placeholder:"R" help:"Runs of each world, with seeds S, S+1, …: they give the intervals (${default})."`
	Part       bool     `help:"Part each difference into the direct effect, with what passes between citizens held at the first world's, and spillover; one run more a world."`
	Set        []string `sep:"none" placeholder:"PATH=VALUE" help:"Set a parameter in every world; may be given again."`
	Safeguard  []string `sep:"," placeholder:"NAMES" help:"Safeguards to lay over every world, parted by commas."`
	Out        string   `placeholder:"DIR" help:"Folder for the results; glasshouse-runs/compare-… or the next number if absent."`
	JSON       bool     `name:"json" help:"Print summary.json on standard output and nothing else."`
	Quiet      bool     `short:"q" help:"Show no progress and no summary; print the results' folder only."`
	Workers    int      `placeholder:"W" help:"Number of workers; all processors if absent."`
}

// Help ends the help of the subcommand.
func (compareCommand) Help() string {
	return `Examples:

    glasshouse compare article without --citizens 100000
    glasshouse compare article article+human-review article+no-speech --citizens 200000 --replicates 10

Every world has the same citizens with the same luck, so that a difference between two is what differs in their rules. A
difference is taken seed by seed; its 95 % interval is Student's over the replicates. Worlds whose kinds of conduct or
chances differ do not share luck; the summary says which do. The report ranks the worlds by the harm they avert,
where one without the system is among them.

When it is interrupted (Ctrl-C), the replicates that are finished are kept, and glasshouse resume goes on with the rest.`
}

// Validate refuses what cannot be compared before anything is read.
func (c compareCommand) Validate() error {
	switch {
	case len(c.Worlds) < 2:
		return errors.New("compare takes two worlds or more")
	case c.Replicates < 1 || c.Replicates > 10000:
		return fmt.Errorf("--replicates %d: a number from 1 to 10000", c.Replicates)
	case c.Workers < 0:
		return fmt.Errorf("--workers %d: a number of workers from 1, or 0 for all processors", c.Workers)
	}
	return nil
}

// Run loads and checks every world before anything is written.
func (c *compareCommand) Run(a *app) error {
	spec, err := c.spec()
	if err != nil {
		return err
	}
	folder, err := c.claim(spec)
	if err != nil {
		return usageError{err}
	}
	release, err := folder.Hold()
	if err != nil {
		return usageError{err}
	}
	defer release()
	j := comparison{spec: spec, command: c.reproduce(), folder: folder, output: outputFlags{JSON: c.JSON, Quiet: c.Quiet}}
	if err := j.begin(); err != nil {
		return j.abandon(err)
	}
	return j.run(a)
}

func (c *compareCommand) spec() (experiment.CompareSpec, error) {
	spec := experiment.CompareSpec{Seed: c.Seed, Replicates: c.Replicates, Workers: c.Workers, Part: c.Part, Memory: machine.Memory()}
	one := runCommand{Citizens: c.Citizens, Days: c.Days, Set: c.Set}
	for _, ref := range c.Worlds {
		s, err := scenario.Load(ref, one.sets(), c.Safeguard)
		if err != nil {
			return spec, err
		}
		spec.Names = append(spec.Names, worldName(ref, spec.Names))
		spec.Scenarios = append(spec.Scenarios, s)
	}
	if err := spec.Check(); err != nil {
		return spec, usageError{err}
	}
	return spec, nil
}

// worldName is a reference without its folder and ending, numbered where it was used before.
func worldName(ref string, taken []string) string {
	base, overlays, plus := strings.Cut(ref, "+")
	name := strings.TrimSuffix(filepath.Base(base), filepath.Ext(base))
	if plus {
		name += "+" + overlays
	}
	unique := name
	for n := 2; slices.Contains(taken, unique); n++ {
		unique = name + "-" + strconv.Itoa(n)
	}
	return unique
}

func (c *compareCommand) claim(spec experiment.CompareSpec) (results.Folder, error) {
	if c.Out != "" {
		return results.Claim(c.Out)
	}
	names := spec.Names
	if len(names) > 4 { // a folder's name has an end
		names = append(slices.Clone(names[:3]), fmt.Sprintf("and-%d-more", len(names)-3))
	}
	return results.ClaimNext("glasshouse-runs", "compare-"+strings.Join(names, "-"), c.Seed)
}

// reproduce is the command that gives the same results.
func (c *compareCommand) reproduce() string {
	words := append([]string{"glasshouse", "compare"}, c.Worlds...)
	if c.Citizens != nil {
		words = append(words, "--citizens", strconv.Itoa(*c.Citizens))
	}
	if c.Days != nil {
		words = append(words, "--days", strconv.Itoa(*c.Days))
	}
	words = append(words, "--seed", strconv.FormatUint(c.Seed, 10), "--replicates", strconv.Itoa(c.Replicates))
	if c.Part {
		words = append(words, "--part")
	}
	for _, set := range c.Set {
		words = append(words, "--set", set)
	}
	if len(c.Safeguard) > 0 {
		words = append(words, "--safeguard", strings.Join(c.Safeguard, ","))
	}
	for i, w := range words {
		words[i] = quote(w)
	}
	return strings.Join(words, " ")
}

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"glasshouse.example/experiment"
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
chances differ do not share luck; the summary says which do.`
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
	if err := c.compare(a, spec, folder); err != nil {
		return errors.Join(err, folder.Discard())
	}
	return c.show(a, folder.Final)
}

func (c *compareCommand) spec() (experiment.CompareSpec, error) {
	spec := experiment.CompareSpec{Seed: c.Seed, Replicates: c.Replicates, Workers: c.Workers}
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
	return results.ClaimNext("glasshouse-runs", "compare-"+strings.Join(spec.Names, "-"), c.Seed)
}

// compare simulates and writes the folder.
func (c *compareCommand) compare(a *app, spec experiment.CompareSpec, folder results.Folder) error {
	m := results.Manifest{
		Version: version(), Scenario: spec.Scenarios[0].Name, ScenarioHash: spec.Scenarios[0].Hash(), Seed: c.Seed,
		Citizens: spec.Scenarios[0].Population.Citizens, Days: spec.Scenarios[0].Time.Days,
		StepDays: spec.Scenarios[0].Time.Step, Command: c.reproduce(),
		ScenarioText: string(scenario.Marshal(spec.Scenarios[0])), Replicates: c.Replicates,
	}
	for i, s := range spec.Scenarios {
		m.Worlds = append(m.Worlds, results.ManifestWorld{Name: spec.Names[i], ScenarioHash: s.Hash(), ScenarioText: string(scenario.Marshal(s))})
	}
	if err := folder.Begin(m); err != nil {
		return err
	}
	start := time.Now()
	progress := newProgress(a, &job{scenario: spec.Scenarios[0], seed: c.Seed, folder: folder, output: outputFlags{Quiet: c.Quiet || c.JSON}})
	spec.Progress = progress.step
	outcome, err := experiment.Compare(a.ctx, spec)
	progress.end()
	if err != nil {
		return err
	}
	if err := results.WriteComparison(folder.Partial(), outcome, results.Info{Version: version(), Elapsed: time.Since(start)}); err != nil {
		return err
	}
	return folder.Finish()
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

// show prints what came of it as the flags ask.
func (c *compareCommand) show(a *app, dir string) error {
	s, err := results.ReadComparison(dir)
	if err != nil {
		return err
	}
	switch {
	case c.JSON:
		text, err := s.Marshal()
		if err != nil {
			return err
		}
		_, err = a.stdout.Write(text)
		return err
	case c.Quiet:
		_, err := fmt.Fprintln(a.stdout, dir)
		return err
	}
	return a.printComparison(s, dir)
}

// printComparison writes the table of the measures, who is better and worse off, and what common luck saved.
func (a *app) printComparison(s results.Comparison, dir string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s synthetic citizens, %d days, %d replicates from seed %d; differences against %s\n\n",
		results.Number(float64(s.Citizens), 0), s.Days, s.Replicates, s.Seed, s.Order[0])
	bold := a.outTerminal && os.Getenv("NO_COLOR") == ""
	writeTable(&b, comparisonRows(s), bold)
	b.WriteByte('\n')
	writeTable(&b, lotRows(s), bold)
	b.WriteByte('\n')
	for _, name := range s.Order[1:] {
		b.WriteString(luckSentence(s, name) + "\n")
	}
	b.WriteString("\nCitizens are synthetic, under stated assumptions; no verdict on a real person can be read out of this.\n")
	fmt.Fprintf(&b, "state hash  %s\nfolder      %s\n", s.StateHash, dir)
	_, err := a.stdout.Write([]byte(b.String()))
	return err
}

// comparisonRows gives the table: the first world's level, then every other world's difference with its interval.
func comparisonRows(s results.Comparison) []tableRow {
	head := tableRow{"", s.Order[0]}
	for _, name := range s.Order[1:] {
		head = append(head, name, "95 % interval")
	}
	rows := []tableRow{append(head, "unit")}
	first := s.Worlds[s.Order[0]]
	for _, group := range headline {
		rows = append(rows, tableRow{group.title})
		for _, name := range group.measures {
			v, ok := first.Measures[name]
			if !ok || quiet(s, name) {
				continue
			}
			row := tableRow{"  " + strings.ReplaceAll(name, "_", " "), display(v.Value)}
			for _, world := range s.Order[1:] {
				d := s.Differences[world][name]
				row = append(row, signed(d.Value), band(d))
			}
			rows = append(rows, append(row, v.Unit))
		}
	}
	return rows
}

// quiet tells whether a measure is one that is shown only where some world gives rise to it, and none does.
func quiet(s results.Comparison, name string) bool {
	if !slices.Contains(ifAny, name) {
		return false
	}
	for _, w := range s.Worlds {
		if v := w.Measures[name].Value; v != nil && *v != 0 {
			return false
		}
	}
	return true
}

func signed(v *float64) string {
	if v != nil && *v > 0 {
		return "+" + display(v)
	}
	return display(v)
}

func band(d results.Interval) string {
	if d.Low == nil {
		return "–"
	}
	text := signed(d.Low) + " to " + signed(d.High)
	if d.Few {
		text += " (few)"
	}
	return text
}

// lotRows gives the table of winners and losers.
func lotRows(s results.Comparison) []tableRow {
	rows := []tableRow{{"who differs from " + s.Order[0] + ", in the first seed", ""}}
	rows[0] = append(tableRow{rows[0][0]}, s.Order[1:]...)
	rows[0] = append(rows[0], "unit")
	for _, line := range []struct {
		title string
		of    func(results.Share) float64
		unit  string
	}{
		{"  better off by a yuan a year or more", func(x results.Share) float64 { return float64(x.Better) }, "persons"},
		{"  worse off", func(x results.Share) float64 { return float64(x.Worse) }, "persons"},
		{"  mean loss of the worse off", func(x results.Share) float64 { return x.MeanLoss }, "yuan per year"},
		{"  on a list only here", func(x results.Share) float64 { return float64(x.Listed) }, "persons"},
		{"  on a list only there", func(x results.Share) float64 { return float64(x.Unlisted) }, "persons"},
		{"  wrongly accused only here", func(x results.Share) float64 { return float64(x.Accused) }, "persons"},
		{"  wrongly accused only there", func(x results.Share) float64 { return float64(x.Cleared) }, "persons"},
	} {
		row := tableRow{line.title}
		for _, name := range s.Order[1:] {
			v := line.of(s.Lots[name].All)
			row = append(row, display(&v))
		}
		rows = append(rows, append(row, line.unit))
	}
	return rows
}

// luckSentence says what common luck saved, measured on a few measures, or that there is none.
func luckSentence(s results.Comparison, name string) string {
	if !s.Worlds[name].SameLuck {
		return fmt.Sprintf("%s has other kinds of conduct or chances than %s: its citizens do not share their luck.", name, s.Order[0])
	}
	var parts []string
	for _, m := range []string{"misdeeds", "lawful_speech", "entries", "listed"} {
		if x, ok := s.VarianceSaved[name][m]; ok {
			parts = append(parts, fmt.Sprintf("%s %s×", strings.ReplaceAll(m, "_", " "), display(&x)))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("%s shares its luck with %s.", name, s.Order[0])
	}
	return fmt.Sprintf("%s shares its luck with %s; over the replicates independent runs would have had a larger variance of the difference: %s.",
		name, s.Order[0], strings.Join(parts, ", "))
}

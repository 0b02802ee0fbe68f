package main

import (
	"errors"
	"fmt"
	"time"

	"glasshouse.example/experiment"
	"glasshouse.example/report"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// comparison is worlds on their way into a folder, begun now or resumed.
type comparison struct {
	spec    experiment.CompareSpec
	command string
	folder  results.Folder
	output  outputFlags
	resumed bool // its folder was there before, and stays whatever happens
}

// begin writes down what is compared, so that it can be gone on with if it is killed.
func (j *comparison) begin() error {
	first := j.spec.Scenarios[0]
	m := results.Manifest{
		Version:      version(),
		Scenario:     first.Name,
		ScenarioHash: first.Hash(),
		Seed:         j.spec.Seed,
		Citizens:     first.Population.Citizens,
		Days:         first.Time.Days,
		StepDays:     first.Time.Step,
		Command:      j.command,
		ScenarioText: string(scenario.Marshal(first)),
		Replicates:   j.spec.Replicates,
		Part:         j.spec.Part,
	}
	for i, s := range j.spec.Scenarios {
		m.Worlds = append(m.Worlds, results.ManifestWorld{
			Name: j.spec.Names[i], ScenarioHash: s.Hash(), ScenarioText: string(scenario.Marshal(s)),
		})
	}
	return j.folder.Begin(m)
}

// run simulates what is not done yet, writes the results and shows them.
func (j *comparison) run(a *app) error {
	start := time.Now()
	j.spec.Keep, j.spec.Version = j.folder.Checkpoint(), build()
	outcome, err := j.simulate(a)
	if errors.Is(err, experiment.ErrInterrupted) {
		fmt.Fprintf(a.stderr, "glasshouse: stopped with %d of %d replicates finished; go on with\n  glasshouse resume %s\n",
			experiment.Kept(j.spec.Keep), j.spec.Replicates, quote(j.folder.Final))
		return err
	}
	if err != nil {
		return j.abandon(err)
	}
	if err := j.write(outcome, time.Since(start)); err != nil {
		return j.abandon(err)
	}
	return j.show(a)
}

func (j *comparison) simulate(a *app) (*experiment.Comparison, error) {
	progress := newProgress(a, &job{scenario: j.spec.Scenarios[0], seed: j.spec.Seed, folder: j.folder, output: j.output})
	defer progress.end()
	j.spec.Progress = progress.step
	return experiment.Compare(a.ctx, j.spec)
}

// write writes the folder's files, the report last as it is drawn from the others, and gives it its final name.
func (j *comparison) write(c *experiment.Comparison, elapsed time.Duration) error {
	dir := j.folder.Partial()
	if err := results.WriteComparison(dir, c, results.Info{Version: version(), Elapsed: elapsed}); err != nil {
		return err
	}
	if err := report.Build(dir); err != nil {
		return err
	}
	return j.folder.Finish()
}

// abandon clears away after a comparison that failed, unless it left something to go on from.
func (j *comparison) abandon(err error) error {
	if j.folder.Whole() {
		return stillWhole(err, j.folder)
	}
	switch n := experiment.Kept(j.folder.Checkpoint()); {
	case n == 0 && j.resumed:
		return fmt.Errorf("%w\nit can be tried again: glasshouse resume %s", err, quote(j.folder.Final))
	case n == 0:
		return errors.Join(err, j.folder.Discard())
	case unfit(err):
		return fmt.Errorf("%w\nnothing was changed; to run that replicate again, remove its file and run\n  glasshouse resume %s",
			err, quote(j.folder.Final))
	default:
		return fmt.Errorf("%w\nthe %d replicates finished before it are kept: glasshouse resume %s", err, n, quote(j.folder.Final))
	}
}

// show prints what came of it as the flags ask.
func (j *comparison) show(a *app) error {
	dir := j.folder.Final
	s, err := results.ReadComparison(dir)
	if err != nil {
		return err
	}
	switch {
	case j.output.JSON:
		text, err := s.Marshal()
		if err != nil {
			return err
		}
		_, err = a.stdout.Write(text)
		return err
	case j.output.Quiet:
		_, err := fmt.Fprintln(a.stdout, dir)
		return err
	}
	return a.printComparison(s, dir)
}

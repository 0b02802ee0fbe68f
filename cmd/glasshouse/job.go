package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"glasshouse.example/engine"
	"glasshouse.example/experiment"
	"glasshouse.example/internal/machine"
	"glasshouse.example/report"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// job is one run on its way into a folder, begun now or resumed.
type job struct {
	scenario *scenario.Scenario
	seed     uint64
	alone    bool
	command  string
	folder   results.Folder
	output   outputFlags
	resumed  bool // its folder was there before, and stays whatever happens
}

// fits refuses a run that does not fit into the memory at hand, before anything is written.
func (j *job) fits() error {
	return experiment.Fits(experiment.Spec{Scenario: j.scenario, Seed: j.seed, Alone: j.alone, Memory: machine.Memory()})
}

// roomy warns where the disk has no room for a checkpoint and the one whose place it takes; 0 bytes free are unknown.
func (j *job) roomy(a *app, free int64) {
	one := experiment.CheckpointBytes(experiment.Spec{Scenario: j.scenario, Seed: j.seed, Alone: j.alone})
	if _, err := os.Stat(j.folder.Checkpoint()); free == 0 || free > 2*one || err == nil && free > one {
		return
	}
	fmt.Fprintf(a.stderr, "glasshouse: warning: a checkpoint takes up to %s, and the one before it is kept until it is whole; where the results go there is room for %s\n",
		experiment.Gigabytes(one), experiment.Gigabytes(free))
}

// begin writes down what is run, so that the run can be resumed if it is killed.
func (j *job) begin() error {
	return j.folder.Begin(results.Manifest{
		Version:      version(),
		Scenario:     j.scenario.Name,
		ScenarioHash: j.scenario.Hash(),
		Seed:         j.seed,
		Citizens:     j.scenario.Population.Citizens,
		Days:         j.scenario.Time.Days,
		StepDays:     j.scenario.Time.Step,
		Alone:        j.alone,
		Command:      j.command,
		ScenarioText: string(scenario.Marshal(j.scenario)),
	})
}

// run simulates, writes the results and shows them.
func (j *job) run(a *app) error {
	start := time.Now()
	outcome, err := j.simulate(a)
	if errors.Is(err, experiment.ErrInterrupted) {
		fmt.Fprintf(a.stderr, "glasshouse: stopped; go on with\n  glasshouse resume %s\n", quote(j.folder.Final))
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

// simulate runs the worlds, from the checkpoint where there is one.
func (j *job) simulate(a *app) (*experiment.Outcome, error) {
	progress := newProgress(a, j)
	defer progress.end()
	spec := experiment.Spec{
		Scenario:       j.scenario,
		Seed:           j.seed,
		Workers:        j.output.Workers,
		Alone:          j.alone,
		Progress:       progress.step,
		CheckpointPath: j.folder.Checkpoint(),
		CheckpointDue:  j.output.Checkpoint.due(time.Now),
		Version:        build(),
		Budget:         machine.Memory(),
	}
	return start(a.ctx, spec)
}

// start resumes the run of a checkpoint, or begins one where there is none.
func start(ctx context.Context, spec experiment.Spec) (*experiment.Outcome, error) {
	if _, err := os.Stat(spec.CheckpointPath); err == nil {
		return experiment.Resume(ctx, spec, spec.CheckpointPath)
	}
	return experiment.Run(ctx, spec)
}

// write writes the folder's files, the report last as it is drawn from the others, and gives it its final name.
func (j *job) write(o *experiment.Outcome, elapsed time.Duration) error {
	dir := j.folder.Partial()
	info := results.Info{
		Version:      version(),
		Command:      j.command,
		ScenarioText: string(scenario.Marshal(j.scenario)),
		ScenarioHash: j.scenario.Hash(),
		Elapsed:      elapsed,
	}
	if err := results.Write(dir, o, info); err != nil {
		return err
	}
	if err := report.Build(dir); err != nil {
		return err
	}
	return j.folder.Finish()
}

// abandon clears away after a run that failed, unless it left something to go on from.
func (j *job) abandon(err error) error {
	if j.folder.Whole() {
		return stillWhole(err, j.folder)
	}
	checkpoint := j.folder.Checkpoint()
	switch _, missing := os.Stat(checkpoint); {
	case missing != nil && j.resumed:
		return fmt.Errorf("%w\nit can be tried again: glasshouse resume %s", err, quote(j.folder.Final))
	case missing != nil:
		return errors.Join(err, j.folder.Discard())
	case unfit(err):
		return fmt.Errorf("%w\nnothing was changed; to begin this run anew, remove %s and run\n  glasshouse resume %s",
			err, quote(checkpoint), quote(j.folder.Final))
	}
	return fmt.Errorf("%w\nthe last checkpoint is kept: glasshouse resume %s", err, quote(j.folder.Final))
}

// unfit tells whether an error is about a file that no run can go on from as it is.
func unfit(err error) bool {
	return errors.Is(err, engine.ErrBroken) || errors.Is(err, experiment.ErrOther)
}

// stillWhole words an error after which the results lie whole under another name than theirs.
func stillWhole(err error, f results.Folder) error {
	return fmt.Errorf("%w\nthe results are whole in %s; clear the way and run\n  glasshouse resume %s", err, f.Partial(), quote(f.Final))
}

// finish gives a folder its name that is whole but for that, and shows what came of it.
func finish(a *app, f results.Folder, show func(*app) error) error {
	if err := f.Finish(); err != nil {
		return stillWhole(err, f)
	}
	return show(a)
}

// show prints what came of the run as the flags ask.
func (j *job) show(a *app) error {
	dir := j.folder.Final
	switch summary, err := results.ReadSummary(dir); {
	case err != nil:
		return err
	case j.output.JSON:
		text, err := summary.Marshal()
		if err != nil {
			return err
		}
		_, err = a.stdout.Write(text)
		return err
	case j.output.Quiet:
		_, err := fmt.Fprintln(a.stdout, dir)
		return err
	default:
		return a.printSummary(summary, dir)
	}
}

package glasshouse

import (
	"context"
	"errors"
	"fmt"
	"time"

	"glasshouse.example/experiment"
	"glasshouse.example/internal/machine"
	"glasshouse.example/results"
)

// Notice is said in every folder and report, and belongs beside every figure taken from one.
const Notice = results.Notice

// RunOptions say how a scenario is run. The zero value is a run with its twin, with seed 0, on all processors.
type RunOptions struct {
	Seed    uint64 // of all chance; every number is one, and the command line takes 1
	Alone   bool   // no twin: half the time, and measures that compare with the twin are NaN
	Workers int    // 0 for all processors; changes no result
	// Progress is called from one goroutine after each step, with citizen-steps done and in all.
	Progress func(done, all int64)
}

// Result is a finished run.
type Result struct {
	Scenario  *Scenario
	Seed      uint64
	Version   string // of the laboratory that ran it
	StateHash string // of the first world's end: the same for the same version, scenario and seed
	// With is the world under the system, Without the same society without it. One is nil where it was not run: Without in
	// a run that was alone, With where the scenario has no system.
	With, Without *World

	summary results.Summary
	source  source
	alone   bool
}

// source is where a result's citizens are, in memory or in a folder.
type source struct {
	outcome *experiment.Outcome
	folder  *results.Run
	elapsed time.Duration
}

// Run simulates a scenario and, unless it is to be alone or has no system, its twin without the system. A city of 100 000 takes
// a second or two a world for three years, and a result keeps 16 bytes a citizen and world. When ctx is cancelled, Run stops
// after the step under way and returns the context's cause; nothing is kept. (Runs of the command line can be resumed.)
func Run(ctx context.Context, s *Scenario, o RunOptions) (*Result, error) {
	if s == nil {
		return nil, errors.New("glasshouse: no scenario to run; Load or Parse gives one")
	}
	if o.Workers < 0 {
		return nil, fmt.Errorf("glasshouse: %d workers: a number from 1, or 0 for all processors", o.Workers)
	}
	start := time.Now()
	outcome, err := experiment.Run(ctx, experiment.Spec{
		Scenario: s.checked, Seed: o.Seed, Workers: o.Workers, Alone: o.Alone, Progress: o.Progress,
		Memory: machine.Memory(), Budget: machine.Memory(),
	})
	if err != nil {
		return nil, err
	}
	elapsed := time.Since(start)
	summary := results.Summarise(outcome, results.Info{Version: Version(), Elapsed: elapsed})
	r := resultOf(s, summary, source{outcome: outcome, elapsed: elapsed})
	r.alone = o.Alone
	for i := range outcome.Worlds {
		w := &outcome.Worlds[i]
		r.world(w.Name).tables = memory{w}
	}
	return r, nil
}

func resultOf(s *Scenario, summary results.Summary, from source) *Result {
	return &Result{
		Scenario: s, Seed: summary.Seed, Version: summary.Version, StateHash: summary.StateHash,
		With: worldOf("with", summary.Worlds.With), Without: worldOf("without", summary.Worlds.Without),
		summary: summary, source: from,
	}
}

func (r *Result) world(name string) *World {
	if name == "with" {
		return r.With
	}
	return r.Without
}

// Worlds are the worlds that were run, the one under the system first.
func (r *Result) Worlds() []*World {
	var all []*World
	for _, w := range []*World{r.With, r.Without} {
		if w != nil {
			all = append(all, w)
		}
	}
	return all
}

// Sentences say in plain words what came of the run.
func (r *Result) Sentences() []string { return results.Sentences(r.summary) }

package main

import (
	"fmt"
	"runtime"

	"glasshouse.example/experiment"
	"glasshouse.example/scenario"
)

// verifyHash is the state hash of the scenario article with 20 000 citizens, 60 days and seed 1. It is the same on
// every machine and for every number of workers. A change of it is a change of the model, and of the release.
const verifyHash = "f00243bb07d3c61b3cf7a44fa41b88ddb181a521813e1b0f747498c29b02f6d9"

// verifyCommand recomputes a small published result.
type verifyCommand struct{}

// Run compares the state hash with the published one.
func (verifyCommand) Run(a *app) error {
	s, err := scenario.Load("article", []string{"population.citizens=20000 citizens", "time.length=60 days"}, nil)
	if err != nil {
		return err
	}
	o, err := experiment.Run(a.ctx, experiment.Spec{Scenario: s, Seed: 1})
	if err != nil {
		return err
	}
	platform := fmt.Sprintf("%s/%s, %s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.Version(), runtime.GOMAXPROCS(0))
	if o.StateHash != verifyHash {
		return fmt.Errorf("verify: article, 20 000 citizens, 60 days, seed 1 on %s: state hash %s, published %s",
			platform, o.StateHash, verifyHash)
	}
	_, err = fmt.Fprintf(a.stdout, "ok: article, 20 000 citizens, 60 days, seed 1 on %s: state hash %s\n", platform, o.StateHash)
	return err
}

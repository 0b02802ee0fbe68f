package main

import (
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// resumeCommand goes on with a run that was interrupted or killed.
type resumeCommand struct {
	Dir string `arg:"" help:"The run's folder, with or without .partial."`
	outputFlags
}

// Help ends the help of the subcommand.
func (resumeCommand) Help() string {
	return `The run goes on from its last checkpoint, or from its start where it has none, and its result is the same as if
it had never been stopped. Only the version that began a run can go on with it.`
}

// Run refuses a run that another version began or whose scenario was edited: its first part would not fit its last.
func (c *resumeCommand) Run(a *app) error {
	folder, err := results.Stopped(c.Dir)
	if err != nil {
		return usageError{err}
	}
	m, err := results.ReadManifest(folder.Partial())
	if err != nil {
		return usageError{err}
	}
	if m.Version != version() {
		return usage("%s was begun by glasshouse %s; this is %s, whose results may differ: run it anew with\n  %s",
			folder.Partial(), m.Version, version(), m.Command)
	}
	s, err := scenario.Parse(folder.Partial()+"/"+results.ManifestFile+" (scenario_text)", []byte(m.ScenarioText))
	if err != nil {
		return err
	}
	if s.Hash() != m.ScenarioHash {
		return usage("the scenario in %s/%s was edited since the run began (its hash is %s, then %s): run it anew",
			folder.Partial(), results.ManifestFile, s.Hash(), m.ScenarioHash)
	}
	j := job{scenario: s, seed: m.Seed, alone: m.Alone, command: m.Command, folder: folder, output: c.outputFlags}
	return j.run(a)
}

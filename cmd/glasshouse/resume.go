package main

import (
	"glasshouse.example/experiment"
	"glasshouse.example/internal/machine"
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
it had never been stopped. A comparison goes on after its last finished replicate. Only the version that began a run can
go on with it, on the scenario and seed it was begun with; a damaged checkpoint is refused, and said to be.`
}

// Run refuses a run that another version began or whose manifest was edited: its first part would not fit its last.
func (c *resumeCommand) Run(a *app) error {
	folder, err := results.Stopped(c.Dir)
	if err != nil {
		return usageError{err}
	}
	release, err := folder.Hold()
	if err != nil {
		return usageError{err}
	}
	defer release()
	m, err := folder.Began()
	if err != nil {
		return usageError{err}
	}
	if m.Version != version() {
		return usage("%s was begun by glasshouse %s; this is %s, whose results may differ: run it anew with\n  %s",
			folder.Partial(), m.Version, version(), m.Command)
	}
	if m.IsComparison() {
		return c.comparison(a, folder, m)
	}
	return c.run(a, folder, m)
}

// run goes on with a run.
func (c *resumeCommand) run(a *app, folder results.Folder, m results.Manifest) error {
	s, err := unedited(folder.Partial(), "scenario_text", m.ScenarioText, m.ScenarioHash)
	if err != nil {
		return err
	}
	if err := m.Unedited(); err != nil {
		return usage("%s: %w: run it anew with\n  %s", folder.Partial(), err, m.Command)
	}
	j := job{scenario: s, seed: m.Seed, alone: m.Alone, command: m.Command, folder: folder, output: c.outputFlags, resumed: true}
	if folder.Whole() {
		return finish(a, folder, j.show)
	}
	if err := j.fits(); err != nil {
		return err
	}
	j.roomy(a, machine.Free(folder.Partial()))
	return j.run(a)
}

// comparison goes on with a comparison of worlds.
func (c *resumeCommand) comparison(a *app, folder results.Folder, m results.Manifest) error {
	spec := experiment.CompareSpec{Seed: m.Seed, Replicates: m.Replicates, Workers: c.Workers, Part: m.Part, Memory: machine.Memory()}
	for _, w := range m.Worlds {
		s, err := unedited(folder.Partial(), "scenario_text of "+w.Name, w.ScenarioText, w.ScenarioHash)
		if err != nil {
			return err
		}
		spec.Names, spec.Scenarios = append(spec.Names, w.Name), append(spec.Scenarios, s)
	}
	if err := m.Unedited(); err != nil {
		return usage("%s: %w: run it anew with\n  %s", folder.Partial(), err, m.Command)
	}
	j := comparison{spec: spec, command: m.Command, folder: folder, output: c.outputFlags, resumed: true}
	if folder.Whole() {
		return finish(a, folder, j.show)
	}
	return j.run(a)
}

// unedited reads a scenario of a manifest, and refuses one that is no longer what it was when the run began.
func unedited(dir string, key, text, hash string) (*scenario.Scenario, error) {
	name := dir + "/" + results.ManifestFile
	s, err := scenario.Parse(name+" ("+key+")", []byte(text))
	if err != nil {
		return nil, err
	}
	if s.Hash() != hash {
		return nil, usage("the scenario in %s (%s) was edited since the run began (its hash is %s, then %s): run it anew",
			name, key, s.Hash(), hash)
	}
	return s, nil
}

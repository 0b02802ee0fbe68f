package glasshouse

import (
	"errors"
	"fmt"

	"glasshouse.example/report"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// Open reads the folder of a finished run, written by [Result.Save] or by the command line. Measures are read at once; steps,
// districts and citizens when asked for. The error says what a folder is that is none, has not ended, is a comparison's, or is
// one that this version cannot read.
func Open(dir string) (*Result, error) {
	run, err := results.Open(dir)
	if err != nil {
		return nil, err
	}
	s, err := scenario.Parse(dir+"/"+results.ManifestFile, []byte(run.Manifest.ScenarioText))
	if err != nil {
		return nil, err
	}
	r := resultOf(&Scenario{s}, run.Summary, source{folder: run})
	r.alone = run.Manifest.Alone
	for _, w := range r.Worlds() {
		w.tables = disk{run}
	}
	return r, nil
}

// OpenComparison reads the folder of a finished comparison.
func OpenComparison(dir string) (*Comparison, error) {
	f, err := results.OpenComparison(dir)
	if err != nil {
		return nil, err
	}
	return comparisonOf(f.Summary), nil
}

// Verify compares every file of a finished folder with the hash that was taken when it was written. The error names each file
// that differs, is missing or is not one of the folder's.
func Verify(dir string) error { return results.Verify(dir) }

var errFromFolder = errors.New("glasshouse: it was read from a folder; copy that folder instead")

// Save writes the run into a new folder, as the command line would: manifest, summary, tables, report, and what lives are told
// again from. A folder with something in it is never written over, and one that could not be written whole is not left behind.
func (r *Result) Save(dir string) error {
	if r.source.outcome == nil {
		return errFromFolder
	}
	s := r.Scenario.checked
	info := results.Info{
		Version: r.Version, Command: again("run", s.Name, r.Seed, r.alone), ScenarioText: r.Scenario.Text(), ScenarioHash: s.Hash(),
		Elapsed: r.source.elapsed,
	}
	return save(dir, results.Manifest{Version: r.Version, Scenario: s.Name, Seed: r.Seed, ScenarioText: info.ScenarioText},
		func(partial string) error { return results.Write(partial, r.source.outcome, info) })
}

// again is the command that runs a scenario again which may stand nowhere but in the manifest.
func again(command, name string, seed uint64, alone bool) string {
	text := fmt.Sprintf("glasshouse %s %s.yaml --seed %d", command, name, seed)
	if alone {
		text += " --alone"
	}
	return text + "  # " + name + ".yaml: scenario_text of the manifest"
}

// Save writes the comparison into a new folder, as the command line would. See [Result.Save].
func (c *Comparison) Save(dir string) error {
	if c.outcome == nil {
		return errFromFolder
	}
	return save(dir, c.manifest(), func(partial string) error {
		return results.WriteComparison(partial, c.outcome, results.Info{Version: c.summary.Version, Elapsed: c.elapsed})
	})
}

func (c *Comparison) manifest() results.Manifest {
	all := c.scenarios()
	first := all[0]
	m := results.Manifest{
		Version: c.summary.Version, Scenario: first.Name, ScenarioHash: first.Hash(), Seed: c.Seed,
		Citizens: first.Population.Citizens, Days: first.Time.Days, StepDays: first.Time.Step,
		ScenarioText: string(scenario.Marshal(first)), Replicates: c.Replicates, Command: "glasshouse compare",
	}
	for i, s := range all {
		name := c.summary.Order[i]
		m.Worlds = append(m.Worlds, results.ManifestWorld{Name: name, ScenarioHash: s.Hash(), ScenarioText: string(scenario.Marshal(s))})
		m.Command += " " + name + ".yaml"
	}
	m.Command += fmt.Sprintf(" --seed %d --replicates %d  # the files: scenario_text of the manifest's worlds", c.Seed, c.Replicates)
	return m
}

// save fills a folder and gives it its name when it is whole, the report last as it is drawn from the other files.
func save(dir string, begin results.Manifest, fill func(partial string) error) (err error) {
	folder, err := results.Claim(dir)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, folder.Discard())
		}
	}()
	if err := folder.Begin(begin); err != nil {
		return err
	}
	if err := fill(folder.Partial()); err != nil {
		return err
	}
	if err := report.Build(folder.Partial()); err != nil {
		return err
	}
	return folder.Finish()
}

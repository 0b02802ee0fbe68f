package results

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"time"

	"glasshouse.example/experiment"
)

// Info is what the folder says about a run besides its outcome.
type Info struct {
	Version      string        // of glasshouse
	Command      string        // that runs it again
	ScenarioText string        // the scenario whole, as YAML
	ScenarioHash string        // of the scenario
	Elapsed      time.Duration // of the simulation, by the process that ended it
}

// Write writes every file but the report into dir, which must exist: a Folder's Partial. The manifest comes last.
// Writing the report, and taking its hash into the manifest, is the caller's (see Folder.Finish).
func Write(dir string, o *experiment.Outcome, info Info) error {
	return write(dir, o, rowSource{citizens: o.Citizens(), every: o.Every(), read: o.Read, worlds: worldNames(o)}, info)
}

func worldNames(o *experiment.Outcome) []string {
	var names []string
	for _, w := range o.Worlds {
		names = append(names, w.Name)
	}
	return names
}

// write is Write with the citizens' rows given apart.
func write(dir string, o *experiment.Outcome, rows rowSource, info Info) error {
	summary := summarise(o, rows.citizens, info)
	text, err := summary.Marshal()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, SummaryFile), text, 0o644); err != nil {
		return err
	}
	for _, file := range []struct {
		name string
		fill func(io.Writer) error
	}{
		{StepsFile, func(w io.Writer) error { return writeSteps(w, o.Worlds) }},
		{DistrictsFile, func(w io.Writer) error { return writeDistricts(w, o.Worlds) }},
		{CitizensFile, func(w io.Writer) error { return writeCitizens(w, rows) }},
	} {
		if err := writeFile(filepath.Join(dir, file.name), file.fill); err != nil {
			return err
		}
	}
	for i := range o.Worlds {
		w := &o.Worlds[i]
		if w.Chronicle == nil {
			continue // nothing was kept
		}
		fill := func(out io.Writer) error { return writeFields(out, w, info.ScenarioHash, o.Spec.Seed) }
		if err := writeFile(filepath.Join(dir, FieldsFile(w.Name)), fill); err != nil {
			return err
		}
	}
	return writeManifest(dir, manifestOf(summary, o, rows.every, info))
}

func manifestOf(s Summary, o *experiment.Outcome, every int, info Info) Manifest {
	return Manifest{
		Format:       Format,
		Notice:       Notice,
		Version:      info.Version,
		Scenario:     s.Scenario,
		ScenarioHash: info.ScenarioHash,
		Seed:         s.Seed,
		Citizens:     s.Citizens,
		Days:         s.Days,
		StepDays:     o.Spec.Scenario.Time.Step,
		Alone:        o.Spec.Alone,
		Command:      info.Command,
		Platform:     here(),
		StateHash:    s.StateHash,
		Sample:       sampleName(every),
		ScenarioText: info.ScenarioText,
	}
}

// writeFile makes a file from what fill writes, through a buffer, and reports the error of closing it too.
func writeFile(name string, fill func(io.Writer) error) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := fill(w); err != nil {
		return err
	}
	return w.Flush()
}

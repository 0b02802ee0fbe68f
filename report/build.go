package report

import (
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"

	"glasshouse.example/experiment"
	"glasshouse.example/figures"
	"glasshouse.example/measure"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// Build reads the run or the comparison in the folder dir and writes its page, dir/report.html: aside, then renamed, so that a
// page is whole or is the one that was there. Taking the page's hash into the manifest is the caller's.
func Build(dir string) error {
	m, err := results.ReadManifest(dir)
	if err != nil {
		return err
	}
	gather := runPage
	if m.IsComparison() {
		gather = comparisonPage
	}
	render, err := gather(dir)
	if err != nil {
		return fmt.Errorf("report of %s: %w", dir, err)
	}
	return write(filepath.Join(dir, results.ReportFile), render)
}

func runPage(dir string) (func(io.Writer) error, error) {
	run, err := results.Open(dir)
	if err != nil {
		return nil, err
	}
	doc, err := document(run)
	return func(w io.Writer) error { return Render(w, doc) }, err
}

// write renders a page into a file that takes its name when it is whole.
func write(name string, render func(io.Writer) error) error {
	aside := name + ".partial"
	file, err := os.Create(aside)
	if err != nil {
		return err
	}
	err = render(file)
	if e := file.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(aside, name)
	}
	if err != nil {
		os.Remove(aside)
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// document gathers what the page of a run shows.
func document(run *results.Run) (Doc, error) {
	m, s := run.Manifest, run.Summary
	parsed, err := scenario.Parse(results.ManifestFile, []byte(m.ScenarioText))
	if err != nil {
		return Doc{}, err
	}
	doc := Doc{
		Title: title(m), Scenario: m.Scenario, About: parsed.About, Seed: Seed(m.Seed), Citizens: m.Citizens, Days: m.Days,
		Version: m.Version, StateHash: m.StateHash, Command: m.Command, Sentences: results.Sentences(s),
		Groups: groups(s.Worlds.First()), Definitions: definitions(), Parameters: parameters(parsed), Sources: sources(),
		YAML: m.ScenarioText,
	}
	if doc.Worlds, err = worlds(run, parsed.Population.District); err != nil {
		return Doc{}, err
	}
	doc.Chains = chains(doc.Parameters)
	doc.Parts = parts(s.Worlds, parsed)
	doc.Map, err = city(run)
	return doc, err
}

func title(m results.Manifest) string {
	if m.Alone {
		return "One society: " + m.Scenario
	}
	return "One society, lived twice: " + m.Scenario
}

func definitions() []Definition {
	var out []Definition
	for _, d := range measure.Definitions() {
		out = append(out, Definition{d.Name, d.Unit, d.Meaning, d.Formula})
	}
	return out
}

// parameters lists what the scenario sets, each with its source or the mark of an assumption.
func parameters(s *scenario.Scenario) []Parameter {
	var out []Parameter
	for _, d := range scenario.Describe(s) {
		out = append(out, Parameter{d.Path, d.Value, d.Symbol, d.Range, d.Source, d.Assumption, d.Meaning})
	}
	return out
}

func sources() []Source {
	var out []Source
	for _, f := range figures.All() {
		out = append(out, Source{f.ID, f.Quantity, f.Source.Title, f.Source.Publisher, f.Source.Date, f.Source.URL, f.Verified, f.Note})
	}
	return out
}

// worlds gathers both worlds' measures and series, the world with the system first.
func worlds(run *results.Run, district int) ([]World, error) {
	steps, err := run.Steps()
	if err != nil {
		return nil, err
	}
	districts, err := run.Districts()
	if err != nil {
		return nil, err
	}
	var out []World
	for _, w := range []struct {
		name string
		*results.World
	}{{"with", run.Summary.Worlds.With}, {"without", run.Summary.Worlds.Without}} {
		if w.World == nil {
			continue
		}
		made := World{Name: w.name, StateHash: w.StateHash, Measures: w.Measures, Groups: w.Groups,
			Steps: thin(table(steps[w.name]), stepRows), Districts: latest(districts[w.name], district, run.Manifest.Citizens),
			Behind: w.Behind}
		for _, y := range w.Years {
			made.Years = append(made.Years, Year(y))
		}
		out = append(out, made)
	}
	return out, nil
}

func table(s experiment.Series) Table {
	t := Table{Day: s.Day}
	for _, c := range s.Columns {
		values := make([]Number, len(c.Values))
		for i, v := range c.Values {
			values[i] = Number(v)
		}
		t.Columns = append(t.Columns, Column{c.Name, c.Unit, values})
	}
	return t
}

// districtRows is how many districts a page carries; of more, those at equal distances.
const districtRows = 1000

// latest gives each district's last row and how many people it has, as a table by district. A district is a whole number of
// tiles, at least as large as the scenario says; the last may be smaller.
func latest(districts []experiment.Series, size, citizens int) Table {
	if len(districts) == 0 {
		return Table{}
	}
	size = (size + Tile - 1) / Tile * Tile
	t := Table{Columns: []Column{{Name: "people", Unit: "persons"}}}
	for _, c := range districts[0].Columns {
		t.Columns = append(t.Columns, Column{Name: c.Name, Unit: c.Unit})
	}
	every := (len(districts) + districtRows - 1) / districtRows
	for d := 0; d < len(districts); d += every {
		t.Day = append(t.Day, d)
		t.Columns[0].Values = append(t.Columns[0].Values, Number(min(size, citizens-d*size)))
		for i, c := range districts[d].Columns {
			v := math.NaN()
			if len(c.Values) > 0 {
				v = c.Values[len(c.Values)-1]
			}
			t.Columns[i+1].Values = append(t.Columns[i+1].Values, Number(v))
		}
	}
	return t
}

// groups are the groups with people in them, by name.
func groups(w *results.World) []Group {
	var out []Group
	for _, name := range slices.Sorted(maps.Keys(w.Groups)) {
		if v := w.Groups[name][results.People].Value; v != nil && *v > 0 {
			out = append(out, Group{name, int64(*v)})
		}
	}
	return out
}

// city packs every citizen's status in the world with the system.
func city(run *results.Run) (*CityMap, error) {
	stride := 1
	if run.Manifest.Sample != "all" {
		if _, err := fmt.Sscanf(run.Manifest.Sample, "1 in %d", &stride); err != nil || stride < 1 {
			return nil, fmt.Errorf("sample of citizens is %q; known: %q and %q", run.Manifest.Sample, "all", "1 in k")
		}
	}
	m, err := newMapper(int64(run.Manifest.Citizens), stride, int(experiment.ListedWrongly)+1)
	if err != nil {
		return nil, err
	}
	err = run.Statuses(func(batch []experiment.Status) error {
		for _, status := range batch {
			if err := m.add(int(status)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return m.done()
}

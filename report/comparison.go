package report

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"glasshouse.example/experiment"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// Comparison is everything that the page of a comparison shows. It is embedded in the page as JSON; what a run's page shows
// too has the same keys there.
type Comparison struct {
	Title       string          `json:"title"`
	Scenario    string          `json:"scenario"` // the world of reference
	About       string          `json:"about,omitempty"`
	Seed        Seed            `json:"seed"` // of the first replicate
	Replicates  int             `json:"replicates"`
	Citizens    int             `json:"citizens"`
	Days        int             `json:"days"`
	StepDays    int             `json:"step_days"`
	Version     string          `json:"version"`
	StateHash   string          `json:"state_hash"`
	Command     string          `json:"command"`
	Sentences   []string        `json:"sentences"`
	Worlds      []ComparedWorld `json:"worlds"` // the world of reference first
	Groups      []Group         `json:"groups"`
	Definitions []Definition    `json:"definitions"`
	Lives       []ToldLife      `json:"lives,omitempty"`
	Chains      Chains          `json:"chains"`     // in the world of reference
	Changes     []Change        `json:"changes"`    // what differs between the worlds' rules
	Parameters  []Parameter     `json:"parameters"` // of the world of reference
	Sources     []Source        `json:"sources"`
	YAML        string          `json:"yaml"` // of the world of reference
}

// ComparedWorld is what came of one world over the replicates. The world of reference has no differences and no lot.
type ComparedWorld struct {
	Name        string                         `json:"name"`
	StateHash   string                         `json:"state_hash"` // of the first seed
	System      bool                           `json:"system"`
	SameLuck    bool                           `json:"same_luck"` // the same moments as in the world of reference
	Measures    map[string]Interval            `json:"measures"`
	Differences map[string]Interval            `json:"differences,omitempty"`
	Groups      map[string]map[string]Interval `json:"groups"`
	ByGroup     map[string]map[string]Interval `json:"differences_by_group,omitempty"`
	Saved       map[string]Number              `json:"variance_saved,omitempty"`
	Lot         *Lot                           `json:"lot,omitempty"`
	Steps       BandTable                      `json:"steps"`
	Behind      map[string][]uint32            `json:"behind,omitempty"` // by measure, numbers of citizens that it counts
}

// Interval is a mean over the replicates with its 95 % interval; NaN is null.
type Interval struct {
	Value Number `json:"value"`
	Low   Number `json:"low"`
	High  Number `json:"high"`
	Unit  string `json:"unit"`
	Few   bool   `json:"few,omitempty"`  // fewer than 10 events in all
	None  bool   `json:"none,omitempty"` // no event at all
}

// Lot is who is better and worse off than in the world of reference, in the first seed.
type Lot struct {
	All       results.Share            `json:"all"`
	Fifths    []results.Share          `json:"fifths"` // of income, lowest first
	Groups    map[string]results.Share `json:"groups"`
	Districts Table                    `json:"districts"` // Day is the district's number
}

// BandTable is the steps of a world: by measure, the mean over the replicates and its interval.
type BandTable struct {
	Day     []int           `json:"day"` // the day after the row's last
	Columns map[string]Band `json:"columns"`
}

// Band is one measure of a BandTable.
type Band struct {
	Unit       string  `json:"unit"`
	Level      Numbers `json:"level"`
	Difference Numbers `json:"difference"` // empty for the world of reference
}

// Numbers are columns of a Band.
type Numbers struct {
	Mean []Number `json:"mean"`
	Low  []Number `json:"low"`
	High []Number `json:"high"`
}

// Change is a parameter that is not the same in every world: its values in the order of the worlds, "" where it does not apply.
type Change struct {
	Path    string   `json:"path"`
	Meaning string   `json:"meaning,omitempty"`
	Values  []string `json:"values"`
}

// RenderComparison writes the page of a comparison as Render writes that of a run.
func RenderComparison(w io.Writer, doc Comparison) error {
	styles := []string{"page/page.css", "page/comparison.css"}
	return render(w, page{doc.Title, doc.Sentences, "page/comparison-main", styles}, doc)
}

func comparisonPage(dir string) (func(io.Writer) error, error) {
	folder, err := results.OpenComparison(dir)
	if err != nil {
		return nil, err
	}
	doc, err := comparisonDocument(folder)
	return func(w io.Writer) error { return RenderComparison(w, doc) }, err
}

// comparisonDocument gathers what the page of a comparison shows.
func comparisonDocument(folder *results.ComparisonFolder) (Comparison, error) {
	m, s := folder.Manifest, folder.Summary
	var scenarios []*scenario.Scenario
	for _, w := range m.Worlds {
		parsed, err := scenario.Parse(results.ManifestFile, []byte(w.ScenarioText))
		if err != nil {
			return Comparison{}, err
		}
		scenarios = append(scenarios, parsed)
	}
	bands, err := folder.Bands()
	if err != nil {
		return Comparison{}, err
	}
	doc := Comparison{
		Title: comparisonTitle(s.Order), Scenario: s.Scenario, About: scenarios[0].About, Seed: Seed(s.Seed), Replicates: s.Replicates,
		Citizens: s.Citizens, Days: s.Days, StepDays: m.StepDays, Version: s.Version, StateHash: s.StateHash, Command: m.Command,
		Sentences: s.Sentences(), Definitions: definitions(), Changes: changes(scenarios), Parameters: parameters(scenarios[0]),
		Sources: sources(), YAML: m.ScenarioText,
	}
	for i, name := range s.Order {
		doc.Worlds = append(doc.Worlds, comparedWorld(s, name, scenarios[i], bands[name]))
	}
	doc.Chains, doc.Groups = chains(doc.Parameters), peopleOf(s)
	doc.Lives, err = toldLives(folder, scenarios)
	return doc, err
}

// comparisonTitle names the worlds.
func comparisonTitle(names []string) string {
	times := fmt.Sprintf("%d times", len(names))
	if few := []string{"twice", "three times", "four times", "five times"}; len(names)-2 < len(few) {
		times = few[len(names)-2]
	}
	last := len(names) - 1
	return "One society, lived " + times + ": " + strings.Join(names[:last], ", ") + " and " + names[last]
}

func comparedWorld(s results.Comparison, name string, sc *scenario.Scenario, bands experiment.Bands) ComparedWorld {
	w := s.Worlds[name]
	out := ComparedWorld{
		Name: name, StateHash: w.StateHash, System: sc.System, SameLuck: w.SameLuck,
		Measures: intervalsOf(w.Measures), Groups: byGroup(w.Groups), Steps: bandTable(bands),
		Behind: w.Behind,
	}
	if name == s.Order[0] {
		return out
	}
	out.Differences, out.ByGroup = intervalsOf(s.Differences[name]), byGroup(s.DifferencesByGroup[name])
	out.Saved = map[string]Number{}
	for measure, times := range s.VarianceSaved[name] {
		out.Saved[measure] = Number(times)
	}
	l := s.Lots[name]
	out.Lot = &Lot{All: l.All, Fifths: l.Fifths, Groups: l.Groups, Districts: lotDistricts(l.Districts)}
	return out
}

func intervalsOf(in map[string]results.Interval) map[string]Interval {
	out := make(map[string]Interval, len(in))
	for name, v := range in {
		out[name] = Interval{Value: numberOf(v.Value), Low: numberOf(v.Low), High: numberOf(v.High), Unit: v.Unit, Few: v.Few, None: v.None}
	}
	return out
}

func byGroup(in map[string]map[string]results.Interval) map[string]map[string]Interval {
	out := map[string]map[string]Interval{}
	for group, measures := range in {
		out[group] = intervalsOf(measures)
	}
	return out
}

func numberOf(v *float64) Number {
	if v == nil {
		return Number(math.NaN())
	}
	return Number(*v)
}

// peopleOf are the groups with people in them, by name, as the first seed has them.
func peopleOf(s results.Comparison) (out []Group) {
	shares := s.Lots[s.Order[1]].Groups
	for _, name := range slices.Sorted(maps.Keys(shares)) {
		if n := shares[name].People; n > 0 {
			out = append(out, Group{name, n})
		}
	}
	return out
}

// bandRows is how many rows of bands a page carries: three years of days. Bands of several steps cannot be had from those of
// each, so of more rows each so-many-th is shown.
const bandRows = 1100

func bandTable(b experiment.Bands) BandTable {
	every := (len(b.Day) + bandRows - 1) / bandRows
	t := BandTable{Columns: map[string]Band{}}
	for i := every - 1; i < len(b.Day); i += every {
		t.Day = append(t.Day, b.Day[i])
	}
	thinned := func(values []float64) (out []Number) {
		for i := every - 1; i < len(values); i += every {
			out = append(out, Number(values[i]))
		}
		return out
	}
	numbers := func(r experiment.Range) Numbers { return Numbers{thinned(r.Mean), thinned(r.Low), thinned(r.High)} }
	for _, c := range b.Columns {
		if shownOverTime[c.Name] {
			t.Columns[c.Name] = Band{Unit: c.Unit, Level: numbers(c.Level), Difference: numbers(c.Difference)}
		}
	}
	return t
}

// shownOverTime are the measures that the page draws over time; bands.parquet has all.
var shownOverTime = map[string]bool{
	"entries": true, "false_entries": true, "entries_for_lawful_conduct": true, "listed": true, "wrongly_listed": true,
	"trips_refused": true, "lawful_speech": true, "misdeeds": true, "perceived_risk": true, "speech_risk": true, "resources_mean": true,
}

// changes lists the parameters that differ, in the order of files: the first world's, then those that only others have.
func changes(scenarios []*scenario.Scenario) (out []Change) {
	at := map[string]int{}
	var all []Change
	for i, s := range scenarios {
		for _, d := range scenario.Describe(s) {
			if d.Path == "scenario" || d.Path == "about" {
				continue
			}
			if _, known := at[d.Path]; !known {
				at[d.Path] = len(all)
				all = append(all, Change{Path: d.Path, Meaning: d.Meaning, Values: make([]string, len(scenarios))})
			}
			all[at[d.Path]].Values[i] = d.Value
		}
	}
	for _, c := range all {
		for _, v := range c.Values {
			if v != c.Values[0] {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// lotDistricts gives what became of each district's people, of many districts those at equal distances.
func lotDistricts(shares []results.Share) Table {
	columns := []struct {
		name string
		of   func(results.Share) int64
	}{
		{"people", func(s results.Share) int64 { return s.People }},
		{"better_off", func(s results.Share) int64 { return s.Better }},
		{"worse_off", func(s results.Share) int64 { return s.Worse }},
		{"listed_here_only", func(s results.Share) int64 { return s.Listed }},
		{"listed_there_only", func(s results.Share) int64 { return s.Unlisted }},
	}
	t := Table{Columns: make([]Column, len(columns))}
	every := (len(shares) + districtRows - 1) / districtRows
	for i, c := range columns {
		t.Columns[i] = Column{Name: c.name, Unit: "persons"}
	}
	for d := 0; d < len(shares); d += every {
		t.Day = append(t.Day, d)
		for i, c := range columns {
			t.Columns[i].Values = append(t.Columns[i].Values, Number(c.of(shares[d])))
		}
	}
	return t
}

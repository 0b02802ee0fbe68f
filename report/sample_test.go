package report

import (
	"fmt"
	"math"
	"math/rand/v2"

	"glasshouse.example/measure"
)

// sample is a Doc of a small random process that only looks like a run: tests of the page need its shape, not the model.
func sample(citizens, days int) Doc {
	r := rand.New(rand.NewPCG(1, 2))
	doc := Doc{
		Title: "One society, twice: sample", Scenario: "sample", About: "A random process that looks like a run.",
		Seed: math.MaxUint64, Citizens: citizens, Days: days, Version: "v0", StateHash: fmt.Sprintf("%064x", 0xfeed),
		Command:   fmt.Sprintf("glasshouse run sample --citizens %d --days %d --seed 18446744073709551615", citizens, days),
		Sentences: []string{"First sentence of the sample.", "Second sentence, about 12 of 345 people."},
		Groups: []Group{{"women-18-39", int64(citizens) / 4}, {"women-60+", int64(citizens) / 8}, {"men-18-39", int64(citizens) / 4},
			{"men-60+", int64(citizens) / 8}, {"minority", 60}},
		Definitions: []Definition{{"entries", "count", "Ledger entries against a citizen.", "E"},
			{"false_entries", "count", "Of those, not her act.", ""}, {"listed", "persons", "On a list at the end.", ""},
			{"wrongly_listed", "persons", "On a list at the end and not by the true ledger.", ""},
			{"false_positive_rate", "per citizen-week", "Chance of a false entry in a week without a punishable act.", ""}},
		Parameters: []Parameter{
			{"ledger.start", "1000 points", "s₀", "0 to 10000", "A01", false, "Score at the start."},
			{"behaviour.eta", "3.5", "η", "0 to 7", "", true, "How far perceived risk deters."},
			{"watch.crossing-cameras.per-1000", "37", "", "0 to 1000", "B02", false, "Cameras per 1000 people."}},
		Sources: []Source{{"A01", "Starting score", "Gamifying trust", "NUS", "2019-07-17", "https://example.org/a?b=1&c=2", true, "Same page."}},
		YAML:    "scenario: sample\nextends: article\n",
	}
	doc.Chains = Chains{"false_entries": {1, 2}, "listed": {0}}
	doc.Worlds = []World{sampleWorld(r, "with", doc), sampleWorld(r, "without", doc)}
	doc.Worlds[0].Behind = map[string][]uint32{"false_entries": {17, 4711}, "listed": {0}}
	doc.Parts = sampleParts(r)
	doc.Map = sampleMap(r, citizens)
	return doc
}

func sampleWorld(r *rand.Rand, name string, doc Doc) World {
	system := 1.0
	if name == "without" {
		system = 0
	}
	w := World{Name: name, StateHash: doc.StateHash, Groups: map[string]map[string]measure.Value{}}
	w.Steps = sampleSteps(r, system, doc)
	w.Districts = sampleDistricts(r, system)
	w.Measures = measuresOf(w.Steps, 0, len(w.Steps.Day))
	for from := 0; from < doc.Days; from += 365 {
		w.Years = append(w.Years, Year{from, min(from+365, doc.Days), measuresOf(w.Steps, from/7, min(from/7+52, len(w.Steps.Day)))})
	}
	for i, g := range doc.Groups {
		false_ := math.Floor(system * float64(g.People) * float64(i+1) * 0.003 * float64(doc.Days) / 365)
		rate := false_ / (float64(g.People) * float64(doc.Days) / 7)
		w.Groups[g.Name] = map[string]measure.Value{"people": value(float64(g.People), "persons"), "false_entries": value(false_, "count"),
			"entries": value(20*false_, "count"), "false_positive_rate": value(rate, "per citizen-week"),
			"true_positive_rate": value(0.1*system, "per citizen-week"), "wrongly_listed": value(math.Floor(false_/5), "persons")}
	}
	return w
}

// sampleParts has a table of channels, in both worlds, and one of sites with two groups.
func sampleParts(r *rand.Rand) []Parts {
	draw := func(n int) (out []Number) {
		for range n {
			out = append(out, Number(r.IntN(9_000_000)))
		}
		return out
	}
	channels := Parts{Table: "channels", Names: []string{"police", "crossing-cameras"}}
	for _, m := range []PartData{{Name: "seen", Unit: "count"}, {Name: "records_per_citizen_year", Unit: "per citizen-year"}, {Name: "bytes_held", Unit: "bytes"}} {
		m.Worlds = [][]Number{draw(2), {draw(1)[0], 0}}
		channels.Values = append(channels.Values, m)
	}
	sites := Parts{Table: "sites", Names: []string{"gate", "park"}, Groups: []string{"men-60+", "minority"}}
	for _, name := range []string{"visits", "right_alarms", "false_alarms", "missed", "passed"} {
		m := PartData{Name: name, Unit: "count", Worlds: [][]Number{draw(2), {0, 0}}, Groups: [][]Number{draw(2), {0, 3}}}
		sites.Values = append(sites.Values, m)
	}
	return []Parts{channels, sites}
}

func sampleDistricts(r *rand.Rand, system float64) Table {
	t := Table{Columns: []Column{{Name: "people", Unit: "persons"}, {Name: "listed", Unit: "persons"}, {Name: "wrongly_listed", Unit: "persons"}}}
	for d := range 20 {
		t.Day = append(t.Day, d)
		for i, v := range []float64{1000, system * float64(20+r.IntN(40)), system * float64(r.IntN(5))} {
			t.Columns[i].Values = append(t.Columns[i].Values, Number(v))
		}
	}
	return t
}

// sampleColumns are a step's columns with the scale of each: of all citizens and a day for flows, of one for levels.
var sampleColumns = []struct {
	name, unit string
	scale      float64
	bare       bool // also without the system
}{
	{"lawful_speech", "count", 0.01, true}, {"everyday_acts", "count", 0.05, true},
	{"misdeeds", "count", 0.02, true}, {"entries", "count", 2e-3, false}, {"false_entries", "count", 1e-4, false},
	{"entries_for_lawful_conduct", "count", 4e-4, false}, {"listed", "persons", 0.05, false}, {"wrongly_listed", "persons", 2e-3, false},
	{"listed_for_lawful_conduct", "persons", 4e-3, false}, {"trips_refused", "count", 2e-4, false}, {"displays", "count", 1e-5, false},
	{"wrong_displays", "count", 1e-6, false}, {"score_p05", "points", 900, false}, {"score_p25", "points", 960, false},
	{"score_p50", "points", 1000, false}, {"score_p75", "points", 1010, false}, {"score_p95", "points", 1040, false},
	{"perceived_risk", "ratio", 0.15, true}, {"speech_risk", "ratio", 0.12, true}, {"resources_mean", "yuan per year", 30000, true},
}

func sampleSteps(r *rand.Rand, system float64, doc Doc) Table {
	var t Table
	for from := 0; from < doc.Days; {
		to := min(from+7, (from/365+1)*365, doc.Days)
		t.Day, from = append(t.Day, to), to
	}
	for _, c := range sampleColumns {
		col := Column{Name: c.name, Unit: c.unit}
		from := 0
		for _, to := range t.Day {
			x := c.scale * (1 - 0.5*math.Exp(-float64(to)/200)) * (0.95 + 0.1*r.Float64())
			switch {
			case !c.bare && system == 0 && c.unit == "points":
				x = math.NaN()
			case !c.bare && system == 0:
				x = 0
			case flows(c.unit):
				x = math.Floor(x * float64(doc.Citizens) * float64(to-from))
			case c.unit == "persons":
				x = math.Floor(x * float64(doc.Citizens))
			}
			col.Values, from = append(col.Values, Number(x)), to
		}
		t.Columns = append(t.Columns, col)
	}
	return t
}

// measuresOf sums the flows of rows from to to and takes the last of the levels.
func measuresOf(t Table, from, to int) map[string]measure.Value {
	out := map[string]measure.Value{}
	for _, c := range t.Columns {
		v := float64(joined(Column{c.Name, c.Unit, c.Values[from:to]}, []int{to - from - 1})[0])
		if math.IsNaN(v) {
			out[c.Name] = measure.Value{Unit: c.Unit}
			continue
		}
		out[c.Name] = value(v, c.Unit)
	}
	return out
}

func value(v float64, unit string) measure.Value { return measure.Value{Value: &v, Unit: unit} }

// sampleShares are the shares of the statuses, per thousand, in the order of experiment.Status.
var sampleShares = []int{670, 180, 90, 10, 40, 4, 6}

func sampleMap(r *rand.Rand, citizens int) *CityMap {
	m, err := newMapper(int64(citizens), 1, len(sampleShares))
	if err != nil {
		panic(err)
	}
	for range citizens {
		draw, status := r.IntN(1000), 0
		for draw >= sampleShares[status] {
			draw, status = draw-sampleShares[status], status+1
		}
		if err := m.add(status); err != nil {
			panic(err)
		}
	}
	out, err := m.done()
	if err != nil {
		panic(err)
	}
	return out
}

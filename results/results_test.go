package results

import (
	"math"
	"time"

	"glasshouse.example/experiment"
	"glasshouse.example/measure"
	"glasshouse.example/scenario"
)

// The outcome that the tests write is made up: its numbers mean nothing, but each is different, so that a value
// that ends up in the wrong place is seen.

func value(v float64, unit string) measure.Value { return measure.Value{Value: &v, Unit: unit} }

func madeUpSeries(days int, offset float64) experiment.Series {
	s := experiment.Series{Columns: []experiment.Column{
		{Name: "acts", Unit: "count", Integer: true},
		{Name: "listed", Unit: "persons", Integer: true},
		{Name: "false_discovery_rate", Unit: "ratio"},
	}}
	for day := 7; day <= days; day += 7 {
		s.Day = append(s.Day, day)
		x := float64(day) + offset
		ratio := x / 1024
		if day == 14 {
			ratio = math.NaN()
		}
		for i, v := range []float64{3 * x, x + 1, ratio} {
			s.Columns[i].Values = append(s.Columns[i].Values, v)
		}
	}
	return s
}

func madeUpWorld(name string, offset float64) experiment.World {
	measures := map[string]measure.Value{
		"entries":              value(412883+offset, "count"),
		"false_entries":        value(25186, "count"),
		"false_discovery_rate": value(0.061, "ratio"),
		"speech_withheld":      {Unit: "ratio"},
	}
	return experiment.World{
		Name:      name,
		StateHash: name + "-hash",
		Measures:  measures,
		Groups:    map[string]map[string]measure.Value{"women-18-39": measures, "men-60+": measures},
		Parts:     madeUpParts(offset),
		Years:     []experiment.Year{{From: 0, To: 21, Measures: measures}},
		Steps:     madeUpSeries(21, offset),
		Districts: []experiment.Series{madeUpSeries(21, offset+100), madeUpSeries(21, offset+200)},
	}
}

func madeUpParts(offset float64) measure.Parts {
	part := func(name, of string, v float64) []measure.Part {
		return []measure.Part{{Name: name, Measures: map[string]measure.Value{of: value(v+offset, "count")}}}
	}
	p := measure.Parts{
		Channels: part("cameras", "seen", 11), Lists: part("travel", "joined", 12), Kinds: part("littering", "acts", 13),
		Sites: part("gate", "visits", 14), Rewards: part("deposit", "given", 15), Fifths: part("lowest-fifth", "rewards", 16),
	}
	p.Sites[0].Groups = map[string]map[string]measure.Value{"men-60+": {"visits": value(math.Inf(1), "count")}}
	return p
}

func madeUpOutcome(alone bool) *experiment.Outcome {
	o := &experiment.Outcome{
		Spec: experiment.Spec{
			Scenario: &scenario.Scenario{Name: "made-up", Time: scenario.Time{Days: 21, Step: 7}},
			Seed:     math.MaxUint64,
			Alone:    alone,
		},
		StateHash: "with-hash",
		Worlds:    []experiment.World{madeUpWorld("with", 0)},
	}
	if !alone {
		o.Worlds = append(o.Worlds, madeUpWorld("without", 0.5))
		for w := range o.Worlds { // counts stay whole
			for i := range o.Worlds[w].Steps.Columns[:2] {
				floor(o.Worlds[w].Steps.Columns[i].Values)
				for d := range o.Worlds[w].Districts {
					floor(o.Worlds[w].Districts[d].Columns[i].Values)
				}
			}
		}
	}
	return o
}

func floor(values []float64) {
	for i := range values {
		values[i] = math.Floor(values[i])
	}
}

// madeUpRow is a citizen drawn by a small hash: her columns are as varied as a run's, and neighbours differ.
func madeUpRow(i int) CitizenRow {
	h := uint64(i+1) * 0x9E3779B97F4A7C15
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 32
	sexes := [...]string{"woman", "man"}
	ages := [...]string{"0-14", "15-17", "18-39", "40-59", "60+"}
	groups := [...]string{"women-18-39", "women-40-59", "women-60+", "men-18-39", "men-40-59", "men-60+"}
	return CitizenRow{
		Citizen:  uint32(i),
		District: uint32(i / 10048),
		Traits: experiment.Traits{Sex: sexes[h&1], Age: ages[h>>1%5], Urban: h>>8&3 != 0,
			Fifth: uint8(h>>10%5) + 1, Group: groups[h>>13%6], Scored: h>>16&7 != 0},
		With:    madeUpState(h),
		Without: madeUpState(h * 31),
	}
}

func madeUpState(h uint64) experiment.State {
	return experiment.State{
		Score: int16(h>>20%1301) - 10, TrueScore: int16(h >> 24 % 1301),
		Listed: h>>30&15 == 0, TrulyListed: h>>31&15 == 0, ListedForLawful: h>>32&63 == 0, ListedWrongly: h>>35&31 == 0,
		OwnEntry: h>>33&3 == 0, FalseEntry: h>>34&31 == 0,
		PerceivedRisk: float32(h>>40&0xffff) / 65536, SpeechRisk: float32(h>>44&0xffff) / 65536,
		Resources: float32(h >> 36 & 0xffff),
	}
}

func (r rowSource) row(i int) (row CitizenRow) {
	r.read(&row, i)
	return row
}

// each is each so-manieth of the rows.
func (r rowSource) each(every int) rowSource {
	r.every = every
	return r
}

func madeUpRows(n int, alone bool) rowSource {
	return rowSource{citizens: n, every: 1, worlds: madeUpWorlds(alone).names(), read: func(row *CitizenRow, i int) {
		*row = madeUpRow(i)
		if alone {
			row.Without = experiment.State{}
		}
	}}
}

// madeUpWorlds are worlds without measures.
func madeUpWorlds(alone bool) Worlds {
	w := Worlds{With: &World{}}
	if !alone {
		w.Without = &World{}
	}
	return w
}

func madeUpInfo() Info {
	return Info{Version: "1.2.3", Command: "glasshouse run made-up --seed 1", ScenarioText: "scenario: made-up\n",
		ScenarioHash: "abc", Elapsed: 1234567 * time.Microsecond}
}

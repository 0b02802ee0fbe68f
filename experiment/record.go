package experiment

import (
	"math"

	"glasshouse.example/measure"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// districtDays is how often districts are recorded.
const districtDays = 28

// recorder keeps what a world's run is reported from. Its exported fields are what a checkpoint holds.
type recorder struct {
	Values    [][]float64 // by column of the steps; NaN is null
	Ends      []int       // the day after each step
	Years     []yearEnd
	Districts [][][]float64 // by district, column, row
	Days      []int         // of the districts' rows
	Bands     []uint8       // grade band of each followed citizen at the end of the first year
	Last      society.Tally // totals at the end of the last step

	trap *measure.Trap // made of both worlds' ends; nil where there is one world
}

// yearEnd is a world at the end of a year or of the run.
type yearEnd struct {
	Day   int
	Total society.Tally
	Level society.Level
}

// districtColumns are the columns recorded by district.
var districtColumns = []Column{
	{Name: "listed", Unit: "persons", Integer: true},
	{Name: "wrongly_listed", Unit: "persons", Integer: true},
	{Name: "entries_so_far", Unit: "count", Integer: true},
	{Name: "false_entries_so_far", Unit: "count", Integer: true},
	{Name: "displays_so_far", Unit: "count", Integer: true},
	{Name: "perceived_risk", Unit: "ratio"},
}

// stepDefinitions are the measures that are columns of the steps.
func stepDefinitions() (defs []measure.Definition) {
	for _, d := range measure.Definitions() {
		if d.Step {
			defs = append(defs, d)
		}
	}
	return defs
}

// note records a step.
func (r *recorder) note(w *society.World, step int, s *scenario.Scenario) {
	span := w.Calendar()[step]
	end := int(span.Day) + int(span.Days)
	total := *w.Total()
	f := facts(census(w), s, total.Since(&r.Last), w.Level(), int(span.Days), 1)
	if r.Values == nil {
		r.Values = make([][]float64, len(stepDefinitions()))
		r.Districts = make([][][]float64, w.People().Districts())
	}
	measure.Step(f, func(column int, v float64, ok bool) {
		if !ok {
			v = math.NaN()
		}
		r.Values[column] = append(r.Values[column], v)
	})
	r.Last = total
	r.Ends = append(r.Ends, end)
	last := step+1 == w.Steps()
	if end%365 == 0 || last {
		r.Years = append(r.Years, yearEnd{end, total, *w.Level()})
	}
	if end == 365 && s.System && !last {
		r.followBands(w)
	}
	if n := len(r.Days); last || n == 0 && end >= districtDays || n > 0 && end-r.Days[n-1] >= districtDays {
		r.noteDistricts(w, end)
	}
}

func (r *recorder) noteDistricts(w *society.World, end int) {
	r.Days = append(r.Days, end)
	for d, x := range w.Districts() {
		if r.Districts[d] == nil {
			r.Districts[d] = make([][]float64, len(districtColumns))
		}
		lo, hi := w.People().Bounds(d)
		for c, v := range [...]float64{
			float64(x.Listed), float64(x.Wrong), float64(x.Entries), float64(x.FalseEntries), float64(x.Displays),
			float64(x.Risk) / (1 << 16) / float64(hi-lo),
		} {
			r.Districts[d][c] = append(r.Districts[d][c], v)
		}
	}
}

func (r *recorder) followBands(w *society.World) {
	n := w.People().Citizens()
	r.Bands = make([]uint8, 0, n/every(n)+1)
	for i := 0; i < n; i += every(n) {
		r.Bands = append(r.Bands, uint8(w.Band(i)))
	}
}

// moves counts the followed and scored by grade band at the end of the first year and now.
func (r *recorder) moves(w *society.World, s *scenario.Scenario) [][]int64 {
	if r.Bands == nil {
		return nil
	}
	m := make([][]int64, len(s.Ledger.Grades))
	for j := range m {
		m[j] = make([]int64, len(m))
	}
	k := every(w.People().Citizens())
	for j, from := range r.Bands {
		if w.View(j * k).Scored {
			m[from][w.Band(j*k)]++
		}
	}
	return m
}

// facts gathers what measures of a period are computed from: what happened in it, and what is true at its end.
func facts(e *ending, s *scenario.Scenario, tally *society.Tally, level *society.Level, days, weeks int) *measure.Facts {
	return &measure.Facts{
		Scenario: s, Days: days, Weeks: weeks, Tally: tally, Level: level, People: e.People, Scored: e.Scored,
	}
}

// cells is the number of cells of luck that begin in the days [from, to).
func cells(calendar []society.Span, from, to int) (n int) {
	for _, s := range calendar {
		if s.From == 0 && int(s.Day) >= from && int(s.Day) < to {
			n++
		}
	}
	return n
}

// report turns what was recorded, and how the world ended, into its results. twin is the recorder of the world without the
// system, or nil.
func (r *recorder) report(name string, e *ending, s *scenario.Scenario, twin *recorder) World {
	out := World{Name: name, StateHash: digits(e.Hash), Groups: map[string]map[string]measure.Value{}}
	days := s.Time.Days
	calendar := society.Calendar(days, s.Time.Step)
	f := facts(e, s, &r.Last, &r.Years[len(r.Years)-1].Level, days, cells(calendar, 0, days))
	f.Survey, f.Moves, f.Transit = e.Survey, e.Moves, e.Transit
	if twin != nil {
		f.Twin, f.Fall, f.Trap = &twin.Last, r.fall(twin), r.trap
	}
	out.Measures = measure.Total(f)
	out.Parts = measure.ByName(f)
	for g := range population.Groups {
		if f.People[g] > 0 {
			out.Groups[population.GroupName(uint32(g))] = measure.ByGroup(f, g)
		}
	}
	out.Years = r.years(e, s, calendar, twin)
	out.Steps = r.steps()
	out.Districts = r.districts()
	return out
}

func (r *recorder) years(e *ending, s *scenario.Scenario, calendar []society.Span, twin *recorder) (years []Year) {
	var before yearEnd
	var twinBefore society.Tally
	for i := range r.Years {
		y := &r.Years[i]
		f := facts(e, s, y.Total.Since(&before.Total), &y.Level, y.Day-before.Day, cells(calendar, before.Day, y.Day))
		if twin != nil {
			f.Twin = twin.Years[i].Total.Since(&twinBefore)
			twinBefore = twin.Years[i].Total
		}
		m := measure.Total(f)
		for _, name := range []string{"entries_in_transit", "bytes_held", "speech_withheld_level", "speech_withheld_trend", "listed_resources_lost", "listed_default_added"} {
			delete(m, name) // known at the run's end only
		}
		years = append(years, Year{From: before.Day, To: y.Day, Measures: m})
		before = *y
	}
	return years
}

func (r *recorder) steps() Series {
	s := Series{Day: r.Ends}
	for i, d := range stepDefinitions() {
		s.Columns = append(s.Columns, Column{Name: d.Name, Unit: d.Unit, Integer: d.Integer, Values: r.Values[i]})
	}
	return s
}

func (r *recorder) districts() []Series {
	all := make([]Series, len(r.Districts))
	for d := range all {
		all[d] = Series{Day: r.Days}
		for c, column := range districtColumns {
			column.Values = r.Districts[d][c]
			all[d].Columns = append(all[d].Columns, column)
		}
	}
	return all
}

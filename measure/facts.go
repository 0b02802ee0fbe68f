// Package measure names what a run is judged by: every measure has a name, a unit and a meaning, in one table.
//
// A positive is an accusation or a sanction, so a false positive is someone accused of what she did not do.
// Measures are computed from whole numbers that package society counted; a ratio whose denominator is zero is
// null. Nothing here is a score of a world: no measure of obedience is a ranking or a target.
package measure

import (
	"glasshouse.example/conduct"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// Facts are the counts that measures are computed from: of a whole run, a year, a step, or a group in one of them.
type Facts struct {
	Scenario *scenario.Scenario
	Days     int
	Weeks    int                        // cells of luck in the period: 52 of seven days and one of a single day a year
	People   [population.Groups]float64 // by group
	Scored   [population.Groups]float64 // of those, scored
	Tally    *society.Tally             // what happened in the period
	Level    *society.Level             // what is true at its end
	Transit  [2]float64                 // entries in transit at the end: groundless, misattributed
	Twin     *society.Tally             // the same period without the system; nil if not run
	Survey   *society.Survey            // a look at everyone at its end; nil where none was taken
	Fall     *Line                      // what is withheld of lawful speech over the steps; nil where there is no twin
	Trap     *Trap                      // what became of the ever listed against the twin; nil where there is no twin, or but for a whole run
	Moves    [][]int64                  // citizens by grade band at the end of the first year and at the end; nil if none
	only     uint32                     // bit mask of groups looked at; 0 means all
}

// Trap is what became of the ever listed, citizen by citizen, against the same people in the twin, by group. Of more than a
// million citizens each k-th is looked at.
type Trap struct {
	Listed        [population.Groups]int64   // looked at, ever listed
	Lost          [population.Groups]float64 // yuan a year of resources at the end that they have less than there
	InDefault     [population.Groups]int64   // of them
	TwinInDefault [population.Groups]int64   // of the same people there
}

// Group is the same facts for one group alone.
func (f *Facts) Group(g int) *Facts {
	one := *f
	one.only = 1 << g
	return &one
}

func (f *Facts) counts(g int) bool { return f.only == 0 || f.only>>g&1 == 1 }

// people and scored are numbers of citizens.
func (f *Facts) people() float64 { return f.sum(func(g int) float64 { return f.People[g] }) }
func (f *Facts) scored() float64 { return f.sum(func(g int) float64 { return f.Scored[g] }) }

func (f *Facts) sum(of func(g int) float64) (s float64) {
	for g := range population.Groups {
		if f.counts(g) {
			s += of(g)
		}
	}
	return s
}

// count is a counter.
func (f *Facts) count(c society.Count) float64 {
	return f.sum(func(g int) float64 { return float64(f.Tally.Counts[g][c]) })
}

// countIn is a counter of another tally, such as the twin's.
func (f *Facts) countIn(t *society.Tally, c society.Count) float64 {
	return f.sum(func(g int) float64 { return float64(t.Counts[g][c]) })
}

// acts is how often kinds that match were done in a tally.
func (f *Facts) acts(t *society.Tally, match func(*conduct.Kind) bool) (n float64) {
	for k := range f.Scenario.Conduct {
		if match(&f.Scenario.Conduct[k]) {
			n += f.sum(func(g int) float64 { return float64(t.Acts[g][k]) })
		}
	}
	return n
}

// chances is how often kinds that match came up in a tally, those left out that detention kept the citizen from.
func (f *Facts) chances(t *society.Tally, match func(*conduct.Kind) bool) (n float64) {
	for k := range f.Scenario.Conduct {
		if match(&f.Scenario.Conduct[k]) {
			n += f.sum(func(g int) float64 { return float64(t.Moments[g][k] - t.Barred[g][k]) })
		}
	}
	return n
}

func (f *Facts) moments() (n float64) {
	for k := range conduct.Kinds {
		n += f.sum(func(g int) float64 { return float64(f.Tally.Moments[g][k]) })
	}
	return n
}

func every(*conduct.Kind) bool      { return true }
func misdeed(k *conduct.Kind) bool  { return k.Nature == conduct.Misdeed }
func goodDeed(k *conduct.Kind) bool { return k.Nature == conduct.GoodDeed }
func speech(k *conduct.Kind) bool   { return k.Nature == conduct.Speech }
func everyday(k *conduct.Kind) bool { return k.Nature == conduct.Everyday }
func (f *Facts) falseEntries() float64 {
	return f.count(society.MisplacedEntries) + f.count(society.GroundlessEntries)
}
func (f *Facts) personYears() float64 { return f.people() * float64(f.Days) / 365 }

// level is a number of persons at the end of the period.
func (f *Facts) level(of *[population.Groups]int64) float64 {
	return f.sum(func(g int) float64 { return float64(of[g]) })
}

// idle is the number of scored citizen-weeks without a punishable act.
func (f *Facts) idle() float64 {
	return f.scored()*float64(f.Weeks) - f.count(society.ActiveWeeks)
}

// flow is what went in and out of all lists.
type flow struct{ begun, ended, entries, largest float64 }

func (f *Facts) flow() (x flow) {
	for i := range f.Tally.ListsJoined {
		x.begun += float64(f.Tally.ListsJoined[i])
		x.ended += float64(f.Tally.ListsLeft[i])
		if n := f.Tally.Cascades[i]; n > 0 {
			x.entries += float64(n)
			x.largest = float64(i + 1)
		}
	}
	return x
}

package experiment

import (
	"glasshouse.example/population"
	"glasshouse.example/society"
)

// Citizens is the number of citizens.
func (o *Outcome) Citizens() int { return o.Spec.Scenario.Population.Citizens }

// Every is k where a row can be had of each k-th citizen: 1, but for a society of more than Together.
func (o *Outcome) Every() int { return o.Spec.known() }

// sexNames and ageNames are what rows call a sex and an age: millions of rows do.
var (
	sexNames = [population.Sexes]string{"woman", "man"}
	ageNames = func() (names [population.Ages]string) {
		for a := range names {
			names[a] = population.Age(a).String()
		}
		return names
	}()
)

// Row is one citizen at the end of the run; her number is a multiple of Every.
func (o *Outcome) Row(i int) (row Row) {
	o.Read(&row, i)
	return row
}

// Read is Row into a row at hand.
func (o *Outcome) Read(row *Row, i int) {
	v := o.people[0].View(i)
	row.Citizen, row.District = uint32(i), uint32(i/o.district)
	row.Traits = Traits{
		Sex: sexNames[v.Traits.Sex], Age: ageNames[v.Traits.Age],
		Urban: v.Traits.Urban, Fifth: v.Traits.Income + 1, Group: population.GroupName(v.Group), Scored: v.Scored,
	}
	row.With.read(&v)
	if len(o.people) > 1 {
		v = o.people[1].View(i)
		row.Without.read(&v)
	}
}

func (s *State) read(v *society.View) {
	*s = State{
		Score: int16(v.Score), TrueScore: int16(v.TrueScore), Listed: v.Listed, TrulyListed: v.Truly,
		ListedWrongly: v.Wrong, ListedForLawful: v.LawfulOnly, OwnEntry: v.OwnEntry, FalseEntry: v.FalseEntry,
		PerceivedRisk: float32(v.Risk), SpeechRisk: float32(v.SpeechRisk), Resources: float32(v.Resources),
	}
}

// Status is the highest that applies to a citizen in the first world.
func (r *Row) Status() Status {
	s := &r.With
	switch {
	case s.ListedWrongly:
		return ListedWrongly
	case s.ListedForLawful:
		return ListedLawful
	case s.Listed:
		return ListedRightly
	case s.FalseEntry:
		return FalseEntries
	case s.OwnEntry:
		return OwnEntries
	case !r.Traits.Scored:
		return Unscored
	}
	return Untouched
}

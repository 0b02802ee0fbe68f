package experiment

import (
	"glasshouse.example/population"
	"glasshouse.example/society"
)

// Citizens is the number of citizens.
func (o *Outcome) Citizens() int { return o.Spec.Scenario.Population.Citizens }

// Every is k where a row can be had of each k-th citizen: 1, but for a society of more than Together.
func (o *Outcome) Every() int { return o.Spec.known() }

// Row is one citizen at the end of the run; her number is a multiple of Every.
func (o *Outcome) Row(i int) Row {
	v := o.people[0].View(i)
	row := Row{
		Citizen: uint32(i), District: uint32(i / o.district),
		Traits: Traits{
			Sex: [population.Sexes]string{"woman", "man"}[v.Traits.Sex], Age: v.Traits.Age.String(),
			Urban: v.Traits.Urban, Fifth: v.Traits.Income + 1, Group: population.GroupName(v.Group), Scored: v.Scored,
		},
		With: state(&v),
	}
	if len(o.people) > 1 {
		w := o.people[1].View(i)
		row.Without = state(&w)
	}
	return row
}

func state(v *society.View) State {
	return State{
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

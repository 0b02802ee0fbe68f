package experiment

import (
	"glasshouse.example/population"
	"glasshouse.example/society"
)

// Lot says who is better and who is worse off in one world than in another, citizen by citizen, at the end. Better and
// worse are in resources; what happened to people's freedom is counted beside it and is not added up with it.
type Lot struct {
	All       Share
	Fifths    [5]Share // of income, lowest first
	Groups    [population.Groups]Share
	Districts []Share
}

// Share counts citizens by what became of them against the world of reference.
type Share struct {
	People                 int64
	Better, Worse          int64   // more or less resources, by a yuan a year or more
	Gained, Lost           float64 // yuan a year, summed over those
	Listed, Unlisted       int64   // on a list here and not there; there and not here
	Accused, Cleared       int64   // with a false entry here and not there; there and not here
	WronglyListed, Righted int64   // wrongly listed here and not there; there and not here
}

// same is how many yuan a year two lives may differ by and count as equal.
const same = 1

// lots compares two worlds of the same citizens.
func lots(a, b *society.World) *Lot {
	n := a.People().Citizens()
	out := &Lot{Districts: make([]Share, a.People().Districts())}
	size := a.People().DistrictSize()
	for i := range n {
		x, y := a.View(i), b.View(i)
		for _, s := range [...]*Share{&out.All, &out.Fifths[x.Traits.Income], &out.Groups[x.Group], &out.Districts[i/size]} {
			s.add(&x, &y)
		}
	}
	return out
}

// add counts one citizen.
func (s *Share) add(a, b *society.View) {
	s.People++
	switch d := b.Resources - a.Resources; {
	case d >= same:
		s.Better++
		s.Gained += d
	case d <= -same:
		s.Worse++
		s.Lost -= d
	}
	flip(&s.Listed, &s.Unlisted, a.Listed, b.Listed)
	flip(&s.Accused, &s.Cleared, a.FalseEntry, b.FalseEntry)
	flip(&s.WronglyListed, &s.Righted, a.Wrong, b.Wrong)
}

// flip counts a change from no to yes in one number and from yes to no in the other.
func flip(on, off *int64, a, b bool) {
	switch {
	case b && !a:
		*on++
	case a && !b:
		*off++
	}
}

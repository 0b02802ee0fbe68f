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
	Lives     map[string][]uint32 // telling lives, by kind: see LotKinds
}

// LotKinds are the kinds of telling lives of a comparison: what the world does to them against the first.
var LotKinds = []string{"worse-off", "better-off", "wrongly-accused-here", "wrongly-accused-there", "listed-here", "listed-there"}

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
	telling := make([]best, len(LotKinds))
	for k := range telling {
		telling[k].most = 3
	}
	for i := range n {
		x, y := a.View(i), b.View(i)
		for _, s := range [...]*Share{&out.All, &out.Fifths[x.Traits.Income], &out.Groups[x.Group], &out.Districts[i/size]} {
			s.add(&x, &y)
		}
		tells(telling, candidate{mix: mixed(i), citizen: uint32(i)}, &x, &y)
	}
	out.Lives = map[string][]uint32{}
	for k := range telling {
		if numbers := telling[k].numbers(); numbers != nil {
			out.Lives[LotKinds[k]] = numbers
		}
	}
	return out
}

// tells offers a citizen for each kind of telling life that hers is: those who lost or gained most first.
func tells(telling []best, c candidate, a, b *society.View) {
	offer := func(kind int, holds bool, key float64) {
		if holds {
			c.key = key
			telling[kind].offer(c)
		}
	}
	d := b.Resources - a.Resources
	offer(0, d <= -same, d)
	offer(1, d >= same, -d)
	offer(2, b.FalseEntry && !a.FalseEntry, 0)
	offer(3, a.FalseEntry && !b.FalseEntry, 0)
	offer(4, b.Listed && !a.Listed, 0)
	offer(5, a.Listed && !b.Listed, 0)
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

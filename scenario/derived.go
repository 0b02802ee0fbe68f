package scenario

import (
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/population"
)

// Scored tells whether citizens of an age band are scored.
func (s *Scenario) Scored(a population.Age) bool { return a.From() >= s.Population.ScoredFrom }

// Mask is the bit mask of kinds with these names, in the order of Conduct.
func (s *Scenario) Mask(names []string) (mask uint32) {
	for k := range s.Conduct {
		if slices.Contains(names, s.Conduct[k].Name) {
			mask |= 1 << k
		}
	}
	return mask
}

// ListMask is the bit mask of lists with these names, in the order of Lists.
func (s *Scenario) ListMask(names []string) (mask uint32) {
	for i := range s.Lists {
		if slices.Contains(names, s.Lists[i].Name) {
			mask |= 1 << i
		}
	}
	return mask
}

// AboveGrade is the lowest score above a grade, or the lowest above the scale for the highest grade.
func (s *Scenario) AboveGrade(name string) int {
	above := s.Ledger.Ceiling + 1
	for _, g := range s.Ledger.Grades { // highest first
		if g.Name == name {
			return above
		}
		above = g.From
	}
	return above
}

// ChannelOrder is the indices of Watch with the channels of ordinary life first.
func (s *Scenario) ChannelOrder() (order []int) {
	for _, ordinary := range []bool{true, false} {
		for j := range s.Watch {
			if s.Watch[j].BothWorlds == ordinary {
				order = append(order, j)
			}
		}
	}
	return order
}

// KindIndex is the index of a kind of conduct, or −1.
func (s *Scenario) KindIndex(name string) int {
	return slices.IndexFunc(s.Conduct, func(k conduct.Kind) bool { return k.Name == name })
}

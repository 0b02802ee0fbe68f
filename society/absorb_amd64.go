package society

import "golang.org/x/sys/cpu"

// hasLanes tells whether the processor takes eight citizens at once.
var hasLanes = cpu.X86.HasAVX2

// lanes is a field as absorbLanes reads it.
type lanes struct {
	fadeKeep, fadeAdd, shownKeep, shownAdd uint64
	recoverKeep                            uint64
	recoverAdd                             [2]uint64 // of those not listed, of the listed
	keep                                   uint64    // for two words
}

// absorbLanes is absorbPlain for the whole eights of n people: the same bits, several times as fast.
//
//go:noescape
func absorbLanes(people *Citizen, n int, f *lanes) (risk, speech uint64)

// absorb takes eight at a time where the processor can, and the rest by the plain rule.
func absorb(people []Citizen, f *field) (risk, speech uint64) {
	if !hasLanes || len(people) < 8 {
		return absorbPlain(people, f)
	}
	var l lanes
	l.fadeKeep, l.fadeAdd = f.fade.Parts()
	l.shownKeep, l.shownAdd = f.shown.Parts()
	for listed := range f.recover {
		l.recoverKeep, l.recoverAdd[listed] = f.recover[listed].Parts()
	}
	l.keep = uint64(f.keep) | uint64(f.keep)<<32
	risk, speech = absorbLanes(&people[0], len(people), &l)
	r, s := absorbPlain(people[len(people)&^7:], f)
	return risk + r, speech + s
}

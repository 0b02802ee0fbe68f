// Package redress holds the ways back.
//
// Repair: points are won back by good deeds, which a citizen who is short of points seeks more,
//
//	x = exp(ρ · points short of the start / 100)
//
// and expiry: a list's term ends by itself. Recovery is measured from a citizen's first listing to the day on
// which her score is back where it was before the entry that listed her; where no points were lost, to the day on which
// she is on no list any more.
//
// Left out so far: notice, appeal, review of the past and correction of entries.
package redress

// Scar is the memory of a first listing: a cold row of 8 bytes.
type Scar struct {
	Who    uint16 // citizen within the district
	Before uint16 // kept official score before the entry that listed her, or NoLoss
	Since  uint16 // day
	Back   uint16 // the first day at or above Before again; 0 = not yet
}

// NoLoss stands for the score before a first listing that cost no points. She is back when she is on no list.
const NoLoss = 1<<16 - 1

// Leave notes the day on which she is on no list any more, if that listing cost no points.
func (s *Scar) Leave(day uint16) {
	if s.Back == 0 && s.Before == NoLoss {
		s.Back = day
	}
}

// Heal notes the day if the score is back.
func (s *Scar) Heal(score uint32, day uint16) {
	if s.Back == 0 && score >= uint32(s.Before) {
		s.Back = day
	}
}

// Package redress holds the ways back.
//
// Repair: points are won back by good deeds, which a citizen who is short of points seeks more,
//
//	x = exp(ρ · points short of the start / 100)
//
// and recovery is measured from a citizen's first listing to the day on which her score is back where it was before
// the entry that listed her (Scar); where no points were lost, to the day on which she is on no list any more.
//
// Notice and objection: a share of entries is made known to her some days after they are posted; the others she finds
// out about when a list first refuses her something, as the journalist of F08 did. Told, she objects or not: more often
// to a false entry than to a true one. With one rate for both, success of 50 to 90 % could not come out.
//
// The queue: A_t appeals were filed up to step t, and reviewers have reached
//
//	C_t = min(A_{t−1}, C_{t−1} + cΔ),   c = reviewers × cases a day × 5/7
//
// of them. Steps of filing are reached in order, and within a step appeals are reached in order of a keyed hash, since a
// place in a strict queue would depend on others and could not be retold (Queue, Front). An appeal is decided once it
// is reached and the least time of a review has passed, or by the deadline's rule. It is upheld with probability
//
//	(1 − rubber stamp) · h_false   against a false entry,   (1 − rubber stamp) · h_true   against a true one.
//
// Who upholds an appeal gives the points back, exactly, since scores are kept unclipped, and each list is looked at again.
// Fines, displays and days in detention are not given back: there is no compensation.
//
// Expiry: with a sunset an entry's points go back after so long, in the official ledger and, where the act was hers, in
// the true one. Credits do not expire: a limit on how long a person is held to the past is there to protect her.
//
// Left out: notice that is not understood, objections that cost money or courage, help by others, second instances,
// and reviewers who learn.
package redress

import "glasshouse.example/internal/exact"

// Rule is Params compiled: probabilities as thresholds of 64 bits, times in days.
type Rule struct {
	Appeals  bool // entries are told of and may be appealed against
	Keeps    bool // entries are kept, because something may yet happen to them
	Notice   uint64
	After    uint16
	Window   uint64
	Objects  [2]uint64 // chance of an objection to a true entry, to a false one
	Upholds  [2]uint64 // chance that it is upheld
	Review   uint16    // least days from filing to the decision
	Deadline uint16
	On       OnDeadline
	Suspends bool
	Sunset   uint16 // 0 = none
	PerDay   uint64 // c, cases a day of the week, 16 fractional bits
}

// NewRule compiles the parameters for a society of so many citizens.
func NewRule(p *Params, citizens int) Rule {
	looks := 1 - p.RubberStamp
	working := float64(p.Reviewers*float64(citizens)/100_000) * p.CasesADay
	return Rule{
		Appeals: p.Notice > 0, Keeps: p.Notice > 0 || p.Sunset > 0,
		Notice: exact.Threshold(p.Notice), After: uint16(p.NoticeAfter), Window: uint64(p.Window),
		Objects: [2]uint64{exact.Threshold(p.AppealIfNot), exact.Threshold(p.AppealIfWronged)},
		Upholds: [2]uint64{exact.Threshold(looks * p.UpheldIfTrue), exact.Threshold(looks * p.UpheldIfFalse)},
		Review:  uint16(p.ReviewDays), Deadline: uint16(p.Deadline), On: p.OnDeadline, Suspends: p.Suspensive,
		Sunset: uint16(p.Sunset), PerDay: uint64(float64(working*5/7*caseUnit) + 0.5),
	}
}

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

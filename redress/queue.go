package redress

import "math/bits"

// caseUnit is one case in the fixed point of the queue.
const caseUnit = 1 << 16

// Queue holds the appeals that reviewers have not come to, by the step in which they were filed.
type Queue struct {
	First uint32   // the first step that is not wholly cleared
	Done  uint64   // cleared of that step, 16 fractional bits
	Filed []uint32 // appeals filed in it and in each later step that is over
}

// File closes a step in which so many appeals were filed.
func (q *Queue) File(n uint32) { q.Filed = append(q.Filed, n) }

// Clear spends a capacity (16 fractional bits) on the appeals of the steps that are over. What is left when all are
// cleared is lost: reviewers do not work ahead.
func (q *Queue) Clear(capacity uint64) {
	gone := 0
	for _, n := range q.Filed {
		need := uint64(n)*caseUnit - q.Done
		if capacity < need {
			q.Done += capacity
			break
		}
		capacity -= need
		q.Done = 0
		gone++
	}
	q.drop(gone)
}

// Lapse takes out the steps whose appeals have all passed the deadline, which costs reviewers nothing; end gives the
// first day after a step.
func (q *Queue) Lapse(end func(step uint32) uint16, r *Rule, today uint16) {
	gone := 0
	for gone < len(q.Filed) && uint32(end(q.First+uint32(gone)))+uint32(r.Deadline) <= uint32(today) {
		gone++
	}
	if gone > 0 {
		q.Done = 0
		q.drop(gone)
	}
}

func (q *Queue) drop(n int) {
	q.First += uint32(n)
	q.Filed = q.Filed[:copy(q.Filed, q.Filed[n:])]
}

// Front is how far reviewers have come: appeals filed before day From are reached, and of those filed from then to
// before day To the ones with a hash below Cut. It is what a step reads of the queue.
type Front struct {
	From, To uint16
	Cut      uint32
}

// Share is the part of the first step that is cleared, as a threshold of 32 bits.
func (q *Queue) Share() uint32 {
	if len(q.Filed) == 0 || q.Filed[0] == 0 {
		return 0
	}
	hi, lo := bits.Mul64(q.Done, 1<<32)
	share, _ := bits.Div64(hi, lo, uint64(q.Filed[0])*caseUnit) // Done is less than what was filed
	return uint32(share)
}

// Reached tells whether reviewers have come to an appeal filed on a day, with a hash that says where in its step it lies.
func (f *Front) Reached(filed uint16, hash uint32) bool {
	return filed < f.From || filed < f.To && hash < f.Cut
}

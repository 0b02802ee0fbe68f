// Package ledger keeps the points: two scores a citizen, side by side.
//
// The official score O takes entries as they are recorded. The true score T takes every act that caused
// anyone's entry, posted to the one who did it, on its day. So a misattributed act leaves its doer's O and
// stays in her T, and enters its victim's O alone; an act put to nobody enters neither; an entry with no act
// behind it enters O only. Both are kept unclipped, as points above or below the start, and clipped to the
// floor and the ceiling when read: a correction is then exact.
//
// T is not what would have happened without errors: acts that a wrongful ban provoked are hers. That is what
// the twin world is for.
package ledger

// Scores are kept in 12 bits, as points above −Reach from the start.
const (
	Reach = 2048
	Bits  = 12
	Mask  = 1<<Bits - 1
)

// Scale turns kept scores into the points that people read.
type Scale struct{ start, floor, ceiling int32 }

// NewScale compiles the parameters.
func NewScale(p *Params) Scale {
	return Scale{int32(p.Start), int32(p.Floor), int32(p.Ceiling)}
}

// Post adds points to a kept score. A score that leaves the 12 bits stays at their end; no scenario in reach
// gets there, and MODEL.md says so.
func Post(kept uint32, points int32) uint32 {
	return uint32(min(max(int32(kept)+points, 0), Mask))
}

// Read is a kept score as points, clipped to floor and ceiling.
func (s Scale) Read(kept uint32) int32 {
	return min(max(int32(kept)-Reach+s.start, s.floor), s.ceiling)
}

// Short is how many points a score, as it is read, is below the start, or 0. The start lies between floor and ceiling, so
// this is what max(start − Read, 0) would be, without a branch on the score.
func (s Scale) Short(kept uint32) int64 {
	d := Reach - int64(kept)
	return min(d&^(d>>63), int64(s.start-s.floor))
}

// Band is the index of the grade that a score is in, 0 the highest; scores below the last grade are in it.
func Band(grades []Grade, score int) int {
	for i, g := range grades {
		if score >= g.From {
			return i
		}
	}
	return max(len(grades)-1, 0)
}

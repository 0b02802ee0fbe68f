// Package watch says which acts come to be recorded, and by which channel.
//
// A kind of conduct is seen by a list of channels, in the scenario's order. A channel sees an act with a
// probability of its own: a flat share, or for cameras
//
//	c_d = 1 − exp(−κ·ω·m_d)
//
// with m_d cameras per 1000 inhabitants of district d, ω the share of cameras that a search can reach, κ the
// reach of one. Where several channels could see an act, the first that does keeps the record: with one die
// u, channel j sees it iff C_{j−1} ≤ u < C_j, where C_j = 1 − Π_{i≤j}(1 − c_i). Channels of ordinary life come
// first, so that the same acts are seen by the police with the system and without it.
//
// A site is a place that looks at everyone who comes: a dispenser that knows a face again, a gate that compares it with
// a passport, a camera in a classroom, a counter in a shop. Its visits are the acts of one kind of conduct, and
//
//	right alarm   π(1 − m)
//	missed        πm
//	false alarm   (1 − π)a_g
//	pass          the rest
//
// with π the share of visits at which what it looks for is so (a second visit, an impostor, inattention), m the chance
// that it is missed and a_g the chance of a false alarm in group g: 1 − exp(−N·f·w_g) where it identifies among N faces
// remembered, FNMR·w_g where it verifies, a stated rate times w_g where it reads attention. The factors w_g are multiples
// of the rate of men under 60; the minority has a factor of its own. One die tells, the complement v = 1 − u of the
// die u of the channels: an act is noticed by a channel or by the site, never by both, and each as often as stated.
//
// A channel and a site keep records, of so many bytes and for so many days; cameras also of people who only pass.
//
// Left out: that misses differ between groups (impostors pass more easily where false matches are frequent), that a
// second visit whose face is missed may still match somebody else's, and that the same people are misread again and again.
// Left out of channels: that cameras cluster within a district, and that one sight may be recorded twice.
package watch

import "glasshouse.example/internal/exact"

// Channels is the most channels that a scenario may have.
const Channels = 16

// Levels is the number of levels of camera density that districts have, equally frequent.
const Levels = 16

// PerThousand is m_d at a level 0 to Levels−1: evenly spread within ± Spread of the mean.
func (c *Channel) PerThousand(level int) float64 {
	z := float64(2*level-(Levels-1)) / (Levels - 1)
	return c.Per1000 * (1 + float64(c.Spread*z))
}

// Coverage is the probability that the channel sees an act in a district of a level.
func (c *Channel) Coverage(level int) float64 {
	if !c.Cameras {
		return c.Sees
	}
	return -exact.Expm1(-c.Reach * c.Connected * c.PerThousand(level))
}

// Sight holds the cumulative thresholds C_j of the channels that see one kind in districts of one level. A kind
// that a channel does not see leaves the threshold where it was.
type Sight [Channels]uint64

// NewSight compiles the thresholds. seen[j] is channel j's probability, 0 where it does not see the kind.
func NewSight(seen []float64) Sight {
	var s Sight
	unseen := 1.0
	for j := range s {
		if j < len(seen) {
			unseen = float64(unseen * (1 - seen[j]))
		}
		s[j] = exact.Threshold(1 - unseen)
	}
	return s
}

// By returns the channel that sees an act with die u, or −1.
func (s *Sight) By(u uint64) int {
	for j, c := range s {
		if u < c {
			return j
		}
	}
	return -1
}

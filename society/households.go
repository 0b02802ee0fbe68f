package society

import (
	"glasshouse.example/conduct"
	"glasshouse.example/population"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
)

// What happens to one of a household reaches the others in two ways, both at the next step's start.
//
// A list may refuse kinds of trip and request to the others of a listed person's household: a parent's listing bars her
// child from a private school. What counts is who is on the list as the step begins, officially for what is refused and
// by the true ledger for whether it is refused wrongly.
//
// And an entry against one moves the perceived risk of the others, r += α_h(1 − r), once for each of them who was struck
// in the last step; r_s likewise where lawful speech was held against her.

// kin is what lists refuse to a citizen for the others of her household: bit masks of kinds.
type kin struct{ official, truth uint32 }

// Struck is a row for a citizen who was made to answer in a step: an entry against her, own or false, or, without the
// system, a fine. However often it happened, she has one row, and each of its bits counts once.
type Struck struct {
	Who  uint16 // within the district
	What uint8  // struckMisdeed, struckSpeech
}

// What she was made to answer for.
const (
	struckMisdeed = 1 << iota
	struckSpeech
)

// houses is the tile of households that a worker looked at last.
type houses struct {
	tile  int // its number plus 1; 0: none yet
	first [population.TileSize]uint8
}

// household is the bounds of a citizen's household: its first member, and the citizen after its last.
func (x *worker) household(i int) (lo, hi int) {
	tile, place := i/population.TileSize, i%population.TileSize
	h := &x.houses
	if h.tile != tile+1 {
		h.tile = tile + 1
		x.people.Households(uint32(tile), &h.first)
	}
	first := h.first[place]
	last := place + 1
	for last < population.TileSize && h.first[last] == first {
		last++
	}
	base := tile * population.TileSize
	return base + int(first), min(base+last, x.people.Citizens())
}

// compileKin gives the kinds that a list refuses to households.
func compileKin(s *scenario.Scenario, l *sanction.List) uint32 {
	if s.Bans.Household {
		return 0
	}
	return s.Mask(l.Kin)
}

// relate sets what the lists refuse to a block's citizens for their households. Nobody of the block has moved in the
// step yet, and no household lies in two blocks.
func (x *worker) relate(s, e int) {
	x.from = s
	if x.rules.kin == 0 {
		return
	}
	clear(x.kin)
	i, _ := x.cd.findList(uint16(s-x.lo), 0)
	for _, m := range x.cd.lists[i:] {
		who := x.lo + int(m.Who)
		if who >= e {
			break
		}
		k := refusesKin(&x.rules.lists[m.List], &m)
		if k.official|k.truth == 0 {
			continue
		}
		lo, hi := x.household(who)
		for j := lo; j < hi; j++ {
			if j != who {
				x.kin[j-s].official |= k.official
				x.kin[j-s].truth |= k.truth
			}
		}
	}
}

// refusesKin is what a membership refuses to the others of the household; while it is suspended it refuses nothing.
func refusesKin(rule *sanction.Rule, m *sanction.Membership) (k kin) {
	if m.Official != 0 && m.Flags&sanction.Suspended == 0 {
		k.official = rule.Kin
	}
	if m.True != 0 {
		k.truth = rule.Kin
	}
	return k
}

// heed lets what happened in the last step to others of the household sink in, before time passes. All of it moves
// r in the same way, so the order of rows does not matter.
func (x *worker) heed() {
	if x.fields.Struck == nil {
		return
	}
	for _, r := range x.fields.Struck[x.d] {
		who := x.lo + int(r.Who)
		lo, hi := x.household(who)
		for j := lo; j < hi; j++ {
			c := x.citizen(j)
			if j != who && x.story != nil && r.What != 0 {
				x.heard(j, who)
			}
			if j != who && r.What&struckMisdeed != 0 {
				c.setRisk(conduct.Toward(c.risk(), conduct.Certain, x.rules.learning.Household))
			}
			if j != who && r.What&struckSpeech != 0 {
				c.setSpeechRisk(conduct.Toward(c.speechRisk(), conduct.Certain, x.rules.learning.Household))
			}
		}
	}
}

// heard tells a retelling that what befell a relative has reached her, on the step's first day.
func (x *worker) heard(i, relative int) {
	c := x.citizen(i)
	x.story(i, &Happening{
		Day: x.span.Day, What: KinStruck, Kind: -1, Channel: -1, List: -1, Other: int64(relative),
		Score: x.rules.scale.Read(c.official()), True: x.rules.scale.Read(c.truth()),
	})
}

// strike notes for her household that she was made to answer for kind k. Citizens live in order, so rows come sorted.
func (l *life) strike(k uint32) {
	rule, what := &l.rules.kinds[k], uint8(0)
	switch {
	case l.rules.learning.Household == 0:
		return
	case rule.misdeed:
		what = struckMisdeed
	case rule.speech:
		what = struckSpeech
	}
	rows := &l.striking[l.d]
	if n := len(*rows); n > 0 && (*rows)[n-1].Who == l.who {
		(*rows)[n-1].What |= what
		return
	}
	*rows = append(*rows, Struck{Who: l.who, What: what})
}

// refusedForKin refuses what a list refuses to her household. It is wrong where by the true ledger nobody's listing,
// neither a relative's nor her own, refuses it.
func (l *life) refusedForKin(rule *kindRule, k uint32) bool {
	kin := l.kin[l.i-l.from]
	if kin.official>>k&1 == 0 {
		return false
	}
	l.reached(l.i, reachedByKin)
	l.tally.add(l.g, HouseholdRefused, 1)
	l.say(RefusedForKin, k, nil)
	if population.FromStratum(l.st).Age < population.Age18to39 {
		l.tally.add(l.g, ChildrenBarred, 1)
	}
	wrong := kin.truth>>k&1 == 0 && !l.refusedTruly(k)
	if wrong {
		l.tally.add(l.g, HouseholdRefusedWrongly, 1)
	}
	l.refuse(rule, k, wrong)
	return true
}

// refusedTruly tells whether a list that she is on by the true ledger refuses the kind.
func (l *life) refusedTruly(k uint32) bool {
	if !l.c.has(flagCold) {
		return false
	}
	for _, m := range l.cd.memberships(l.who) {
		if m.True != 0 && l.rules.lists[m.List].Refuses>>k&1 == 1 {
			return true
		}
	}
	return false
}

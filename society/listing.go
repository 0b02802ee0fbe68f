package society

import (
	"math/bits"
	"slices"

	"glasshouse.example/internal/chance"
	"glasshouse.example/ledger"
	"glasshouse.example/sanction"
)

// lists applies every list's grounds to an entry, in the official ledger, the true one or both; of no kind, to a debt.
func (l *life) lists(k uint32, day uint16, official, truly bool) {
	var o, t uint32
	for i := range l.rules.lists {
		rule := &l.rules.lists[i]
		if official && l.grounds(rule, k, day, l.c.official()) {
			o |= 1 << i
		}
		if truly && l.grounds(rule, k, day, l.c.truth()) {
			t |= 1 << i
		}
	}
	l.ground(k, day, o, t)
}

// ground puts her on lists for which there are grounds, bit masks by either ledger. Lists that are grounded on a list just
// joined are joined the same day, and those grounded on them in turn. It gives the lists that she joined officially.
func (l *life) ground(k uint32, day uint16, groundO, groundT uint32) (joined uint32) {
	for newO := uint32(0); groundO|groundT != 0; {
		var o, t uint32
		for i := range l.rules.lists {
			if groundO>>i&1 == 1 && l.join(i, k, day, newO) {
				o |= 1 << i
			}
			if groundT>>i&1 == 1 && l.joinTruly(i, day) {
				t |= 1 << i
			}
		}
		joined |= o
		newO, groundO, groundT = o, l.rules.groundedOn(o), l.rules.groundedOn(t)
	}
	if joined != 0 {
		l.tally.Cascades[bits.OnesCount32(joined)-1]++
	}
	return joined
}

// groundedOn is the lists that joining some of these is grounds for.
func (r *rules) groundedOn(lists uint32) (mask uint32) {
	for i := range r.lists {
		if r.lists[i].Lists&lists != 0 {
			mask |= 1 << i
		}
	}
	return mask
}

// grounds tells whether an entry that leaves a kept score is grounds for a list, or, of no kind, that a debt is past due.
func (l *life) grounds(rule *sanction.Rule, k uint32, day uint16, kept uint32) bool {
	if k != noKind {
		return rule.ByAct(k) || rule.ByScore(l.rules.scale.Read(kept))
	}
	i, _ := l.cd.findDebt(l.who)
	return rule.Debt != 0 && day == l.cd.debts[i].Since+rule.Debt
}

// join puts her on a list officially, or renews her term; it tells whether she was not on it before. from is the lists
// whose joining is the ground, or 0.
func (l *life) join(i int, k uint32, day uint16, from uint32) bool {
	rule := &l.rules.lists[i]
	lawful := false
	if from == 0 {
		lawful = l.onlyLawful(rule, k)
	} else {
		lawful = l.allLawful(rule.Lists & from)
	}
	m := l.membership(uint8(i))
	fresh := m.Official == 0
	if fresh {
		l.tally.ListsJoined[i]++
		l.reached(l.i, reachedByList)
	}
	if lawful = lawful && (fresh || m.Flags&sanction.Lawful != 0); lawful {
		m.Flags |= sanction.Lawful
	} else {
		m.Flags &^= sanction.Lawful
	}
	m.Official = rule.Until(m.Official, day)
	if fresh {
		l.say(JoinedList, k, onList(uint8(i), m.Official))
	}
	if rule.Ends == sanction.Repaid {
		l.c.marks |= flagDebt | flagTouched
	}
	return fresh
}

func (l *life) joinTruly(i int, day uint16) bool {
	m := l.membership(uint8(i))
	fresh := m.True == 0
	l.reached(l.i, reachedByList)
	m.True = l.rules.lists[i].Until(m.True, day)
	if fresh {
		l.say(JoinedTruly, noKind, onList(uint8(i), m.True))
	}
	if l.rules.lists[i].Ends == sanction.Repaid {
		l.c.marks |= flagDebt | flagTouched
	}
	return fresh
}

// allLawful tells whether she is on these lists only for lawful conduct.
func (l *life) allLawful(lists uint32) bool {
	for _, m := range l.cd.memberships(l.who) {
		if lists>>m.List&1 == 1 && m.Official != 0 && m.Flags&sanction.Lawful == 0 {
			return false
		}
	}
	return true
}

// onlyLawful tells whether these grounds fall away once her entries for lawful conduct are removed.
func (l *life) onlyLawful(rule *sanction.Rule, k uint32) bool {
	if k == noKind || rule.ByAct(k) && !l.rules.kinds[k].lawful {
		return false
	}
	if !l.c.has(flagCold) {
		return false
	}
	lawful := noted(l.cd.lawful, l.who)
	if lawful == 0 {
		return false
	}
	without := ledger.Post(l.c.official(), int32(lawful))
	return !rule.ByScore(l.rules.scale.Read(without))
}

func (l *life) membership(list uint8) *sanction.Membership {
	i, ok := l.cd.findList(l.who, list)
	if !ok {
		l.cd.lists = insert(l.cd.lists, i, sanction.Membership{Who: l.who, List: list})
		l.c.marks |= flagCold
	}
	return &l.cd.lists[i]
}

// expire ends the terms that are over on a day.
func (l *life) expire(day uint16) {
	rows := l.cd.memberships(l.who)
	for i := range rows {
		m := &rows[i]
		if l.over(m.List, &m.Official, day) {
			m.Official, m.Flags = 0, 0
			l.tally.ListsLeft[m.List]++
			l.say(LeftList, noKind, onList(m.List, 0))
		}
		if l.over(m.List, &m.True, day) {
			m.True = 0
		}
	}
	l.settle(day)
	l.dropLists()
}

// over tells whether a term ends on a day. Where a review ends it, who is not released stays until the next: one die a
// list and day, so that official and true membership have the same luck.
func (l *life) over(list uint8, until *uint16, day uint16) bool {
	if *until == 0 || *until > day {
		return false
	}
	rule := &l.rules.lists[list]
	if rule.Ends != sanction.Reviewed {
		return true
	}
	cell, from := cellOf(*until)
	u, _ := chance.Block(l.seed, uint64(l.i), chance.At(chance.Release, cell, uint32(list)<<4|uint32(from)))
	if below64(u, rule.Releases) {
		return true
	}
	*until += rule.Term
	return false
}

// dropLists drops the rows of lists that she is on by neither ledger.
func (l *life) dropLists() {
	rows := l.cd.memberships(l.who)
	at, _ := l.cd.findList(l.who, 0)
	kept := slices.DeleteFunc(rows, func(m sanction.Membership) bool { return m.Official == 0 && m.True == 0 })
	if gone := len(rows) - len(kept); gone > 0 {
		l.cd.lists = slices.Delete(l.cd.lists, at+len(kept), at+len(rows))
	}
	if l.c.has(flagDebt) {
		l.c.setFlag(flagDebt, l.owes())
	}
}

// settle brings flags and levels up to date with her memberships.
func (l *life) settle(day uint16) {
	listed, wrong, lawful := false, false, true
	for _, m := range l.cd.memberships(l.who) {
		if m.Official != 0 {
			listed = true
			wrong = wrong || m.True == 0
			lawful = lawful && m.Flags&sanction.Lawful != 0
		}
	}
	left := int64(l.span.end() - day)
	if was := l.c.has(flagListed); listed != was {
		l.change.Listed[l.g] += step(listed)
		if listed {
			l.tally.add(l.g, Joined, 1)
		} else {
			l.tally.add(l.g, Left, 1)
		}
		l.scarred(listed, day)
		l.tally.add(l.g, ListedDays, step(listed)*left)
		l.districts[l.d].Listed += int32(step(listed))
	}
	if was := l.c.has(flagWrong); wrong != was {
		l.change.Wrong[l.g] += step(wrong)
		l.tally.add(l.g, WronglyListedDays, step(wrong)*left)
		l.districts[l.d].Wrong += int32(step(wrong))
		if wrong {
			l.tally.add(l.g, JoinedWrongly, 1)
		}
	}
	l.c.setFlag(flagListed, listed)
	l.c.setFlag(flagWrong, wrong)
	if now := listed && lawful; now != (l.c.rest&flagLawful != 0) {
		l.change.Lawful[l.g] += step(now)
		l.c.rest ^= flagLawful
	}
}

// scarred tells a first listing from a later one, and notes the end of a first one that cost no points.
func (l *life) scarred(listed bool, day uint16) {
	i, ok := l.cd.findScar(l.who)
	switch {
	case !ok:
	case listed:
		l.tally.add(l.g, ReListed, 1)
	default:
		l.cd.scars[i].Leave(day)
	}
}

// step is 1 for a rise and −1 for a fall.
func step(up bool) int64 {
	if up {
		return 1
	}
	return -1
}

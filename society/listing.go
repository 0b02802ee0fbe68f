package society

import (
	"slices"

	"glasshouse.example/ledger"
	"glasshouse.example/sanction"
)

// lists applies every list's grounds to an entry, in the official ledger, the true one or both. It tells whether she
// came on a list officially.
func (l *life) lists(k uint32, day uint16, official, truly bool) (joined bool) {
	for i := range l.rules.lists {
		rule := &l.rules.lists[i]
		o := official && (rule.ByAct(k) || rule.ByScore(l.rules.scale.Read(l.c.official())))
		t := truly && (rule.ByAct(k) || rule.ByScore(l.rules.scale.Read(l.c.truth())))
		if !o && !t {
			continue
		}
		m := l.membership(uint8(i))
		if o {
			lawful := l.onlyLawful(rule, k)
			if m.Official == 0 {
				joined = true
				m.Lawful = lawful
				l.tally.add(l.g, Joined, 1)
			}
			m.Lawful = m.Lawful && lawful
			m.Official = rule.Until(m.Official, day)
		}
		if t {
			m.True = rule.Until(m.True, day)
		}
	}
	return joined
}

// onlyLawful tells whether these grounds fall away once her entries for lawful conduct are removed.
func (l *life) onlyLawful(rule *sanction.Rule, k uint32) bool {
	if rule.ByAct(k) && !l.rules.kinds[k].lawful {
		return false
	}
	if !l.c.has(flagRecord) {
		return false
	}
	without := ledger.Post(l.c.official(), int32(l.recordRow().Lawful))
	return !rule.ByScore(l.rules.scale.Read(without))
}

func (l *life) membership(list uint8) *sanction.Membership {
	i, ok := l.cd.findList(l.who, list)
	if !ok {
		l.cd.lists = slices.Insert(l.cd.lists, i, sanction.Membership{Who: l.who, List: list})
		l.c.marks |= flagRows
	}
	return &l.cd.lists[i]
}

// expire ends the terms that are over on a day.
func (l *life) expire(day uint16) {
	rows := l.cd.memberships(l.who)
	for i := range rows {
		m := &rows[i]
		if m.Official != 0 && m.Official <= day {
			m.Official, m.Lawful = 0, false
			l.tally.add(l.g, Left, 1)
		}
		if m.True != 0 && m.True <= day {
			m.True = 0
		}
	}
	l.settle(day)
	at, _ := l.cd.findList(l.who, 0)
	kept := slices.DeleteFunc(rows, func(m sanction.Membership) bool { return m.Official == 0 && m.True == 0 })
	if gone := len(rows) - len(kept); gone > 0 {
		l.cd.lists = slices.Delete(l.cd.lists, at+len(kept), at+len(rows))
	}
	l.c.setFlag(flagRows, len(kept) > 0)
}

// settle brings flags and levels up to date with her memberships.
func (l *life) settle(day uint16) {
	listed, wrong, lawful := false, false, true
	for _, m := range l.cd.memberships(l.who) {
		if m.Official != 0 {
			listed = true
			wrong = wrong || m.True == 0
			lawful = lawful && m.Lawful
		}
	}
	left := int64(l.span.end() - day)
	if was := l.c.has(flagListed); listed != was {
		l.change.Listed[l.g] += step(listed)
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

// step is 1 for a rise and −1 for a fall.
func step(up bool) int64 {
	if up {
		return 1
	}
	return -1
}

package society

import "glasshouse.example/sanction"

// Whoever was refused once knows that the list bars her. Where another way stays open, a slow train for a fast one, she
// takes that one from then on: it costs her what a refusal costs, and nobody refuses her anything.

// told tells whether she knows of a list that refuses a kind.
func (l *life) told(k uint32) bool {
	for _, m := range l.cd.memberships(l.who) {
		if l.bars(&m, k) && m.Flags&sanction.Told != 0 {
			return true
		}
	}
	return false
}

// tell lets her know of the lists that refuse a kind.
func (l *life) tell(k uint32) {
	rows := l.cd.memberships(l.who)
	for i := range rows {
		if l.bars(&rows[i], k) {
			rows[i].Flags |= sanction.Told
		}
	}
}

// bars tells whether a membership refuses a kind.
func (l *life) bars(m *sanction.Membership, k uint32) bool {
	return m.Official != 0 && l.rules.lists[m.List].Refuses>>k&1 == 1
}

// divert sends her the way that stays open.
func (l *life) divert(rule *kindRule) {
	l.tally.add(l.g, TripsDiverted, 1)
	l.spend(rule.refusal[l.income()])
}

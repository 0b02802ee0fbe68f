package society

import "glasshouse.example/sanction"

// Whoever was refused once knows that the list bars her. Where another way stays open, a slow train for a fast one, she
// takes that one from then on: it costs her what a refusal costs, and nobody refuses her anything.

// told tells whether she knows of a list that refuses a kind.
func (l *life) told(k uint32) bool {
	for _, m := range l.cd.memberships(l.who) {
		if l.refuses(&m, k) && m.Flags&sanction.Told != 0 {
			return true
		}
	}
	return false
}

// heedBar lets her know of the lists that refused a kind, where some kind leaves another way open.
func (l *life) heedBar(k uint32) {
	if !l.rules.open {
		return
	}
	rows := l.cd.memberships(l.who)
	for i := range rows {
		if l.refuses(&rows[i], k) {
			rows[i].Flags |= sanction.Told
		}
	}
}

// divert sends her the way that stays open.
func (l *life) divert(rule *kindRule, k uint32) {
	l.tally.add(l.g, TripsDiverted, 1)
	l.turnedAway(k)
	l.say(Diverted, k, nil)
	l.pay(rule.refusal[l.income()])
}

package society

import (
	"glasshouse.example/conduct"
	"glasshouse.example/internal/chance"
	"glasshouse.example/ledger"
	"glasshouse.example/recognition"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
)

// act is what comes of something she does.
func (l *life) act(e *event, day uint16) {
	k := uint32(e.kind)
	rule := &l.rules.kinds[k]
	if rule.refusable && l.refused(k) {
		if rule.open && l.told(k) {
			l.divert(rule, k)
			return
		}
		l.refuse(rule, k, l.c.has(flagWrong))
		l.say(RefusedByList, k, l.barredBy(k))
		l.findsOut(k, day)
		l.heedBar(k)
		return
	}
	if rule.refusable && l.refusedForKin(rule, k) {
		return
	}
	if l.refusedAtSite(e, k) {
		return
	}
	if l.c.official() >= rule.reward {
		l.reward(k)
	}
	if k == l.rules.debt.loan {
		l.borrow()
		return
	}
	l.say(Acted, k, nil)
	l.acted(l.c, k, l.i)
	j := -1
	if e.sight <= l.rules.see[l.place][k] {
		_, low := chance.Block(l.seed, uint64(l.i), chance.At(chance.DiceLow, l.span.Cell, e.slot))
		j = rule.sight[l.place].By(uint64(e.sight)<<32 | low>>32)
	}
	if j < 0 || !l.seen(e, k, j, day) {
		l.learn(l.c, k, 0)
		return
	}
	l.learn(l.c, k, conduct.Certain)
	l.strike(k)
}

// seen is what comes of an act that channel j saw; it tells whether she was made to answer for it.
func (l *life) seen(e *event, k uint32, j int, day uint16) bool {
	l.tally.Seen[j]++
	l.tally.Records[j]++
	l.tally.add(l.g, Detected, 1)
	if l.rules.kinds[k].speech {
		l.reached(l.i, reachedBySpeech)
	}
	ch := &l.rules.channels[j]
	if rule := &l.rules.kinds[k]; rule.misread {
		return l.misread(e, rule.mistaken, j, day)
	}
	if ch.blind {
		return false
	}
	switch l.identify(e, ch) {
	case recognition.Herself:
		return l.rules.scored[l.st] && l.confirmed(e, ch, true) && l.enter(k, j, day)
	case recognition.Nobody:
		l.say(Unnamed, k, by(j))
	case recognition.Another:
		if l.rules.kinds[k].points < 0 {
			l.mistake(e, k, j, day)
		}
	}
	return false
}

// identify puts an act to somebody. Channels without a search name her by a document or an account.
func (l *life) identify(e *event, ch *channelRule) recognition.Outcome {
	if ch.search == nil {
		return recognition.Herself
	}
	cell := l.span.Cell
	miss, impostor := chance.Block(l.seed, uint64(l.i), chance.At(chance.Match, cell, e.slot))
	rank, _ := chance.Block(l.seed, uint64(l.i), chance.At(chance.Rank, cell, e.slot))
	o := ch.search.Identify(l.g, l.scored(), miss, impostor, rank)
	l.tally.add(l.g, Searches, 1)
	l.tally.add(l.g, [...]Count{SearchNobody, SearchHerself, SearchAnother}[o], 1)
	if o != recognition.Nobody {
		l.reached(l.i, reachedBySearch)
	}
	return o
}

// reviewDice are the reviewer's dice for a match of her act: for a true one and for a false one.
func (l *life) reviewDice(e *event) (confirm, accept uint64) {
	return chance.Block(l.seed, uint64(l.i), chance.At(chance.Review, l.span.Cell, e.slot))
}

// confirmed asks the reviewer, if there is one, about a true match or a false one.
func (l *life) confirmed(e *event, ch *channelRule, match bool) bool {
	if ch.search == nil {
		return true
	}
	confirm, accept := l.reviewDice(e)
	if match && below64(confirm, ch.search.Confirms) || !match && below64(accept, ch.search.Accepts) {
		return true
	}
	l.tally.add(l.g, Rejected, 1)
	l.say(Overruled, uint32(e.kind), nil)
	return false
}

// below64 is u < p, where the highest p means certainty.
func below64(u, p uint64) bool { return u < p || p == 1<<64-1 }

// mistake is a match of her act to somebody else: if it is confirmed, an entry is handed out. A tape takes down
// what the reviewer stops as well, for worlds with other reviewers.
func (l *life) mistake(e *event, k uint32, j int, day uint16) {
	ch := &l.rules.channels[j]
	posted := l.confirmed(e, ch, false)
	if posted || l.record != nil {
		_, accept := l.reviewDice(e)
		l.outbox = append(l.outbox, Match{Accept: accept, Handed: Handed{
			To: e.slot, From: uint32(l.i), Due: day + ch.search.Lag, What: what(k, j, uint8(e.at>>48)),
		}})
	}
	if posted {
		l.say(PutToAnother, k, by(j))
		l.handOver(k, day)
	}
}

// handOver counts an entry for her act that goes to somebody else, and posts it to her own true ledger.
func (l *life) handOver(k uint32, day uint16) {
	l.tally.add(l.g, Misplaced, 1)
	if l.scored() {
		l.c.setTruth(ledger.Post(l.c.truth(), l.rules.kinds[k].points))
		l.lists(k, day, false, true)
		l.settle(day)
		l.keep(k, day, redress.TruthOnly)
	}
}

// refused tells whether a list that she is on officially refuses the trip.
func (l *life) refused(k uint32) bool {
	if !l.c.has(flagListed) {
		return false
	}
	for _, m := range l.cd.memberships(l.who) {
		if l.refuses(&m, k) {
			return true
		}
	}
	return false
}

// refuses tells whether one list that she is on officially refuses the trip, unless an appeal suspends it.
func (l *life) refuses(m *sanction.Membership, k uint32) bool {
	return m.Official != 0 && m.Flags&sanction.Suspended == 0 && l.rules.lists[m.List].Refuses>>k&1 == 1
}

func (l *life) refuse(rule *kindRule, k uint32, wrong bool) {
	all, wrongly := RequestsRefused, RequestsRefusedWrongly
	if rule.trip {
		all, wrongly = TripsRefused, TripsRefusedWrongly
	}
	l.tally.Refused[k]++
	l.turnedAway(k)
	l.tally.add(l.g, all, 1)
	if wrong {
		l.tally.add(l.g, wrongly, 1)
	}
	l.pay(rule.refusal[l.income()])
}

// reward gives what the red lists give at this occasion to someone with her score.
func (l *life) reward(k uint32) {
	if !l.scored() {
		return
	}
	for i := range l.rules.rewards {
		r := &l.rules.rewards[i]
		if r.on>>k&1 == 0 || l.c.official() < r.above {
			continue
		}
		l.tally.add(l.g, Rewarded, 1)
		l.reached(l.i, reachedByReward)
		l.tally.Rewards[i]++
		l.tally.RewardedFifth[l.income()]++
		l.say(RewardGiven, k, func(h *Happening) { h.Amount = l.yuan(r.worth[l.income()]) })
		l.c.setResources(min(l.c.resources()+r.worth[l.income()], 1<<16-1))
	}
}

// acted notes a punishable act of a scored citizen for the week's odds.
func (x *worker) acted(c *Citizen, k uint32, i int) {
	st := c.stratum()
	if x.rules.swift.punished>>k&1 == 0 || c.rest&weekActed != 0 || !x.scoredCitizen(i, st) {
		return
	}
	g := uint32(x.rules.group[st])
	x.tally.add(g, ActiveWeeks, 1)
	if c.rest&weekFalse != 0 {
		x.tally.add(g, IdleWeeksAccused, -1)
	}
	c.rest |= weekActed
}

// learn moves her perceived risk after an act of her own that was answered (y = Certain) or not (y = 0):
// r += α(y − r) after a misdeed, r_s likewise after lawful speech.
func (x *worker) learn(c *Citizen, k uint32, y uint32) {
	w, alpha := &x.rules.swift, x.rules.learning.Alpha
	r := conduct.Toward(c.risk(), y, alpha*(w.misdeeds>>k&1)) // a weight of 0 leaves it as it is
	s := conduct.Toward(c.speechRisk(), y, alpha*(w.speech>>k&1))
	c.risks = r | s<<16
}

package society

import (
	"cmp"
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
	"glasshouse.example/ledger"
	"glasshouse.example/recognition"
	"glasshouse.example/sanction"
)

// event is one thing that happens to a citizen in a step.
type event struct {
	at    uint64 // order within the cell: day 8 | time of day 32 | rank 24
	what  uint8  // one of the kinds of event
	kind  uint8  // of conduct
	slot  uint32 // of her own moment
	sight uint32 // its die
	entry Handed // handed to her
}

// Kinds of event, in the order in which they happen at one time.
const (
	termEnds = iota
	ownAct
	handed
)

func (e *event) day(s Span) uint16 { return s.Day - s.From + uint16(e.at>>56) }

// when orders events: by day, time of day, then rank.
func when(day, time, what, slot uint32) uint64 {
	return uint64(day)<<56 | uint64(time)<<24 | uint64(what)<<16 | uint64(slot)
}

// life is one citizen going through a step by the plain rule.
type life struct {
	*worker
	c   *Citizen
	i   int
	who uint16
	g   uint32 // recognition group
	st  uint32
}

// live takes one citizen through the step, moment by moment in the order of days. Her decisions are made on what
// she knew when the step began; tallied says whether her moments and acts are to be counted here.
func (x *worker) live(i int, tallied bool) {
	c := &x.citizens[i]
	l := life{worker: x, c: c, i: i, who: uint16(i - x.lo), st: c.stratum()}
	l.g = uint32(x.rules.group[l.st])
	x.lives = x.lives[:0]
	l.gatherMoments(tallied)
	l.gatherHanded()
	l.gatherTerms()
	slices.SortFunc(x.lives, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	for k := range x.lives {
		e := &x.lives[k]
		day := e.day(x.span)
		switch e.what {
		case termEnds:
			l.expire(day)
		case ownAct:
			l.act(e, day)
		case handed:
			l.receive(&e.entry, day)
		}
	}
}

func (l *life) gatherMoments(tallied bool) {
	t := &l.rules.rates[l.st&(classes-1)]
	for slot := range l.moments(t) {
		a, b := chance.Block(l.seed, uint64(l.i), chance.At(chance.Dice, l.span.Cell, slot))
		time := uint32(b >> 32)
		if !l.span.within(time) {
			continue
		}
		k := exact.AliasPick(&t.kind, uint32(a)) & (conduct.Kinds - 1)
		if tallied {
			l.tally.Moments[l.g][k]++
		}
		if !l.acts(uint32(a>>32), l.propensity(l.c, k, l.i), l.i, slot) {
			continue
		}
		if tallied {
			l.tally.Acts[l.g][k]++
		}
		l.lives = append(l.lives, event{
			at:   when(dayOf(time), uint32(uint64(time)*cellDays), ownAct, slot),
			what: ownAct, kind: uint8(k), slot: slot, sight: uint32(b),
		})
	}
}

// moments is how many moments she has in this cell.
func (l *life) moments(t *rates) uint32 {
	u := chance.CountWord(l.seed, uint64(l.i), chance.At(chance.Moments, l.span.Cell, 0))
	for n, p := range t.count {
		if u < p {
			return uint32(n)
		}
	}
	return l.tail(t, u, l.i)
}

func (l *life) gatherHanded() {
	for len(l.in) > 0 && int(l.in[0].To) <= l.i {
		if h := l.in[0]; int(h.To) == l.i {
			day := uint32(h.Due - l.span.Day + l.span.From)
			l.lives = append(l.lives, event{
				at: when(day, uint32(h.Time)<<24, handed, uint32(len(l.lives))), what: handed, entry: h,
			})
		}
		l.in = l.in[1:]
	}
}

func (l *life) gatherTerms() {
	if !l.c.has(flagRows) {
		return
	}
	for _, m := range l.cd.memberships(l.who) {
		for _, until := range [2]uint16{m.Official, m.True} {
			if until != 0 && until < l.span.end() {
				day := uint32(until - l.span.Day + l.span.From)
				l.lives = append(l.lives, event{at: when(day, 0, termEnds, 0), what: termEnds})
			}
		}
	}
}

// act is what comes of something she does.
func (l *life) act(e *event, day uint16) {
	k := uint32(e.kind)
	rule := &l.rules.kinds[k]
	if rule.trip && l.refused(k) {
		l.refuse(rule)
		return
	}
	l.acted(l.c, k)
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
}

// seen is what comes of an act that channel j saw; it tells whether she was made to answer for it.
func (l *life) seen(e *event, k uint32, j int, day uint16) bool {
	l.tally.Seen[j]++
	l.tally.Records[j]++
	l.tally.add(l.g, Detected, 1)
	ch := &l.rules.channels[j]
	switch l.identify(e, ch) {
	case recognition.Herself:
		return l.rules.scored[l.st] && l.confirmed(e, ch, true) && l.enter(k, day)
	case recognition.Another:
		if l.rules.kinds[k].points < 0 && l.confirmed(e, ch, false) {
			l.handOver(e, k, j, day)
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
	o := ch.search.Identify(l.g, l.rules.scored[l.st], miss, impostor, rank)
	l.tally.add(l.g, Searches, 1)
	l.tally.add(l.g, [...]Count{SearchNobody, SearchHerself, SearchAnother}[o], 1)
	return o
}

// confirmed asks the reviewer, if there is one, about a true match or a false one.
func (l *life) confirmed(e *event, ch *channelRule, match bool) bool {
	if ch.search == nil {
		return true
	}
	confirm, accept := chance.Block(l.seed, uint64(l.i), chance.At(chance.Review, l.span.Cell, e.slot))
	if match && below64(confirm, ch.search.Confirms) || !match && below64(accept, ch.search.Accepts) {
		return true
	}
	l.tally.add(l.g, Rejected, 1)
	return false
}

// below64 is u < p, where the highest p means certainty.
func below64(u, p uint64) bool { return u < p || p == 1<<64-1 }

// handOver sends an entry for her act to somebody else, and posts it to her own true ledger.
func (l *life) handOver(e *event, k uint32, j int, day uint16) {
	l.tally.add(l.g, Misplaced, 1)
	l.outbox = append(l.outbox, Handed{
		To: e.slot, From: uint32(l.i), Due: day + l.rules.channels[j].search.Lag,
		What: what(k, j), Time: uint8(e.at >> 48),
	})
	if l.rules.scored[l.st] {
		l.c.setTruth(ledger.Post(l.c.truth(), l.rules.kinds[k].points))
		l.lists(k, day, false, true)
		l.settle(day)
	}
}

// enter posts her own act to both ledgers; it tells whether the entry makes her answer for it. Without the
// system there is no ledger, and only the fine remains.
func (l *life) enter(k uint32, day uint16) bool {
	rule := &l.rules.kinds[k]
	if rule.points >= 0 {
		l.credit(rule, k, day)
		return false
	}
	l.fine(rule)
	if !l.rules.system {
		return true
	}
	l.tally.add(l.g, TrueEntries, 1)
	if l.c.rest&weekOwn == 0 {
		l.c.rest |= weekOwn
		l.tally.add(l.g, ActiveWeeksCaught, 1)
	}
	l.c.marks |= flagOwn
	if rule.lawful {
		l.tally.add(l.g, LawfulEntries, 1)
		r := l.recordRow()
		r.Lawful += uint16(-rule.points)
	}
	l.c.setTruth(ledger.Post(l.c.truth(), rule.points))
	l.against(rule, k, day, true)
	return true
}

// receive posts an entry for something she did not do to her official ledger.
func (l *life) receive(h *Handed, day uint16) {
	k := h.kind()
	rule := &l.rules.kinds[k]
	origin := MisplacedEntries
	if h.From == nobody {
		origin = GroundlessEntries
	}
	l.tally.add(l.g, origin, 1)
	l.fine(rule)
	if l.c.rest&weekFalse == 0 {
		l.c.rest |= weekFalse
		if l.c.rest&weekActed == 0 {
			l.tally.add(l.g, IdleWeeksAccused, 1)
		}
	}
	l.c.marks |= flagFalse
	r := l.recordRow()
	r.Misplaced++
	r.Innocent = uint16(conduct.Toward(uint32(r.Innocent), conduct.Certain, l.rules.learning.Alpha))
	l.against(rule, k, day, false)
}

// against posts an entry against her officially, with what follows from it the same day.
func (l *life) against(rule *kindRule, k uint32, day uint16, own bool) {
	l.tally.add(l.g, Entries, 1)
	l.tally.ByKind[k]++
	l.districts[l.d].Entries++
	if !own {
		l.districts[l.d].FalseEntries++
	}
	before := l.c.official()
	l.post(rule.points)
	if rule.display {
		l.show(own)
	}
	if l.lists(k, day, true, own) && !l.c.has(flagScar) {
		l.c.marks |= flagScar
		s := l.cd.scar(l.who)
		s.Before, s.Since = uint16(before), day
	}
	l.settle(day)
}

// credit posts points for a good deed to both ledgers.
func (l *life) credit(rule *kindRule, k uint32, day uint16) {
	if !l.rules.system || rule.points == 0 {
		return
	}
	l.tally.add(l.g, Credits, 1)
	l.tally.ByKind[k]++
	l.post(rule.points)
	l.c.setTruth(ledger.Post(l.c.truth(), rule.points))
	if l.c.has(flagScar) {
		l.cd.scar(l.who).Heal(l.c.official(), day)
	}
}

// post moves the official score.
func (l *life) post(points int32) {
	old := l.c.official()
	l.change.Scores[old]--
	l.c.setOfficial(ledger.Post(old, points))
	l.change.Scores[l.c.official()]++
}

// fine takes the fine, and marks her as one whom the tight bounds of the screen no longer hold for.
func (l *life) fine(rule *kindRule) {
	l.c.marks |= flagTouched
	if f := rule.fine[l.income()]; f > 0 {
		l.tally.add(l.g, Fines, 1)
		l.c.setResources(l.c.resources() - min(l.c.resources(), f))
	}
}

func (l *life) income() uint32 { return l.st & (classes - 1) % 5 }

// show puts her face on the screens of her district.
func (l *life) show(own bool) {
	l.tally.add(l.g, Displays, 1)
	if !own {
		l.tally.add(l.g, WrongDisplays, 1)
	}
	l.showing[l.d]++
	l.districts[l.d].Displays++
}

// refused tells whether a list that she is on officially refuses the trip.
func (l *life) refused(k uint32) bool {
	if !l.c.has(flagListed) {
		return false
	}
	for _, m := range l.cd.memberships(l.who) {
		if m.Official != 0 && l.rules.lists[m.List].Refuses>>k&1 == 1 {
			return true
		}
	}
	return false
}

func (l *life) refuse(rule *kindRule) {
	l.tally.add(l.g, TripsRefused, 1)
	if l.c.has(flagWrong) {
		l.tally.add(l.g, TripsRefusedWrongly, 1)
	}
	l.c.setResources(l.c.resources() - min(l.c.resources(), rule.refusal[l.income()]))
}

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

func (l *life) recordRow() *Record {
	l.c.marks |= flagRecord
	return l.cd.record(l.who)
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

// acted notes a punishable act of a scored citizen for the week's odds.
func (x *worker) acted(c *Citizen, k uint32) {
	st := c.stratum()
	if !x.rules.kinds[k].punishable || !x.rules.scored[st] || c.rest&weekActed != 0 {
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
	rule := &x.rules.kinds[k]
	switch {
	case rule.misdeed:
		c.setRisk(conduct.Toward(c.risk(), y, x.rules.learning.Alpha))
	case rule.speech:
		c.setSpeechRisk(conduct.Toward(c.speechRisk(), y, x.rules.learning.Alpha))
	}
}

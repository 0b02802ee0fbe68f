package society

import (
	"glasshouse.example/internal/chance"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
)

// Notice, objection, the queue and the decision. See package redress.

// review moves the queue on, between two steps: reviewers come to appeals filed in steps that are over.
func (w *World) review() {
	rule := &w.rules.redress
	if !rule.Appeals {
		return
	}
	if rule.On != redress.Wait {
		w.queue.Lapse(func(s uint32) uint16 { return w.spans[s].end() }, rule, w.span.Day)
	}
	w.queue.Clear(rule.PerDay * uint64(w.span.Days))
	first := w.spans[w.queue.First]
	w.fields.Front = redress.Front{From: first.Day, To: first.end(), Cut: w.queue.Share()}
}

// filed puts what was filed in the step into the queue.
func (w *World) filed() {
	if !w.rules.redress.Appeals {
		return
	}
	n := int64(0)
	for i := range w.workers {
		n += w.workers[i].tally.Total(Appeals)
	}
	w.queue.File(uint32(n))
}

// comeTo tells whether reviewers have come to an appeal by the start of the step.
func (x *worker) comeTo(e *redress.Entry) bool {
	if e.State() != redress.Pending || e.Due >= x.fields.Front.To {
		return false
	}
	place := uint32(0)
	if e.Due >= x.fields.Front.From {
		hash, _ := x.die(chance.Hearing, e)
		place = uint32(hash >> 32)
	}
	return x.fields.Front.Reached(e.Due, place)
}

// findsOut is what a refusal teaches her: the first time that a list refuses her something she learns of the list, and
// of every entry that nobody told her of.
func (l *life) findsOut(k uint32, day uint16) {
	if !l.rules.redress.Appeals {
		return
	}
	news := false
	for i, rows := 0, l.cd.memberships(l.who); i < len(rows); i++ {
		m := &rows[i]
		if l.refuses(m, k) && m.Flags&sanction.Told == 0 {
			m.Flags |= sanction.Told
			news = true
		}
	}
	if !news {
		return
	}
	rows := l.cd.entriesOf(l.who)
	for i := range rows {
		if s := rows[i].State(); s == redress.Untold || s == redress.Announced {
			l.tell(&rows[i], day)
		}
	}
}

// tell lets her know of an entry; she objects to it on a day of the window, or never.
func (l *life) tell(e *redress.Entry, day uint16) {
	rule := &l.rules.redress
	l.tally.add(l.g, Told, 1)
	l.say(ToldOfEntry, e.Kind(), nil)
	objects, on := l.die(chance.Appeal, e)
	if below64(objects, rule.Objects[e.Wronged()]) {
		e.Move(redress.Planned, day+1+uint16(chance.Index(on, rule.Window)))
		return
	}
	e.Move(redress.Closed, redress.Never)
}

// file puts her objection into the queue.
func (l *life) file(e *redress.Entry, day uint16) {
	e.Move(redress.Pending, day)
	l.tally.add(l.g, Appeals, 1)
	l.say(Objected, e.Kind(), nil)
	l.change.Pending[l.g]++
	l.suspend(day)
}

// close takes an appeal out of the queue.
func (l *life) close(e *redress.Entry, day uint16) {
	l.tally.add(l.g, AppealsDecided, 1)
	l.tally.add(l.g, ReviewDays, int64(day-e.Due))
	l.change.Pending[l.g]--
	e.Move(redress.Closed, redress.Never)
}

// decideOn decides an appeal, by a reviewer or by the deadline's rule.
func (l *life) decideOn(e *redress.Entry, day uint16) {
	rule := &l.rules.redress
	upheld := rule.On == redress.Upheld
	if rule.Reviewed(e, l.comeTo(e), day) {
		_, die := l.die(chance.Hearing, e)
		upheld = below64(die, rule.Upholds[e.Wronged()])
	}
	l.close(e, day)
	if !upheld {
		l.say(Dismissed, e.Kind(), nil)
	}
	if upheld {
		l.tally.add(l.g, AppealsUpheld, 1)
		l.tally.add(l.g, AppealsUpheldFalse, int64(e.Wronged()))
		l.correct(e, day)
		l.say(Upheld, e.Kind(), nil)
	}
	l.suspend(day)
}

// correct strikes an entry from the official ledger, and each list that it may have put her on is looked at again: she comes
// off unless a ground stands. The true ledger stays as it is.
func (l *life) correct(e *redress.Entry, day uint16) {
	before := l.c.official()
	l.tally.add(l.g, CorrectedEntries, 1)
	l.tally.add(l.g, CorrectedFalse, int64(e.Wronged()))
	e.What |= redress.Corrected
	l.giveBack(e, day)
	touched := l.rules.rooted(e.Kind()) | l.rules.lifted(before, l.c.official())
	ended := l.unfounded(touched, day, false)
	rows := l.cd.memberships(l.who)
	for i := range rows {
		switch m := &rows[i]; {
		case ended>>m.List&1 == 1:
			m.Official, m.Flags = 0, 0
			l.tally.ListsLeft[m.List]++
			l.say(LeftList, noKind, onList(m.List, 0))
		case touched>>m.List&1 == 1:
			l.shorten(m, e.Day)
		}
	}
	if ended != 0 {
		l.settle(day)
		l.dropLists()
	}
}

// shorten takes back a term that the entry of a day had started anew, where an older entry is the ground that is left;
// the register is brought up to date by the end of the step.
func (l *life) shorten(m *sanction.Membership, day uint16) {
	rule := &l.rules.lists[m.List]
	if !rule.Restart || rule.Ends != sanction.ByTerm || m.Official != day+rule.Term || rule.RootedBelow(l.rules.scale.Read(l.c.official())) {
		return
	}
	rows, latest := l.cd.entriesOf(l.who), uint16(0)
	for i := range rows {
		if e := &rows[i]; e.Official() && rule.Rooted(e.Kind()) {
			latest = max(latest, e.Day+rule.Term)
		}
	}
	if latest != 0 {
		m.Official = max(latest, l.span.end())
	}
}

// rooted is the lists that an entry for the kind is a ground for, at any remove.
func (r *rules) rooted(k uint32) (lists uint32) {
	for i := range r.lists {
		if r.lists[i].Rooted(k) {
			lists |= 1 << i
		}
	}
	return lists
}

// lifted is the lists for which the one kept score is too low and the other is not.
func (r *rules) lifted(from, to uint32) (lists uint32) {
	for i := range r.lists {
		if l := &r.lists[i]; l.RootedBelow(r.scale.Read(from)) && !l.RootedBelow(r.scale.Read(to)) {
			lists |= 1 << i
		}
	}
	return lists
}

// unfounded is the lists, of those touched, that she is on officially and for which no ground stands on a day; appealed
// says that an entry under appeal is none.
func (l *life) unfounded(touched uint32, day uint16, appealed bool) (fallen uint32) {
	held := uint32(0)
	for _, m := range l.cd.memberships(l.who) {
		if m.Official != 0 {
			held |= 1 << m.List
		}
	}
	for again := true; again; {
		again = false
		for i := range l.rules.lists {
			if touched&held>>i&1 == 1 && !l.grounded(i, day, held, appealed) {
				held &^= 1 << i
				fallen |= 1 << i
				again = true
			}
		}
	}
	return fallen
}

// grounded tells whether a ground for a list stands on a day: another list, her score, a firm that she manages, a debt, or an
// entry of hers within the list's term.
func (l *life) grounded(i int, day uint16, held uint32, appealed bool) bool {
	rule := &l.rules.lists[i]
	score := int32(l.c.official())
	rows := l.cd.entriesOf(l.who)
	for j := range rows {
		e := &rows[j]
		if !e.Official() {
			continue
		}
		if appealed && e.State() == redress.Pending {
			score -= l.rules.kinds[e.Kind()].points
			continue
		}
		if rule.Rooted(e.Kind()) && (rule.Ends != sanction.ByTerm || e.Day+rule.Term > day) {
			return true
		}
	}
	return rule.Lists&held != 0 || rule.RootedBelow(l.rules.scale.Read(uint32(score))) || l.answers(i) || l.pastFor(rule.Debt, day)
}

// suspend brings up to date which lists refuse nothing because all grounds for them are under appeal.
func (l *life) suspend(day uint16) {
	if !l.rules.redress.Suspends {
		return
	}
	touched, score := uint32(0), int32(l.c.official())
	rows := l.cd.entriesOf(l.who)
	for i := range rows {
		if e := &rows[i]; e.Official() && e.State() == redress.Pending {
			score -= l.rules.kinds[e.Kind()].points
			touched |= l.rules.rooted(e.Kind())
		}
	}
	touched |= l.rules.lifted(l.c.official(), uint32(score))
	fallen := l.unfounded(touched, day, true)
	lists := l.cd.memberships(l.who)
	for i := range lists {
		m := &lists[i]
		m.Flags &^= sanction.Suspended
		if fallen>>m.List&1 == 1 {
			m.Flags |= sanction.Suspended
		}
	}
}

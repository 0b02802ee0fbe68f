package society

import (
	"slices"

	"glasshouse.example/internal/chance"
	"glasshouse.example/ledger"
	"glasshouse.example/redress"
)

// How entries are kept where they may be corrected or expire: one row each, by citizen and then in order of posting.
// A row goes when nothing can happen to it any more; while she is on a list it stays, since it may be a ground.

func (cd *cold) findEntries(who uint16) int {
	i, _ := slices.BinarySearchFunc(cd.entries, who, func(e redress.Entry, w uint16) int {
		if e.Who < w {
			return -1
		}
		return 1 // the first of her rows, or where it would be
	})
	return i
}

// entriesOf are one citizen's rows.
func (cd *cold) entriesOf(who uint16) []redress.Entry {
	i := cd.findEntries(who)
	j := i
	for j < len(cd.entries) && cd.entries[j].Who == who {
		j++
	}
	return cd.entries[i:j]
}

// cellOf is the cell of luck in which a day lies, and the day's place in it.
func cellOf(day uint16) (cell uint32, from uint16) {
	inYear := day % yearDays
	return uint32(day/yearDays)*cellsPerYear + uint32(inYear/cellDays), inYear % cellDays
}

// die is two words of luck of an entry: the same whatever the steps, the workers and the world.
func (x *worker) die(p chance.Purpose, e *redress.Entry) (uint64, uint64) {
	cell, from := cellOf(e.Day)
	return chance.Block(x.seed, uint64(x.lo)+uint64(e.Who), chance.At(p, cell, e.Slot(from)))
}

// keep makes the row of an entry just posted, and draws whether she will be told of it.
func (l *life) keep(k uint32, day uint16, flags uint16) {
	rule := &l.rules.redress
	if !rule.Keeps || flags&redress.TruthOnly != 0 && rule.Sunset == 0 {
		return
	}
	rows, ordinal := l.cd.entriesOf(l.who), 0
	for i := range rows {
		if rows[i].Alike(day, k, flags) {
			ordinal++
		}
	}
	e := redress.NewEntry(l.who, day, k, flags, ordinal)
	if rule.Appeals && flags&redress.TruthOnly == 0 {
		e.Move(redress.Untold, redress.Never)
		if told, _ := l.die(chance.Notice, &e); below64(told, rule.Notice) {
			e.Move(redress.Announced, day+rule.After)
		}
	}
	l.c.marks |= flagCold
	l.cd.entries = insert(l.cd.entries, l.cd.findEntries(l.who)+len(rows), e)
}

// markEntries marks those to one of whose entries something happens in the step.
func (x *worker) markEntries(s, e int) {
	if len(x.cd.entries) == 0 {
		return
	}
	rows := x.cd.entries[x.cd.findEntries(uint16(s-x.lo)):]
	for i := range rows {
		if x.lo+int(rows[i].Who) >= e {
			break
		}
		if x.next(&rows[i]) < x.span.end() {
			x.markOne(x.lo + int(rows[i].Who) - s)
		}
	}
}

// next is the day in this step, or later, on which something happens to an entry.
func (x *worker) next(e *redress.Entry) uint16 {
	return x.rules.redress.Next(e, x.comeTo(e), x.span.Day)
}

// happen carries out all that becomes of her entries up to a day, in order of days and then of posting.
func (l *life) happen(last uint16) {
	if !l.rules.redress.Keeps || !l.c.has(flagCold) {
		return
	}
	for {
		rows := l.cd.entriesOf(l.who)
		day, which := last+1, -1
		for i := range rows {
			if d := l.next(&rows[i]); d < day {
				day, which = d, i
			}
		}
		if which < 0 {
			return
		}
		l.today = day
		l.happens(&rows[which], day)
	}
}

// happens carries out what becomes of one entry on a day.
func (l *life) happens(e *redress.Entry, day uint16) {
	switch state := e.State(); {
	case l.rules.redress.Expires(e, day):
		l.sunset(e, day)
	case state == redress.Announced:
		l.tell(e, day)
	case state == redress.Planned:
		l.file(e, day)
	case state == redress.Pending:
		l.decideOn(e, day)
	}
}

// sunset gives an entry's points back in every ledger in which they stand, and drops its row. Lists run their terms.
// An appeal under way is closed without being upheld.
func (l *life) sunset(e *redress.Entry, day uint16) {
	if e.State() == redress.Pending {
		l.close(e, day)
	}
	k := e.Kind()
	if e.Official() {
		l.giveBack(e, day)
		l.tally.add(l.g, Expired, 1)
		l.say(Lapsed, k, nil)
	}
	if e.True() {
		l.c.setTruth(ledger.Post(l.c.truth(), -l.rules.kinds[k].points))
	}
	rows := l.cd.entriesOf(l.who)
	at := l.cd.findEntries(l.who)
	for i := range rows {
		if &rows[i] == e {
			l.cd.entries = slices.Delete(l.cd.entries, at+i, at+i+1)
			break
		}
	}
	l.suspend(day)
}

// giveBack returns an entry's points to the official score, and to the count of points for lawful conduct.
func (l *life) giveBack(e *redress.Entry, day uint16) {
	rule := &l.rules.kinds[e.Kind()]
	l.tally.Returned[e.Kind()]++
	l.post(-rule.points)
	if rule.lawful && e.True() {
		l.forget(uint16(-rule.points))
	}
	if i, ok := l.cd.findScar(l.who); ok {
		l.cd.scars[i].Heal(l.c.official(), day)
	}
}

// forget takes points for lawful conduct off her number, and its row away once there is nothing in it.
func (l *life) forget(points uint16) {
	i, ok := findNoted(l.cd.lawful, l.who)
	if !ok {
		return
	}
	r := &l.cd.lawful[i]
	if r.Value -= min(r.Value, points); r.Value == 0 {
		l.cd.lawful = slices.Delete(l.cd.lawful, i, i+1)
	}
}

// tidy drops the rows that nothing can happen to any more, at the end of a step.
func (l *life) tidy() {
	rule := &l.rules.redress
	if !rule.Keeps || !l.c.has(flagCold) {
		return
	}
	rows, at := l.cd.entriesOf(l.who), l.cd.findEntries(l.who)
	kept := slices.DeleteFunc(rows, func(e redress.Entry) bool {
		return rule.Spent(&e) && (e.Is(redress.Corrected) || !l.c.has(flagListed))
	})
	if gone := len(rows) - len(kept); gone > 0 {
		l.cd.entries = slices.Delete(l.cd.entries, at+len(kept), at+len(rows))
	}
}

package society

import (
	"glasshouse.example/conduct"
	"glasshouse.example/ledger"
	"glasshouse.example/redress"
)

// enter posts her own act, which channel j saw, to both ledgers; it tells whether she is made to answer for it. Without
// the system there is no ledger, and only the fine remains; so it is with a misdeed that costs no points, unless the court
// enters it, and with someone who did not agree to be scored.
func (l *life) enter(k uint32, j int, day uint16) bool {
	rule := &l.rules.kinds[k]
	if rule.points > 0 {
		l.credit(rule, k, day)
		return false
	}
	l.fine(rule)
	if !l.rules.system || !rule.entered || !l.scored() {
		l.say(FinedOnly, k, func(h *Happening) { h.Amount, h.Channel = l.yuan(rule.fine[l.income()]), int8(j) })
		return rule.misdeed
	}
	l.tally.add(l.g, TrueEntries, 1)
	if l.c.rest&weekOwn == 0 {
		l.c.rest |= weekOwn
		l.tally.add(l.g, ActiveWeeksCaught, 1)
	}
	l.c.marks |= flagOwn
	if rule.lawful {
		l.tally.add(l.g, LawfulEntries, 1)
		r := l.note(&l.cd.lawful)
		r.Value = uint16(min(int32(r.Value)-rule.points, 1<<16-1))
	}
	l.c.setTruth(ledger.Post(l.c.truth(), rule.points))
	l.against(rule, k, j, day, true)
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
	if rule.speech {
		l.reached(l.i, reachedBySpeech)
	}
	if l.rules.channels[h.channel()].search != nil {
		l.reached(l.i, reachedBySearch)
	}
	l.fine(rule)
	l.strike(k)
	if l.c.rest&weekFalse == 0 {
		l.c.rest |= weekFalse
		if l.c.rest&weekActed == 0 {
			l.tally.add(l.g, IdleWeeksAccused, 1)
		}
	}
	l.c.marks |= flagFalse
	q := l.note(&l.cd.innocent)
	q.Value = uint16(conduct.Toward(uint32(q.Value), conduct.Certain, l.rules.learning.Alpha))
	l.against(rule, k, int(h.channel()), day, false)
}

// against posts an entry against her officially, with what follows from it the same day.
func (l *life) against(rule *kindRule, k uint32, j int, day uint16, own bool) {
	l.tally.add(l.g, Entries, 1)
	l.reached(l.i, reachedByEntry)
	l.tally.ByKind[k]++
	l.tally.EntriesBy[j]++
	l.districts[l.d].Entries++
	if !own {
		l.tally.FalseBy[j]++
		l.districts[l.d].FalseEntries++
	}
	before := l.c.official()
	l.post(rule.points)
	l.entered(rule, k, j, own)
	if rule.display {
		l.show(own)
	}
	if rule.detention > 0 {
		l.detain(day, rule.detention, own)
	}
	l.lists(k, day, true, own)
	l.settle(day)
	if l.c.has(flagListed) {
		l.wound(before, day)
	}
	if own {
		l.keep(k, day, 0)
	} else {
		l.keep(k, day, redress.False)
	}
	l.suspend(day)
}

// credit posts points for a good deed to both ledgers.
func (l *life) credit(rule *kindRule, k uint32, day uint16) {
	if !l.rules.system || !l.scored() {
		return
	}
	l.tally.add(l.g, Credits, 1)
	l.tally.ByKind[k]++
	l.post(rule.points)
	l.c.setTruth(ledger.Post(l.c.truth(), rule.points))
	l.say(Credited, k, func(h *Happening) { h.Points = rule.points })
	if l.c.has(flagCold) {
		if i, ok := l.cd.findScar(l.who); ok {
			l.cd.scars[i].Heal(l.c.official(), day)
		}
	}
}

// wound remembers her first listing.
func (l *life) wound(before uint32, day uint16) {
	i, ok := l.cd.findScar(l.who)
	if !ok {
		l.c.marks |= flagCold
		if before == l.c.official() {
			before = redress.NoLoss
		}
		l.cd.scars = insert(l.cd.scars, i, redress.Scar{Who: l.who, Before: uint16(before), Since: day})
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
	l.say(Shown, noKind, nil)
	if !own {
		l.tally.add(l.g, WrongDisplays, 1)
	}
	l.showing[l.d]++
	l.districts[l.d].Displays++
}

// note is her row in a table of numbers, made where she has none.
func (l *life) note(rows *[]Noted) *Noted {
	i, ok := findNoted(*rows, l.who)
	if !ok {
		l.c.marks |= flagCold
		*rows = insert(*rows, i, Noted{Who: l.who})
	}
	return &(*rows)[i]
}

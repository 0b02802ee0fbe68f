package society

import "slices"

// detain holds her from the day of the entry for so many days; a detention under way is not shortened.
func (l *life) detain(day, days uint16, own bool) {
	l.tally.add(l.g, Detentions, 1)
	if !own {
		l.tally.add(l.g, WrongDetentions, 1)
	}
	i, ok := l.cd.findHeld(l.who)
	if !ok {
		l.cd.held = insert(l.cd.held, i, Held{Who: l.who, Until: day})
		l.c.rest |= flagHeld
	}
	h := &l.cd.held[i]
	until := max(h.Until, day+days)
	l.tally.add(l.g, DetentionDays, int64(until-max(h.Until, day)))
	h.Until = until
	l.say(Detained, noKind, func(h *Happening) { h.Until = until })
}

// held tells whether she is in detention on a day.
func (l *life) held(day uint16) bool {
	if l.c.rest&flagHeld == 0 {
		return false
	}
	i, _ := l.cd.findHeld(l.who)
	return day < l.cd.held[i].Until
}

// release lets her go if her detention ends by the end of the step.
func (l *life) release() {
	if l.c.rest&flagHeld == 0 {
		return
	}
	if i, _ := l.cd.findHeld(l.who); l.cd.held[i].Until <= l.span.end() {
		l.today = l.cd.held[i].Until
		l.cd.held = slices.Delete(l.cd.held, i, i+1)
		l.c.rest &^= flagHeld
		l.say(Released, noKind, nil)
	}
}

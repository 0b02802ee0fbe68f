package society

import (
	"cmp"
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
)

// event is one thing that happens to a citizen in a step.
type event struct {
	at    uint64 // order within the cell: day 8 | time of day 32 | rank 24
	what  uint8  // one of the kinds of event
	kind  uint8  // of conduct
	slot  uint32 // of her own moment
	sight uint32 // its die
	done  bool   // she takes the chance, if nothing keeps her
	entry Handed // handed to her
}

// Kinds of event, in the order in which they happen at one time.
const (
	termEnds = iota
	rated
	debtDue
	moment
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
	now int // index of the event under way

	today uint16 // the day under way

	heldAtStart bool
}

// live takes one citizen through the step, moment by moment in the order of days. Her decisions are made on what
// she knew when the step began. The fast path has counted her moments, and her acts unless she began the step
// in detention; plain says that it has not.
func (x *worker) live(i int, plain bool) {
	c := x.citizen(i)
	l := life{worker: x, c: c, i: i, who: uint16(i - x.lo), st: c.stratum()}
	l.g = uint32(x.rules.group[l.st])
	l.heldAtStart = c.rest&flagHeld != 0
	x.lives = x.lives[:0]
	l.gatherMoments(plain)
	l.gatherHanded()
	l.gatherTerms()
	l.gatherRatings()
	l.gatherDebts()
	slices.SortFunc(x.lives, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	for ; l.now < len(x.lives); l.now++ {
		e := &x.lives[l.now]
		day := e.day(x.span)
		l.today = day
		l.happen(day)
		switch e.what {
		case termEnds:
			l.expire(day)
		case rated:
			l.rated(uint16(e.slot), day)
		case debtDue:
			l.debtDue(day)
		case moment:
			l.moment(e, day, plain)
		case handed:
			l.receive(&e.entry, day)
		}
	}
	l.happen(x.span.end() - 1)
	l.tidy()
	l.release()
}

func (l *life) gatherMoments(plain bool) {
	t := &l.rules.rates[l.st&(classes-1)]
	u := chance.CountWord(l.seed, uint64(l.i), chance.At(chance.Moments, l.span.Cell, 0))
	for slot := range l.howMany(t, u, l.i) {
		a, b := chance.Block(l.seed, uint64(l.i), chance.At(chance.Dice, l.span.Cell, slot))
		time := uint32(b >> 32)
		if !l.span.within(time) {
			continue
		}
		k := exact.AliasPick(&l.rules.kind[l.st&(classes-1)], uint32(a)) & (conduct.Kinds - 1)
		if plain {
			l.tally.Moments[l.g][k]++
		}
		l.lives = append(l.lives, event{
			at:   when(dayOf(time), uint32(uint64(time)*cellDays), moment, slot),
			what: moment, kind: uint8(k), slot: slot, sight: uint32(b),
			done: l.takes(k, l.i) && l.acts(uint32(a>>32), l.propensity(l.c, k, l.i), l.i, slot),
		})
	}
}

func (l *life) gatherHanded() {
	for len(l.in) > 0 && int(l.in[0].To) <= l.i {
		if h := l.in[0]; int(h.To) == l.i {
			day := uint32(h.Due - l.span.Day + l.span.From)
			l.lives = append(l.lives, event{
				at: when(day, h.time(), handed, uint32(len(l.lives))), what: handed, entry: h,
			})
		}
		l.in = l.in[1:]
	}
}

func (l *life) gatherTerms() {
	if !l.c.has(flagCold) {
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

// moment is a chance that comes up. Detention keeps her from it; the fast path, which did not know of a detention
// that began inside the step, has then counted an act too many.
func (l *life) moment(e *event, day uint16, plain bool) {
	k := uint32(e.kind)
	counted := !plain && !l.heldAtStart && l.rules.few>>k&1 == 0
	if l.rules.debt.kinds>>k&1 == 1 {
		l.debtMoment(e, k, day)
		return
	}
	if l.held(day) {
		l.tally.add(l.g, Ineligible, 1)
		l.tally.Barred[l.g][k]++
		if e.done {
			l.say(KeptFrom, k, nil)
		}
		if e.done && counted {
			l.tally.Acts[l.g][k]--
		}
		return
	}
	if !e.done {
		return
	}
	if !counted {
		l.tally.Acts[l.g][k]++
	}
	l.act(e, day)
}

// scored tells whether she has a score.
func (l *life) scored() bool { return l.scoredCitizen(l.i, l.st) }

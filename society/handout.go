package society

import (
	"cmp"
	"slices"

	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
)

// Begin opens a step: fields of the last step become readable, entries that are due go to their victims.
func (w *World) Begin(step int) {
	w.span = w.spans[step]
	for g := range w.level.Listed { // who was listed at the start; settle corrects for changes inside the step
		w.total.add(uint32(g), ListedDays, w.level.Listed[g]*int64(w.span.Days))
		w.total.add(uint32(g), WronglyListedDays, w.level.Wrong[g]*int64(w.span.Days))
	}
	if w.span.opens() {
		w.groundless()
		w.rate()
		w.hear()
	}
	w.review()
	w.exchange(step)
	w.payTenders()
	w.deliver()
	w.chronicleStep()
}

// End closes a step: entries for acts that were put to another find their victims, and workers' counts are added up.
func (w *World) End() {
	w.level.Risk, w.level.Speech = 0, 0
	clear(w.level.Resources[:])
	w.filed()
	w.handOut()
	for i := range w.workers {
		x := &w.workers[i]
		x.nothingDue()
		w.total.Add(&x.tally)
		w.level.add(&x.change)
		x.tally, x.change = Tally{}, Level{}
	}
}

// deliver moves the entries that are due in this step to the inbox, sorted by victim and in an order that does
// not depend on workers.
func (w *World) deliver() {
	w.inbox = w.inbox[:0]
	rest := w.transit[:0]
	for _, h := range w.transit {
		if h.Due < w.span.end() {
			w.inbox = append(w.inbox, h)
		} else {
			rest = append(rest, h)
		}
	}
	w.transit = rest
	slices.SortFunc(w.inbox, inOrder)
}

func inOrder(a, b Handed) int {
	return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.Due, b.Due), cmp.Compare(a.time(), b.time()),
		cmp.Compare(a.From, b.From), cmp.Compare(a.What, b.What))
}

// inboxOf is the part of the inbox for one district.
func (w *World) inboxOf(d int) []Handed {
	lo, hi := w.people.Bounds(d)
	at := func(h Handed, i int) int { return cmp.Compare(int(h.To), i) }
	i, _ := slices.BinarySearchFunc(w.inbox, lo, at)
	j, _ := slices.BinarySearchFunc(w.inbox, hi, at)
	return w.inbox[i:j]
}

// tries is how many blocks of dice are drawn for a victim before the search turns to her neighbours in number;
// 2^18 blocks miss a group of one in 100 000 with probability e^-5.
const tries = 1 << 18

// victim is the citizen whom a false match strikes: drawn by dice keyed to the source (citizen, cell, slot), redrawn
// until she is scored and of the group that published false match rates point to. The same source strikes the
// same citizen in every world, and nobody else's dice move. Until it is called, h.To holds the source's slot.
func (w *World) victim(h *Handed) uint32 {
	slot, from := h.To, uint64(h.From)
	g := uint32(w.rules.group[w.citizen(int(h.From)).stratum()])
	_, u := chance.Block(w.seed, from, chance.At(chance.Rank, w.span.Cell, slot))
	target := w.rules.channels[h.channel()].search.Strikes(g, u)
	return w.draw(from, chance.Victim, slot, func(i uint32) bool {
		st := w.citizen(int(i)).stratum()
		return i != h.From && w.scoredCitizen(int(i), st) && uint32(w.rules.group[st]) == target
	})
}

// draw is the first citizen that fits, by dice keyed to a source; when dice fail for very long, the next in number.
func (w *World) draw(source uint64, p chance.Purpose, slot uint32, fits func(uint32) bool) uint32 {
	n := uint64(w.people.Citizens())
	var i uint64
	for try := range uint32(tries) {
		a, b := chance.Block(w.seed, source, chance.At(p, w.span.Cell, slot|try<<6))
		for _, u := range [2]uint64{a, b} {
			if i = chance.Index(u, n); fits(uint32(i)) {
				return uint32(i)
			}
		}
	}
	for range n {
		if i = (i + 1) % n; fits(uint32(i)) {
			return uint32(i)
		}
	}
	panic("society: nobody to strike") // recognition.New gives groups with fewer than two enrolled no weight
}

// groundless makes the entries of this cell that have no act behind them: for each channel and district a Poisson
// number by the people exposed, each charged to any scored citizen of the society.
func (w *World) groundless() {
	days := min(cellDays, yearDays-int(w.span.Day)%yearDays)
	for j := range w.rules.channels {
		ch := &w.rules.channels[j]
		if !ch.hasGroundless {
			continue
		}
		for d := range w.cold {
			w.groundlessIn(d, j, days)
		}
	}
}

func (w *World) groundlessIn(d, j, days int) {
	ch := &w.rules.channels[j]
	slot := uint32(j) << 4
	u, _ := chance.Block(w.seed, uint64(d), chance.At(chance.Groundless, w.span.Cell, slot))
	for n, p := range ch.exposed[w.lastOf(d)] {
		if u < p {
			return
		}
		day, time := chance.Block(w.seed, uint64(d), chance.At(chance.Groundless, w.span.Cell, slot|1|uint32(n)<<12))
		at := int(chance.Index(day, cellDays))
		if at >= days {
			continue // the cell is cut here
		}
		lag := uint16(cellDays)
		if ch.search != nil {
			lag = ch.search.Lag
		}
		to := w.draw(uint64(d)<<32|uint64(n)<<8|uint64(j), chance.Groundless, 2, func(i uint32) bool {
			return w.scoredCitizen(int(i), w.citizen(int(i)).stratum())
		})
		w.transit = append(w.transit, Handed{
			To: to, From: nobody, Due: w.span.Day + uint16(at) + lag, What: what(ch.groundlessKind, j, uint8(time)),
		})
	}
}

// lastOf is 1 for the last district, which may be smaller than the others.
func (w *World) lastOf(d int) int {
	if d == len(w.cold)-1 {
		return 1
	}
	return 0
}

// expose computes the thresholds of the numbers of groundless entries.
func (w *World) expose() {
	last := len(w.cold) - 1
	for j := range w.rules.channels {
		ch := &w.rules.channels[j]
		for i, d := range [2]int{0, last} {
			lo, hi := w.people.Bounds(d)
			ch.exposed[i] = exact.Poisson(min(ch.groundless*cellDays*float64(hi-lo), 8))
		}
	}
}

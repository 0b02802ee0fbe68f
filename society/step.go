package society

import (
	"math/bits"

	"glasshouse.example/conduct"
	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
)

// worker is one worker's scratch and what it counted.
type worker struct {
	*World
	tally  Tally
	change Level
	outbox []Match

	words []uint32    // count dice, one a citizen of the block
	js    []uint64    // a moment: citizen in the block | slot << 32
	ab    [][2]uint64 // a moment's dice: kind, act | sight, time
	may   []uint64    // a moment that passed the screen: citizen | kind << 16 | moment << 32
	hots  []uint32    // citizens with something consequential
	falls []uint32    // citizen | kind << 16 of an unseen act that lowers perceived risk
	easy  []uint64    // a moment whose sight is a credit and nothing else, as in may
	marks []uint64    // a bit a citizen
	pay   [][2]int32  // a firm of the district: what wages add to the resources of the unlisted, of the listed
	lives []event
	kin   []kin // of the block

	// the district under way
	d, lo int
	cd    *cold
	place int // level of camera density
	in    []Handed
	field field

	before talk // what the worker had counted of speech when it entered the district
	from   int  // first citizen of the block under way
	houses
}

// field is what a step does to everyone in a district.
type field struct {
	risk, recover uint32 // weights of time, 24 fractional bits; 0 inside a cell
	shown         uint32 // weight of the displays, 24 fractional bits
	keep          uint32 // mask of the flags of rest that stay
	baseline      uint32
	usual         [2]uint32 // resources that time leads to: not listed, listed
	gap           int64     // v₀ − v̄, 16 fractional bits: by how much fewer speak than usual
}

func (x *worker) init(w *World) {
	most := 0
	for c := range w.rules.rates {
		most = max(most, len(w.rules.rates[c].tail))
	}
	n := w.block * max(most, shortCounts)
	*x = worker{
		World: w, words: make([]uint32, w.block+3), marks: make([]uint64, w.block/64+1),
		js: make([]uint64, n+shortCounts), ab: make([][2]uint64, n), may: make([]uint64, n+1),
		hots: make([]uint32, n+1), falls: make([]uint32, n+1), easy: make([]uint64, n+1), lives: make([]event, 0, 256),
		kin: make([]kin, w.block),
	}
}

// Units is the number of districts.
func (w *World) Units() int { return len(w.cold) }

// Pass takes one district through the open step.
func (w *World) Pass(worker, d int) {
	x := &w.workers[worker]
	x.enter(d)
	lo, hi := w.people.Bounds(d)
	for s := lo; s < hi; s += w.block {
		e := min(s+w.block, hi)
		people := w.citizens[s-w.base : e-w.base]
		x.absorb(people)
		if x.firms != nil && x.span.opens() {
			x.payWages(people, s)
		}
		x.relate(s, e)
		if w.plain {
			x.everyone(s, e)
			continue
		}
		n := x.count(people, s)
		chance.FillDice(x.ab[:n], x.js[:n], w.seed, uint64(s), chance.At(chance.Dice, w.span.Cell, 0))
		if !w.span.whole() {
			n = x.window(n)
		}
		m := x.screen(people, n)
		hots, falls, easy := x.decide(people, s, m)
		x.mark(hots, s, e)
		x.fall(people, falls, s)
		x.credited(people, easy, s)
		x.marked(s)
	}
	x.leave()
}

// enter reads the district's fields.
func (x *worker) enter(d int) {
	x.d, x.cd = d, &x.cold[d]
	x.place = int(x.people.Place(d))
	x.lo, _ = x.people.Bounds(d)
	x.in = x.inboxOf(d)
	r := x.rules
	lo, hi := x.people.Bounds(d)
	x.field = field{
		keep: ^uint32(0), baseline: r.learning.Baseline, usual: [2]uint32{usual, r.listed},
		shown: uint32(min(r.display*uint64(x.fields.Shown[d])/uint64(hi-lo), 1<<24)),
	}
	if x.fields.Gaps != nil {
		x.field.gap = int64(x.fields.Gaps[d])
	}
	x.before = x.talked()
	x.districts[d].Risk = 0
	x.heed()
	if x.span.opens() {
		days := min(cellDays, yearDays-int(x.span.Day)%yearDays)
		x.field.risk, x.field.recover = r.risk[days], r.recover[days]
		x.field.keep = ^uint32(weekFlags)
		for i := range x.cd.innocent {
			q := &x.cd.innocent[i].Value
			*q = uint16(conduct.Toward(uint32(*q), 0, x.field.risk))
		}
		if x.firms != nil {
			x.runFirms()
		}
		x.enforce(days)
	}
}

// absorb lets time and the last step's displays act on everyone of a block.
//
//	r += (1 − 2^(−Δ/H))(r₀ − r), then r += βD(1 − r); r_s likewise without displays
//	R += (1 − 2^(−Δ/H_R))(R̄(1 − δ·listed) − R)
func (x *worker) absorb(people []Citizen) {
	f := x.field
	var risk, speech uint64
	res := &x.change.Resources
	for j := range people {
		c := &people[j]
		risks, rest := c.risks, c.rest
		r := conduct.Toward(risks&0xffff, f.baseline, f.risk)
		r = conduct.Toward(r, conduct.Certain, f.shown)
		s := conduct.Toward(risks>>16, f.baseline, f.risk)
		m := conduct.Toward(rest&0xffff, f.usual[c.marks/flagListed&1], f.recover)
		c.risks = r | s<<16
		c.rest = rest&f.keep&^0xffff | m
		risk += uint64(r)
		speech += uint64(s)
		res[rest>>stratumShift&(classes-1)] += uint64(m)
	}
	x.change.Risk += risk
	x.change.Speech += speech
	x.districts[x.d].Risk += risk
}

// below is 1 when u < p, without a branch.
func below(u, p uint32) uint32 { return uint32((uint64(u) - uint64(p)) >> 63) }

// count lists the moments of a block's citizens in this cell, slot by slot. The first four are written without a
// branch on their number; the rare rest is found in the tail.
func (x *worker) count(people []Citizen, first int) int {
	words := x.words[:len(people)]
	chance.FillCount(words, x.seed, uint64(first), chance.At(chance.Moments, x.span.Cell, 0))
	rates := &x.rules.rates
	pos := 0
	for j, u := range words {
		t := &rates[people[j].rest>>stratumShift&(classes-1)]
		n := shortCounts - below(u, t.count[0]) - below(u, t.count[1]) - below(u, t.count[2]) - below(u, t.count[3])
		m := (*[shortCounts]uint64)(x.js[pos:])
		m[0] = uint64(j)
		m[1] = uint64(j) | 1<<32
		m[2] = uint64(j) | 2<<32
		m[3] = uint64(j) | 3<<32
		if n == shortCounts {
			n = x.tail(t, u, first+j)
			for q := uint64(shortCounts); q < uint64(n); q++ {
				x.js[pos+int(q)] = uint64(j) | q<<32
			}
		}
		pos += int(n)
	}
	return pos
}

// tail is the count of a citizen whose die passed the four short thresholds, to 64 bits.
func (x *worker) tail(t *rates, u uint32, i int) uint32 {
	low, _ := chance.Block(x.seed, uint64(i), chance.At(chance.MomentsTail, x.span.Cell, 0))
	die := uint64(u)<<32 | low>>32
	n := uint32(shortCounts)
	for int(n) < len(t.tail) && die >= t.tail[n] {
		n++
	}
	return n
}

// window keeps the moments that lie in the step's days.
func (x *worker) window(n int) (kept int) {
	for i, v := range x.js[:n] {
		if x.span.within(uint32(x.ab[i][1] >> 32)) {
			x.js[kept], x.ab[kept] = v, x.ab[i]
			kept++
		}
	}
	return kept
}

// screen tells each moment's kind, counts it, and keeps those at which she could act whatever she feels.
func (x *worker) screen(people []Citizen, n int) (m int) {
	rates, bound, group := &x.rules.rates, &x.rules.bound, &x.rules.group
	moments, may := &x.tally.Moments, x.may
	ab := x.ab[:n]
	for i, v := range x.js[:n] {
		die := ab[i][0]
		c := &people[uint32(v)]
		st := c.rest >> stratumShift & stratumMask
		k := exact.AliasPick(&rates[st&(classes-1)].kind, uint32(die)) & (conduct.Kinds - 1)
		moments[group[st]&15][k]++
		may[m] = uint64(uint32(v)) | uint64(k)<<16 | uint64(i)<<32
		p := bound[c.marks/flagTouched&1|c.rest/flagHeld<<1][st>>6&3][k]
		m += int(1 - below(p, uint32(die>>32)))
	}
	return m
}

// decide applies the rule: does she act, and might it be consequential?
func (x *worker) decide(people []Citizen, first, m int) (hots, falls []uint32, easy []uint64) {
	see, w, refused := &x.rules.see[x.place], &x.rules.swift, x.rules.refused
	h, f, g := 0, 0, 0
	for _, v := range x.may[:m] {
		j, k := uint32(v)&0xffff, uint32(v)>>16&(conduct.Kinds-1)
		i := v >> 32
		c := &people[j]
		if c.rest&flagHeld != 0 {
			continue // live sees to the held; a die of 0 passes even a bound of 0
		}
		if w.debts>>k&1 == 1 {
			x.hots[h] = j
			h += x.comes(c, j, k, first, i)
			continue
		}
		p := x.propensity(c, k, first+int(j))
		if !x.acts(uint32(x.ab[i][0]>>32), p, first+int(j), uint32(x.js[i]>>32)) {
			continue
		}
		x.tally.Acts[x.rules.group[c.stratum()]&15][k]++
		sight := uint32(x.ab[i][1])
		seen := 1 - below(see[k], sight)
		credit := seen & (w.credits >> k) &^ (c.marks / flagCold)
		hot := seen&^credit | (c.marks / flagListed & 1 & (refused >> k)) | (1 - below(c.official(), w.reward[k]))
		if w.sites {
			hot |= 1 - below(x.rules.alarm[k], ^sight)
		}
		if w.kin {
			hot |= x.kin[j].official >> k & 1
		}
		x.hots[h] = j
		h += int(hot)
		x.easy[g] = v
		g += int(credit)
		x.falls[f] = j | k<<16
		f += int(w.falls >> k & 1 &^ hot)
	}
	return x.hots[:h], x.falls[:f], x.easy[:g]
}

// comes is 1 for a moment about a debt that live has to see: any of someone who owes, a loan that someone else takes.
// So is what only some ever do, where one of them does it.
func (x *worker) comes(c *Citizen, j, k uint32, first int, i uint64) int {
	if c.has(flagDebt) || (k == x.rules.debt.loan || x.rules.few>>k&1 == 1 && x.takes(k, first+int(j))) &&
		x.acts(uint32(x.ab[i][0]>>32), x.propensity(c, k, first+int(j)), first+int(j), uint32(x.js[i]>>32)) {
		return 1
	}
	return 0
}

// propensity is p for one citizen and kind, as a threshold of 64 bits, on what she knows as the step begins.
func (x *worker) propensity(c *Citizen, k uint32, i int) uint64 {
	r := x.rules
	risk := int64(c.risk()) - int64(r.learning.Baseline)
	speech := int64(c.speechRisk()) - int64(r.learning.Baseline)
	short := r.scale.Short(c.official())
	if c.has(flagFalse) { // q is 0 for everyone else
		risk -= int64(noted(x.cd.innocent, uint16(i-x.lo)))
	}
	a := int64(c.rest / flagAware & 1)
	response := &r.swift.response[k&(conduct.Kinds-1)]
	drive := conduct.Drive(response, risk*a, speech*a, conduct.Need(c.resources()), short*a)
	if r.swift.silence {
		drive += conduct.Silence(response, x.field.gap)
	}
	if k == r.swift.repays && c.has(flagListed) && x.untilRepaid(uint16(i-x.lo)) {
		drive += r.debt.pressure
	}
	return r.act.At(r.base[c.stratum()>>6&3][k] + drive)
}

// acts compares the act's die with p, drawing the die's low half only on a tie of the high halves.
func (x *worker) acts(u uint32, p uint64, i int, slot uint32) bool {
	return chance.Below(u, p, func() uint32 {
		low, _ := chance.Block(x.seed, uint64(i), chance.At(chance.DiceLow, x.span.Cell, slot))
		return uint32(low >> 32)
	})
}

// mark sets the bits of citizens with something consequential in this step: see live.
func (x *worker) mark(hots []uint32, s, e int) {
	clear(x.marks)
	for _, j := range hots {
		x.markOne(int(j))
	}
	for _, h := range x.in {
		if int(h.To) >= e {
			break
		}
		x.markOne(int(h.To) - s)
	}
	x.markHeld(s, e)
	x.markTerms(s, e)
	x.markManagers(s, e)
	x.markEntries(s, e)
	x.markDebts(s, e)
}

// markOne sets the bit of the j-th citizen of the block.
func (x *worker) markOne(j int) { x.marks[j>>6] |= 1 << (j & 63) }

func (x *worker) markHeld(s, e int) {
	i, _ := x.cd.findHeld(uint16(s - x.lo))
	for _, h := range x.cd.held[i:] {
		if x.lo+int(h.Who) >= e {
			break
		}
		x.markOne(x.lo + int(h.Who) - s)
	}
}

// markTerms marks those on a list with a term that ends in the step.
func (x *worker) markTerms(s, e int) {
	i, _ := x.cd.findList(uint16(s-x.lo), 0)
	for _, m := range x.cd.lists[i:] {
		if x.lo+int(m.Who) >= e {
			break
		}
		if m.Official != 0 && m.Official < x.span.end() || m.True != 0 && m.True < x.span.end() {
			x.markOne(x.lo + int(m.Who) - s)
		}
	}
}

// fall lowers the perceived risk of those whose act went unseen and to whom nothing else happens.
func (x *worker) fall(people []Citizen, falls []uint32, first int) {
	for _, v := range falls {
		j, k := v&0xffff, v>>16
		if x.marks[j>>6]>>(j&63)&1 == 0 {
			c := &people[j]
			x.acted(c, k, first+int(j))
			x.learn(c, k, 0)
		}
	}
}

// credited posts the credits of those to whom nothing else happens and who have no cold rows: of these nothing can depend
// on the order of a week's credits. It is what live would do.
func (x *worker) credited(people []Citizen, easy []uint64, first int) {
	for _, v := range easy {
		j := uint32(v) & 0xffff
		if x.marks[j>>6]>>(j&63)&1 == 1 {
			continue // live sees to it
		}
		k, i := uint32(v)>>16&(conduct.Kinds-1), v>>32
		c := &people[j]
		l := life{worker: x, c: c, i: first + int(j), who: uint16(first + int(j) - x.lo), st: c.stratum()}
		l.g = uint32(x.rules.group[l.st])
		e := event{kind: uint8(k), slot: uint32(x.js[i] >> 32), sight: uint32(x.ab[i][1])}
		_, low := chance.Block(x.seed, uint64(l.i), chance.At(chance.DiceLow, x.span.Cell, e.slot))
		if at := x.rules.kinds[k].sight[x.place].By(uint64(e.sight)<<32 | low>>32); at >= 0 {
			l.seen(&e, k, at, x.span.Day)
		}
	}
}

// marked takes the marked citizens of a block through the step by the plain rule.
func (x *worker) marked(s int) {
	for q, f := range x.marks {
		for ; f != 0; f &= f - 1 {
			x.live(s+(q<<6)+bits.TrailingZeros64(f), false)
		}
	}
}

// everyone takes a whole block by the plain rule.
func (x *worker) everyone(s, e int) {
	for i := s; i < e; i++ {
		x.live(i, true)
	}
}

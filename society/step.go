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
	kinds []uint8     // a moment's kind
	may   []uint32    // moments that pass, by their place in js
	hots  []uint32    // citizens with something consequential
	falls []uint32    // citizen | kind << 16 of an unseen act that lowers perceived risk
	easy  []uint32    // moments whose sight is a credit and nothing else, as in may
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
	fade    conduct.Pull    // time on perceived risk
	shown   conduct.Pull    // displays on perceived risk
	recover [2]conduct.Pull // time on resources: of those not listed, of the listed
	keep    uint32          // mask of what stays of rest
	usual   [2]uint32       // resources that time leads to, likewise
	weight  uint32          // by how much of the distance, 24 fractional bits
	gap     int64           // v₀ − v̄, 16 fractional bits: by how much fewer speak than usual
}

func (x *worker) init(w *World) {
	most := 0
	for c := range w.rules.rates {
		most = max(most, len(w.rules.rates[c].tail))
	}
	n := w.block * max(most, shortCounts)
	*x = worker{
		World: w, words: make([]uint32, w.block+3), marks: make([]uint64, w.block/64+1),
		js: make([]uint64, n+shortCounts), ab: make([][2]uint64, n), kinds: make([]uint8, n),
		may:  make([]uint32, n+1),
		hots: make([]uint32, n+1), falls: make([]uint32, n+1), easy: make([]uint32, n+1), lives: make([]event, 0, 256),
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
		n, h := x.choose(people, s, m)
		hots, falls, easy := x.decide(people, n, h)
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
	days, week := 0, uint32(0) // inside a cell no time passes
	if x.span.opens() {
		days, week = min(cellDays, yearDays-int(x.span.Day)%yearDays), weekFlags
	}
	x.field = field{
		fade:  conduct.NewPull(r.learning.Baseline, r.risk[days]),
		shown: conduct.NewPull(conduct.Certain, uint32(min(r.display*uint64(x.fields.Shown[d])/uint64(hi-lo), 1<<24))),
		keep:  ^(week | 0xffff),
		usual: [2]uint32{usual, r.listed}, weight: r.recover[days],
	}
	for listed, usual := range x.field.usual {
		x.field.recover[listed] = conduct.NewPull(usual, x.field.weight)
	}
	if x.fields.Gaps != nil {
		x.field.gap = int64(x.fields.Gaps[d])
	}
	x.before = x.talked()
	x.districts[d].Risk = 0
	x.heed()
	if x.span.opens() {
		for i := range x.cd.innocent {
			q := &x.cd.innocent[i].Value
			*q = uint16(conduct.Toward(uint32(*q), 0, r.risk[days]))
		}
		if x.firms != nil {
			x.runFirms()
		}
		x.enforce(days)
	}
}

// absorb lets time and the last step's displays act on everyone of a block.
func (x *worker) absorb(people []Citizen) {
	risk, speech := absorb(people, &x.field)
	x.change.Risk += risk
	x.change.Speech += speech
	x.districts[x.d].Risk += risk
}

// absorbPlain is what a field does to people, one by one; it gives the sums of r and r_s.
//
//	r += (1 − 2^(−Δ/H))(r₀ − r), then r += βD(1 − r); r_s likewise without displays
//	R += (1 − 2^(−Δ/H_R))(R̄(1 − δ·listed) − R)
func absorbPlain(people []Citizen, f *field) (risk, speech uint64) {
	fade, shown, recover, keep := f.fade, f.shown, f.recover, f.keep
	for j := range people {
		c := &people[j]
		r := shown.Of(fade.Of(uint64(c.risks & 0xffff)))
		s := fade.Of(uint64(c.risks >> 16))
		m := recover[c.marks/flagListed&1].Of(uint64(c.rest & 0xffff))
		c.risks = uint32(r | s<<16)
		c.rest = c.rest&keep | uint32(m)
		risk += r
		speech += s
	}
	return risk, speech
}

// below is 1 when u < p, without a branch.
func below(u, p uint32) uint32 { return uint32((uint64(u) - uint64(p)) >> 63) }

// count lists the moments of a block's citizens in this cell, slot by slot. The top eight bits of a die nearly always tell
// the number; then four slots are written without a branch on it. In passing it sums their resources by class.
func (x *worker) count(people []Citizen, first int) int {
	words := x.words[:len(people)]
	chance.FillCount(words, x.seed, uint64(first), chance.At(chance.Moments, x.span.Cell, 0))
	quick, res := &x.rules.quick, &x.change.Resources
	pos := 0
	for j, u := range words {
		rest := people[j].rest
		class := rest >> stratumShift & (classes - 1)
		res[class] += uint64(rest & 0xffff)
		n := int(quick[class][u>>24])
		m := (*[shortCounts]uint64)(x.js[pos:])
		m[0] = uint64(j)
		m[1] = uint64(j) | 1<<32
		m[2] = uint64(j) | 2<<32
		m[3] = uint64(j) | 3<<32
		if n >= shortCounts {
			n = int(x.howMany(&x.rules.rates[class], u, first+j))
			for q := shortCounts; q < n; q++ {
				x.js[pos+q] = uint64(j) | uint64(q)<<32
			}
		}
		pos += n
	}
	return pos
}

// howMany is the number of moments of a citizen whose die is u.
func (x *worker) howMany(t *rates, u uint32, i int) uint32 {
	for n, p := range t.count {
		if u < p {
			return uint32(n)
		}
	}
	return x.tail(t, u, i)
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

// screen tells each moment's kind, counts it, and lists those at which she could act whatever she feels: m of them, in may.
func (x *worker) screen(people []Citizen, n int) (m int) {
	bound, group, moments := &x.rules.bound, &x.rules.group, &x.tally.Moments
	js, may := x.js[:n], x.may
	ab, kinds := x.ab[:n], x.kinds[:n]
	for i, v := range js {
		die := ab[i][0]
		c := &people[uint32(v)]
		st := c.rest >> stratumShift & stratumMask
		k := exact.AliasPick(&x.rules.kind[st&(classes-1)], uint32(die))
		kinds[i] = uint8(k)
		moments[group[st]&15][k]++
		may[m] = uint32(i)
		p := bound[c.marks/flagTouched&1][st>>6&3][k]
		m += int(1 - below(p, uint32(die>>32)))
	}
	return m
}

// decide counts the n acts in may and tells which might be consequential: those that join the h hots there are already, those
// that can only lower a perceived risk, and those that can only be a credit.
func (x *worker) decide(people []Citizen, n, h int) (hots, falls, easy []uint32) {
	see, w, refused := &x.rules.see[x.place], &x.rules.swift, x.rules.refused
	acts, group, kin := &x.tally.Acts, &x.rules.group, x.kin
	js, ab, kinds := x.js, x.ab, x.kinds
	allHots, allFalls, allEasy := x.hots, x.falls, x.easy
	f, g := 0, 0
	for _, i := range x.may[:n] {
		j, k := uint32(js[i]), uint32(kinds[i])&(conduct.Kinds-1)
		c := &people[j]
		acts[group[c.stratum()]&15][k]++
		sight := uint32(ab[i][1])
		seen := 1 - below(see[k], sight)
		credit := seen & (w.credits >> k) &^ (c.marks / flagCold)
		hot := seen&^credit | (c.marks / flagListed & 1 & (refused >> k)) | (1 - below(c.official(), w.reward[k]))
		if w.sites {
			hot |= 1 - below(x.rules.alarm[k], ^sight)
		}
		if w.kin {
			hot |= kin[j].official >> k & 1
		}
		allHots[h] = j
		h += int(hot)
		allEasy[g] = i
		g += int(credit)
		allFalls[f] = j | k<<16
		f += int(w.falls >> k & 1 &^ hot)
	}
	return allHots[:h], allFalls[:f], allEasy[:g]
}

// choose keeps, of the m moments that passed the screen, those that are taken: n of them, at the front of may. Moments about a
// debt that live has to see become hots, h of them. It does what propensity and acts do, without a branch on the die.
func (x *worker) choose(people []Citizen, first, m int) (n, h int) {
	w, base, table := &x.rules.swift, &x.rules.base, x.rules.act
	baseline, scale := int64(x.rules.learning.Baseline), x.rules.scale
	js, ab, kinds, may := x.js, x.ab, x.kinds, x.may
	for _, i := range may[:m] {
		j, k := uint32(js[i]), uint32(kinds[i])&(conduct.Kinds-1)
		c := &people[j]
		if c.rest&flagHeld != 0 {
			continue // live sees to the held
		}
		if w.debts>>k&1 == 1 {
			x.hots[h] = j
			h += x.comes(c, j, k, first, i)
			continue
		}
		risk := int64(c.risk()) - baseline
		if c.has(flagFalse) {
			risk -= x.innocent(first + int(j))
		}
		knows := -int64(c.rest / flagAware & 1)
		response := &w.response[k]
		drive := conduct.Drive(response, risk&knows, (int64(c.speechRisk())-baseline)&knows, conduct.Need(c.resources()), scale.Short(c.official())&knows)
		if w.silence {
			drive += conduct.Silence(response, x.field.gap)
		}
		p := table.At(base[c.stratum()>>6&3][k] + drive)
		u, hi := uint32(ab[i][0]>>32), uint32(p>>32)
		takes := below(u, hi)
		if u == hi && x.acts(u, p, first+int(j), uint32(js[i]>>32)) {
			takes = 1
		}
		may[n] = i
		n += int(takes)
	}
	return n, h
}

// innocent is q, the risk seen by the innocent, of one who was ever struck falsely.
func (x *worker) innocent(i int) int64 { return int64(noted(x.cd.innocent, uint16(i-x.lo))) }

// comes is 1 for a moment about a debt that live has to see: any of someone who owes, a loan that someone else takes.
// So is what only some ever do, where one of them does it.
func (x *worker) comes(c *Citizen, j, k uint32, first int, i uint32) int {
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
		risk -= x.innocent(i)
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

// fall lowers the perceived risk of those whose act went unseen and to whom nothing else happens. It is what acted and learn
// do, without a branch on who she is.
func (x *worker) fall(people []Citizen, falls []uint32, first int) {
	r, w, alpha := x.rules, &x.rules.swift, x.rules.learning.Alpha
	all := x.consent == 1<<64-1
	for _, v := range falls {
		j, k := v&0xffff, v>>16
		if x.marks[j>>6]>>(j&63)&1 == 1 {
			continue // live sees to it
		}
		c := &people[j]
		st := c.stratum()
		active := w.punished >> k & 1 & bit(r.scored[st]) &^ (c.rest / weekActed)
		if active == 1 && !all {
			active = bit(x.consents(first + int(j)))
		}
		count := &x.tally.Counts[r.group[st]&15]
		count[ActiveWeeks] += int64(active)
		count[IdleWeeksAccused] -= int64(active & (c.rest / weekFalse))
		c.rest |= active * weekActed
		risk, speech := alpha*(w.misdeeds>>k&1), alpha*(w.speech>>k&1)
		c.risks = conduct.Toward(c.risk(), 0, risk) | conduct.Toward(c.speechRisk(), 0, speech)<<16
	}
}

// credited posts the credits of those to whom nothing else happens and who have no cold rows: of these nothing can depend
// on the order of a week's credits. It is what live would do.
func (x *worker) credited(people []Citizen, easy []uint32, first int) {
	for _, i := range easy {
		j, k := uint32(x.js[i]), uint32(x.kinds[i])
		if x.marks[j>>6]>>(j&63)&1 == 1 {
			continue // live sees to it
		}
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
		c := x.citizen(i)
		x.change.Resources[c.stratum()&(classes-1)] += uint64(c.resources())
		x.live(i, true)
	}
}

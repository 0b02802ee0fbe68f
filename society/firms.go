package society

import (
	"cmp"
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/firm"
	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
	"glasshouse.example/population"
)

// firms is the society's firms, a fixed number in each district. Who works for a firm and who manages it are functions of
// numbers and seed; the table of managers is kept because every rating reads it, and is no part of the state.
type firms struct {
	rules    *firm.Rules
	full     int                 // firms of a full district
	states   [][]firm.State      // by district
	managers [][]manager         // by district, by citizen
	means    []uint32            // field: the mean weight w̄ of bids at each rating so far, 30 fractional bits
	field    firm.Field          // of the cell under way
	employed uint64              // share of adults employed, 32 fractional bits
	grounds  [firm.Grades]uint32 // lists that a firm of this grade puts its manager on
}

// manager is who manages a firm.
type manager struct{ who, firm uint16 } // within the district

// adults are the classes of a stratum from this one on.
const adults = uint32(population.Age18to39) * 2 * population.Incomes

// found founds the firms. Each district has one for so many inhabitants, to the nearest.
func (w *World) found() {
	if w.firms = w.charter(); w.firms == nil {
		return
	}
	e := w.firms
	each(len(e.states), len(w.workers), w.foundIn)
	for _, states := range e.states {
		w.level.Firms += int64(len(states))
	}
	w.level.Wages = w.level.Firms * firm.Usual
}

// charter is the firms' rules, with no firm yet; nil where the scenario has none.
func (w *World) charter() *firms {
	s := w.scenario
	if s.Firms.Staff == 0 {
		return nil
	}
	b := &s.Behaviour
	e := &firms{
		rules: firm.NewRules(&s.Firms, firm.Society{
			Rated: s.System, Learning: b.Learning, Baseline: b.BaselineRisk, HalfLife: b.RiskHalfLife,
		}),
		full:   firmsOf(w.people.DistrictSize(), s.Firms.Staff),
		states: make([][]firm.State, w.people.Districts()), managers: make([][]manager, w.people.Districts()),
		employed: exact.Threshold(s.Firms.Employed/2) >> 31,
	}
	for g := range e.grounds {
		for i := range w.rules.lists {
			if w.rules.lists[i].ByFirm(uint8(g)) {
				e.grounds[g] |= 1 << i
			}
		}
	}
	return e
}

// foundIn founds the firms of one district, whose people must have their strata.
func (w *World) foundIn(d int) {
	e := w.firms
	lo, hi := w.people.Bounds(d)
	e.states[d], e.managers[d] = make([]firm.State, firmsOf(hi-lo, w.scenario.Firms.Staff)), nil
	for f := range e.states[d] {
		e.states[d][f] = e.rules.Born()
		if i := w.managerOf(d, f); i >= 0 {
			e.managers[d] = append(e.managers[d], manager{uint16(i - lo), uint16(f)})
		}
	}
	slices.SortFunc(e.managers[d], func(a, b manager) int {
		return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.firm, b.firm))
	})
}

// firmsOf is how many firms so many inhabitants have.
func firmsOf(inhabitants, staff int) int { return (inhabitants + staff/2) / staff }

// number is a firm's number in the society, which its dice are keyed to.
func (e *firms) number(d, f int) uint64 { return uint64(d)*uint64(e.full) + uint64(f) }

// managerOf is the scored adult of the district who manages a firm, drawn anew until she is one, or −1 where dice find
// none.
func (w *World) managerOf(d, f int) int {
	lo, hi := w.people.Bounds(d)
	for try := range uint32(1 << 10) {
		a, b := chance.Block(w.seed, w.firms.number(d, f), chance.At(chance.Manager, 0, try))
		for _, u := range [2]uint64{a, b} {
			i := lo + int(chance.Index(u, uint64(hi-lo)))
			if st := w.citizen(i).stratum(); w.scoredCitizen(i, st) && st&(classes-1) >= adults {
				return i
			}
		}
	}
	return -1
}

// per is what a word is multiplied by, with 32 fractional bits, to pick one of n firms.
func (e *firms) per(n int) uint64 { return uint64(n) << 32 / max(e.employed, 1) }

// employer is the firm of her district that a citizen with this word works for, if she works.
func (e *firms) employer(word uint32, per uint64) (f int, ok bool) {
	return int(uint64(word) * per >> 32), uint64(word) < e.employed && per > 0
}

// rate rates all firms where a rating is due in the cell that opens.
func (w *World) rate() {
	if w.firms != nil && w.firms.rules.Rates(w.span.Cell) {
		w.rateFirms()
	}
}

// bids is the mean weight of bids at the last rating.
func (w *World) bids() uint32 {
	if w.firms == nil || len(w.firms.means) == 0 {
		return firm.Unrated
	}
	return w.firms.means[len(w.firms.means)-1]
}

// payTenders makes the field of the cell that opens from the mean weight of bids.
func (w *World) payTenders() {
	if w.firms != nil && w.span.opens() {
		w.firms.field = w.firms.rules.FieldOf(w.fields.Bids, shortCell(w.span.Cell))
	}
}

// shortCell tells the cell of one day that ends a year.
func shortCell(cell uint32) bool { return cell%cellsPerYear == cellsPerYear-1 }

func (w *World) rateFirms() {
	e, l := w.firms, &w.level
	l.FirmsPoor, l.FirmsPoorWrongly = 0, 0
	sum := uint64(0)
	for _, states := range e.states {
		for f, s := range states {
			s, weight := e.rules.Rate(s)
			states[f] = s
			sum += weight
			if s.Grade() == firm.Poor {
				l.FirmsPoor++
				if s.TrueGrade() != firm.Poor {
					l.FirmsPoorWrongly++
				}
			}
		}
	}
	e.means = append(e.means, firm.Mean(sum, uint64(l.Firms)))
}

// runFirms takes the district's firms through the cell that opens, and sets what they pay in it.
func (x *worker) runFirms() {
	e := x.firms
	states := e.states[x.d]
	luck := firm.Luck{Seed: x.seed, Firm: e.number(x.d, 0), Cell: x.span.Cell}
	x.pay = x.pay[:0]
	for f, old := range states {
		s, happened := e.rules.Step(old, luck, &e.field)
		states[f] = s
		for k, n := range happened {
			x.tally.Firms[k] += int64(n)
		}
		x.change.Wages += int64(s.Wage()) - int64(old.Wage())
		luck.Firm++
		var p [2]int32
		for listed, r := range x.field.usual {
			gap := (int64(s.Wage()) - firm.Usual) * int64(r) >> 15
			p[listed] = int32((gap*int64(x.field.weight) + 1<<23) >> 24)
		}
		x.pay = append(x.pay, p)
	}
}

// payWages leads the resources of the staff of a block to the firm's wage index m of the usual: what absorb has led them
// to, and, where a cell opens,
//
//	R += (1 − 2^(−Δ/H_R))·R̄(1 − δ·listed)(m − 1)
//
// Who falls below the usual has need, and is screened as one of the touched.
func (x *worker) payWages(people []Citizen, first int) {
	per := x.firms.per(len(x.pay))
	words := x.words[:len(people)]
	chance.FillCount(words, x.seed, uint64(first), chance.At(chance.Employer, 0, 0))
	for j, word := range words {
		c := &people[j]
		f, ok := x.firms.employer(word, per)
		if class := c.rest >> stratumShift & (classes - 1); !ok || class < adults {
			continue
		}
		r := min(max(int32(c.resources())+x.pay[f][c.marks/flagListed&1], 0), conduct.Certain)
		c.setResources(uint32(r))
		c.marks |= flagTouched * below(uint32(r), usual)
	}
}

// rating tells whether the step opens with a rating that may list managers.
func (x *worker) rating() bool {
	return x.firms != nil && x.span.opens() && x.firms.rules.Rates(x.span.Cell)
}

// firmGrounds is the lists on which a firm's grades put its manager, officially and truly.
func (x *worker) firmGrounds(f uint16) (official, truly uint32) {
	s := x.firms.states[x.d][f]
	return x.firms.grounds[s.Grade()], x.firms.grounds[s.TrueGrade()]
}

// managing are a citizen's rows of the managers' table, and those of all after her.
func (x *worker) managing(who uint16) []manager {
	rows := x.firms.managers[x.d]
	i, _ := slices.BinarySearchFunc(rows, who, func(m manager, w uint16) int { return int(m.who) - int(w) })
	return rows[i:]
}

// markManagers marks those whose firm's grade is grounds for a list.
func (x *worker) markManagers(s, e int) {
	if !x.rating() {
		return
	}
	for _, m := range x.managing(uint16(s - x.lo)) {
		if x.lo+int(m.who) >= e {
			break
		}
		if o, t := x.firmGrounds(m.firm); o|t != 0 {
			x.markOne(x.lo + int(m.who) - s)
		}
	}
}

func (l *life) gatherRatings() {
	if !l.rating() {
		return
	}
	for _, m := range l.managing(l.who) {
		if m.who != l.who {
			break
		}
		if o, t := l.firmGrounds(m.firm); o|t != 0 {
			l.lives = append(l.lives, event{at: when(0, 0, rated, uint32(m.firm)), what: rated, slot: uint32(m.firm)})
		}
	}
}

// rated lists her for the grade of a firm that she manages, by the firm's official score officially and by its true score
// truly. There is no entry, and nothing that she did.
func (l *life) rated(f uint16, day uint16) {
	o, t := l.firmGrounds(f)
	l.c.marks |= flagTouched
	joined := l.ground(noKind, day, o, t)
	l.settle(day)
	if joined == 0 {
		return
	}
	l.tally.add(l.g, ManagersListed, 1)
	l.say(RatedPoor, noKind, func(h *Happening) { h.Other = int64(f) })
	for _, m := range l.cd.memberships(l.who) {
		if joined>>m.List&1 == 1 && m.True == 0 {
			l.tally.add(l.g, ManagersListedWrongly, 1)
			break
		}
	}
}

// answers tells whether a firm that she manages has a grade that puts its manager on a list.
func (l *life) answers(i int) bool {
	if l.firms == nil {
		return false
	}
	for _, m := range l.managing(l.who) {
		if m.who != l.who {
			break
		}
		if o, _ := l.firmGrounds(m.firm); o>>i&1 == 1 {
			return true
		}
	}
	return false
}

package society

import (
	"cmp"
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/debt"
	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
	"glasshouse.example/population"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
)

// noKind is the kind of what is no conduct: that time has passed, that a firm was rated.
const noKind = conduct.Kinds

// debtRule is what the society does about debts.
type debtRule struct {
	debt.Rule
	on                           bool
	loan, instalment, settlement uint32                    // kinds, or noKind
	entry                        uint32                    // the kind that the court enters an unpaid judgment as, or noKind
	court                        int                       // the channel that it does so by
	kinds                        uint32                    // bit mask of the three
	repaid, ofDebt               uint32                    // bit masks of lists: those that repayment ends; of these, those that a debt grounds
	fine                         [sanction.Lists][5]uint32 // what settles a membership that no debt grounds
	pressure                     int64
	atStart                      [classes]uint64 // thresholds
	dates                        []uint16        // days from default on which something may happen, each once
}

func (r *rules) compileDebt(s *scenario.Scenario) {
	d := &r.debt
	kind := func(n conduct.Nature) uint32 {
		if k := s.KindOf(n); k >= 0 {
			d.on = true
			d.kinds |= 1 << k
			return uint32(k)
		}
		return noKind
	}
	*d = debtRule{entry: noKind}
	d.loan, d.instalment, d.settlement = kind(conduct.Loan), kind(conduct.Instalment), kind(conduct.Settlement)
	if !d.on {
		return
	}
	d.Rule = debt.NewRule(&s.Debt, &s.Behaviour.Resources)
	d.pressure = conduct.Pressure(s.Debt.Pressure)
	d.dates = []uint16{d.Judgment, d.Entered}
	if k := s.KindIndex(s.Debt.Entry); k >= 0 && s.System {
		d.entry = uint32(k)
		r.kinds[k].entered, r.kinds[k].punishable = true, true
		d.court = max(0, slices.IndexFunc(s.ChannelOrder(), func(j int) bool {
			return slices.Contains(s.Conduct[k].SeenBy, s.Watch[j].Name)
		}))
	}
	r.compileOwing(s)
	for _, l := range r.lists {
		if l.Debt > 0 {
			d.dates = append(d.dates, l.Debt)
		}
	}
	slices.Sort(d.dates)
	d.dates = slices.Compact(d.dates)
	if d.loan != noKind {
		for class := range population.Classes {
			t := population.FromStratum(uint32(class))
			if s.Conduct[d.loan].PerYear(t) > 0 {
				d.atStart[class] = exact.Threshold(s.Debt.AtStart * s.Conduct[d.loan].ByIncome[t.Income])
			}
		}
	}
}

// compileOwing says of each list whether repayment ends it, and of what.
func (r *rules) compileOwing(s *scenario.Scenario) {
	d := &r.debt
	for i := range r.lists {
		l := &r.lists[i]
		if l.Ends == sanction.Repaid {
			d.repaid |= 1 << i
		}
		if l.Debt > 0 || d.entry != noKind && l.ByAct(d.entry) {
			d.ofDebt |= 1 << i
		}
		for k := range s.Conduct {
			for f := range d.fine[i] {
				if l.ByAct(uint32(k)) {
					d.fine[i][f] = max(d.fine[i][f], r.kinds[k].fine[f])
				}
			}
		}
	}
	for range r.lists { // and the lists that those ground, at any remove
		for i := range r.lists {
			if r.lists[i].Lists&d.ofDebt != 0 {
				d.ofDebt |= 1 << i
			}
		}
	}
	d.ofDebt &= d.repaid
}

// endow gives loans in good standing to those of a district, from lo to hi, who have one on the first day.
func (w *World) endow(d, from, to int) {
	r := &w.rules.debt
	if !r.on {
		return
	}
	lo, _ := w.people.Bounds(d)
	for i := from; i < to; i++ {
		c := w.citizen(i)
		class := c.stratum() & (classes - 1)
		u, left := chance.Block(w.seed, uint64(i), chance.At(chance.Debt, 0, startSlot))
		if !below64(u, r.atStart[class]) {
			continue
		}
		w.cold[d].debts = append(w.cold[d].debts, r.Lend(uint16(i-lo), class%5, r.Left(left)))
		c.marks |= flagCold | flagDebt | flagTouched
	}
}

// Slots of purpose Debt.
const (
	suedSlot  = iota // is the default of this cell judged?
	startSlot        // on the first day
)

// owing counts those who owe on the first day.
func (w *World) owing() {
	for d := range w.cold {
		lo, _ := w.people.Bounds(d)
		for _, b := range w.cold[d].debts {
			w.level.InDebt[w.rules.group[w.citizen(lo+int(b.Who)).stratum()]]++
		}
	}
}

func (cd *cold) findDebt(who uint16) (int, bool) {
	return slices.BinarySearchFunc(cd.debts, who, func(b debt.Row, w uint16) int { return int(b.Who) - int(w) })
}

// enforce takes the courts' share of a cell from everyone with an unpaid judgment.
func (x *worker) enforce(days int) {
	for i := range x.cd.debts {
		if b := &x.cd.debts[i]; b.Stage == debt.Judged {
			c := x.citizen(x.lo + int(b.Who))
			c.setResources(c.resources() - b.Enforce(&x.rules.debt.Rule, c.resources(), days))
		}
	}
}

// markDebts marks those on whose debt something may happen on a day of the step.
func (x *worker) markDebts(s, e int) {
	i, _ := x.cd.findDebt(uint16(s - x.lo))
	for k := range x.cd.debts[i:] {
		b := &x.cd.debts[i+k]
		if x.lo+int(b.Who) >= e {
			break
		}
		if b.Overdue() && x.dated(b) {
			x.markOne(x.lo + int(b.Who) - s)
		}
	}
}

func (x *worker) dated(b *debt.Row) bool {
	for _, after := range x.rules.debt.dates {
		if b.Since+after-x.span.Day < x.span.Days {
			return true
		}
	}
	return b.Owed == 0
}

// gatherDebts lists the days of the step on which something may happen on her debt, each once.
func (l *life) gatherDebts() {
	if !l.c.has(flagDebt) {
		return
	}
	i, ok := l.cd.findDebt(l.who)
	if !ok || !l.cd.debts[i].Overdue() {
		return
	}
	b := &l.cd.debts[i]
	if b.Owed == 0 {
		l.lives = append(l.lives, l.event(l.span.Day, debtDue))
		return
	}
	for _, after := range l.rules.debt.dates {
		if day := b.Since + after; day-l.span.Day < l.span.Days {
			l.lives = append(l.lives, l.event(day, debtDue))
		}
	}
}

// event is what happens at the start of a day of the step.
func (l *life) event(day uint16, what uint8) event {
	return event{at: when(uint32(day-l.span.Day+l.span.From), 0, uint32(what), 0), what: what}
}

// schedule adds an event later in the step than the one under way.
func (l *life) schedule(e event) {
	later := l.lives[l.now+1:]
	i, _ := slices.BinarySearchFunc(later, e.at, func(a event, at uint64) int { return cmp.Compare(a.at, at) })
	l.lives = slices.Insert(l.lives, l.now+1+i, e)
}

// debtDue is what time does to an overdue debt on a day: the court is done taking, judges, enters; lists are joined.
func (l *life) debtDue(day uint16) {
	r := &l.rules.debt
	i, ok := l.cd.findDebt(l.who)
	if !ok || !l.cd.debts[i].Overdue() {
		return
	}
	b := &l.cd.debts[i]
	if b.Owed == 0 {
		l.acquit(i, DebtsEnforced)
		l.free(r.ofDebt, day)
		return
	}
	age := day - b.Since
	if age == r.Judgment && l.sued(b) {
		b.Stage = debt.Judged
		l.tally.add(l.g, Judgments, 1)
		l.say(Judged, r.entry, nil)
	}
	if age == r.Entered && b.Stage == debt.Judged && r.entry != noKind && l.scored() {
		l.tally.add(l.g, UnpaidJudgments, 1)
		l.acted(l.c, r.entry, l.i)
		l.enter(r.entry, r.court, day)
	}
	if l.rules.system && l.scored() {
		l.pastDue(age, day)
	}
}

// pastDue puts her on the lists that are grounded on a debt in default for so many days.
func (l *life) pastDue(age, day uint16) {
	for i := range l.rules.lists {
		if l.rules.lists[i].Debt == age {
			before := l.c.official()
			l.lists(noKind, day, true, true)
			l.settle(day)
			l.wound(before, day)
			return
		}
	}
}

// sued tells whether a default is brought to court: one die, keyed to the cell of the default.
func (l *life) sued(b *debt.Row) bool {
	cell, _ := cellOf(b.Since)
	u, _ := chance.Block(l.seed, uint64(l.i), chance.At(chance.Debt, cell, suedSlot))
	return below64(u, l.rules.debt.Sued)
}

// debtMoment is a moment at which a debt is made, falls due or may be settled. Of instalments and settlements the step
// counts every moment as ineligible first, since almost all are, and this takes back those that are not.
func (l *life) debtMoment(e *event, k uint32, day uint16) {
	r := &l.rules.debt
	held := l.held(day)
	i, owes := l.cd.findDebt(l.who)
	switch {
	case k == r.loan && (held || owes):
		l.tally.add(l.g, Ineligible, 1)
	case k == r.loan && e.done:
		l.tally.Acts[l.g][k]++
		l.act(e, day)
	case held || k == r.loan:
	case k == r.instalment && owes && !l.cd.debts[i].Overdue():
		l.tally.add(l.g, Ineligible, -1)
		l.instalment(i, e.done, day)
	case k == r.settlement:
		l.settlement(e.done, day)
	}
}

// borrow gives her the money and the debt.
func (l *life) borrow() {
	r := &l.rules.debt
	i, _ := l.cd.findDebt(l.who)
	l.cd.debts = insert(l.cd.debts, i, r.Lend(l.who, l.income(), r.Instalments))
	l.c.setResources(min(l.c.resources()+r.Amount[l.income()], 1<<16-1))
	l.c.marks |= flagCold | flagDebt | flagTouched
	l.change.InDebt[l.g]++
	l.tally.add(l.g, Loans, 1)
	l.say(Borrowed, r.loan, func(h *Happening) { h.Amount = l.yuan(r.Amount[l.income()]) })
}

// instalment falls due: she misses it or pays.
func (l *life) instalment(i int, missed bool, day uint16) {
	r, b := &l.rules.debt, &l.cd.debts[i]
	if missed {
		l.tally.Acts[l.g][r.instalment]++
		l.tally.add(l.g, LatePayments, 1)
		l.say(MissedInstalment, r.instalment, nil)
		if b.Miss(&r.Rule, day) {
			l.tally.add(l.g, Defaults, 1)
			l.say(Defaulted, r.instalment, func(h *Happening) { h.Amount = l.yuan(uint32(b.Owed)) })
			l.change.InDefault[l.g]++
		}
		return
	}
	l.spend(b.Pay(&r.Rule, l.income()))
	l.say(PaidInstalment, r.instalment, nil)
	if b.Left == 0 {
		l.acquit(i, DebtsRepaid)
	}
}

// settlement is a chance to pay all that is overdue, a debt or what a list wants to be paid. She takes it only if her
// resources reach that far. By the true ledger, someone who is on a list by that one alone would have paid too.
func (l *life) settlement(pays bool, day uint16) {
	r := &l.rules.debt
	sum, due := l.unpaid()
	i, owes := l.cd.findDebt(l.who)
	if owes = owes && l.cd.debts[i].Overdue(); owes {
		sum, due = sum+uint32(l.cd.debts[i].Owed), true
	}
	if due {
		l.tally.add(l.g, Ineligible, -1)
		pays = pays && l.c.resources() >= sum
	}
	if !pays {
		return
	}
	if due {
		l.tally.Acts[l.g][r.settlement]++
		l.tally.add(l.g, Settlements, 1)
		l.say(Settled, r.settlement, func(h *Happening) { h.Amount = l.yuan(sum) })
		l.spend(sum)
	}
	if owes {
		l.acquit(i, DebtsSettled)
	}
	l.free(r.repaid, day)
}

// unpaid is what her lists want to be paid beside a debt, and whether there is such a list, officially.
func (l *life) unpaid() (sum uint32, due bool) {
	r := &l.rules.debt
	for _, m := range l.cd.memberships(l.who) {
		if m.Official == sanction.Open && r.repaid>>m.List&1 == 1 {
			sum, due = max(sum, r.fine[m.List][l.income()]), true
		}
	}
	return sum, due
}

// untilRepaid tells whether a citizen is on a list, officially, that repayment ends.
func (x *worker) untilRepaid(who uint16) bool {
	for _, m := range x.cd.memberships(who) {
		if m.Official != 0 && x.rules.debt.repaid>>m.List&1 == 1 {
			return true
		}
	}
	return false
}

func (l *life) spend(sum uint32) { l.c.setResources(l.c.resources() - min(l.c.resources(), sum)) }

// acquit ends a debt; how says what ended it.
func (l *life) acquit(i int, how Count) {
	l.tally.add(l.g, how, 1)
	l.say(DebtEnded, noKind, nil)
	l.change.InDebt[l.g]--
	if l.cd.debts[i].Overdue() {
		l.change.InDefault[l.g]--
	}
	l.cd.debts = slices.Delete(l.cd.debts, i, i+1)
	l.c.setFlag(flagDebt, l.owes())
}

// owes tells whether she has a debt or is on a list, by either ledger, that repayment ends.
func (l *life) owes() bool {
	if _, ok := l.cd.findDebt(l.who); ok {
		return true
	}
	for _, m := range l.cd.memberships(l.who) {
		if l.rules.debt.repaid>>m.List&1 == 1 {
			return true
		}
	}
	return false
}

// free gives her open memberships of these lists an end, some days from now.
func (l *life) free(lists uint32, day uint16) {
	until := day + l.rules.debt.OffAfter
	rows := l.cd.memberships(l.who)
	ending := false
	for i := range rows {
		m := &rows[i]
		if lists>>m.List&1 == 0 {
			continue
		}
		for _, off := range [2]*uint16{&m.Official, &m.True} {
			if *off == sanction.Open {
				*off, ending = until, true
			}
		}
	}
	switch {
	case !ending:
	case until == day:
		l.expire(day)
	case until < l.span.end():
		l.schedule(l.event(until, termEnds))
	}
}

// nothingDue counts every chance to pay as ineligible; debtMoment has taken back those at which something was due.
func (x *worker) nothingDue() {
	r := &x.rules.debt
	for _, k := range [2]uint32{r.instalment, r.settlement} {
		if k == noKind {
			continue
		}
		for g := range x.tally.Moments {
			x.tally.add(uint32(g), Ineligible, x.tally.Moments[g][k])
		}
	}
}

// pastFor tells whether she has a debt that has been in default for so many days.
func (l *life) pastFor(days, day uint16) bool {
	if days == 0 || !l.c.has(flagDebt) {
		return false
	}
	i, ok := l.cd.findDebt(l.who)
	return ok && l.cd.debts[i].Overdue() && l.cd.debts[i].Since+days <= day
}

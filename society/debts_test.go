package society

import (
	"bytes"
	"math"
	"testing"

	"glasshouse.example/debt"
	"glasshouse.example/engine"
	"glasshouse.example/population"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
)

// noDebts takes every moment about debts away.
var noDebts = []string{"conduct.loan-application.chances=0/year", "conduct.instalment.chances=0/year",
	"conduct.settlement.chances=0/year", "debt.at-start=0%"}

// indebted is a small society in which much is borrowed, missed, judged, entered, taken and settled, fares are lists'
// grounds until they are paid, and trains and requests leave another way open.
func indebted(t testing.TB, sets ...string) *scenario.Scenario {
	return lively(t, append([]string{
		"conduct.instalment.inclination=30%", "conduct.loan-application.chances=2/year", "debt.at-start=40%",
		"debt.judgment-after=30 days", "debt.sued=70%", "debt.grace=5 days", "debt.enforced=3%", "debt.instalments=6",
		"conduct.settlement.inclination=20%", "conduct.fare-dodging.chances=6/year", "watch.inspectors.sees=30%",
		"lists.travel.grounds=[fare-dodging]", "lists.travel.term=until repaid", "conduct.train.open-alternative=yes",
		"conduct.permit-application.open-alternative=yes", "lists.bank.grounds=[late-fee, debt past 33 days]",
		"conduct.train.chances=12/year",
		"conduct.fare-dodging.seen-by=[inspectors, crossing-cameras]",
	}, sets...)...)
}

// TestPlainTwinWithDebts compares the pipeline with the plain rule where much is owed.
func TestPlainTwinWithDebts(t *testing.T) {
	for _, name := range []string{"time.step=7 days", "time.step=1 day", "system=off", "debt.off-after=0 days"} {
		s := indebted(t, name, "population.citizens=10000")
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		if fast.Hash() != plain.Hash() || fast.total != plain.total || fast.level != plain.level {
			t.Errorf("%s: the pipeline and the plain rule differ", name)
		}
		n := fast.total.Total
		for _, c := range []Count{Loans, LatePayments, Defaults, Judgments, Settlements, DebtsRepaid, DebtsSettled, DebtsEnforced} {
			if n(c) < 20 {
				t.Errorf("%s: counter %d is %d: the test compares too little", name, c, n(c))
			}
		}
		for _, c := range []Count{UnpaidJudgments, ReListed, TripsDiverted, JoinedWrongly} {
			if s.System && n(c) < 20 {
				t.Errorf("%s: counter %d is %d: the test compares too little", name, c, n(c))
			}
			if !s.System && n(c) != 0 {
				t.Errorf("without the system counter %d is %d", c, n(c))
			}
		}
	}
}

// TestSameHashWithDebts: workers, blocks and a stop half-way change nothing of what is owed.
func TestSameHashWithDebts(t *testing.T) {
	s := indebted(t, "population.citizens=10000", "time.length=200 days")
	want := finish(t, s, 3, Options{Workers: 1})
	for _, o := range []Options{{Workers: 2}, {Workers: 3, Block: 64}, {Workers: 1, Block: 65536}} {
		got := finish(t, s, 3, o)
		if got.Hash() != want.Hash() || got.total != want.total || got.level != want.level {
			t.Errorf("%+v: another result", o)
		}
	}
	var saved bytes.Buffer
	const stop = 17
	if err := run(t, world(t, s, 3, Options{}), 0, stop).Save(&saved); err != nil {
		t.Fatal(err)
	}
	w := world(t, s, 3, Options{Workers: 2})
	if err := w.Load(&saved); err != nil {
		t.Fatal(err)
	}
	if run(t, w, stop, w.Steps()); w.Hash() != want.Hash() || w.total != want.total || w.level != want.level {
		t.Error("resumed: another result")
	}
}

// balanceDebts: rows, flags and levels agree, and no debt is lost or invented.
func balanceDebts(w *World, equal func(what string, a, b int64)) {
	n := w.total.Total
	var owing, overdue [population.Groups]int64
	flags := int64(0)
	for d := range w.cold {
		lo, hi := w.people.Bounds(d)
		cd := &w.cold[d]
		for i := lo; i < hi; i++ {
			c, g := &w.citizens[i], w.rules.group[w.citizens[i].stratum()]
			at, owes := cd.findDebt(uint16(i - lo))
			if owes {
				owing[g]++
				if cd.debts[at].Overdue() {
					overdue[g]++
				}
			}
			for _, m := range cd.memberships(uint16(i - lo)) {
				owes = owes || w.rules.lists[m.List].Ends == sanction.Repaid
			}
			if owes != c.has(flagDebt) {
				flags++
			}
		}
	}
	equal("citizens whose flag says something else than their rows", flags, 0)
	var inDebt, inDefault int64
	for g := range owing {
		equal("persons in debt as counted", w.level.InDebt[g], owing[g])
		equal("persons in default as counted", w.level.InDefault[g], overdue[g])
		inDebt += owing[g]
		inDefault += overdue[g]
	}
	equal("debts = start + loans − repaid − settled − enforced", n(Loans)+w.began()-n(DebtsRepaid)-n(DebtsSettled)-n(DebtsEnforced), inDebt)
	equal("in default = defaults − settled − enforced", n(Defaults)-n(DebtsSettled)-n(DebtsEnforced), inDefault)
}

// began is the number of debts on the first day, drawn anew.
func (w *World) began() (n int64) {
	fresh := &World{people: w.people, rules: w.rules, seed: w.seed, citizens: append([]Citizen(nil), w.citizens...), cold: make([]cold, len(w.cold))}
	for d := range fresh.cold {
		lo, hi := w.people.Bounds(d)
		fresh.endow(d, lo, hi)
		n += int64(len(fresh.cold[d].debts))
	}
	return n
}

// TestDebtBooks checks after every step that nothing owed is lost or invented, that memberships which repayment ends are
// open or about to end, and that the court enters each judgment once: what is unpaid when the grace is over.
func TestDebtBooks(t *testing.T) {
	s := indebted(t, "population.citizens=10000", "time.length=300 days", "time.step=1 day")
	w := world(t, s, 5, Options{})
	due, k := int64(0), s.KindIndex("unpaid-debt")
	off := uint16(s.Debt.OffAfter)
	err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(int) error {
		for d := range w.cold {
			for _, m := range w.cold[d].lists {
				open := w.rules.lists[m.List].Ends == sanction.Repaid
				if open && m.Official != 0 && m.Official != sanction.Open && m.Official > w.span.end()+off {
					t.Errorf("day %d: a membership that repayment ends has a term of its own, %d", w.span.end(), m.Official)
				}
			}
			lo, _ := w.people.Bounds(d)
			for _, b := range w.cold[d].debts { // what the court will enter today, unless it is settled this very day
				if b.Stage == debt.Judged && w.span.Day == b.Since+uint16(s.Debt.JudgmentAfter+s.Debt.Grace) &&
					w.rules.scored[w.citizens[lo+int(b.Who)].stratum()] {
					due++
				}
			}
		}
		balance(t, w)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	entered := w.total.Total(UnpaidJudgments)
	if entered != w.total.ByKind[k] {
		t.Errorf("%d judgments unpaid, %d entries of their kind", entered, w.total.ByKind[k])
	}
	if entered < due || float64(entered) > 1.03*float64(due)+5 || due < 100 {
		t.Errorf("%d judgments entered, %d found unpaid in the evening", entered, due)
	}
	balanceScores(t, w)
}

// TestOnlySettlementFrees: where nobody settles and the court takes nothing, nobody leaves a list that repayment ends;
// where people settle, they leave it as many days later as it takes.
func TestOnlySettlementFrees(t *testing.T) {
	never := []string{"conduct.settlement.inclination=0%", "debt.enforced=0%"}
	w := finish(t, indebted(t, never...), 2, Options{})
	for i, l := range w.rules.lists {
		if l.Ends == sanction.Repaid && (w.total.ListsLeft[i] != 0 || w.total.ListsJoined[i] == 0) {
			t.Errorf("list %d: %d joined, %d left though nobody paid", i, w.total.ListsJoined[i], w.total.ListsLeft[i])
		}
	}
	for _, days := range []string{"0 days", "4 days", "30 days"} {
		s := indebted(t, "debt.off-after="+days, "conduct.settlement.inclination=100%", "behaviour.temperament-spread=0")
		w := finish(t, s, 2, Options{})
		if w.total.ListsLeft[1] < 50 {
			t.Errorf("off after %s: only %d left the court's list", days, w.total.ListsLeft[1])
		}
	}
}

// TestEnforcementFrees: the court's taking alone ends debts and the memberships that they ground, in steps of a week and a day.
func TestEnforcementFrees(t *testing.T) {
	sets := []string{"conduct.settlement.inclination=0%", "debt.enforced=10%", "debt.off-after=4 days"}
	w := finish(t, indebted(t, append(sets, "conduct.defamation.chances=0/year")...), 2, Options{})
	if n := w.total.Total(DebtsEnforced); n < 200 || w.total.ListsLeft[1] < 50 || w.total.ListsLeft[0] != 0 {
		t.Errorf("%d debts taken in full, %d left the court's list, %d left that of fares", n, w.total.ListsLeft[1], w.total.ListsLeft[0])
	}
	without := finish(t, indebted(t, append(sets, "system=off")...), 2, Options{})
	if without.total.Total(DebtsEnforced) < 200 || without.total.Total(Judgments) < 200 {
		t.Error("courts judge and enforce without the system too")
	}
}

// TestDebtSwitchedOff: a society in which nobody borrows and nothing is owed is the one without the kinds.
func TestDebtSwitchedOff(t *testing.T) {
	w := finish(t, lively(t, noDebts...), 4, Options{})
	for _, c := range []Count{Loans, LatePayments, Defaults, Judgments, UnpaidJudgments, DebtsRepaid, DebtsSettled, DebtsEnforced} {
		if w.total.Total(c) != 0 {
			t.Errorf("counter %d is %d where nobody owes", c, w.total.Total(c))
		}
	}
	article := finish(t, load(t, "article", "population.citizens=6400", "time.length=60 days"), 4, Options{})
	if article.rules.debt.on || article.total.Total(Ineligible) != 0 {
		t.Error("the article knows no debts")
	}
}

// TestDebtClosedForms: with feedback off, loans taken end in default with f(N, 0) of package debt, each instalment being
// missed with probability p; lawsuits follow defaults with the share sued.
func TestDebtClosedForms(t *testing.T) {
	s := load(t, "court-list", "population.citizens=50000", "time.length=4 years", "behaviour.need-weight=0", "behaviour.temperament-spread=0",
		"conduct.instalment.inclination=20%", "conduct.instalment.chances=52/year", "debt.instalments=8", "debt.at-start=0%",
		"debt.sued=35%", "debt.judgment-after=7 days", "conduct.settlement.chances=0/year", "system=off")
	w := finish(t, s, 1, Options{})
	n := func(c Count) float64 { return float64(w.total.Total(c)) }
	const p = 0.2
	want := chain(8, 0, p)
	ended := n(DebtsRepaid) + n(Defaults)
	// Loans under way at the end are those that last longest; four years against two months leave that small.
	if z := (n(Defaults) - want*ended) / math.Sqrt(want*(1-want)*ended); math.Abs(z) > 5 || ended < 10_000 {
		t.Errorf("%.0f of %.0f loans ended in default, expected a share of %.4f (z %+.1f)", n(Defaults), ended, want, z)
	}
	if z := (n(Judgments) - 0.35*n(Defaults)) / math.Sqrt(0.35*0.65*n(Defaults)); math.Abs(z) > 4 {
		t.Errorf("%.0f of %.0f defaults judged (z %+.1f)", n(Judgments), n(Defaults), z)
	}
	var eligible float64
	k := s.KindIndex("instalment")
	for g := range w.total.Moments {
		eligible += float64(w.total.Moments[g][k] + w.total.Moments[g][s.KindIndex("loan")])
	}
	loanMoments := n(Loans) / 0.2 // taken with probability 0.2 where she owes nothing
	eligible -= n(Ineligible) + loanMoments
	if r := n(LatePayments) / (p * eligible); math.Abs(r-1) > 0.02 {
		t.Errorf("%.0f instalments missed of %.0f that fell due: %.4f times the share expected", n(LatePayments), eligible, r)
	}
}

// chain is f(n, k) of package debt for two misses in a row.
func chain(n, k int, p float64) float64 {
	switch {
	case k == 2:
		return 1
	case n == 0:
		return 0
	}
	return (1-p)*chain(n-1, 0, p) + p*chain(n, k+1, p)
}

// TestStartingDebts: the share who owe on the first day is the one asked for, fifth by fifth.
func TestStartingDebts(t *testing.T) {
	s := load(t, "court-list", "population.citizens=50000", "debt.at-start=20%")
	w := world(t, s, 6, Options{})
	var adults, owing [5]float64
	for d := range w.cold {
		lo, hi := w.people.Bounds(d)
		for i := lo; i < hi; i++ {
			if tr := population.FromStratum(w.citizens[i].stratum()); tr.Age.From() >= 18 {
				adults[tr.Income]++
			}
		}
		for _, b := range w.cold[d].debts {
			owing[w.citizens[lo+int(b.Who)].stratum()&(classes-1)%5]++
		}
	}
	loan := &s.Conduct[s.KindIndex("loan")]
	for f, n := range adults {
		p := 0.2 * loan.ByIncome[f]
		if z := (owing[f] - p*n) / math.Sqrt(p*(1-p)*n); math.Abs(z) > 4 {
			t.Errorf("fifth %d: %.0f of %.0f owe on the first day, want a share of %.2f (z %+.1f)", f+1, owing[f], n, p, z)
		}
	}
	if total(w.level.InDebt) != int64(owing[0]+owing[1]+owing[2]+owing[3]+owing[4]) {
		t.Error("the level of the first day is another number")
	}
}

func total(level [population.Groups]int64) (n int64) {
	for _, x := range level {
		n += x
	}
	return n
}

// TestDivertedOnceTold: whoever was refused once takes the way that stays open, and is refused no such trip again in that
// membership; where no way stays open, every trip is refused.
func TestDivertedOnceTold(t *testing.T) {
	sets := []string{"population.citizens=20000", "time.length=3 years", "conduct.flight.chances=0/year", "conduct.instalment.inclination=20%",
		"conduct.train.chances=12/year", "conduct.train.takers=100%", "debt.sued=100%", "conduct.settlement.inclination=0%", "debt.enforced=0%"}
	open := finish(t, load(t, "court-list", sets...), 1, Options{})
	shut := finish(t, load(t, "court-list", append(sets, "conduct.train.open-alternative=no")...), 1, Options{})
	n, m := open.total.Total, shut.total.Total
	if n(TripsRefused) > n(Joined) || n(TripsRefused) < n(Joined)/3 {
		t.Errorf("%d trips refused to %d who came on the list for good: at most one each", n(TripsRefused), n(Joined))
	}
	if n(TripsDiverted) < 1000 || m(TripsDiverted) != 0 {
		t.Errorf("%d diverted where a way stays open, %d where none does", n(TripsDiverted), m(TripsDiverted))
	}
	if n(TripsDiverted)+n(TripsRefused) != m(TripsRefused) {
		t.Errorf("%d refused and %d diverted, %d refused where no way stays open", n(TripsRefused), n(TripsDiverted), m(TripsRefused))
	}
	if a, b := open.level.Resources, shut.level.Resources; a != b {
		t.Error("the slower way should cost what a refusal costs")
	}
}

// TestPovertyTrap: refusals and the loss of the listed lower resources, need raises missed instalments, and so there are
// more defaults than without the system; without need there is no loop.
func TestPovertyTrap(t *testing.T) {
	harsh := []string{"population.citizens=20000", "time.length=3 years", "behaviour.listed-loss=25%", "debt.instalments=6", "conduct.loan.chances=4/year",
		"lists.court.grounds=[debt past 30 days]", "lists.court.term=1 year", "conduct.flight.refusal-cost=3000 yuan",
		"conduct.settlement.chances=24/year", "conduct.instalment.inclination=20%", "lists.court.refuses=[flight]"}
	added := func(sets ...string) int64 {
		s := load(t, "court-list", append(harsh, sets...)...)
		return finish(t, s, 1, Options{}).total.Total(Defaults) - finish(t, s.Without(), 1, Options{}).total.Total(Defaults)
	}
	if n := added("behaviour.need-weight=2"); n < 200 {
		t.Errorf("%d defaults added by being listed: no loop to be seen", n)
	}
	if n := added("behaviour.need-weight=0", "behaviour.listed-loss=0%", "conduct.flight.refusal-cost=0 yuan"); n != 0 {
		t.Errorf("%d defaults added though nothing links lists to debts", n)
	}
}

// TestDebtStepLength: with feedback and pressure off, steps of a day and of a week give the same debts.
func TestDebtStepLength(t *testing.T) {
	sets := append([]string{"debt.pressure=0", "population.citizens=10000"}, feedbackOff...)
	seven := finish(t, indebted(t, sets...), 5, Options{})
	one := finish(t, indebted(t, append(sets, "time.step=1 day")...), 5, Options{})
	for _, c := range []Count{Loans, LatePayments, Defaults, Judgments, UnpaidJudgments, Settlements, DebtsRepaid, DebtsSettled, DebtsEnforced,
		Ineligible, Joined, Left, ListedDays, TripsRefused, TripsDiverted, ReListed} {
		if a, b := seven.total.Total(c), one.total.Total(c); a != b {
			t.Errorf("counter %d: %d in steps of seven days, %d in steps of one", c, a, b)
		}
	}
}

// TestNeverBack: whoever came on a list without losing points is back when she is on none.
func TestNeverBack(t *testing.T) {
	w := finish(t, load(t, "court-list", "population.citizens=20000", "debt.sued=100%"), 1, Options{})
	s := w.Survey()
	var back, not int64
	for d := range s.Back {
		back += s.Back[d]
		not += s.NotBack[d]
	}
	listed := total(w.level.Listed)
	if not > listed || not < listed*9/10 || total(s.Marked) != back+not || total(s.NeverBack) != listed {
		t.Errorf("%d back, %d not back, %d on the list, %d never back of %d ever listed", back, not, listed, total(s.NeverBack), total(s.Marked))
	}
	if w.total.Total(Left) < 20 || w.total.Total(Joined) != total(s.Marked)+w.total.Total(ReListed) {
		t.Errorf("%d joined, %d for the first time, %d again", w.total.Total(Joined), total(s.Marked), w.total.Total(ReListed))
	}
}

// worth is the sum of everyone's resources less what they owe, and the sum owed.
func (w *World) worth() (worth, owed int64) {
	for i := range w.citizens {
		worth += int64(w.citizens[i].resources())
	}
	for d := range w.cold {
		for _, b := range w.cold[d].debts {
			owed += int64(b.Owed)
		}
	}
	return worth - owed, owed
}

// TestWorthIsKept: without interest, borrowing, paying, settling and enforcement move resources and debts alike; only
// time, slow here, brings resources back.
func TestWorthIsKept(t *testing.T) {
	sets := []string{"system=off", "population.citizens=20000", "behaviour.resource-half-life=36500 days", "debt.interest=0%", "time.length=1 year",
		"conduct.instalment.inclination=40%", "debt.sued=100%", "debt.judgment-after=14 days", "debt.at-start=0%", "conduct.loan.chances=3/year"}
	for _, way := range [][]string{ // what dominates
		{"conduct.instalment.inclination=0%"},
		{"conduct.settlement.inclination=90%", "debt.enforced=0%"},
		{"conduct.settlement.inclination=0%", "debt.enforced=5%"},
	} {
		s := load(t, "court-list", append(sets, way...)...)
		w := world(t, s, 4, Options{})
		before, _ := w.worth()
		run(t, w, 0, w.Steps())
		after, _ := w.worth()
		lent := w.total.Total(Loans) * int64(w.rules.debt.Amount[2])
		if off := math.Abs(float64(after-before)) / float64(lent); off > 0.01 || lent == 0 {
			t.Errorf("%v: resources less debts moved by %.4f of what was lent", way, off)
		}
	}
}

// TestSettlesWhatResourcesCover: whoever owes more than her resources cannot settle.
func TestSettlesWhatResourcesCover(t *testing.T) {
	sets := []string{"population.citizens=20000", "time.length=2 years", "debt.instalments=120", "debt.at-start=50%", "conduct.loan.inclination=0%",
		"conduct.instalment.inclination=40%", "conduct.settlement.inclination=100%", "debt.interest=0%", "system=off"}
	settled := func(amount string) int64 {
		return finish(t, load(t, "court-list", append(sets, "debt.amount="+amount)...), 1, Options{}).total.Total(Settlements)
	}
	small := settled("[600 yuan, 1400 yuan, 2300 yuan, 3600 yuan, 7000 yuan]")
	large := settled("[12000 yuan, 27000 yuan, 44000 yuan, 69000 yuan, 134000 yuan]")
	if small < 1000 || large == 0 || large > small*2/3 { // of the large debts, half are above a year's resources on the first day
		t.Errorf("%d small debts settled and %d large ones", small, large)
	}
}

// TestPressure: being on a list that repayment ends makes settling likelier, and nothing else about debts.
func TestPressure(t *testing.T) {
	settled := func(pressure string, sets ...string) (all, left int64) {
		s := load(t, "court-list", append(sets, "population.citizens=20000", "conduct.instalment.inclination=20%", "debt.sued=100%", "debt.pressure="+pressure)...)
		w := finish(t, s, 1, Options{})
		return w.total.Total(DebtsSettled), w.total.Total(Left)
	}
	_, none := settled("0")
	_, much := settled("2")
	if none < 200 || much < none*5/4 {
		t.Errorf("%d left the list without pressure, %d with it", none, much)
	}
	a, _ := settled("0", "system=off")
	b, _ := settled("2", "system=off")
	if a != b || a == 0 {
		t.Errorf("without lists %d and %d settled", a, b)
	}
}

// TestDebtStages: in the steady state there is one late debt for every 1/p that are current, since each instalment missed is
// followed by one paid or by default; and where every chance to settle is taken, at c a year, the debts in default are a
// year's defaults over c.
func TestDebtStages(t *testing.T) {
	s := load(t, "court-list", "population.citizens=50000", "time.length=3 years", "behaviour.need-weight=0", "behaviour.temperament-spread=0",
		"conduct.instalment.inclination=20%", "conduct.loan.chances=4/year", "debt.sued=0%", "conduct.settlement.chances=4/year",
		"conduct.settlement.inclination=100%", "system=off")
	w := world(t, s, 8, Options{})
	steps := w.Steps()
	run(t, w, 0, steps*2/3)
	before := w.total
	run(t, w, steps*2/3, steps)
	var in [debt.Judged + 1]float64
	for d := range w.cold {
		for _, b := range w.cold[d].debts {
			in[b.Stage]++
		}
	}
	if r := in[debt.Late] / in[debt.Current]; math.Abs(r-0.2) > 4*math.Sqrt(0.2*1.2/in[debt.Current]) || in[debt.Late] < 500 {
		t.Errorf("%.0f debts late and %.0f current, want one to five", in[debt.Late], in[debt.Current])
	}
	want := float64(w.total.Since(&before).Total(Defaults)) / 4
	if z := (in[debt.Default] - want) / math.Sqrt(want); math.Abs(z) > 4 || want < 200 || in[debt.Judged] != 0 {
		t.Errorf("%.0f debts in default, want %.0f (z %+.1f), and %.0f judged", in[debt.Default], want, z, in[debt.Judged])
	}
}

package measure

import (
	"cmp"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"glasshouse.example/conduct"
	"glasshouse.example/internal/chance"
	"glasshouse.example/population"
	"glasshouse.example/society"
)

// twin makes a measure that needs the world without the system.
func twin(n number) number {
	return func(f *Facts) (float64, bool) {
		if f.Twin == nil {
			return 0, false
		}
		return n(f)
	}
}

// surveyed makes a measure that needs a look at everyone.
func surveyed(of func(*Facts) float64) number {
	return func(f *Facts) (float64, bool) {
		if f.Survey == nil {
			return 0, false
		}
		return of(f), true
	}
}

func withheld(match func(*conduct.Kind) bool) number {
	return twin(func(f *Facts) (float64, bool) {
		return Withheld(f.acts(f.Tally, match), f.chances(f.Tally, match), f.acts(f.Twin, match), f.chances(f.Twin, match))
	})
}

// trapped is the mean over the ever listed of something that is summed by group.
func trapped(of func(f *Facts, g int) float64) number {
	return func(f *Facts) (float64, bool) {
		if f.Trap == nil {
			return 0, false
		}
		n := f.sum(func(g int) float64 { return float64(f.Trap.Listed[g]) })
		if n == 0 {
			return 0, false
		}
		return f.sum(func(g int) float64 { return of(f, g) }) / n, true
	}
}

// Withheld is 1 − (acts/chances)/(twin acts/twin chances): the fall of a share of chances taken against the twin. The
// worlds share their luck, so their chances differ only by what detention kept people from; what those would have done
// is not known in the world that held them, and so shares are compared, not pairs of moments.
func Withheld(acts, chances, twinActs, twinChances float64) (float64, bool) {
	if chances == 0 || twinActs == 0 {
		return 0, false
	}
	return 1 - acts*twinChances/(chances*twinActs), true
}

// Line is a straight line through a measure over time.
type Line struct {
	Level float64 // at the first day
	Trend float64 // change in a year
}

// line makes a measure of the line through what is withheld step by step.
func line(of func(*Line) float64) number {
	return func(f *Facts) (float64, bool) {
		if f.Fall == nil {
			return 0, false
		}
		return of(f.Fall), true
	}
}

// fewest is the number of events that must be expected in a group before its rate enters a ratio of extremes.
const fewest = 10

// events is a number of events and how much they were exposed to.
type events struct{ n, exposure float64 }

// falseByGroup is the false entries and citizen-years of each group with scored people in it.
func (f *Facts) falseByGroup() (e []events) {
	for g := range population.Groups {
		if f.Scored[g] > 0 && f.counts(g) {
			one := f.Group(g)
			e = append(e, events{one.falseEntries(), one.personYears()})
		}
	}
	return e
}

// adverse is the highest rate over the lowest, among groups where enough events are expected at the mean rate.
func (f *Facts) adverse(groups []events) (float64, bool) {
	var rates []float64
	mean := meanRate(groups)
	for _, e := range groups {
		if mean*e.exposure >= fewest {
			rates = append(rates, e.n/e.exposure)
		}
	}
	return spread(rates)
}

func meanRate(groups []events) float64 {
	var n, x float64
	for _, e := range groups {
		n += e.n
		x += e.exposure
	}
	if x == 0 {
		return 0
	}
	return n / x
}

// spread is the highest over the lowest; there is none with fewer than two rates or a lowest of zero.
func spread(rates []float64) (float64, bool) {
	if len(rates) < 2 || slices.Min(rates) <= 0 {
		return 0, false
	}
	return slices.Max(rates) / slices.Min(rates), true
}

// adverseIfEqual is the mean ratio of extremes when every group has the mean rate, from 1000 draws at a fixed seed.
func (f *Facts) adverseIfEqual() (float64, bool) {
	groups := f.falseByGroup()
	if _, ok := f.adverse(groups); !ok {
		return 0, false
	}
	mean, sum, n := meanRate(groups), 0.0, 0
	src := new(source)
	for range 1000 {
		for i := range groups {
			groups[i].n = distuv.Poisson{Lambda: max(mean*groups[i].exposure, 1e-9), Src: src}.Rand()
		}
		if r, ok := f.adverse(groups); ok {
			sum += r
			n++
		}
	}
	return sum / float64(max(n, 1)), n > 0
}

// source feeds gonum's distributions from the project's generator.
type source struct{ n uint64 }

func (s *source) Uint64() uint64 {
	a, _ := chance.Block(0, s.n, 0)
	s.n++
	return a
}

// A pair of counters that makes a rate by group.
type odds func(f *Facts) events

func caught(f *Facts) events {
	return events{f.count(society.ActiveWeeksCaught), f.count(society.ActiveWeeks)}
}
func accused(f *Facts) events { return events{f.count(society.IdleWeeksAccused), f.idle()} }

// rates are a rate by group, of groups where enough events are expected.
func (f *Facts) rates(of odds) (rates []float64) {
	all := of(f)
	if all.exposure == 0 {
		return nil
	}
	for g := range population.Groups {
		if f.Scored[g] == 0 {
			continue
		}
		if e := of(f.Group(g)); e.exposure*all.n/all.exposure >= fewest {
			rates = append(rates, e.n/e.exposure)
		}
	}
	return rates
}

func (f *Facts) oddsDifference() (float64, bool) {
	gap, ok := 0.0, false
	for _, of := range []odds{caught, accused} {
		if r := f.rates(of); len(r) > 1 {
			gap, ok = max(gap, slices.Max(r)-slices.Min(r)), true
		}
	}
	return gap, ok
}

// read is a kept score as points.
func (f *Facts) read(kept int) float64 {
	p := &f.Scenario.Ledger
	return float64(min(max(kept-len(f.Level.Scores)/2+p.Start, p.Floor), p.Ceiling))
}

func (f *Facts) scoreMean() (float64, bool) {
	var n, sum float64
	for s, c := range f.Level.Scores {
		n += float64(c)
		sum += f.read(s) * float64(c)
	}
	return sum / max(n, 1), n > 0
}

// quantile is the lowest score that at least so many per cent of the scored do not exceed.
func quantile(percent int64) number {
	return func(f *Facts) (float64, bool) {
		n := int64(0)
		for _, c := range f.Level.Scores {
			n += c
		}
		below := int64(0)
		for s, c := range f.Level.Scores {
			if below += c; below*100 >= n*percent && below > 0 {
				return f.read(s), true
			}
		}
		return 0, false
	}
}

func (f *Facts) everyone() (n float64) {
	for _, p := range f.People {
		n += p
	}
	return n
}

// risk is the mean perceived risk: at the end where everyone was looked at, else at the step's start.
func (f *Facts) risk() (float64, bool) {
	if f.Survey != nil {
		return total(f.Survey.Risk[:]) / conduct.One / f.everyone(), true
	}
	return float64(f.Level.Risk) / conduct.One / f.everyone(), true
}

func (f *Facts) speechRisk() (float64, bool) {
	if f.Survey != nil {
		return total(f.Survey.SpeechRisk[:]) / conduct.One / f.everyone(), true
	}
	return float64(f.Level.Speech) / conduct.One / f.everyone(), true
}

func total(x []int64) (s float64) {
	for _, v := range x {
		s += float64(v)
	}
	return s
}

// resourcesMean is in yuan: at the end where everyone was looked at, else at the step's start.
func (f *Facts) resourcesMean() (float64, bool) {
	var shares [population.Incomes]float64
	if f.Survey != nil {
		for g := range f.Survey.Shares {
			for i, s := range f.Survey.Shares[g] {
				shares[i] += float64(s)
			}
		}
	} else {
		for class, s := range f.Level.Resources {
			shares[class%population.Incomes] += float64(s)
		}
	}
	sum := 0.0
	for i, s := range shares {
		sum += float64(s / (1 << 15) * f.Scenario.Behaviour.Resources[i])
	}
	return sum / f.everyone(), true
}

// gini is G = 1 − Σ (2·rank share above) of resources over everyone.
func (f *Facts) gini() float64 {
	type pile struct{ yuan, people float64 }
	var piles []pile
	for i := range f.Survey.Resources {
		for m, n := range f.Survey.Resources[i] {
			if n > 0 {
				piles = append(piles, pile{float64(m) / (1 << 15) * f.Scenario.Behaviour.Resources[i], float64(n)})
			}
		}
	}
	slices.SortFunc(piles, func(a, b pile) int { return cmp.Compare(a.yuan, b.yuan) })
	var people, yuan, area float64 // area under the Lorenz curve, not yet divided by the totals
	for _, p := range piles {
		all := float64(p.yuan * p.people)
		area += float64(p.people * (yuan + all/2))
		people += p.people
		yuan += all
	}
	if people == 0 || yuan == 0 {
		return 0
	}
	return 1 - 2*area/(people*yuan)
}

// kaplanMeier calls at with the share not yet back after each day on which someone came back.
func (f *Facts) kaplanMeier(at func(day int, share float64)) {
	atRisk, share := 0.0, 1.0
	for d := range f.Survey.Back {
		atRisk += float64(f.Survey.Back[d] + f.Survey.NotBack[d])
	}
	for d := range f.Survey.Back {
		if back := float64(f.Survey.Back[d]); back > 0 {
			share *= 1 - back/atRisk
			at(d, share)
		}
		atRisk -= float64(f.Survey.Back[d] + f.Survey.NotBack[d])
	}
}

func (f *Facts) recovery() (days float64, ok bool) {
	if f.Survey == nil {
		return 0, false
	}
	f.kaplanMeier(func(day int, share float64) {
		if !ok && share <= 0.5 {
			days, ok = float64(day), true
		}
	})
	return days, ok
}

func (f *Facts) notRecovered() (float64, bool) {
	if f.Survey == nil || total(f.Survey.Back)+total(f.Survey.NotBack) == 0 {
		return 0, false
	}
	last := 1.0
	f.kaplanMeier(func(_ int, share float64) { last = share })
	return last, true
}

func (f *Facts) neverBack() (float64, bool) {
	if f.Survey == nil || f.level(&f.Survey.Marked) == 0 {
		return 0, false
	}
	return f.level(&f.Survey.NeverBack) / f.level(&f.Survey.Marked), true
}

// shorrocks is (m − Σ p_jj)/(m − 1) over the m bands that someone started in.
func (f *Facts) shorrocks() (float64, bool) {
	m, stay := 0.0, 0.0
	for j, to := range f.Moves {
		if n := total(to); n > 0 {
			m++
			stay += float64(to[j]) / n
		}
	}
	if m < 2 {
		return 0, false
	}
	return (m - stay) / (m - 1), true
}

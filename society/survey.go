package society

import (
	"glasshouse.example/conduct"
	"glasshouse.example/debt"
	"glasshouse.example/ledger"
	"glasshouse.example/population"
	"glasshouse.example/redress"
)

// Survey is what a look at every citizen gives, between two steps.
type Survey struct {
	Resources  [5][1 << 16]int64           // citizens by fifth of income and resources, 15-bit share of the usual
	Shares     [population.Groups][5]int64 // sums of those shares, by group and fifth
	Risk       [population.Groups]int64    // sums of perceived risk, 16-bit shares
	SpeechRisk [population.Groups]int64    // the same for speaking
	Back       []int64                     // first listings recovered from, by days from listing
	NotBack    []int64                     // first listings not recovered from yet, by days since
	Accused    [population.Groups]int64    // citizens with at least one false entry
	Marked     [population.Groups]int64    // ever listed
	NeverBack  [population.Groups]int64    // of those, on a list or not recovered from the first listing
}

// Survey looks at every citizen.
func (w *World) Survey() *Survey {
	parts := make([]*Survey, len(w.workers))
	each(len(parts), len(parts), func(k int) {
		parts[k] = &Survey{Back: make([]int64, int(w.span.end())+1), NotBack: make([]int64, int(w.span.end())+1)}
		for d := k; d < len(w.cold); d += len(parts) {
			w.survey(parts[k], d)
		}
	})
	for _, p := range parts[1:] {
		parts[0].add(p)
	}
	return parts[0]
}

func (w *World) survey(s *Survey, d int) {
	lo, hi := w.people.Bounds(d)
	for i := lo; i < hi; i++ {
		c := w.citizen(i)
		st := c.stratum()
		g, fifth, m := w.rules.group[st], st&(classes-1)%5, c.resources()
		s.Resources[fifth][m]++
		s.Shares[g][fifth] += int64(m)
		s.Risk[g] += int64(c.risk())
		s.SpeechRisk[g] += int64(c.speechRisk())
		if c.has(flagFalse) {
			s.Accused[g]++
		}
	}
	for _, x := range w.cold[d].scars {
		if x.Back != 0 {
			s.Back[x.Back-x.Since]++
		} else {
			s.NotBack[w.span.end()-x.Since]++
		}
		c := w.citizen(lo + int(x.Who))
		g := w.rules.group[c.stratum()]
		s.Marked[g]++
		if x.Back == 0 || c.has(flagListed) {
			s.NeverBack[g]++
		}
	}
}

func (s *Survey) add(o *Survey) {
	for f := range s.Resources {
		for m, n := range o.Resources[f] {
			s.Resources[f][m] += n
		}
	}
	for g := range s.Risk {
		for f := range s.Shares[g] {
			s.Shares[g][f] += o.Shares[g][f]
		}
		s.Risk[g] += o.Risk[g]
		s.SpeechRisk[g] += o.SpeechRisk[g]
		s.Accused[g] += o.Accused[g]
		s.Marked[g] += o.Marked[g]
		s.NeverBack[g] += o.NeverBack[g]
	}
	for d := range s.Back {
		s.Back[d] += o.Back[d]
		s.NotBack[d] += o.NotBack[d]
	}
}

// View is one citizen's state as people read it.
type View struct {
	Score, TrueScore     int32 // clipped, points
	Scored               bool
	Listed, Truly, Wrong bool // officially, by the true ledger, officially and not truly on some list
	LawfulOnly           bool // officially listed only because of what the law allows
	OwnEntry, FalseEntry bool // ever
	Aware                bool // knows of the scheme
	EverListed, Back     bool // was ever on a list; has recovered from the first time
	Held                 bool // in detention
	InDebt, InDefault    bool
	Late, Judged         bool  // missed the last instalment and is not in default; in default and judged by a court
	Pending              bool  // has filed an appeal that is not decided
	LawfulPoints         int32 // taken for what the law allows
	Risk, SpeechRisk     float64
	Resources            float64 // yuan per year
	Traits               population.Traits
	Group                uint32
}

// View reads one citizen's state between two steps.
func (w *World) View(i int) View {
	c, st := w.citizen(i), w.citizen(i).stratum()
	t := population.FromStratum(st)
	v := View{
		Score: w.rules.scale.Read(c.official()), TrueScore: w.rules.scale.Read(c.truth()),
		Scored: w.scoredCitizen(i, st), Listed: c.has(flagListed), Wrong: c.has(flagWrong),
		LawfulOnly: c.rest&flagLawful != 0, OwnEntry: c.has(flagOwn), FalseEntry: c.has(flagFalse),
		Aware: c.rest&flagAware != 0, Held: c.rest&flagHeld != 0,
		Risk: float64(c.risk()) / conduct.One, SpeechRisk: float64(c.speechRisk()) / conduct.One,
		Resources: float64(c.resources()) / usual * w.scenario.Behaviour.Resources[t.Income],
		Traits:    t, Group: uint32(w.rules.group[st]),
	}
	if c.has(flagCold) {
		w.viewCold(&v, i)
	}
	return v
}

// viewCold reads what few have.
func (w *World) viewCold(v *View, i int) {
	d := i / w.people.DistrictSize()
	lo, _ := w.people.Bounds(d)
	cd, who := &w.cold[d], uint16(i-lo)
	for _, m := range cd.memberships(who) {
		v.Truly = v.Truly || m.True != 0
	}
	if k, ok := cd.findScar(who); ok {
		v.EverListed, v.Back = true, cd.scars[k].Back != 0
	}
	if k, ok := cd.findDebt(who); ok {
		v.InDebt, v.InDefault = true, cd.debts[k].Overdue()
		v.Late, v.Judged = cd.debts[k].Stage == debt.Late, cd.debts[k].Stage == debt.Judged
	}
	for _, e := range cd.entriesOf(who) {
		v.Pending = v.Pending || e.State() == redress.Pending
	}
	v.LawfulPoints = int32(noted(cd.lawful, who))
}

// Band is the grade band of one citizen's official score, 0 the highest.
func (w *World) Band(i int) int {
	return ledger.Band(w.scenario.Ledger.Grades, int(w.rules.scale.Read(w.citizen(i).official())))
}

// Scale is the ledger's scale.
func (w *World) Scale() ledger.Scale { return w.rules.scale }

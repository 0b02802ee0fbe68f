package society

import (
	"cmp"
	"fmt"
	"slices"

	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// Chronicle is all that retelling a life needs beyond the scenario, the seed and the citizen's number: what she had from
// others. It grows with the run that keeps it.
type Chronicle struct {
	People, Scored [population.Groups]float64 // by recognition group
	Steps          []Fields                   // what each step read of the fields, but for Matches and Struck
	Handed         []Handed                   // entries delivered, in order of delivery
}

// Keep makes the world keep a chronicle from here on, going on with one that was kept so far or a new one.
func (w *World) Keep(c *Chronicle) *Chronicle {
	if c == nil {
		c = &Chronicle{People: w.census, Scored: w.scored}
	}
	w.chronicle = c
	return c
}

// chronicleStep takes down what the open step reads of others. Who was struck is left out: it passes within households, and a
// household is told again whole.
func (w *World) chronicleStep() {
	if w.chronicle == nil {
		return
	}
	f := w.fields
	f.Shown, f.Struck, f.Gaps, f.Matches = slices.Clone(f.Shown), nil, slices.Clone(f.Gaps), nil
	w.chronicle.Steps = append(w.chronicle.Steps, f)
	w.chronicle.Handed = append(w.chronicle.Handed, w.inbox...)
}

// Teller tells lives again. It is for one goroutine.
type Teller struct {
	w      *World
	c      *Chronicle
	handed []Handed  // by victim, then in the order of delivery
	room   []Citizen // of one district
}

// Retelling is one life told again.
type Retelling struct {
	Happenings []Happening // in order
	Path       []Moment    // at the end of each step
	Household  [2]int      // its first member, and the citizen after its last
	Employer   int         // firm of her district, or −1
}

// Moment is how a citizen stands at the end of a step.
type Moment struct {
	Day              uint16 // the day after the step
	Score, TrueScore int32
	Listed, Wrongly  bool
	Risk, SpeechRisk float64 // 0 to 1
	Resources        float64 // yuan per year
}

// NewTeller prepares to tell lives of a run again, from what it kept.
func NewTeller(s *scenario.Scenario, seed uint64, c *Chronicle) (*Teller, error) {
	w, err := prepare(s, seed, Options{Plain: true})
	if err != nil {
		return nil, err
	}
	if err := c.fits(w); err != nil {
		return nil, err
	}
	w.census, w.scored = c.People, c.Scored
	w.rules = compile(s, &w.census, &w.scored)
	w.firms = w.charter()
	w.workers = make([]worker, 1)
	w.workers[0].init(w)
	t := &Teller{w: w, c: c, handed: slices.Clone(c.Handed), room: make([]Citizen, w.people.DistrictSize())}
	slices.SortStableFunc(t.handed, func(a, b Handed) int { return cmp.Compare(a.To, b.To) })
	return t, nil
}

// fits tells whether a chronicle is one of this world.
func (c *Chronicle) fits(w *World) error {
	d := len(w.cold)
	if len(c.Steps) != len(w.spans) {
		return fmt.Errorf("the fields kept are of %d steps, the run has %d", len(c.Steps), len(w.spans))
	}
	for i := range c.Steps {
		f := &c.Steps[i]
		if len(f.Shown) != d || f.Gaps != nil && len(f.Gaps) != d {
			return fmt.Errorf("the fields kept of step %d are not those of %d districts", i+1, d)
		}
	}
	return nil
}

// Tell tells the life of citizen i again, with her household, as every life in her tile. Its cost is that of 64 citizens by
// the plain rule, whatever the size of the society. It ends in the very state that the run ended in.
func (t *Teller) Tell(i int) (*Retelling, error) {
	if i < 0 || i >= t.w.people.Citizens() {
		return nil, fmt.Errorf("citizen %d: the run has citizens 0 to %d", i, t.w.people.Citizens()-1)
	}
	r := &Retelling{Path: make([]Moment, 0, len(t.w.spans)), Employer: -1}
	t.w.story = func(who int, h *Happening) {
		if who == i {
			r.Happenings = append(r.Happenings, *h)
		}
	}
	t.tile(i/population.TileSize, func(span Span) { r.Path = append(r.Path, t.moment(i, span)) })
	slices.SortStableFunc(r.Happenings, func(a, b Happening) int { return cmp.Compare(a.Day, b.Day) }) // releases are told late
	r.Household[0], r.Household[1] = t.w.workers[0].household(i)
	if f, ok := t.w.Employer(i); ok {
		r.Employer = f
	}
	t.nameDoers(i, r)
	return r, nil
}

// View is the end of the life told last, for a citizen of its tile.
func (t *Teller) View(i int) View { return t.w.View(i) }

func (t *Teller) moment(i int, span Span) Moment {
	v := t.w.View(i)
	return Moment{
		Day: span.end(), Score: v.Score, TrueScore: v.TrueScore, Listed: v.Listed, Wrongly: v.Wrong,
		Risk: v.Risk, SpeechRisk: v.SpeechRisk, Resources: v.Resources,
	}
}

// nameDoers says whom her acts that were put to somebody else were put to, where the entry was delivered.
func (t *Teller) nameDoers(i int, r *Retelling) {
	for k := range r.Happenings {
		h := &r.Happenings[k]
		if h.What != PutToAnother {
			continue
		}
		lag := t.w.rules.channels[h.Channel].search.Lag
		for _, x := range t.handed {
			if int(x.From) == i && x.Due == h.Day+lag && x.kind() == uint32(h.Kind) {
				h.Other = int64(x.To)
			}
		}
	}
}

// tile takes a tile through the whole run.
func (t *Teller) tile(tile int, after func(Span)) {
	w, x := t.w, &t.w.workers[0]
	s := tile * population.TileSize
	d := s / w.people.DistrictSize()
	e := min(s+population.TileSize, w.people.Citizens())
	t.settle(d, s, e)
	in, _ := slices.BinarySearchFunc(t.handed, uint32(s), func(h Handed, to uint32) int { return cmp.Compare(h.To, to) })
	w.striking[d] = w.striking[d][:0]
	for step, span := range w.spans {
		w.step, w.span, w.fields = step, span, t.c.Steps[step]
		w.struck[d], w.striking[d] = w.striking[d], w.struck[d][:0]
		w.fields.Struck = w.struck
		w.inbox = w.inbox[:0]
		for _, h := range t.handed[in:] {
			if int(h.To) >= e {
				break
			}
			if h.Due >= span.Day && h.Due < span.end() {
				w.inbox = append(w.inbox, h)
			}
		}
		slices.SortFunc(w.inbox, inOrder)
		t.rate(d)
		w.payTenders()
		x.enter(d)
		people := w.citizens[s-w.base : e-w.base]
		x.absorb(people)
		if w.firms != nil && span.opens() {
			x.payWages(people, s)
		}
		x.relate(s, e)
		x.everyone(s, e)
		x.outbox = x.outbox[:0]
		after(span)
	}
}

// settle puts a tile's people back to their first day, in a district that is empty but for its firms.
func (t *Teller) settle(d, s, e int) {
	w := t.w
	lo, hi := w.people.Bounds(d)
	w.base, w.citizens = lo, t.room[:hi-lo]
	w.cold[d], w.workers[0].houses = cold{}, houses{}
	from, to := s, e
	if w.firms != nil {
		from, to = lo, hi // any adult of the district may manage a firm
	}
	var strata [population.TileSize]uint16
	for i := from; i < to; i++ {
		if i%population.TileSize == 0 {
			w.people.Strata(uint32(i/population.TileSize), &strata)
		}
		w.citizens[i-lo] = w.born(i, uint32(strata[i%population.TileSize]))
	}
	w.endow(d, s, e)
	if w.firms != nil {
		w.foundIn(d)
	}
}

// rate rates the district's firms where a rating is due.
func (t *Teller) rate(d int) {
	e := t.w.firms
	if e == nil || !t.w.span.opens() || !e.rules.Rates(t.w.span.Cell) {
		return
	}
	for f, s := range e.states[d] {
		e.states[d][f], _ = e.rules.Rate(s)
	}
}

package society

import (
	"errors"
	"fmt"
	"slices"

	"glasshouse.example/population"
	"glasshouse.example/redress"
	"glasshouse.example/scenario"
)

// Fields are all that a citizen has from others in one step, and that their lives decide. A world reads its own, or is
// held at another world's: what differs then is what the system did to each citizen herself (the direct effect), and the
// rest of the difference came by way of others (spillover).
//
// Whatever passes between citizens belongs here: Begin sets it, enter reads it from World.fields, Tape copies it. No
// field is an entry without an act behind it, which is luck, nor what a list refuses to the household of the
// listed: a household is held together.
type Fields struct {
	Shown  []uint32      // displays in the step before, by district
	Struck [][]Struck    // who was made to answer in the step before, by district
	Gaps   []int32       // v₀ − v̄ by district, 16 fractional bits: by how much fewer speak than usual; nil: none
	Front  redress.Front // how far reviewers have come with appeals
	Bids   uint32        // mean weight of firms' bids for tenders

	// Matches are the false matches made in the step, before review, by victim. Each world asks its own
	// reviewers, with the dice of the one who did it.
	Matches []Match
}

// Match is a search that took one citizen for another.
type Match struct {
	Handed
	Accept uint64 // the reviewer's die: the match is posted where it falls below the chance to accept a false one
}

// Tape keeps the fields of a run, step by step. It grows with the run that it records, and may be read by worlds held
// at it as soon as a step is over.
type Tape struct {
	common common
	from   int // the first step; −1 before it
	steps  []Fields
}

// ErrOtherFields is wrapped by the error of a world that cannot be held at a tape.
var ErrOtherFields = errors.New("the fields are those of another world")

// common is what two worlds must have in common for one to be held at the other's fields.
type common struct {
	seed           uint64
	step           int
	population     scenario.Population
	census, scored [population.Groups]float64
	kinds          []string // of conduct
	channels       []string // as the rules count them
}

func (w *World) common() common {
	s := w.scenario
	c := common{seed: w.seed, step: s.Time.Step, population: s.Population, census: w.census, scored: w.scored}
	for k := range s.Conduct {
		c.kinds = append(c.kinds, s.Conduct[k].Name)
	}
	for _, j := range s.ChannelOrder() {
		c.channels = append(c.channels, s.Watch[j].Name)
	}
	return c
}

// Record starts a tape of the steps from here on.
func (w *World) Record() *Tape {
	w.record = &Tape{common: w.common(), from: -1}
	return w.record
}

// Hold makes the world read the fields on a tape instead of its own, from here on. False matches of its own citizens
// are posted to their true ledgers still, but handed to nobody; those on the tape are handed out, if its reviewers let
// them pass. Its books of misattributed entries therefore do not balance. Every step must be on the tape when the
// world comes to it.
func (w *World) Hold(t *Tape) error {
	a, b := w.common(), t.common
	switch {
	case a.seed != b.seed || a.population != b.population || a.census != b.census || a.scored != b.scored:
		return fmt.Errorf("%w: seed, population or who is scored differ", ErrOtherFields)
	case a.step != b.step:
		return fmt.Errorf("%w: in steps of %d days, the world in steps of %d", ErrOtherFields, b.step, a.step)
	case !slices.Equal(a.kinds, b.kinds) || !slices.Equal(a.channels, b.channels):
		return fmt.Errorf("%w: with other kinds of conduct or channels", ErrOtherFields)
	}
	w.hold = t
	return nil
}

// at is the fields of a step.
func (t *Tape) at(step int) *Fields {
	if i := step - t.from; i >= 0 && i < len(t.steps) {
		return &t.steps[i]
	}
	panic(fmt.Sprintf("society: step %d is not on the tape", step))
}

// open begins a step of the tape with a copy of what the step reads.
func (t *Tape) open(step int, f *Fields) {
	if t.from < 0 {
		t.from = step
	}
	c := *f
	c.Shown, c.Struck, c.Gaps, c.Matches = slices.Clone(f.Shown), slices.Clone(f.Struck), slices.Clone(f.Gaps), nil
	for d := range c.Struck {
		c.Struck[d] = slices.Clone(c.Struck[d])
	}
	t.steps = append(t.steps, c)
}

// exchange makes the fields of the last step readable.
func (w *World) exchange(step int) {
	w.step = step
	w.shown, w.showing = w.showing, w.shown
	clear(w.showing)
	w.struck, w.striking = w.striking, w.struck
	for d := range w.striking {
		w.striking[d] = w.striking[d][:0]
	}
	w.fields = Fields{Shown: w.shown, Struck: w.struck, Gaps: w.gaps(), Front: w.fields.Front, Bids: w.bids()}
	if w.hold != nil {
		own := w.fields.Front
		w.fields = *w.hold.at(step)
		if w.fields.Front == (redress.Front{}) {
			w.fields.Front = own // where the other world hears no appeals, this one's reviewers come to its own
		}
	}
	if w.record != nil {
		w.record.open(step, &w.fields)
	}
}

// handOut sends the step's false matches on their way: those of the world's own searches, or those it is held at.
func (w *World) handOut() {
	for i := range w.workers {
		x := &w.workers[i]
		for _, m := range x.outbox {
			if w.hold != nil && w.record == nil {
				break // nobody asks whom they strike
			}
			m.To = w.victim(&m.Handed)
			if w.record != nil {
				w.record.add(m)
			}
			if w.hold == nil {
				w.send(&m)
			}
		}
		x.outbox = x.outbox[:0]
	}
	if w.record != nil {
		w.record.close()
	}
	if w.hold != nil {
		matches := w.hold.at(w.step).Matches
		for i := range matches {
			w.send(&matches[i])
		}
	}
}

// send puts a false match on its way if this world posts it.
func (w *World) send(m *Match) {
	w.reached(int(m.To), reachedBySearch)
	if w.posts(m) {
		w.transit = append(w.transit, m.Handed)
	}
}

// posts tells whether this world would post a false match of this kind by this channel: whether it looks, searches,
// takes points, and its reviewer lets the match pass. What bans a kind of entry altogether shows here, or belongs here.
func (w *World) posts(m *Match) bool {
	j, k := m.channel(), m.kind()
	rule, search := &w.rules.kinds[k], w.rules.channels[j].search
	return w.rules.system && search != nil && rule.points < 0 && rule.seenBy>>j&1 == 1 && below64(m.Accept, search.Accepts)
}

// add puts a false match on the step under way.
func (t *Tape) add(m Match) {
	f := &t.steps[len(t.steps)-1]
	f.Matches = append(f.Matches, m)
}

// close ends a step: what workers found stands in an order of its own.
func (t *Tape) close() {
	slices.SortFunc(t.steps[len(t.steps)-1].Matches, func(a, b Match) int { return inOrder(a.Handed, b.Handed) })
}

// reach says what of the system came to a citizen: a safeguard can change only those whom something that it acts on
// has reached.
type reach uint16

const (
	reachedBySearch reach = 1 << iota // a search put her act to somebody, or her in the place of somebody
	reachedBySpeech                   // lawful speech was recorded, or held against her
	reachedByEntry                    // an entry was held against her
	reachedByList                     // she came on a list, officially or by the true ledger
	reachedByReward                   // she was rewarded
	reachedByKin                      // she was refused something for another of her household
	reachedBySite                     // a site took notice of her
)

// reached tells an observer, if a test has set one.
func (w *World) reached(i int, by reach) {
	if w.observe != nil {
		w.observe(i, by)
	}
}

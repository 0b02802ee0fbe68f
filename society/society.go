// Package society composes the submodels into a world and takes it through time.
//
// One step is one short list, in Pass: every block of citizens goes through it as a pipeline over dense arrays.
//
//	absorb   time passes, and what the district's screens showed last step sinks in (everyone)
//	relate   what is she refused for others of her household, by who is listed now?
//	count    how many moments has each citizen in this cell of seven days?
//	dice     roll them, one block of 128 bits a moment
//	window   keep the moments of this step's days (only where a step is not a whole cell)
//	screen   whatever she feels, could she act? the die against the rule's upper bound
//	choose   does she act, by the rule itself?
//	decide   might the act be seen, refused or rewarded?
//	mark     who has something consequential coming: a sight, a refusal or reward, an entry handed to her, a term that ends,
//	         detention, a debt that falls due
//	fall     everyone else's unseen misdeeds lower her perceived risk
//	live     those marked go through the step again by the plain rule, moment by moment in order of days
//
// live is also the plain twin: a world with Plain set takes every citizen through it, and ends in the same
// bits. She decides on what she knew when the step began; the system acts in the order of days.
//
// Citizens do not read each other inside a step. What they share passes between steps: displays by district, the share of
// a district that speaks out, entries handed from those who did something to those who were taken for them, and what
// befell others of a household. Firms, where there are any, live a cell at its opening, before the people of their
// district; what they share is the mean weight of their bids.
package society

import (
	"sync"

	"glasshouse.example/engine"
	"glasshouse.example/internal/chance"
	"glasshouse.example/internal/exact"
	"glasshouse.example/ledger"
	"glasshouse.example/population"
	"glasshouse.example/redress"
	"glasshouse.example/scenario"
)

// Options are ways of computing that change no result.
type Options struct {
	Workers int  // 0: all processors
	Block   int  // citizens who pass through the pipeline together; 0: 2048
	Plain   bool // take everyone by the plain rule: slow, the twin of the fast path
	// Over is a world whose run is over, or nil: the new one lives in its memory, and the old one is gone. Two worlds of a nation
	// do not fit one machine side by side.
	Over *World
}

const defaultBlock = 2048

// World is a society at a moment between two steps.
type World struct {
	scenario *scenario.Scenario
	seed     uint64
	people   *population.People
	census   [population.Groups]float64 // people by recognition group
	scored   [population.Groups]float64 // of those, scored
	consent  uint64                     // threshold of the draw of consent
	rules    *rules
	spans    []Span
	plain    bool
	block    int

	citizens  []Citizen
	base      int        // number of the first of them: 0, but where one district is told again
	cold      []cold     // by district
	shown     []uint32   // field: displays in the last step, by district
	showing   []uint32   // the field under way
	voices    []voice    // field: how much each district speaks out; nil where it moves nobody
	said      []int32    // v₀ − v̄ by district, as the step reads it; nil likewise
	struck    [][]Struck // field: who was made to answer in the last step, by district
	striking  [][]Struck // the field under way
	fields    Fields     // what the step reads: the world's own, or those it is held at
	record    *Tape      // takes down the fields, if any does
	hold      *Tape      // whose fields the world reads, if not its own
	observe   func(i int, by reach)
	story     func(i int, h *Happening) // hears what happens; nil but where lives are told again
	chronicle *Chronicle                // keeps what retelling needs of others; nil: nothing is kept
	districts []District                // what is reported by district
	firms     *firms                    // nil: none
	transit   []Handed                  // entries on their way, unordered between steps
	inbox     []Handed                  // those due in this step, by victim
	step      int
	span      Span
	total     Tally
	level     Level
	workers   []worker

	queue redress.Queue // appeals that reviewers have not come to
}

// District is what is kept of a district for reporting.
type District struct {
	Listed, Wrong                   int32  // persons at the end of the step
	Entries, FalseEntries, Displays uint32 // since the start
	Risk                            uint64 // sum of perceived risk at the step's start
}

// New makes a world on its first day. The scenario must be a checked one.
func New(s *scenario.Scenario, seed uint64, o Options) (*World, error) {
	w, err := prepare(s, seed, o)
	if err != nil {
		return nil, err
	}
	w.citizens = o.Over.leave(w.people.Citizens())
	w.populate(o.Workers)
	w.rules = compile(s, &w.census, &w.scored)
	w.expose()
	w.listen()
	w.workers = make([]worker, engine.Workers(o.Workers, len(w.cold)))
	w.arrive()
	w.found()
	for i := range w.workers {
		w.workers[i].init(w)
	}
	return w, nil
}

// leave gives memory for n citizens: what a world whose run is over took, where there is one and it suffices. What stood in it
// is still there.
func (w *World) leave(n int) []Citizen {
	if w == nil || cap(w.citizens) < n {
		return make([]Citizen, n)
	}
	room := w.citizens[:n]
	*w = World{}
	return room
}

// prepare makes a world without anyone in it.
func prepare(s *scenario.Scenario, seed uint64, o Options) (*World, error) {
	table, err := population.ByName(s.Population.Table)
	if err != nil {
		return nil, err
	}
	people, err := population.New(seed, s.Population.Citizens, s.Population.District, table, s.Population.Minority)
	if err != nil {
		return nil, err
	}
	d := people.Districts()
	w := &World{
		scenario: s, seed: seed, people: people, plain: o.Plain, block: o.Block, spans: Calendar(s.Time.Days, s.Time.Step),
		cold: make([]cold, d), shown: make([]uint32, d), showing: make([]uint32, d), districts: make([]District, d),
		struck: make([][]Struck, d), striking: make([][]Struck, d),
		consent: exact.Threshold(s.Population.Consent),
	}
	if w.block == 0 {
		w.block = defaultBlock
	}
	w.block = (w.block + 63) &^ 63 // whole tiles
	return w, nil
}

// populate draws everyone's unchanging traits and counts the groups, a district at a time.
func (w *World) populate(workers int) {
	counts := make([][2][population.Groups]float64, w.people.Districts())
	each(w.people.Districts(), workers, func(d int) {
		var tile [population.TileSize]uint16
		lo, hi := w.people.Bounds(d)
		for i := lo; i < hi; i++ {
			if i%population.TileSize == 0 {
				w.people.Strata(uint32(i/population.TileSize), &tile)
			}
			st := uint32(tile[i%population.TileSize])
			w.citizen(i).rest = st << stratumShift
			g := population.GroupOf(st)
			counts[d][0][g]++
			if w.scenario.Scored(population.FromStratum(st).Age) && w.consents(i) {
				counts[d][1][g]++
			}
		}
	})
	for d := range counts {
		for g := range w.census {
			w.census[g] += counts[d][0][g]
			w.scored[g] += counts[d][1][g]
		}
	}
}

// arrive sets everyone's first state.
func (w *World) arrive() {
	each(w.people.Districts(), len(w.workers), func(d int) {
		lo, hi := w.people.Bounds(d)
		for i := lo; i < hi; i++ {
			*w.citizen(i) = w.born(i, w.citizen(i).stratum())
		}
		w.endow(d, lo, hi)
	})
	w.owing()
	for _, n := range w.scored {
		w.level.Scores[ledger.Reach] += int64(n)
	}
}

// born is a citizen's first state.
func (w *World) born(i int, stratum uint32) Citizen {
	r0 := w.rules.learning.Baseline
	c := Citizen{
		marks: ledger.Reach | ledger.Reach<<ledger.Bits,
		risks: r0 | r0<<16,
		rest:  usual | stratum<<stratumShift,
	}
	if a, _ := chance.Block(w.seed, uint64(i), chance.At(chance.Person, 0, awareSlot)); a < w.rules.aware || w.rules.aware == 1<<64-1 {
		c.rest |= flagAware
	}
	return c
}

// awareSlot tells the draw of awareness from the other draws of purpose Person, which population makes.
const awareSlot = 1 << 16

// consentSlot tells the draw of consent from them, and from that of awareness.
const consentSlot = awareSlot + 1

// consents tells whether she agrees to be scored. Where everyone does, nothing is drawn.
func (w *World) consents(i int) bool {
	if w.consent == 1<<64-1 {
		return true
	}
	u, _ := chance.Block(w.seed, uint64(i), chance.At(chance.Person, 0, consentSlot))
	return u < w.consent
}

// takerSlot tells the draw of who takes part in what few do from the draws above.
const takerSlot = consentSlot + 1

// takes tells whether a citizen ever does what a kind with few takers is. One die serves for all kinds: those who fly are
// among those who take trains, where fewer fly.
func (w *World) takes(k uint32, i int) bool {
	if w.rules.few>>k&1 == 0 {
		return true
	}
	u, _ := chance.Block(w.seed, uint64(i), chance.At(chance.Person, 0, takerSlot))
	return u < w.rules.takers[k]
}

// scoredCitizen tells whether a citizen of a stratum has a score: of an age that is scored, and agreed.
func (w *World) scoredCitizen(i int, st uint32) bool { return w.rules.scored[st] && w.consents(i) }

// each calls do with 0 to n−1 on so many goroutines.
func each(n, workers int, do func(int)) {
	var wait sync.WaitGroup
	workers = engine.Workers(workers, n)
	for k := range workers {
		wait.Go(func() {
			for i := k; i < n; i += workers {
				do(i)
			}
		})
	}
	wait.Wait()
}

// citizen is the i-th citizen's hot state.
func (w *World) citizen(i int) *Citizen { return &w.citizens[i-w.base] }

// Steps is the number of steps of the run.
func (w *World) Steps() int { return len(w.spans) }

// Calendar is the run's steps.
func (w *World) Calendar() []Span { return w.spans }

// People is who lives in the world.
func (w *World) People() *population.People { return w.people }

// Census is the number of people by recognition group, and of those the number scored.
func (w *World) Census() (people, scored [population.Groups]float64) { return w.census, w.scored }

// Total is everything that happened so far.
func (w *World) Total() *Tally { return &w.total }

// Level is what is true at the end of the last step.
func (w *World) Level() *Level { return &w.level }

// Districts is what is reported by district.
func (w *World) Districts() []District { return w.districts }

// InTransit is the number of entries handed out and not yet posted, without and with an act behind them.
func (w *World) InTransit() (groundless, misplaced int64) {
	for i := range w.transit {
		if w.transit[i].From == nobody {
			groundless++
		} else {
			misplaced++
		}
	}
	return groundless, misplaced
}

package experiment

import (
	"cmp"

	"glasshouse.example/engine"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// Together is the most citizens of whom everyone is known when a run has ended. Up to so many, both worlds are in memory to
// the end; of more, the second world lives in the memory of the first, and what is told citizen by citizen is told of a sample:
// each k-th, of which there are a million at most. That depends on the number of citizens alone, never on the machine.
const Together = 5_000_000

// sampled is the most citizens that are looked at one by one: all of a run of so many, else each k-th.
const sampled = 1_000_000

// every is the k of "each k-th citizen".
func every(citizens int) int { return max(1, (citizens+sampled-1)/sampled) }

// inTurn tells whether the second world lives in the memory of the first.
func (s *Spec) inTurn() bool { return s.Scenario.Population.Citizens > cmp.Or(s.together, Together) }

// known is k where each k-th citizen is known at the end of the run.
func (s *Spec) known() int {
	if !s.inTurn() {
		return 1
	}
	return every(s.Scenario.Population.Citizens)
}

// ending is what is kept of a world when its run is over, so that its society may be let go. A checkpoint holds it.
type ending struct {
	Hash           engine.Sum
	People, Scored [population.Groups]float64 // by recognition group
	Survey         *society.Survey
	Moves          [][]int64
	Transit        [2]float64 // entries on their way, without and with an act behind them
}

// census is the part of an ending that is known from the start.
func census(w *society.World) *ending {
	e := new(ending)
	e.People, e.Scored = w.Census()
	return e
}

// end takes down how a world ended.
func (r *recorder) end(w *society.World, s *scenario.Scenario) *ending {
	e := census(w)
	e.Hash, e.Survey, e.Moves = w.Hash(), w.Survey(), r.moves(w, s)
	groundless, misplaced := w.InTransit()
	e.Transit = [2]float64{float64(groundless), float64(misplaced)}
	return e
}

// crowd is citizens at the end of a run: a world, or a sample of one.
type crowd interface {
	View(i int) society.View
}

// sample is each k-th citizen of a world that is gone.
type sample struct {
	Every int
	Views []society.View
}

// View is how a citizen ended whose number is a multiple of Every.
func (s *sample) View(i int) society.View { return s.Views[i/s.Every] }

// sampleOf looks at each k-th citizen.
func sampleOf(w *society.World, k int) *sample {
	n := w.People().Citizens()
	s := &sample{Every: k, Views: make([]society.View, 0, (n+k-1)/k)}
	for i := 0; i < n; i += k {
		s.Views = append(s.Views, w.View(i))
	}
	return s
}

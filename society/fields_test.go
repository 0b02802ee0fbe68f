package society

import (
	"slices"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/scenario"
)

// safeguards says of each safeguard what it acts on: whom nothing of that reaches, it cannot change.
var safeguards = map[string]reach{
	"human-review":        reachedBySearch,
	"two-sources":         reachedBySearch,
	"lead-only":           reachedBySearch,
	"no-speech":           reachedBySpeech,
	"no-household":        reachedByKin,
	"notice-and-appeal":   reachedByEntry | reachedByList,
	"sunset":              reachedByEntry | reachedByList | reachedBySearch, // a doer's true entry expires too
	"ai-act-article-5":    reachedBySearch | reachedByList | reachedByReward | reachedBySite,
	"households-unharmed": reachedByKin, // by settings, see TestSafeguardsReachOnly
}

// everything is a society with every mechanism that citizens may meet: testdata/everything.yaml, with a safeguard laid over it.
func everything(t *testing.T, safeguard string, sets ...string) *scenario.Scenario {
	return load(t, "testdata/everything.yaml"+safeguard, sets...)
}

// soon lets a safeguard that works slowly show what it does within the run.
var soon = map[string][]string{
	"notice-and-appeal": {"redress.notice-after=1 days", "redress.window=7 days", "redress.review-days=7 days", "redress.appeal-if-wronged=50%", "redress.appeal-if-not=20%"},
	"sunset":            {"redress.sunset=28 days"},
}

// sighted is a run with what reached each citizen.
type sighted struct {
	*World
	by []reach
}

func overseen(t *testing.T, w *World) *sighted {
	s := &sighted{World: w, by: make([]reach, len(w.citizens))}
	w.observe = func(i int, by reach) { s.by[i] |= by } // a citizen belongs to one worker
	return s
}

// TestSafeguardsReachOnly is promise 4: with fields held, a safeguard changes only citizens whom something that it acts
// on has reached, in the one world or the other. With fields free it changes others too.
func TestSafeguardsReachOnly(t *testing.T) {
	base := overseen(t, world(t, everything(t, ""), 21, Options{}))
	tape := base.Record()
	run(t, base.World, 0, base.Steps())
	for _, p := range scenario.Presets() {
		if p.Kind == "preset" {
			continue
		}
		if safeguards[p.Name] == 0 {
			t.Errorf("safeguard %s: nobody has said whom it can reach", p.Name)
			continue
		}
		s := everything(t, "+"+p.Name, soon[p.Name]...)
		t.Run(p.Name, func(t *testing.T) { reachesOnly(t, base, tape, s, safeguards[p.Name]) })
	}
	s := everything(t, "", "lists.*.refuses-household=[]")
	t.Run("households-unharmed", func(t *testing.T) { reachesOnly(t, base, tape, s, safeguards["households-unharmed"]) })
}

func reachesOnly(t *testing.T, base *sighted, tape *Tape, s *scenario.Scenario, what reach) {
	held := overseen(t, world(t, s, 21, Options{}))
	if err := held.Hold(tape); err != nil {
		t.Fatal(err)
	}
	run(t, held.World, 0, held.Steps())
	free := run(t, world(t, s, 21, Options{}), 0, held.Steps())
	reached := reachable(base, held, what)
	n, changed, freed := 0, 0, 0
	for i := range reached {
		if reached[i] {
			n++
		}
		switch differs := !alike(base.World, held.World, i); {
		case differs && reached[i]:
			changed++
		case differs:
			t.Errorf("citizen %d, whom nothing reached (%b, %b), differs", i, base.by[i], held.by[i])
		case !reached[i] && !alike(base.World, free, i):
			freed++
		}
	}
	t.Logf("of %d citizens %d were reached, %d of them changed; with free fields %d others changed", len(reached), n, changed, freed)
	if changed < 50 || n == len(reached) {
		t.Error("nobody was changed, or everybody was reached: the test shows nothing")
	}
	if freed == 0 && what&reachedByEntry == 0 && what != reachedByKin { // points and lists are no field
		t.Error("with free fields nobody else changed: holding them shows nothing")
	}
}

// reachable tells of every citizen whether what the safeguard acts on reached her in either world, or whether she was
// refused something for a relative of whom that is true.
func reachable(a, b *sighted, what reach) []bool {
	n := len(a.by)
	reached, house := make([]bool, n), make([]bool, n) // house by its first member
	for i := range reached {
		reached[i] = (a.by[i]|b.by[i])&what != 0
		if reached[i] {
			house[a.people.Traits(uint32(i)).House] = true
		}
	}
	for i := range reached {
		if (a.by[i]|b.by[i])&reachedByKin != 0 && house[a.people.Traits(uint32(i)).House] {
			reached[i] = true
		}
	}
	return reached
}

// alike compares everything that two worlds hold of one citizen.
func alike(a, b *World, i int) bool {
	d := i / a.people.DistrictSize()
	lo, _ := a.people.Bounds(d)
	who, x, y := uint16(i-lo), &a.cold[d], &b.cold[d]
	if *a.citizen(i) != *b.citizen(i) {
		return false
	}
	ix, xs := x.findScar(who)
	iy, ys := y.findScar(who)
	hx, xh := x.findHeld(who)
	hy, yh := y.findHeld(who)
	dx, xd := x.findDebt(who)
	dy, yd := y.findDebt(who)
	return slices.Equal(x.memberships(who), y.memberships(who)) && noted(x.innocent, who) == noted(y.innocent, who) && noted(x.lawful, who) == noted(y.lawful, who) &&
		xs == ys && (!xs || x.scars[ix] == y.scars[iy]) && xh == yh && (!xh || x.held[hx] == y.held[hy]) &&
		xd == yd && (!xd || x.debts[dx] == y.debts[dy]) && slices.Equal(x.entriesOf(who), y.entriesOf(who))
}

// TestHeldIsExact: a world held at its own fields ends in the same state, whatever the workers, and so does one that is
// held at the tape of a world that was held.
func TestHeldIsExact(t *testing.T) {
	for _, set := range []string{"time.step=7 days", "time.step=1 day", "watch.crossing-cameras.identify.review-accepts=50%"} {
		s := related(t, set, "population.citizens=10000", "time.length=100 days")
		free := finish(t, s, 5, Options{})
		base := world(t, s, 5, Options{Workers: 3})
		tape := base.Record()
		run(t, base, 0, base.Steps())
		held := world(t, s, 5, Options{Workers: 1, Block: 64})
		if err := held.Hold(tape); err != nil {
			t.Fatal(err)
		}
		again := held.Record()
		run(t, held, 0, held.Steps())
		if base.Hash() != free.Hash() || base.total != free.total {
			t.Errorf("%s: recording changed the result", set)
		}
		if held.Hash() != free.Hash() || held.total != free.total || held.level != free.level {
			t.Errorf("%s: held at its own fields, the world ends elsewhere", set)
		}
		matches := 0
		for i := range tape.steps {
			a, b := &tape.steps[i], &again.steps[i]
			matches += len(a.Matches)
			if !slices.Equal(a.Shown, b.Shown) || !slices.Equal(a.Matches, b.Matches) || !slices.EqualFunc(a.Struck, b.Struck, slices.Equal) {
				t.Fatalf("%s, step %d: two tapes of one world differ", set, i)
			}
		}
		if matches < 200 {
			t.Errorf("%s: only %d false matches on the tape", set, matches)
		}
	}
}

// TestHoldInStep: a world may follow the one it is held at, step by step.
func TestHoldInStep(t *testing.T) {
	s := related(t, "population.citizens=6000", "time.length=60 days")
	base, held := world(t, s, 5, Options{Workers: 1}), world(t, s, 5, Options{Workers: 1})
	if err := held.Hold(base.Record()); err != nil {
		t.Fatal(err)
	}
	err := engine.Run(t.Context(), base, 0, base.Steps(), 1, func(step int) error {
		run(t, held, step, step+1)
		if held.Hash() != base.Hash() {
			t.Fatalf("step %d: the worlds part", step)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestReviewOfHeldMatches: of the matches on a tape the held world's reviewer lets as many pass as it should, whatever
// its own searches found; and without the system, or a search, none passes.
func TestReviewOfHeldMatches(t *testing.T) {
	sets := []string{"population.citizens=20000", "time.length=140 days", "watch.crossing-cameras.groundless=0/million/year"}
	base := world(t, related(t, sets...), 6, Options{})
	tape := base.Record()
	run(t, base, 0, base.Steps())
	matches := int64(0)
	for i := range tape.steps {
		matches += int64(len(tape.steps[i].Matches))
	}
	for _, c := range []struct {
		set   string
		share float64
	}{
		{"watch.crossing-cameras.identify.review-accepts=50%", 0.5}, {"watch.crossing-cameras.identify.review-accepts=10%", 0.1},
		{"watch.crossing-cameras.identify.fmr=1e-15", 1}, {"system=off", 0}, {"watch.crossing-cameras.identify=none", 0},
		{"conduct.*.seen-by=[]", 0},
	} {
		w := world(t, related(t, append(sets, c.set)...), 6, Options{})
		if err := w.Hold(tape); err != nil {
			t.Fatal(err)
		}
		run(t, w, 0, w.Steps())
		_, transit := w.InTransit()
		got, want := float64(w.total.Total(MisplacedEntries)+transit), c.share*float64(matches)
		if d := got - want; d*d > farZ*farZ*c.share*(1-c.share)*float64(matches) {
			t.Errorf("%s: %.0f of %d matches handed out, expected %.0f", c.set, got, matches, want)
		}
	}
	if matches < 300 {
		t.Errorf("only %d matches", matches)
	}
}

// TestHoldRefuses worlds that are not of the same citizens, steps, kinds or channels.
func TestHoldRefuses(t *testing.T) {
	small := []string{"population.citizens=640", "time.length=14 days"}
	tape := world(t, lively(t, small...), 1, Options{}).Record()
	for _, c := range []struct {
		set  string
		seed uint64
	}{
		{"time.length=14 days", 2}, {"population.citizens=704", 1}, {"population.scored-from=15 years", 1}, {"time.step=1 day", 1},
		{"conduct.volunteering=none", 1}, {"watch.gatherers=none", 1}, {"watch.gatherers.both-worlds=yes", 1},
	} {
		sets := append(small, c.set)
		if c.set == "watch.gatherers=none" {
			sets = append(sets, "conduct.helping-a-neighbour.seen-by=[]")
		}
		if err := world(t, lively(t, sets...), c.seed, Options{}).Hold(tape); err == nil {
			t.Errorf("%s, seed %d: held at the fields of another society", c.set, c.seed)
		}
	}
}

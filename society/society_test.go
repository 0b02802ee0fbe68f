package society

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
	"pgregory.net/rapid"
)

// load resolves a scenario with overrides.
func load(t testing.TB, ref string, sets ...string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Load(ref, sets, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// lively is a small society in which much happens: many cameras, bad recognition.
func lively(t testing.TB, sets ...string) *scenario.Scenario {
	return load(t, "black-lists", append(livelySets(), sets...)...)
}

func livelySets() []string {
	return []string{
		"population.citizens=20000", "population.district=2048 citizens", "time.length=400 days",
		"watch.crossing-cameras.connected=100%", "watch.web-monitoring.sees=20%",
		"watch.crossing-cameras.identify.gallery=5000000 faces", "watch.crossing-cameras.identify.fmr=2e-8",
		"watch.crossing-cameras.groundless=2000/million/year", "population.minority=8%",
		"lists.travel.term=90 days", "conduct.fighting.chances=4/year", "conduct.defamation.chances=2/year",
		"conduct.jaywalking.detention=2 days", "watch.police.sees=5%",
	}
}

func world(t testing.TB, s *scenario.Scenario, seed uint64, o Options) *World {
	t.Helper()
	w, err := New(s, seed, o)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func run(t testing.TB, w *World, from, to int) *World {
	t.Helper()
	err := engine.Run(context.Background(), w, from, to, len(w.workers), func(int) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func finish(t testing.TB, s *scenario.Scenario, seed uint64, o Options) *World {
	w := world(t, s, seed, o)
	return run(t, w, 0, w.Steps())
}

// TestPlainTwin compares the pipeline with the plain rule, bit by bit, counts included.
func TestPlainTwin(t *testing.T) {
	for _, name := range []string{"time.step=7 days", "time.step=1 day", "system=off", "behaviour.awareness=11%"} {
		s := lively(t, name)
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		if fast.Hash() != plain.Hash() {
			t.Errorf("%s: the pipeline and the plain rule end in different states", name)
		}
		if fast.total != plain.total {
			t.Errorf("%s: the pipeline and the plain rule count differently", name)
		}
		if fast.level != plain.level {
			t.Errorf("%s: the pipeline and the plain rule report different levels", name)
		}
		if s.System && fast.total.Total(MisplacedEntries) < 100 {
			t.Errorf("%s: only %d misplaced entries: the test compares too little", name, fast.total.Total(MisplacedEntries))
		}
	}
}

// TestSameHash is promise 1: workers, blocks and a stop half-way change nothing.
func TestSameHash(t *testing.T) {
	s := lively(t)
	want := finish(t, s, 3, Options{Workers: 1})
	for _, o := range []Options{{Workers: 2}, {Workers: 5}, {Workers: 3, Block: 64}, {Workers: 2, Block: 1000}, {Workers: 1, Block: 65536}} {
		got := finish(t, s, 3, o)
		if got.Hash() != want.Hash() || got.total != want.total || got.level != want.level {
			t.Errorf("%+v: another result", o)
		}
	}
	for _, stop := range []int{1, 17, 53} {
		var saved bytes.Buffer
		if err := run(t, world(t, s, 3, Options{}), 0, stop).Save(&saved); err != nil {
			t.Fatal(err)
		}
		w := world(t, s, 3, Options{Workers: 2})
		if err := w.Load(&saved); err != nil {
			t.Fatal(err)
		}
		if run(t, w, stop, w.Steps()); w.Hash() != want.Hash() || w.total != want.total || w.level != want.level {
			t.Errorf("resumed after step %d: another result", stop)
		}
	}
	if finish(t, s, 4, Options{}).Hash() == want.Hash() {
		t.Error("another seed gives the same state")
	}
}

// The searches by hand find what the library's find.
func TestFindRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		who := rapid.SliceOfNDistinct(rapid.Uint16(), 0, 40, rapid.ID[uint16]).Draw(t, "who")
		slices.Sort(who)
		cd, noted := new(cold), []Noted(nil)
		for _, w := range who {
			cd.scars = append(cd.scars, redress.Scar{Who: w})
			cd.lists = append(cd.lists, sanction.Membership{Who: w, List: 1}, sanction.Membership{Who: w, List: 3})
			noted = append(noted, Noted{Who: w})
		}
		w := rapid.OneOf(rapid.Uint16(), rapid.SampledFrom(append(who, 0))).Draw(t, "asked")
		at, there := slices.BinarySearch(who, w)
		if i, ok := findNoted(noted, w); i != at || ok != there {
			t.Fatalf("findNoted: %d %t, want %d %t", i, ok, at, there)
		}
		if i, ok := cd.findScar(w); i != at || ok != there {
			t.Fatalf("findScar: %d %t, want %d %t", i, ok, at, there)
		}
		for list := range uint8(5) {
			among := 0
			if there {
				among = int(list / 2)
			}
			i, ok := cd.findList(w, list)
			if wantOK := there && list&1 == 1; i != 2*at+among || ok != wantOK {
				t.Fatalf("findList %d: %d %t, want %d %t", list, i, ok, 2*at+among, wantOK)
			}
		}
	})
}

package results

import (
	"context"
	"math/rand/v2"
	"testing"

	"glasshouse.example/experiment"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// TestTheFolderTellsTheLivesThatItLists is promise 5 from the files alone: 10 000 random citizens of each of three presets, told
// again in both worlds from what a run's folder keeps, end as citizens.parquet has them, and the points told add up to the score.
func TestTheFolderTellsTheLivesThatItLists(t *testing.T) {
	sets := []string{"population.citizens=20000", "time.length=150 days", "watch.crossing-cameras.connected=100%",
		"watch.crossing-cameras.identify.gallery=5000000 faces"}
	for _, preset := range []string{"article", "black-lists", "households"} {
		s, err := scenario.Load(preset, sets, nil)
		if err != nil {
			t.Fatal(err)
		}
		o, err := experiment.Run(context.Background(), experiment.Spec{Scenario: s, Seed: 21})
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := Write(dir, o, Info{Version: "v", ScenarioHash: s.Hash(), ScenarioText: string(scenario.Marshal(s))}); err != nil {
			t.Fatal(err)
		}
		run := &Run{Dir: dir, Manifest: Manifest{ScenarioHash: s.Hash(), Seed: 21}, Summary: Summarise(o, Info{})}
		var rows []CitizenRow
		if err := run.Citizens(func(batch []CitizenRow) error { rows = append(rows, batch...); return nil }); err != nil {
			t.Fatal(err)
		}
		for _, world := range []string{"with", "without"} {
			retell(t, run, world, s, rows)
		}
	}
}

// retell tells the lives of one world.
func retell(t *testing.T, run *Run, world string, s *scenario.Scenario, rows []CitizenRow) {
	t.Helper()
	c, err := run.Chronicle(world)
	if err != nil {
		t.Fatal(err)
	}
	if world == "without" {
		s = s.Without()
	}
	teller, err := society.NewTeller(s, 21, c)
	if err != nil {
		t.Fatal(err)
	}
	r, listed, wronged := rand.New(rand.NewPCG(1, 2)), 0, 0
	for _, i := range r.Perm(len(rows))[:10_000] {
		told, err := teller.Tell(i)
		if err != nil {
			t.Fatal(err)
		}
		row := rows[i].With
		if world == "without" {
			row = rows[i].Without
		}
		if got := stateOf(teller.View(i)); got != row {
			t.Fatalf("%s, %s: citizen %d ends at %+v, citizens.parquet has %+v", s.Name, world, i, got, row)
		}
		points := s.Ledger.Start
		for _, h := range told.Happenings {
			points += int(h.Points)
		}
		if want := min(max(points, s.Ledger.Floor), s.Ledger.Ceiling); s.System && int(row.Score) != want {
			t.Fatalf("%s: citizen %d has %d points, those told lead to %d", s.Name, i, row.Score, want)
		}
		if row.Listed {
			listed++
		}
		if row.FalseEntry {
			wronged++
		}
	}
	if s.System && (listed == 0 || wronged == 0) {
		t.Errorf("%s: %d listed, %d with a false entry: the test shows little", s.Name, listed, wronged)
	}
}

// stateOf is how a citizen stands, as a row has it.
func stateOf(v society.View) experiment.State {
	return experiment.State{
		Score: int16(v.Score), TrueScore: int16(v.TrueScore), Listed: v.Listed, TrulyListed: v.Truly, ListedWrongly: v.Wrong,
		ListedForLawful: v.LawfulOnly, OwnEntry: v.OwnEntry, FalseEntry: v.FalseEntry,
		PerceivedRisk: float32(v.Risk), SpeechRisk: float32(v.SpeechRisk), Resources: float32(v.Resources),
	}
}

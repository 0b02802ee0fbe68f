package experiment

import (
	"context"
	"testing"
	"time"

	"glasshouse.example/measure"
)

// TestBehindCountsWhatTheMeasureCounts: whoever is behind a measure of persons is whom it counts, to the last of them; behind
// a measure of what happened to persons there are no more people than it counts, and some where things of the kind remain.
func TestBehindCountsWhatTheMeasureCounts(t *testing.T) {
	known := map[string]measure.Definition{}
	for _, d := range measure.Definitions() {
		known[d.Name] = d
	}
	met := map[string]bool{}
	for _, ref := range []string{"article", "black-lists", "../society/testdata/everything.yaml+notice-and-appeal"} {
		s := load(t, ref, "population.citizens=16384", "time.length=400 days", "watch.crossing-cameras.connected=100%",
			"watch.crossing-cameras.identify.gallery=5000000 faces")
		o, err := Run(context.Background(), Spec{Scenario: s, Seed: 4})
		if err != nil {
			t.Fatal(err)
		}
		for w, world := range o.Worlds {
			for k, row := range behindOf {
				n := 0.0
				for i := range o.Citizens() {
					v := o.people[w].View(i)
					if row.holds(&v) {
						n++
					}
					if k > 0 && row.holds(&v) && untouched(&v) {
						t.Fatalf("%s, %s: citizen %d is behind %s and passes for untouched", ref, world.Name, i, row.measure)
					}
				}
				d, value := known[row.measure], world.Measures[row.measure].Value
				met[row.measure] = met[row.measure] || n > 0
				switch {
				case d.Name == "":
					t.Errorf("%q is no measure", row.measure)
				case d.Unit == "persons" && n != *value:
					t.Errorf("%s, %s: %v citizens are behind %s, which counts %v", ref, world.Name, n, d.Name, *value)
				case d.Unit == "count" && n > *value:
					t.Errorf("%s, %s: %v citizens are behind %s, of which there are %v", ref, world.Name, n, d.Name, *value)
				case n > 0 && (value == nil || *value == 0):
					t.Errorf("%s, %s: %v citizens are behind %s, which counts nothing", ref, world.Name, n, d.Name)
				}
			}
		}
	}
	for _, row := range behindOf {
		if !met[row.measure] {
			t.Errorf("nobody was behind %s: its predicate was not tried", row.measure)
		}
	}
}

// BenchmarkLives looks at a million citizens of both worlds once, and says what that is of the year that they lived.
func BenchmarkLives(b *testing.B) {
	s := load(b, "article", "population.citizens=1000000", "time.length=365 days")
	start := time.Now()
	o, err := Run(context.Background(), Spec{Scenario: s, Seed: 4})
	if err != nil {
		b.Fatal(err)
	}
	run := time.Since(start)
	for b.Loop() {
		o.name()
	}
	b.ReportMetric(100*b.Elapsed().Seconds()/float64(b.N)/run.Seconds(), "%-of-run")
}

package society

import (
	"testing"

	"glasshouse.example/scenario"
)

// TestEveryTwin compares the pipeline with the plain rule on every preset, on a society with every mechanism, and on that
// with each safeguard, in steps of seven days and of one; need is made to weigh, so that what costs money shows.
func TestEveryTwin(t *testing.T) {
	refs := []string{"testdata/everything.yaml"}
	for _, p := range scenario.Presets() {
		if p.Kind == "preset" {
			refs = append(refs, p.Name)
		} else {
			refs = append(refs, "testdata/everything.yaml+"+p.Name)
		}
	}
	for i, ref := range refs {
		step := [2]string{"time.step=7 days", "time.step=1 day"}[i%2]
		s := load(t, ref, step, "population.citizens=6000", "population.district=2048 citizens", "time.length=200 days",
			"behaviour.need-weight=2", "behaviour.deterrence=1")
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		if fast.Hash() != plain.Hash() || fast.total != plain.total || fast.level != plain.level {
			t.Errorf("%s, %s: the pipeline and the plain rule differ", ref, step)
		}
	}
}

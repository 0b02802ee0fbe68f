package measure

import (
	"slices"
	"strings"
	"testing"

	"glasshouse.example/scenario"
)

// descriptive are parameters that no measure rests on: words about a scenario, and the switch that makes its twin.
var descriptive = strings.Fields(`scenario about system conduct.*.source conduct.*.about watch.*.source watch.*.about lists.*.keeper
	lists.*.source lists.*.about rewards.*.keeper rewards.*.source rewards.*.about sites.*.source sites.*.about`)

// TestEveryMeasureRestsOnParameters: each measure names parameters that there are, and each parameter stands with a measure.
func TestEveryMeasureRestsOnParameters(t *testing.T) {
	used := map[string]bool{}
	for _, d := range Definitions() {
		if len(RestsOn(d.Name)) == 0 {
			t.Errorf("%s rests on no parameter", d.Name)
		}
		for _, rest := range RestsOn(d.Name) {
			covers := 0
			for _, p := range scenario.Parameters() {
				if Covers(rest, p.Path) {
					covers++
					used[p.Path] = true
				}
			}
			if covers == 0 {
				t.Errorf("%s rests on %s, which is no parameter", d.Name, rest)
			}
		}
	}
	for _, p := range scenario.Parameters() {
		if used[p.Path] == slices.Contains(descriptive, p.Path) {
			t.Errorf("%s: stands with a measure: %t", p.Path, used[p.Path])
		}
	}
	for name := range rests {
		if !slices.ContainsFunc(Definitions(), func(d Definition) bool { return d.Name == name }) {
			t.Errorf("%q is no measure", name)
		}
	}
	if RestsOn("obedience") != nil {
		t.Error("what is no measure rests on something")
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		rest, path string
		want       bool
	}{
		{"watch.*.identify", "watch.crossing-cameras.identify.fmr", true},
		{"watch.*.identify", "watch.*.identify.fmr", true},
		{"watch.*.identify", "watch.crossing-cameras.sees", false},
		{"watch.*.identify.fmr", "watch.crossing-cameras.identify", false},
		{"time.step", "time.step", true},
		{"time.step", "time.steps", false},
	} {
		if got := Covers(c.rest, c.path); got != c.want {
			t.Errorf("%s covers %s: %t", c.rest, c.path, got)
		}
	}
}

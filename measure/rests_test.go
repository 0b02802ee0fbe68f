package measure

import (
	"strings"
	"testing"

	"glasshouse.example/scenario"
)

// TestEveryMeasureRestsOnParameters: each measure stands once in the table of what measures rest on, and each path there is a
// parameter's or leads to some.
func TestEveryMeasureRestsOnParameters(t *testing.T) {
	times := map[string]int{}
	for paths, names := range rests {
		for _, name := range strings.Fields(names) {
			times[name]++
		}
		for _, path := range strings.Fields(paths) {
			found := false
			for _, p := range scenario.Parameters() {
				found = found || p.Path == path || strings.HasPrefix(p.Path, path+".")
			}
			if !found {
				t.Errorf("%s is no parameter of a scenario, and leads to none", path)
			}
		}
	}
	for _, d := range Definitions() {
		if times[d.Name] != 1 {
			t.Errorf("%s stands %d times in the table of what measures rest on", d.Name, times[d.Name])
		}
		if len(RestsOn(d.Name)) == 0 {
			t.Errorf("%s rests on nothing", d.Name)
		}
		delete(times, d.Name)
	}
	for name := range times {
		t.Errorf("%s is no measure", name)
	}
}

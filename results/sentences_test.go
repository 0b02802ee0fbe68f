package results

import (
	"strings"
	"testing"

	"glasshouse.example/measure"
)

// said gives the sentences for a world of these measures, joined; absent measures are null.
func said(citizens int, paired bool, measures map[string]float64) string {
	w := &World{Measures: map[string]measure.Value{}}
	for name, v := range measures {
		w.Measures[name] = value(v, "")
	}
	s := Summary{Citizens: citizens, Worlds: Worlds{With: w}}
	if paired {
		s.Worlds.Without = &World{}
	}
	return plain(strings.Join(Sentences(s), "\n"))
}

func TestSentences(t *testing.T) {
	got := said(5000000, true, map[string]float64{
		"entries": 412883, "false_entries": 25186, "misattributed_entries": 25186, "groundless_entries": 0, "scored": 3941113, "listed": 61204, "wrongly_listed": 2310,
		"speech_withheld": 0.12, "everyday_withheld": 0,
	})
	want := `Of 412 883 entries 6.1 % were for something another person did.
On the last day 61 204 of 3 941 113 scored citizens were on a black list; 2 310 of them would not be by their own acts alone.
Lawful criticism fell by 12 % against the same city without the system; everyday talk did not change.`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestSentencesAreTrueAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		name     string
		paired   bool
		measures map[string]float64
		want     string
	}{
		{"no entries", true, nil, "Not one entry was made"},
		{"one entry, hers", true, map[string]float64{"entries": 1}, "One entry was made, for something the citizen had done."},
		{"one entry, not hers", true, map[string]float64{"entries": 1, "false_entries": 1}, "something the citizen had not done"},
		{"none false", true, map[string]float64{"entries": 9, "false_entries": 0}, "Of 9 entries not one was for something"},
		{"few false", true, map[string]float64{"entries": 1e6, "false_entries": 3}, "Of 1 000 000 entries 0.0003 % were"},
		{"both kinds", true, map[string]float64{"entries": 1000, "false_entries": 62, "misattributed_entries": 60, "groundless_entries": 2},
			"Of 1 000 entries 6 % were for something another person did, and 0.2 % for something nobody did."},
		{"hardly any groundless", true, map[string]float64{"entries": 1e6, "false_entries": 9001, "misattributed_entries": 9000, "groundless_entries": 1},
			"Of 1 000 000 entries 0.9 % were for something another person did."},
		{"searches", true, map[string]float64{"entries": 1000, "false_entries": 60, "misattributed_entries": 60, "wrong_identification_share": 0.05},
			"6 % were for something another person did; where a face search named somebody, it named the wrong person in 5 % of cases."},
		{"listed for lawful conduct", true, map[string]float64{"listed": 30, "listed_for_lawful_conduct": 20, "wrongly_listed": 3},
			"30 of 1 000 citizens were on a black list; 20 of them only for what the law allows, and 3 would not be by their own acts alone."},
		{"groundless", true, map[string]float64{"entries": 1000, "false_entries": 2, "misattributed_entries": 0, "groundless_entries": 2},
			"Of 1 000 entries 0.2 % were for something nobody did."},
		{"nobody listed", true, nil, "none of 1 000 citizens was on a black list"},
		{"one listed", true, map[string]float64{"listed": 1}, "1 of 1 000 citizens was on a black list; all of them would be"},
		{"speech rose", true, map[string]float64{"speech_withheld": -0.02}, "Lawful criticism rose by 2 %"},
		{"no speech", true, nil, "the city without the system had none"},
		{"alone", false, nil, "the run had no twin to compare with"},
	} {
		if got := said(1000, c.paired, c.measures); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q does not say %q", c.name, got, c.want)
		}
	}
}

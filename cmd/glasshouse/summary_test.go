package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/measure"
	"glasshouse.example/results"
)

func some(v float64) *float64 { return &v }

func twoWorlds(alone bool) results.Summary {
	with := &results.World{Measures: map[string]measure.Value{
		"acts": {Value: some(12345), Unit: "count"}, "false_discovery_rate": {Value: some(0.0610004), Unit: "ratio"},
		"speech_withheld": {Unit: "ratio"},
	}}
	without := &results.World{Measures: map[string]measure.Value{
		"acts": {Value: some(12445), Unit: "count"}, "false_discovery_rate": {Value: some(0), Unit: "ratio"},
		"speech_withheld": {Unit: "ratio"},
	}}
	s := results.Summary{Scenario: "article", Citizens: 20000, Days: 60, Seed: 1, StateHash: "abc", Worlds: results.Worlds{With: with}}
	if !alone {
		s.Worlds.Without = without
	}
	return s
}

func printed(t *testing.T, s results.Summary, terminal bool) string {
	t.Helper()
	var b bytes.Buffer
	a := &app{stdout: &b, outTerminal: terminal}
	if err := a.printSummary(s, "runs/one"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// line gives the fields of the line that begins so.
func line(t *testing.T, text, begins string) []string {
	t.Helper()
	for _, l := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(l), begins) {
			return strings.Fields(strings.ReplaceAll(l, "\u202f", "_"))
		}
	}
	t.Fatalf("no line begins with %q in\n%s", begins, text)
	return nil
}

func TestTheTableComparesTheWorlds(t *testing.T) {
	text := printed(t, twoWorlds(false), false)
	for begins, want := range map[string]string{
		"acts": "acts 12_345 12_445 −100 count", "false discovery": "false discovery rate 0.06100 0 +0.06100 ratio",
		"speech": "speech withheld – – – ratio",
	} {
		if got := strings.Join(line(t, text, begins), " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if strings.Contains(text, "\x1b") {
		t.Error("colours where there is no terminal")
	}
}

func TestARunAloneHasNoColumnForATwin(t *testing.T) {
	text := printed(t, twoWorlds(true), false)
	if got := strings.Join(line(t, text, "acts"), " "); got != "acts 12_345 count" {
		t.Errorf("got %q", got)
	}
	if strings.Contains(text, "difference") {
		t.Error("a difference with nothing")
	}
}

func TestColoursAreForTerminalsThatWantThem(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	if !strings.Contains(printed(t, twoWorlds(false), true), "\x1b[1m") {
		t.Error("no bold titles on a terminal")
	}
	t.Setenv("NO_COLOR", "1")
	if strings.Contains(printed(t, twoWorlds(false), true), "\x1b") {
		t.Error("NO_COLOR is not respected")
	}
}

func TestEveryHeadlineIsAMeasure(t *testing.T) {
	var names []string
	for _, d := range measure.Definitions() {
		names = append(names, d.Name)
	}
	for _, group := range headline {
		for _, name := range group.measures {
			if !slices.Contains(names, name) {
				t.Errorf("%q: %s is no measure", group.title, name)
			}
		}
	}
}

func TestDisplay(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 5: "5", 12345: "12_345", 0.0610004: "0.06100", 987.654: "987.7", 12345.6: "12_346", 1e-7: "1.000 × 10⁻⁷",
		-0.5: "−0.5000",
	} {
		if got := strings.ReplaceAll(display(&v), "\u202f", "_"); got != want {
			t.Errorf("display(%v) = %q, want %q", v, got, want)
		}
	}
	if got := display(nil); got != "–" {
		t.Errorf("null is shown as %q", got)
	}
}

package main

import (
	"strings"
	"testing"

	"glasshouse.example/results"
)

// TestBand: an interval of few events and a measure without any are marked, and what has no interval is not given one.
func TestBand(t *testing.T) {
	low, high := -1.5, 2.0
	for want, d := range map[string]results.Interval{
		"−1.500 to +2":       {Low: &low, High: &high},
		"−1.500 to +2 (few)": {Low: &low, High: &high, Few: true},
		"– (no event)":       {Low: &low, High: &high, Few: true, None: true},
		"–":                  {},
		"– (few)":            {Few: true},
	} {
		if got := band(d); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestTimes: a factor has three digits, whatever its size; of little it is no more exact.
func TestTimes(t *testing.T) {
	for x, want := range map[float64]string{0: "0.000", 0.8599: "0.860", 1: "1.00", 19.56205: "19.6", 249.13: "249", 2123.04: "2 123"} {
		if got := times(x); got != want {
			t.Errorf("%v is %q, want %q", x, got, want)
		}
	}
}

// TestWorldsStandAbreast: every world stands in one table, two in each at most, and every table says the first world's levels.
func TestWorldsStandAbreast(t *testing.T) {
	out := mustRun(t, "compare", "article", "without", "article+human-review", "article+no-speech", "--citizens", "2000", "--days", "14",
		"--replicates", "2", "--out", t.TempDir()+"/run")
	heads := 0
	for _, line := range strings.Split(out, "\n") {
		if n := len([]rune(line)); n > 180 && strings.HasPrefix(line, "  ") {
			t.Errorf("%d letters: %q", n, line)
		}
		if strings.HasSuffix(line, "unit") && strings.Contains(line, " article ") && strings.Contains(line, "95 % interval") {
			heads++
		}
	}
	if heads != 2 {
		t.Errorf("%d tables of measures, want 2:\n%s", heads, out)
	}
}

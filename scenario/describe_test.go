package scenario

import (
	"strings"
	"testing"
)

// described finds a row of a description.
func described(t *testing.T, s *Scenario, path string) Described {
	t.Helper()
	for _, d := range Describe(s) {
		if d.Path == path {
			return d
		}
	}
	t.Fatalf("%s is not described", path)
	return Described{}
}

func TestDescribeGivesSources(t *testing.T) {
	s := mustLoad(t, "article", "behaviour.awareness=11%", "behaviour.deterrence=2")
	for _, c := range []struct {
		path, value, source string
		assumption          bool
	}{
		{"conduct.jaywalking.points", "-20", "A18", false},
		{"conduct.jaywalking.chances", "12/year", "assumption, D11 says unknown", true},
		{"conduct.jaywalking.fine", "20 yuan", "A26, A27", false},
		{"watch.crossing-cameras.reach", "0.000385", "fitted to A25, 0.010 crossings seen per inhabitant and year", false},
		{"watch.crossing-cameras.identify.realised", "2.5", "C10", false},
		{"conduct.criticism.chances", "6/year", "assumption, from the article; X06 finds it in no rule book", true},
		{"conduct.criticism.points", "-15", "assumption, from the article; X06 finds it in no rule book", true},
		{"conduct.criticism.fine", "0 yuan", "assumption", true},
		{"conduct.littering.from-age", "15 years", "set by the scenario", true},
		{"watch.police.sees", "0.05%", "assumption", true},
		{"behaviour.awareness", "11%", "set by the scenario", true},
		{"behaviour.deterrence", "2", "set by the scenario", true},
		{"behaviour.learning", "0.05", "assumption", true},
		{"ledger.start", "1000", "A01, the article", false},
		{"ledger.grades.AAA", "1050", "A03, not verified: assumption", true},
		{"time.length", "1095 days", "design", false},
	} {
		d := described(t, s, c.path)
		if d.Value != c.value || d.Source != c.source || d.Assumption != c.assumption {
			t.Errorf("%s: %q, %q, %v; not %q, %q, %v", c.path, d.Value, d.Source, d.Assumption, c.value, c.source, c.assumption)
		}
	}
}

// A description holds what applies, once each, and nothing else.
func TestDescribeListsWhatApplies(t *testing.T) {
	s := mustLoad(t, "article")
	seen := map[string]bool{}
	for _, d := range Describe(s) {
		if seen[d.Path] {
			t.Errorf("%s is listed twice", d.Path)
		}
		seen[d.Path] = true
		if d.Meaning == "" || d.Source == "" || d.Range == "" {
			t.Errorf("%s lacks meaning, source or range", d.Path)
		}
	}
	for path, want := range map[string]bool{
		"conduct.flight.refusal-cost": true, "conduct.jaywalking.refusal-cost": false,
		"watch.crossing-cameras.sees": false, "watch.police.sees": true, "watch.police.identify.lag": false,
		"watch.crossing-cameras.identify.fmr": true, "watch.crossing-cameras.identify.fpir": false,
	} {
		if seen[path] != want {
			t.Errorf("%s listed: %v, not %v", path, seen[path], want)
		}
	}
}

// Every row of the table is complete, and its default is inside its own range.
func TestTableRows(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Parameters() {
		if seen[p.Path] {
			t.Errorf("%s stands twice in the table", p.Path)
		}
		seen[p.Path] = true
		if p.Meaning == "" || p.Source == "" {
			t.Errorf("%s lacks meaning or source", p.Path)
		}
		if strings.Contains(p.Source, "assumption") != p.Assumption && !strings.Contains(p.Source, "fitted") {
			t.Errorf("%s: the source is %q, the mark of an assumption %v", p.Path, p.Source, p.Assumption)
		}
		numeric := p.Kind == Number || p.Kind == Whole || p.Kind == Fifths
		if numeric && (p.Unit == nil || p.Min >= p.Max) {
			t.Errorf("%s has no unit or no range", p.Path)
		}
		if p.Default == "" || strings.Contains(p.Path, "*") && !numeric {
			continue
		}
		n := defaultNode(&p, pos{file: "default"})
		for _, item := range append(n.items, n) {
			if numeric && item.shape == scalar {
				if _, e := p.number(item); e != nil {
					t.Errorf("%s: its default: %v", p.Path, e)
				}
			}
		}
	}
}

// The table of the documents has a row for every parameter, with as many cells as its head.
func TestParameterTable(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(ParameterTable()), "\n")
	if len(lines) != len(table)+2 {
		t.Fatalf("%d lines for %d parameters", len(lines), len(table))
	}
	for i, line := range lines {
		if strings.Count(line, "|") != strings.Count(lines[0], "|") {
			t.Errorf("row %d has cells too many or too few: %s", i, line)
		}
	}
	for i := range table {
		if !strings.Contains(lines[i+2], "`"+table[i].Path+"`") || !strings.Contains(lines[i+2], table[i].Meaning) {
			t.Errorf("row of %s: %s", table[i].Path, lines[i+2])
		}
	}
}

package main

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"glasshouse.example/scenario"
)

func aJob() *job {
	return &job{scenario: &scenario.Scenario{Name: "article", Time: scenario.Time{Step: 7}}}
}

func TestABarIsForTerminalsOnly(t *testing.T) {
	for _, c := range []struct {
		name            string
		terminal, quiet bool
		shows           string
	}{
		{"terminal", true, false, "%"}, {"file", false, false, "scenario=article"}, {"quiet terminal", true, true, ""},
		{"quiet file", false, true, ""},
	} {
		var b bytes.Buffer
		j := aJob()
		j.output.Quiet = c.quiet
		p := newProgress(&app{stderr: &b, errTerminal: c.terminal}, j)
		p.step(1, 2)
		p.step(2, 2)
		p.end()
		if c.shows == "" && b.Len() > 0 || !strings.Contains(b.String(), c.shows) {
			t.Errorf("%s: wrote %q", c.name, b.String())
		}
		if !c.terminal && strings.Contains(b.String(), "\r") {
			t.Errorf("%s: a bar where there is no terminal", c.name)
		}
	}
}

func TestLinesAreSparse(t *testing.T) {
	var b bytes.Buffer
	p := newProgress(&app{stderr: &b}, aJob())
	for i := range int64(100) {
		p.step(i, 100)
	}
	if n := strings.Count(b.String(), "\n"); n != 1 {
		t.Errorf("%d lines for a short run", n)
	}
	p.lastLine = time.Now().Add(-time.Hour)
	p.step(50, 100)
	if !strings.Contains(b.String(), "done=50%") {
		t.Errorf("no word of progress after an hour: %s", b.String())
	}
}

// The rate counts what this process computed, not what a checkpoint brought.
func TestRateCountsOwnWork(t *testing.T) {
	p := &progress{weeks: 1, from: 1_000_000, begun: time.Now().Add(-10 * time.Second)}
	if got := p.rate(11_000_000); math.Abs(got-1) > 0.05 {
		t.Errorf("%v million citizen-weeks per second", got)
	}
	p = newProgress(&app{}, &job{scenario: aJob().scenario, output: outputFlags{Quiet: true}})
	p.step(5_000_000, 10_000_000)
	if p.from != 5_000_000 {
		t.Errorf("counts from %d", p.from)
	}
}

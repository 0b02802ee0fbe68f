package main

import (
	"testing"
	"time"
)

func TestParseSchedule(t *testing.T) {
	for text, want := range map[string]schedule{
		"10 steps": {steps: 10}, "1 step": {steps: 1}, "2steps": {steps: 2}, " 10 min ": {every: 10 * time.Minute},
		"90 s": {every: 90 * time.Second}, "2 h": {every: 2 * time.Hour},
	} {
		if got, err := parseSchedule(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "steps", "0 steps", "-1 steps", "1.5 h", "10", "10 fortnights", "99999999999 s"} {
		if got, err := parseSchedule(text); err == nil {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
}

func TestScheduleInSteps(t *testing.T) {
	due := schedule{steps: 3}.due(time.Now)
	for step := range 9 {
		if got, want := due(step), step%3 == 2; got != want {
			t.Errorf("step %d: due %v", step, got)
		}
	}
}

func TestScheduleInTime(t *testing.T) {
	now := time.Unix(0, 0)
	due := schedule{every: time.Minute}.due(func() time.Time { return now })
	now = time.Unix(30, 0)
	if due(0) {
		t.Error("due after half a minute")
	}
	now = time.Unix(60, 0)
	if !due(1) {
		t.Error("not due after a minute")
	}
	if due(2) {
		t.Error("due twice in a minute")
	}
	now = time.Unix(121, 0)
	if !due(3) {
		t.Error("not due after another minute")
	}
}

func TestQuoteIsSafeForAShell(t *testing.T) {
	for word, want := range map[string]string{
		"article": "article", "a=b,c": "a=b,c", "": "''", "two words": "'two words'", "it's": `'it'\''s'`, "$HOME": "'$HOME'",
		"x;y": "'x;y'", "time.length=1 year": "'time.length=1 year'",
	} {
		if got := quote(word); got != want {
			t.Errorf("quote(%q) = %s, want %s", word, got, want)
		}
	}
}

func TestTheCommandThatReproducesARun(t *testing.T) {
	citizens := 20000
	c := runCommand{Scenario: "my city.yaml", Citizens: &citizens, Seed: 7, Set: []string{"a.b=1 year", "c=2"},
		Safeguard: []string{"human-review", "no-speech"}, Alone: true, Out: "x", outputFlags: outputFlags{JSON: true, Workers: 3}}
	want := "glasshouse run 'my city.yaml' --citizens 20000 --seed 7 --set 'a.b=1 year' --set c=2 --safeguard human-review,no-speech --alone"
	if got := c.reproduce(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

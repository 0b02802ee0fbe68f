package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// outputFlags say what is shown while a run goes on and after it. They change no result.
type outputFlags struct {
	JSON       bool     `name:"json" help:"Print summary.json on standard output and nothing else."`
	Quiet      bool     `short:"q" help:"Show no progress and no summary; print the results' folder only."`
	Workers    int      `placeholder:"W" help:"Number of workers; all processors if absent."`
	Checkpoint schedule `default:"10 min" placeholder:"WHEN" help:"How often to write a checkpoint: \"10 steps\" or \"10 min\" (${default})."`
}

// Validate refuses what no machine has.
func (f outputFlags) Validate() error {
	if f.Workers < 0 {
		return fmt.Errorf("--workers %d: a number of workers from 1, or 0 for all processors", f.Workers)
	}
	return nil
}

// schedule is how often a checkpoint is written: each so many steps, or each so much time. One of them is set.
type schedule struct {
	steps int
	every time.Duration
}

// Decode reads "10 steps", "10 min", "90 s" or "2 h".
func (s *schedule) Decode(ctx *kong.DecodeContext) error {
	var text string
	if err := ctx.Scan.PopValueInto("schedule", &text); err != nil {
		return err
	}
	parsed, err := parseSchedule(text)
	*s = parsed
	return err
}

var scheduleUnits = map[string]time.Duration{"s": time.Second, "min": time.Minute, "h": time.Hour}

func parseSchedule(text string) (schedule, error) {
	digits := strings.TrimRight(strings.TrimSpace(text), "abcdefghijklmnopqrstuvwxyz")
	unit := strings.TrimSpace(text)[len(digits):]
	n, err := strconv.Atoi(strings.TrimSpace(digits))
	if err != nil || n < 1 || n > 1_000_000 {
		return schedule{}, fmt.Errorf(`%q is no time between checkpoints; write "10 steps", "90 s", "10 min" or "2 h"`, text)
	}
	if unit == "step" || unit == "steps" {
		return schedule{steps: n}, nil
	}
	if each, ok := scheduleUnits[unit]; ok {
		return schedule{every: time.Duration(n) * each}, nil
	}
	return schedule{}, fmt.Errorf(`%q: unit %q between checkpoints; allowed: steps, s, min, h`, text, unit)
}

// due gives the function that tells after each step whether a checkpoint is due, with the clock it goes by.
func (s schedule) due(now func() time.Time) func(step int) bool {
	if s.steps > 0 {
		return func(step int) bool { return (step+1)%s.steps == 0 }
	}
	last := now()
	return func(int) bool {
		if now().Sub(last) < s.every {
			return false
		}
		last = now()
		return true
	}
}

package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"glasshouse.example/results"
)

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// barSteps is the number of marks the bar counts to: citizen-steps of a nation would overflow no integer, but
// a bar shows a thousandth at best.
const barSteps = 1000

// logEvery is how often a run that no terminal watches says where it is.
const logEvery = 30 * time.Second

// progress shows how far a run is: a bar on a terminal, a line now and then elsewhere, nothing if asked to be quiet.
type progress struct {
	bar      *progressbar.ProgressBar
	log      *slog.Logger
	weeks    float64 // in a step
	begun    time.Time
	from     int64 // citizen-steps done before this process began, after a resumption
	started  bool
	lastLine time.Time
}

func newProgress(a *app, j *job) *progress {
	p := &progress{weeks: float64(j.scenario.Time.Step) / 7, begun: time.Now(), lastLine: time.Now()}
	switch {
	case j.output.Quiet:
	case a.errTerminal:
		p.bar = newBar(a.stderr)
	default:
		p.log = slog.New(slog.NewTextHandler(a.stderr, nil))
		p.log.Info("running", "scenario", j.scenario.Name, "citizens", j.scenario.Population.Citizens,
			"days", j.scenario.Time.Days, "seed", j.seed, "folder", j.folder.Partial())
	}
	return p
}

func newBar(w io.Writer) *progressbar.ProgressBar {
	return progressbar.NewOptions(barSteps, progressbar.OptionSetWriter(w), progressbar.OptionSetWidth(32),
		progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetRenderBlankState(true),
		progressbar.OptionSetDescription("simulating"))
}

// step is called after each step with the citizen-steps done and in all.
func (p *progress) step(done, all int64) {
	if !p.started { // what a checkpoint brought was not computed now
		p.started, p.from, p.begun = true, done, time.Now()
	}
	switch rate := p.rate(done); {
	case p.bar != nil:
		p.bar.Describe(fmt.Sprintf("%s million citizen-weeks/s", results.Number(rate, 1)))
		_ = p.bar.Set64(done * barSteps / max(all, 1))
	case p.log != nil && time.Since(p.lastLine) >= logEvery:
		p.lastLine = time.Now()
		p.log.Info("running", "done", fmt.Sprintf("%d%%", 100*done/max(all, 1)),
			"million_citizen_weeks_per_second", fmt.Sprintf("%.1f", rate))
	}
}

// rate is in millions of citizen-weeks per second.
func (p *progress) rate(done int64) float64 {
	elapsed := time.Since(p.begun).Seconds()
	if elapsed <= 0 {
		return 0
	}
	return float64(done-p.from) * p.weeks / elapsed / 1e6
}

// end clears the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
		_ = p.bar.Exit()
	}
}

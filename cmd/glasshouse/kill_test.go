package main

import (
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"glasshouse.example/experiment"
	"glasshouse.example/results"
)

func sha(text []byte) [sha256.Size]byte { return sha256.Sum256(text) }

// victim is a command line that is killed again and again, and what has to come of it all the same.
type victim struct {
	begin   []string // without --out
	resume  []string // flags of resume
	summary func(t *testing.T, dir string) string

	want   string
	life   time.Duration // about that of a process that nobody kills
	report time.Duration // of which it writes the results
	folder results.Folder
	kept   bool      // a checkpoint was seen in the folder
	before time.Time // when the results that lay there when the process began were written
	ends   int
	stages map[string]int // kills by what they found
}

// unbroken runs the command once in peace.
func (v *victim) unbroken(t *testing.T) {
	t.Helper()
	if _, err := built(); err != nil {
		t.Fatal(err)
	}
	v.folder.Final = filepath.Join(t.TempDir(), "run")
	started := time.Now()
	if code, stderr := run(t, append(slices.Clone(v.begin), "--out", v.folder.Final, "--quiet")...); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	v.life = time.Since(started)
	v.report = v.life - v.written(v.folder.Final).Sub(started)
	v.want, v.stages = v.summary(t, v.folder.Final), map[string]int{}
	v.anew(t)
}

// anew makes the next process begin in a folder of its own.
func (v *victim) anew(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(v.folder.Final); err != nil {
		t.Fatal(err)
	}
	v.kept = false
}

// next starts a process: of a new run, or one that goes on.
func (v *victim) next(t *testing.T) *program {
	t.Helper()
	v.before = v.written(v.folder.Partial())
	if exists(v.folder.Partial()) {
		return launch(t, append([]string{"resume", v.folder.Final, "--quiet"}, v.resume...)...)
	}
	return launch(t, append(slices.Clone(v.begin), "--out", v.folder.Final, "--quiet")...)
}

// written is when the first of the results in a folder was written; the zero time where there is none.
func (v *victim) written(dir string) time.Time {
	info, err := os.Stat(filepath.Join(dir, results.SummaryFile))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// writing tells whether the process under way has come to its results.
func (v *victim) writing() bool { return !v.written(v.folder.Partial()).Equal(v.before) }

// wait lets a process live for a while: for any part of a life, to somewhere in the writing of a checkpoint or of the results, or a
// little after its start, be machine and disk slow or fast.
func (v *victim) wait(p *program, dice *rand.Rand) {
	more := v.life - v.report/2
	switch kind := dice.IntN(5); {
	case !v.before.IsZero() && kind < 3: // its steps are behind it: this one may live
		<-p.ended
		return
	case !v.before.IsZero():
		more = v.report
	case kind < 2:
		for range 1 + dice.IntN(3) {
			p.until(func() bool { return !aside(v.folder) || v.writing() })
			p.until(func() bool { return aside(v.folder) || v.writing() })
		}
		more = v.life / 50
	case kind == 2:
		p.until(v.writing)
		more = v.report
	case kind == 3: // before the first step, or in the reading of a checkpoint
		more = v.life / 8
	}
	select {
	case <-p.ended:
		v.hurry(4, 5)
	case <-time.After(time.Duration(dice.Int64N(int64(more)))):
		v.hurry(21, 20)
	}
}

// kill starts a process and kills it at some moment. It tells whether the process was still there.
func (v *victim) kill(t *testing.T, dice *rand.Rand) bool {
	t.Helper()
	p := v.next(t)
	v.wait(p, dice)
	p.kill()
	if p.ProcessState.Exited() {
		v.ended(t, p)
		return false
	}
	v.look(t)
	return true
}

// hurry sets the pace of the kills: a machine with other work to do lives slower at one time than at another, and a process
// that ended was not killed.
func (v *victim) hurry(by, of time.Duration) { v.life, v.report = v.life*by/of, v.report*by/of }

// ended checks a process that came to its end.
func (v *victim) ended(t *testing.T, p *program) {
	t.Helper()
	if code := p.code(); code != exitDone {
		t.Fatalf("%q: exit code %d after kills at %v\n%s", p.Args, code, v.stages, p.stderr.String())
	}
	v.check(t)
}

// check holds a finished folder against the unbroken run's, and lets the next begin.
func (v *victim) check(t *testing.T) {
	t.Helper()
	if exists(v.folder.Partial()) {
		t.Fatalf("%s is there beside the results", v.folder.Partial())
	}
	if got := v.summary(t, v.folder.Final); got != v.want {
		t.Fatalf("after kills at %v another summary:\n%s\nunbroken:\n%s", v.stages, got, v.want)
	}
	v.ends++
	v.anew(t)
}

// look counts what a kill found, and checks that it lost nothing.
func (v *victim) look(t *testing.T) {
	t.Helper()
	partial := v.folder.Partial()
	kept := exists(v.folder.Checkpoint()) || experiment.Kept(v.folder.Checkpoint()) > 0
	_, broken := results.ReadManifest(partial)
	stage := "in the first steps"
	switch {
	case !exists(partial) && exists(v.folder.Final):
		v.stages["after the end"]++
		v.check(t)
		return
	case !exists(partial):
		v.stages["before there was a folder"]++
		return
	case broken != nil:
		v.stages["before there was a manifest"]++
		if code, stderr := run(t, "resume", v.folder.Final); code != exitUsage || !strings.Contains(stderr, "before it began") {
			t.Fatalf("exit code %d, %s", code, stderr)
		}
		if err := os.RemoveAll(partial); err != nil {
			t.Fatal(err)
		}
		return
	case v.folder.Whole():
		stage = "between the last file and the name"
	case aside(v.folder):
		stage = "in the writing of a checkpoint"
	case v.writing():
		stage = "in the writing of results"
	case kept:
		stage = "in the steps after a checkpoint"
	}
	v.stages[stage]++
	if v.kept && !kept && !v.folder.Whole() {
		t.Fatalf("killed %s: the checkpoint that was there is gone", stage)
	}
	v.kept = v.kept || kept
}

// killed kills so many processes, and lets the last run end.
func (v *victim) killed(t *testing.T, times int) {
	random := dice(t)
	v.unbroken(t)
	for n := 0; n < times; {
		if v.kill(t, random) {
			n++
		}
	}
	p := v.next(t)
	<-p.ended
	v.ended(t, p)
	t.Logf("%d kills, %d runs that ended all the same; killed %v", times, v.ends, v.stages)
}

// A million citizens, killed at fifty moments from the start of the program to its end: every run goes on, and ends as one that
// nobody killed.
func TestAMillionAreKilledAtFiftyMoments(t *testing.T) {
	v := victim{
		begin:   []string{"run", "--citizens", "1000000", "--days", "56", "--alone", "--checkpoint", "1 steps"},
		resume:  []string{"--checkpoint", "1 steps"},
		summary: summaryOf,
	}
	times := 50
	if testing.Short() {
		times = 5
	}
	v.killed(t, times)
}

// The same of two worlds, the second of which begins where the first has ended.
func TestAPairIsKilledAtManyMoments(t *testing.T) {
	v := victim{
		begin:   []string{"run", "--citizens", "100000", "--days", "56", "--checkpoint", "2 steps"},
		resume:  []string{"--checkpoint", "1 steps"},
		summary: summaryOf,
	}
	v.killed(t, 10)
}

// The same of a comparison, which keeps its finished replicates.
func TestAComparisonIsKilledAtManyMoments(t *testing.T) {
	v := victim{
		begin:   []string{"compare", "article", "article+no-speech", "without", "--citizens", "30000", "--days", "56", "--replicates", "6"},
		summary: comparisonSummary,
	}
	v.killed(t, 15)
}

// Ten million citizens, killed half-way, gone on with, stopped by Ctrl-C and gone on with again.
func TestTenMillionGoOn(t *testing.T) {
	if testing.Short() {
		t.Skip("ten million citizens in short mode")
	}
	parted := results.Folder{Final: filepath.Join(t.TempDir(), "parted")}
	every := []string{"--checkpoint", "1 steps", "--quiet"}
	p := launch(t, append([]string{"run", "--citizens", "10000000", "--days", "49", "--alone", "--out", parted.Final}, every...)...)
	p.until(func() bool { return exists(parted.Checkpoint()) })
	p.until(func() bool { return aside(parted) })
	if p.kill(); p.ProcessState.Exited() {
		t.Fatalf("it ended before it was killed\n%s", p.stderr.String())
	}
	first, err := os.Stat(parted.Checkpoint())
	if err != nil {
		t.Fatal(err)
	}
	p = launch(t, append([]string{"resume", parted.Final}, every...)...)
	p.until(func() bool {
		now, err := os.Stat(parted.Checkpoint())
		return err == nil && !os.SameFile(first, now)
	})
	if err := p.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if code := p.code(); code != exitInterrupted || !strings.Contains(p.stderr.String(), "glasshouse resume "+parted.Final) {
		t.Fatalf("exit code %d\n%s", code, p.stderr.String())
	}
	whole := filepath.Join(t.TempDir(), "whole")
	for _, args := range [][]string{
		{"resume", parted.Final, "--quiet"}, {"run", "--citizens", "10000000", "--days", "49", "--alone", "--out", whole, "--quiet"},
	} {
		if code, stderr := run(t, args...); code != exitDone {
			t.Fatalf("%q: exit code %d\n%s", args, code, stderr)
		}
	}
	if a, b := summaryOf(t, whole), summaryOf(t, parted.Final); a != b {
		t.Errorf("whole:\n%s\nresumed:\n%s", a, b)
	}
}

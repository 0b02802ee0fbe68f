package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"glasshouse.example/results"
)

// disk is a small file system in memory.
type disk struct{ dir string }

// mount makes a disk of so many kilobytes. Only root may; without the right the test skips, loudly, but not where root runs in CI.
func mount(t *testing.T, kilobytes int) disk {
	t.Helper()
	d := disk{t.TempDir()}
	if err := syscall.Mount("tmpfs", d.dir, "tmpfs", 0, fmt.Sprintf("size=%dk", kilobytes)); err != nil {
		if os.Getuid() == 0 && os.Getenv("CI") != "" {
			t.Fatalf("no file system could be mounted as root, and CI is set: full and read-only disks go untested: %v", err)
		}
		t.Skipf("NO FILE SYSTEM COULD BE MOUNTED (%v): FULL AND READ-ONLY DISKS WERE NOT TESTED; run the tests as root", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(d.dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return d
}

// remount changes size and flags, once nobody writes there.
func (d disk) remount(t *testing.T, flags uintptr, kilobytes int) {
	t.Helper()
	for {
		err := syscall.Mount("tmpfs", d.dir, "tmpfs", syscall.MS_REMOUNT|flags, fmt.Sprintf("size=%dk", kilobytes))
		if err == nil {
			return
		}
		if !errors.Is(err, syscall.EBUSY) {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
}

const plenty = 256 << 10 // kilobytes

var diskRun = []string{"run", "--citizens", "100000", "--days", "35", "--checkpoint", "1 steps", "--quiet"}

// A disk that fills up at any point of a run: in the manifest, a checkpoint or a table. The error says so, nothing is left but what
// can be gone on from, and with more room it comes to the same end.
func TestAFullDisk(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole")
	if code, stderr := run(t, append(slices.Clone(diskRun), "--out", whole)...); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	want := summaryOf(t, whole)
	outcomes := map[string]int{}
	for kilobytes := 4; ; kilobytes += 4 + kilobytes/6 {
		if filled(t, kilobytes, want, outcomes) {
			t.Logf("up to %d kB: %v", kilobytes, outcomes)
			break
		}
	}
	for _, kind := range []string{"nothing left", "gone on with"} {
		if outcomes[kind] == 0 {
			t.Errorf("no disk was of a size for %q: %v", kind, outcomes)
		}
	}
}

// filled runs on a disk of so many kilobytes and tells whether they sufficed.
func filled(t *testing.T, kilobytes int, want string, outcomes map[string]int) (sufficed bool) {
	t.Helper()
	d := mount(t, kilobytes)
	f := results.Folder{Final: filepath.Join(d.dir, "run")}
	code, stderr := run(t, append(slices.Clone(diskRun), "--out", f.Final)...)
	if code == exitDone {
		if got := summaryOf(t, f.Final); got != want {
			t.Errorf("%d kB: another summary", kilobytes)
		}
		return true
	}
	noRoom := func(code int, stderr string) {
		t.Helper()
		if code != exitFailed || !strings.Contains(stderr, "no space left on device") || aside(f) {
			t.Errorf("%d kB: exit code %d, %s\n%s", kilobytes, code, stderr, contents(t, d.dir))
		}
	}
	noRoom(code, stderr)
	if !exists(f.Partial()) {
		if left, err := os.ReadDir(d.dir); err != nil || len(left) > 0 {
			t.Errorf("%d kB: %d files are left, error %v", kilobytes, len(left), err)
		}
		outcomes["nothing left"]++
		return false
	}
	if !exists(f.Checkpoint()) || !strings.Contains(stderr, "glasshouse resume "+f.Final) {
		t.Errorf("%d kB: %s\n%s", kilobytes, stderr, contents(t, d.dir))
	}
	again := []string{"resume", f.Final, "--checkpoint", "1 steps", "--quiet"}
	if code, stderr := run(t, again...); code != exitDone {
		noRoom(code, stderr)
		d.remount(t, 0, plenty)
		if code, stderr := run(t, again...); code != exitDone {
			t.Errorf("%d kB, then more: exit code %d\n%s", kilobytes, code, stderr)
			return false
		}
	}
	if got := summaryOf(t, f.Final); got != want {
		t.Errorf("%d kB: another summary", kilobytes)
	}
	outcomes["gone on with"]++
	return false
}

// A disk that can only be read: no run begins there, none goes on, and one under way ends with its last checkpoint whole.
func TestAReadOnlyDisk(t *testing.T) {
	d := mount(t, plenty)
	f := results.Folder{Final: filepath.Join(d.dir, "run")}
	long := slices.Clone(diskRun)
	long[slices.Index(long, "35")] = "350"
	p := launch(t, append(slices.Clone(long), "--out", f.Final)...)
	p.until(func() bool { return exists(f.Checkpoint()) })
	d.remount(t, syscall.MS_RDONLY, plenty)
	if code := p.code(); code != exitFailed || !strings.Contains(p.stderr.String(), "read-only file system") ||
		!strings.Contains(p.stderr.String(), "glasshouse resume "+f.Final) {
		t.Fatalf("exit code %d\n%s", code, p.stderr.String())
	}
	before := contents(t, d.dir)
	for _, args := range [][]string{{"resume", f.Final}, append(slices.Clone(long), "--out", filepath.Join(d.dir, "other"))} {
		if code, stderr := run(t, args...); code != exitUsage || !strings.Contains(stderr, "read-only file system") {
			t.Errorf("%q: exit code %d\n%s", args, code, stderr)
		}
	}
	if after := contents(t, d.dir); after != before {
		t.Errorf("there was\n%s\nand is\n%s", before, after)
	}
	d.remount(t, 0, plenty)
	whole := filepath.Join(t.TempDir(), "whole")
	for _, args := range [][]string{{"resume", f.Final, "--quiet"}, append(slices.Clone(long), "--out", whole)} {
		if code, stderr := run(t, args...); code != exitDone {
			t.Fatalf("%q: exit code %d\n%s", args, code, stderr)
		}
	}
	if a, b := summaryOf(t, whole), summaryOf(t, f.Final); a != b {
		t.Errorf("whole:\n%s\nresumed:\n%s", a, b)
	}
}

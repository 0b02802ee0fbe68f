package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"glasshouse.example/internal/durable"
	"glasshouse.example/results"
)

// built is the program itself, as its users build it: what is killed must not be a stand-in.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "glasshouse-built-*")
	if err != nil {
		return "", err
	}
	builtIn = dir
	name := filepath.Join(dir, "glasshouse")
	if out, err := exec.Command("go", "build", "-o", name, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return name, nil
})

// builtIn is the folder it was built in, "" where no test asked for it.
var builtIn string

// removing clears the built program away when all tests are done.
type removing struct{ *testing.M }

func (m removing) Run() int {
	code := m.M.Run()
	if builtIn != "" {
		os.RemoveAll(builtIn)
	}
	return code
}

// program is a process of the built program.
type program struct {
	*exec.Cmd
	stderr bytes.Buffer
	ended  chan struct{}
}

// launch starts the built program.
func launch(t *testing.T, args ...string) *program {
	t.Helper()
	name, err := built()
	if err != nil {
		t.Fatal(err)
	}
	p := &program{Cmd: exec.Command(name, args...), ended: make(chan struct{})}
	p.Stderr = &p.stderr
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.ended)
		_ = p.Wait() // its exit code is what is tested
	}()
	t.Cleanup(func() { p.kill() })
	return p
}

// kill ends the process as kill -9 does.
func (p *program) kill() {
	_ = p.Process.Kill() // it may have ended
	<-p.ended
}

// code waits for the end and gives the exit code, -1 where it was killed.
func (p *program) code() int {
	<-p.ended
	return p.ProcessState.ExitCode()
}

// run runs the built program to its end.
func run(t *testing.T, args ...string) (code int, stderr string) {
	t.Helper()
	p := launch(t, args...)
	return p.code(), p.stderr.String()
}

// dice are random numbers whose seed is logged. GLASSHOUSE_DICE repeats a test with the dice of a failure.
func dice(t *testing.T) *rand.Rand {
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("GLASSHOUSE_DICE"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("GLASSHOUSE_DICE=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// until waits for something that a process does, for an hour at most or to the process's end; it tells whether it came.
func (p *program) until(came func() bool) bool {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	for !came() {
		select {
		case <-p.ended:
			return false
		case <-ctx.Done():
			return false
		case <-time.After(time.Millisecond):
		}
	}
	return true
}

// exists tells whether a file is there.
func exists(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, os.ErrNotExist)
}

// aside tells whether a file is being written that will replace a checkpoint.
func aside(f results.Folder) bool {
	found, err := filepath.Glob(f.Checkpoint() + "*" + durable.Aside)
	return err == nil && len(found) > 0
}

// contents are the files under a folder, with a digest of each.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			fmt.Fprintln(&all, name)
			return err
		}
		text, err := os.ReadFile(name)
		fmt.Fprintf(&all, "%s %x\n", name, sha(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

var errDisk = errors.New("no space left")

// begun is a job whose folder has been claimed.
func begun(t *testing.T) *job {
	t.Helper()
	folder, err := results.Claim(filepath.Join(t.TempDir(), "run"))
	if err != nil {
		t.Fatal(err)
	}
	return &job{folder: folder}
}

func TestAFailedRunLeavesNothingBehind(t *testing.T) {
	j := begun(t)
	if err := j.abandon(errDisk); !errors.Is(err, errDisk) {
		t.Errorf("error %v", err)
	}
	for _, name := range []string{j.folder.Partial(), j.folder.Final} {
		if _, err := os.Stat(name); !os.IsNotExist(err) {
			t.Errorf("%s is there: %v", name, err)
		}
	}
}

func TestAFailedRunKeepsItsCheckpoint(t *testing.T) {
	j := begun(t)
	if err := os.WriteFile(j.folder.Checkpoint(), []byte("state"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := j.abandon(errDisk); !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "glasshouse resume") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(j.folder.Checkpoint()); err != nil {
		t.Error(err)
	}
}

// A disk without room for two checkpoints is said to be one, before the run begins; where the first is there, room for one is enough.
func TestLittleRoomIsSaid(t *testing.T) {
	j := begun(t)
	var err error
	if j.scenario, err = scenario.Load("china", nil, nil); err != nil {
		t.Fatal(err)
	}
	said := func(free int64) string {
		var errs bytes.Buffer
		j.roomy(&app{stderr: &errs}, free)
		return errs.String()
	}
	if text := said(30e9); !strings.Contains(text, "22.6 GB") || !strings.Contains(text, "30.0 GB") {
		t.Errorf("room for one: %q", text)
	}
	if text := said(50e9) + said(0); text != "" {
		t.Errorf("room for two, or for nobody knows how much: %q", text)
	}
	if err := os.WriteFile(j.folder.Checkpoint(), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if text := said(30e9); text != "" {
		t.Errorf("room for one, and one is there: %q", text)
	}
}

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"glasshouse.example/results"
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

package glasshouse

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"glasshouse.example/results"
)

// TestNothingHalfWritten saves what fails in the midst of writing, and looks for what is left. What lay there before stays.
func TestNothingHalfWritten(t *testing.T) {
	parent := t.TempDir()
	full := errors.New("no space left")
	half := func(partial string) error {
		if err := os.WriteFile(filepath.Join(partial, results.StepsFile), []byte("half a table"), 0o644); err != nil {
			t.Fatal(err)
		}
		return full
	}
	if err := save(filepath.Join(parent, "run"), results.Manifest{}, half); !errors.Is(err, full) {
		t.Errorf("the error is %v", err)
	}
	if entries, err := os.ReadDir(parent); err != nil || len(entries) != 0 {
		t.Errorf("left behind: %v (%v)", entries, err)
	}
	stopped := filepath.Join(parent, "run.partial")
	if err := os.Mkdir(stopped, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := save(filepath.Join(parent, "run"), results.Manifest{}, half); err == nil {
		t.Error("saved over a run that has not ended")
	}
	if _, err := os.Stat(stopped); err != nil {
		t.Error("a run that has not ended was removed: ", err)
	}
}

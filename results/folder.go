package results

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	partialSuffix = ".partial" // marks the folder of a run that has not ended
	aside         = ".new"     // marks a file that is to replace another in one move
)

// Folder is where a run's results go: written under Partial, and renamed to Final when they are whole.
type Folder struct{ Final string }

// Partial is the folder's name until the run has ended. What is in it can be resumed.
func (f Folder) Partial() string { return f.Final + partialSuffix }

// Checkpoint is the name of the run's checkpoint file.
func (f Folder) Checkpoint() string { return filepath.Join(f.Partial(), CheckpointFile) }

// Claim makes the partial folder of a run that is to end up in final. It fails where something lies there
// already: results are never overwritten. An empty folder called final is taken.
func Claim(final string) (Folder, error) {
	f := Folder{Final: filepath.Clean(final)}
	if strings.HasSuffix(f.Final, partialSuffix) {
		return f, fmt.Errorf("%s: a name that ends in %s is kept for runs that have not ended", final, partialSuffix)
	}
	if err := vacant(f.Final); err != nil {
		return f, err
	}
	if err := os.MkdirAll(filepath.Dir(f.Final), 0o755); err != nil {
		return f, err
	}
	err := os.Mkdir(f.Partial(), 0o755)
	if errors.Is(err, fs.ErrExist) {
		return f, occupied(fmt.Sprintf("%s: a run that has not ended; go on with `glasshouse resume %s`, or remove it",
			f.Partial(), f.Final))
	}
	return f, err
}

// occupied is the error of a name that something lies under already.
type occupied string

func (o occupied) Error() string        { return string(o) }
func (o occupied) Is(target error) bool { return target == fs.ErrExist }

// vacant reports as an error whatever lies under a name that results are to have.
func vacant(name string) error {
	entries, err := os.ReadDir(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return occupied(name + ": not empty; results are never overwritten: choose another folder")
	}
	return nil
}

// ClaimNext claims parent/<scenario>-seed<seed>-<n> with the lowest n that no other run has.
func ClaimNext(parent, scenario string, seed uint64) (Folder, error) {
	for n := 1; ; n++ {
		f, err := Claim(filepath.Join(parent, fmt.Sprintf("%s-seed%d-%d", scenario, seed, n)))
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// Stopped finds the folder of a run that has not ended, named with or without its suffix.
func Stopped(name string) (Folder, error) {
	f := Folder{Final: strings.TrimSuffix(filepath.Clean(name), partialSuffix)}
	if info, err := os.Stat(f.Partial()); err == nil && info.IsDir() {
		return f, nil
	}
	if m, err := ReadManifest(f.Final); err == nil && m.StateHash != "" {
		return f, fmt.Errorf("%s: this run has ended; there is nothing to resume", f.Final)
	}
	return f, fmt.Errorf("%s: no stopped run: there is no folder %s", name, f.Partial())
}

// Begin writes down what is being run, before it runs, so that a killed run can be resumed.
func (f Folder) Begin(m Manifest) error {
	m.Format, m.Notice, m.Platform = Format, Notice, here()
	return writeManifest(f.Partial(), m)
}

// Finish takes the hash of every file into the manifest and gives the folder its final name.
func (f Folder) Finish() error {
	dir := f.Partial()
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	if m.Files, err = hashFiles(dir); err != nil {
		return err
	}
	if err := writeManifest(dir, m); err != nil {
		return err
	}
	if err := vacant(f.Final); err != nil {
		return err
	}
	if err := sweep(dir); err != nil {
		return err
	}
	// An empty folder of the final name is in the way of renaming on some systems.
	if err := os.Remove(f.Final); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(dir, f.Final)
}

// passing tells the files of a run under way, and of writing that was killed, from its results.
func passing(name string) bool {
	return strings.HasPrefix(name, CheckpointFile) || strings.HasSuffix(name, aside) || strings.HasSuffix(name, partialSuffix)
}

// sweep removes the files that are not results.
func sweep(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if passing(e.Name()) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Discard removes the partial folder, for a run that failed before it began.
func (f Folder) Discard() error { return os.RemoveAll(f.Partial()) }

package results

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"glasshouse.example/internal/durable"
)

// partialSuffix marks the folder of a run that has not ended.
const partialSuffix = ".partial"

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
	if errors.Is(err, fs.ErrExist) && neverBegan(f.Partial()) {
		return f, occupied(fmt.Sprintf("%s: a run that begins at this moment or was killed before it began; remove it if it was", f.Partial()))
	}
	if errors.Is(err, fs.ErrExist) {
		return f, occupied(fmt.Sprintf("%s: a run that has not ended; go on with `glasshouse resume %s`, or remove it",
			f.Partial(), f.Final))
	}
	return f, err
}

// neverBegan tells whether a folder holds no more than a kill left of writing a first manifest.
func neverBegan(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && (len(entries) == 0 || len(entries) == 1 && entries[0].Name() == ManifestFile+durable.Aside)
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

// Hold keeps the partial folder from other processes until release is called or this one ends: two that go on with one run would
// write over each other.
func (f Folder) Hold() (release func(), err error) {
	release, err = durable.Hold(f.Partial())
	if errors.Is(err, durable.ErrBusy) {
		err = occupied(err.Error())
	}
	return release, err
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
	if err := writeManifest(f.Partial(), m); err != nil {
		return err
	}
	return durable.SyncFolder(filepath.Dir(f.Final))
}

// Began reads what is being run in a folder that Stopped found, clears away what a kill left half-written and finds out
// whether the folder can be written to.
func (f Folder) Began() (Manifest, error) {
	dir := f.Partial()
	if neverBegan(dir) {
		return Manifest{}, fmt.Errorf("%s: the run was killed before it began; remove that folder, and run it again", dir)
	}
	m, err := ReadManifest(dir)
	if err != nil {
		return m, err
	}
	if err := sweep(dir, halfWritten); err != nil {
		return m, err
	}
	probe := filepath.Join(dir, CheckpointFile+durable.Aside)
	if err := os.WriteFile(probe, nil, 0o644); err != nil {
		return m, fmt.Errorf("%s cannot be written to: %w", dir, err)
	}
	return m, os.Remove(probe)
}

// Whole tells whether every result lies in the partial folder already: only Finish is missing.
func (f Folder) Whole() bool { return Verify(f.Partial()) == nil }

// Finish takes the hash of every file into the manifest and gives the folder its final name. Every file is on the disk before the
// manifest says what it holds, and the manifest before the checkpoint goes; a kill at any moment leaves what can be gone on from,
// or the results whole.
func (f Folder) Finish() error {
	dir := f.Partial()
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	if m.Files, err = hashFiles(dir); err != nil {
		return err
	}
	for name := range m.Files {
		if err := durable.SyncFile(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	if err := writeManifest(dir, m); err != nil {
		return err
	}
	if err := vacant(f.Final); err != nil {
		return err
	}
	if err := sweep(dir, passing); err != nil {
		return err
	}
	// An empty folder of the final name is in the way of renaming on some systems.
	if err := os.Remove(f.Final); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(dir, f.Final); err != nil {
		return err
	}
	return durable.SyncFolder(filepath.Dir(f.Final))
}

// passing tells the files of a run under way, and of writing that was killed, from its results.
func passing(name string) bool { return strings.HasPrefix(name, CheckpointFile) || halfWritten(name) }

// halfWritten tells what a kill left of a file that was to take its place when it was whole.
func halfWritten(name string) bool {
	return strings.HasSuffix(name, durable.Aside) || strings.HasSuffix(name, partialSuffix)
}

// sweep removes the files whose names are meant.
func sweep(dir string, meant func(name string) bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if meant(e.Name()) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Discard removes the partial folder, for a run that failed before it began.
func (f Folder) Discard() error { return os.RemoveAll(f.Partial()) }

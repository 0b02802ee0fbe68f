package durable

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// names lists a folder.
func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// holds tells whether path is the only file of its folder and what it says.
func holds(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("the file says %q, error %v; want %q", got, err, want)
	}
	if all := names(t, filepath.Dir(path)); len(all) != 1 {
		t.Errorf("the folder holds %q", all)
	}
}

func TestAFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path+Aside, []byte("what a kill left, longer than what follows"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"first", "second, and longer", ""} {
		if err := Write(path, text(s)); err != nil {
			t.Fatal(err)
		}
		holds(t, path, s)
	}
	if err := Write(path, text("last")); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no room on the disk")
	err := Write(path, func(w io.Writer) error {
		io.WriteString(w, "half of it")
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	holds(t, path, "last")
}

func TestAFileThatCannotBeNamedIsNotLeftBehind(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(path, "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Write(path, text("x")); err == nil {
		t.Error("a file took the place of a folder with something in it")
	}
	if all := names(t, dir); len(all) != 1 {
		t.Errorf("the folder holds %q", all)
	}
	if err := Write(filepath.Join(dir, "nowhere", "file"), text("x")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestAFolderIsHeldByOne(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "js" {
		t.Skip("this system has no such lock")
	}
	dir := t.TempDir()
	release, err := Hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Hold(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("held twice: %v", err)
	}
	if err := os.Rename(dir, dir+"x"); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir + "x")
	if _, err := Hold(dir + "x"); !errors.Is(err, ErrBusy) {
		t.Errorf("held twice by its new name: %v", err)
	}
	release()
	release, err = Hold(dir + "x")
	if err != nil {
		t.Fatal(err)
	}
	release()
	if _, err := Hold(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestSync(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(SyncFile(path), SyncFolder(filepath.Dir(path))); err != nil {
		t.Error(err)
	}
	if SyncFile(path+"y") == nil || SyncFolder(path+"y") == nil {
		t.Error("what is not there was brought to the disk")
	}
}

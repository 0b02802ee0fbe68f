// Package durable writes files and folders so that a kill or a power cut at any moment leaves the old one or the new one, whole.
//
// A file is written beside its place, under its name with Aside at the end, brought to the disk, and renamed; then the folder that
// it lies in is brought to the disk, since a renaming is a change of the folder. What a kill leaves under an aside name is of no
// use: the next writing of that file takes its place.
package durable

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// Aside ends the name of a file that is being written and will take the place of the one without it.
const Aside = ".new"

// ErrBusy is wrapped by the error of a folder that another process holds.
var ErrBusy = errors.New("another glasshouse is at work on it")

// Write makes path a file of what fill writes. Where it fails, what was there before is still there, and nothing else.
func Write(path string, fill func(io.Writer) error) (err error) {
	f, err := os.OpenFile(path+Aside, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			err = errors.Join(err, discard(f.Name()))
		}
	}()
	if err = fill(f); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// discard removes a file that may be gone already.
func discard(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// SyncFile brings a file that was written and closed before to the disk.
func SyncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// SyncFolder brings the names in a folder to the disk. Where a system has no such thing, it does nothing.
func SyncFolder(name string) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "js" {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return fmt.Errorf("bringing %s to the disk: %w", name, err)
	}
	return nil
}

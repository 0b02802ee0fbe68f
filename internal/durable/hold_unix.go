//go:build unix && !aix && !solaris

package durable

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// Hold keeps a folder from other processes until release is called or this one ends, however it ends. A folder held by another
// gives an error that wraps ErrBusy. Where a file system knows no locks, nothing is held.
func Hold(dir string) (release func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		f.Close()
		return nil, fmt.Errorf("%s: %w", dir, ErrBusy)
	}
	return func() { f.Close() }, nil
}

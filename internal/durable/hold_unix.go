//go:build unix && !aix && !solaris

package durable

import (
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// patience is how long Hold waits for another process to end.
const patience = 2 * time.Second

// Hold keeps a folder from other processes until release is called or this one ends, however it ends. A folder held by another
// gives an error that wraps ErrBusy, after a moment of patience: a process that was killed while it wrote is there until its disk
// has answered. Where a file system knows no locks, nothing is held.
func Hold(dir string) (release func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for waited := time.Duration(0); ; waited += patience / 40 {
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); !errors.Is(err, syscall.EWOULDBLOCK) {
			return func() { f.Close() }, nil
		}
		if waited >= patience {
			f.Close()
			return nil, fmt.Errorf("%s: %w", dir, ErrBusy)
		}
		time.Sleep(patience / 40)
	}
}

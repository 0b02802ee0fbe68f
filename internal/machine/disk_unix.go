//go:build linux || darwin

package machine

import "syscall"

// Free is how many bytes a folder's disk has room for; 0 where the system does not say.
func Free(dir string) int64 {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) != nil {
		return 0
	}
	return int64(s.Bavail) * int64(s.Bsize)
}

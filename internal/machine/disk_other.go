//go:build !linux && !darwin

package machine

// Free is how many bytes a folder's disk has room for; 0 where the system does not say, as here.
func Free(string) int64 { return 0 }

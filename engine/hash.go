package engine

import (
	"crypto/sha256"
	"io"
	"sync"
	"sync/atomic"
)

// Sum is a SHA-256 digest.
type Sum = [sha256.Size]byte

// Hash digests a state kept in units: the digest of the units' digests, in order of units, so that it can be
// taken in parallel and still depends on nothing but the state. Write writes one unit's state, in bytes that
// are the same on every platform; it is called with different units at the same time.
func Hash(units, workers int, write func(w io.Writer, unit int)) Sum {
	sums := make([]Sum, units)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range Workers(workers, units) {
		wait.Go(func() {
			h := sha256.New()
			for u := next.Add(1) - 1; u < int64(units); u = next.Add(1) - 1 {
				h.Reset()
				write(h, int(u))
				h.Sum(sums[u][:0])
			}
		})
	}
	wait.Wait()
	h := sha256.New()
	for i := range sums {
		h.Write(sums[i][:])
	}
	return Sum(h.Sum(nil))
}

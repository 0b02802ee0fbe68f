package machine

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestAvailable(t *testing.T) {
	for text, want := range map[string]int64{
		"MemTotal:       24684084 kB\nMemFree:         952684 kB\nMemAvailable:   24157220 kB\n": 24157220 << 10,
		"MemTotal: 24684084 kB\n":       0,
		"MemAvailable: many kB\n":       0,
		"MemAvailable: 12\n":            0,
		"":                              0,
		"\x00\xff MemAvailable: 1 kB\n": 0,
	} {
		if got := available([]byte(text)); got != want {
			t.Errorf("%q: %d bytes, want %d", text, got, want)
		}
	}
}

func TestWhole(t *testing.T) {
	for text, want := range map[string]int64{"max\n": 0, "1073741824\n": 1 << 30, "": 0, "9223372036854775807": math.MaxInt64} {
		if got := whole([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// A limit that was set is the most that is at hand, and the collector is not given more.
func TestMemoryKeepsToALimit(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 20))
	if got := Memory(); got != 1<<20 {
		t.Errorf("%d bytes at hand under a limit of %d", got, 1<<20)
	}
	t.Setenv("GOMEMLIMIT", "1MiB")
	Limit()
	if got := debug.SetMemoryLimit(-1); got != 1<<20 {
		t.Errorf("the limit was %d bytes and is now %d", 1<<20, got)
	}
	t.Setenv("GOMEMLIMIT", "")
	Limit()
	if got := debug.SetMemoryLimit(-1); got != 1<<20/10*9 {
		t.Errorf("of %d bytes the collector was given %d", 1<<20, got)
	}
}

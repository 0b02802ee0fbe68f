package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"testing"

	"pgregory.net/rapid"
)

func hashOf(states []string, workers int) Sum {
	return Hash(len(states), workers, func(w io.Writer, unit int) { io.WriteString(w, states[unit]) })
}

func TestHashDoesNotDependOnWorkers(t *testing.T) {
	states := make([]string, 100)
	for u := range states {
		states[u] = fmt.Sprint("state of ", u*u)
	}
	want := hashOf(states, 1)
	for _, workers := range []int{0, 2, 3, 17, 100, 1000} {
		if hashOf(states, workers) != want {
			t.Errorf("%d workers give another hash than one", workers)
		}
	}
}

// The digest of the digests, in order: whoever reimplements it must meet these.
func TestHashIsTheDigestOfDigests(t *testing.T) {
	a, b := sha256.Sum256([]byte("a")), sha256.Sum256([]byte("b"))
	if got := hashOf([]string{"a", "b"}, 2); got != sha256.Sum256(append(a[:], b[:]...)) {
		t.Errorf("the hash of a and b is %x", got)
	}
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	if got := hashOf(nil, 1); hex.EncodeToString(got[:]) != empty {
		t.Errorf("the hash of nothing is %x, want SHA-256 of nothing", got)
	}
}

// Any change of any unit shows, and so does moving a byte from one unit to the next or swapping two of them.
func TestHashSeesEveryUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		states := rapid.SliceOfN(rapid.StringN(1, 8, -1), 2, 20).Draw(t, "states")
		want := hashOf(states, 2)
		u := rapid.IntRange(0, len(states)-2).Draw(t, "unit")
		for name, change := range map[string]func(s []string){
			"a longer state":  func(s []string) { s[u] += "x" },
			"a bit":           func(s []string) { s[u] = string([]byte{s[u][0] ^ 1}) + s[u][1:] },
			"a moved border":  func(s []string) { s[u], s[u+1] = s[u]+s[u+1][:1], s[u+1][1:] },
			"an emptied unit": func(s []string) { s[u] = "" },
		} {
			changed := append([]string(nil), states...)
			change(changed)
			if hashOf(changed, 3) == want {
				t.Fatalf("%s in unit %d does not show", name, u)
			}
		}
		swapped := append([]string(nil), states...)
		swapped[u], swapped[u+1] = swapped[u+1], swapped[u]
		if (hashOf(swapped, 2) == want) != (states[u] == states[u+1]) {
			t.Fatalf("swapping units %d and %d", u, u+1)
		}
	})
}

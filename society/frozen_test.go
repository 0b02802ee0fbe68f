package society

import (
	"encoding/hex"
	"testing"
)

// frozen are the state hashes of small societies, the same on every platform: amd64 at every level, arm64, wasm.
// A change of the model or of the article preset changes them; a change of anything else must not.
var frozen = map[string]string{
	"article":      "0612b9deb4ab78fbfa114e7118d762d296a9133df8c40616194189fe35795361",
	"step=1 day":   "705deebb5874ca82fd49795a8902f0057476c658b2ece4a17b230724daa86966",
	"system=off":   "b16df189f04c258fe0a057c3f141face48ab637e7b7c64ba4c404b969fffe0d2",
	"human-review": "0ad1f750bf1553782888ab085f892ec22a96fe39556631d8ef3f224492257137",
}

func TestFrozenHashes(t *testing.T) {
	sets := map[string][]string{
		"article":      nil,
		"step=1 day":   {"time.step=1 day"},
		"system=off":   {"system=off"},
		"human-review": {"watch.crossing-cameras.identify.review-accepts=50%"},
	}
	for name, want := range frozen {
		s := lively(t, append([]string{"population.citizens=6400", "time.length=120 days"}, sets[name]...)...)
		sum := finish(t, s, 1, Options{}).Hash()
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%q: %q,", name, got)
		}
	}
}

package society

import (
	"encoding/hex"
	"testing"
)

// frozen are the state hashes of small societies, the same on every platform: amd64 at every level, arm64, wasm.
// A change of the model or of the article preset changes them; a change of anything else must not.
var frozen = map[string]string{
	"article":      "a4a003b0ecf70c4ddf2a8a5158ad1e4c2210671698c6bdc81fb680a2c0d8a642",
	"step=1 day":   "6e245d9a5096f98da6978ec4ccad8cbd460fa6b6aa8875c01218ab7b60806334",
	"system=off":   "d85282df1684c3e52a0101615d7f6d3f0a32f76adc68a4021022f7543da1193f",
	"human-review": "5e487c2d1001ce89a151a5ce0af478eb815420d419b816e97eea9bb174c735ee",
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

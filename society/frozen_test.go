package society

import (
	"encoding/hex"
	"testing"
)

// frozen are the state hashes of small societies, the same on every platform: amd64 at every level, arm64, wasm.
// A change of the model or of the article preset changes them; a change of anything else must not.
var frozen = map[string]string{
	"article":      "e64f05ac29a6dfd8bf5ba0adb6ce065d1bd3c4c863493ab1415997d6dcb25d76",
	"step=1 day":   "1edf1ece1954354c5e0f983f430120dd3a5de43c6d2d53e52605afc5d5aeb088",
	"system=off":   "9d6dd94caae88a4c57bd3cbb5e57b8f1c70e0854e270f361d7132eddc0425dcc",
	"human-review": "9cf4b34417fc94879f8090dfec235f7dabf8071e1c791e8c049704e316e5cc34",
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

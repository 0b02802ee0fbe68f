package society

import (
	"encoding/hex"
	"testing"
)

// frozen are the state hashes of small societies, the same on every platform: amd64 at every level, arm64, wasm.
// A change of the model or of the article preset changes them; a change of anything else must not.
var frozen = map[string]string{
	"article":      "a23f6ce208f28a0d9130008ee883b0f0e08e509ac13f531f51d71d432ea7d28a",
	"step=1 day":   "3e535b42ccb702fadad0f4c225d54024f6efe48d059d9cedd72dfd36cea2f7be",
	"system=off":   "4d0ac5f5f988b607c16ad05ed6b5afe6314b8030d58b4fe650c6e02b02544475",
	"human-review": "375dcc31ce78a8a71dbc3084deb0a8f60a693751d4066e378d4ac1b4585fc403",
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

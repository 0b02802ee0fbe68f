package society

import (
	"encoding/hex"
	"testing"
)

// frozen are the state hashes of small societies, the same on every platform: amd64 at every level, arm64, wasm.
// A change of the model or of the article preset changes them; a change of anything else must not.
var frozen = map[string]string{
	"article":      "765b00e4b67dac3383bb1ac1784a5ef6c0ec712b142b5548df00856c445dc0fd",
	"step=1 day":   "5ae5b5c9ed916f29dd2a0dcfd756bd308d350e4d3b3ad9c0fefd71e525fd48f9",
	"system=off":   "ccb617475c54cddd3d60d878dd014adde75231adeb66047397fbef4b30475e98",
	"human-review": "574b4e5de35dd229136b62e354e453ad01e1bc4c5a01733d198da61e1120ac35",
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

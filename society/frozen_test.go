package society

import (
	"encoding/hex"
	"testing"
)

// frozen are the state hashes of small societies, the same on every platform: amd64 at every level, arm64, wasm.
// A change of the model or of the article preset changes them; a change of anything else must not.
var frozen = map[string]string{
	"article":      "a221ae13efbeba9b16cc4cfbc0314cde77e834af73e9637226f4ae7886562f86",
	"step=1 day":   "4fb74f00d1f8b58d321f04e36b5257560f2a26a03627b6bd650e5aacd452d97c",
	"system=off":   "ccb617475c54cddd3d60d878dd014adde75231adeb66047397fbef4b30475e98",
	"human-review": "596c2f39c82536e45f454e0e7d69e83860cadbc1a35833b6e0716ec822741f55",
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

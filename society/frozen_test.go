package society

import (
	"encoding/hex"
	"testing"
)

// frozen are the state hashes of small societies, the same on every platform: amd64 at every level, arm64, wasm.
// A change of the model or of the article preset changes them; a change of anything else must not.
var frozen = map[string]string{
	"article":      "f6ff64691c4414d029f4b44d4e9b7889ce6ace4481cfe4c5efa3c0a7b5207f15",
	"step=1 day":   "f1d6bdb1e33a8a8abf25e00b7e554990a2e343c3acee5c0180097f9952ebcc80",
	"system=off":   "d85282df1684c3e52a0101615d7f6d3f0a32f76adc68a4021022f7543da1193f",
	"human-review": "5f07f07f9f6872efdf1763c3d116232b7fc3490f6c9345cd48ae845f56642c10",
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

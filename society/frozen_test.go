package society

import (
	"encoding/hex"
	"testing"
)

// frozen are the state hashes of small societies, the same on every platform: amd64 at every level, arm64, wasm.
// A change of the model or of the article preset changes them; a change of anything else must not.
var frozen = map[string]string{
	"article":      "21858b45dc4be4b3bf5d34c484baffb66433e1ad58eb3a94e01d1ff38446ac94",
	"step=1 day":   "213650fbc6fd6d5f569ceac2b35dad0d62295cced1d2bba8b6fd8ebc8e0bf2ce",
	"system=off":   "38f23a78a860a5d39418bbf96a087f34f686d41fe602431a7832fb707a59ff3d",
	"human-review": "bd85f6418b02daa2dfcefaa1438f3e7926a85df275a9f3a06642653428181693",
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

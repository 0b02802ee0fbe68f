package society

import (
	"testing"
	"unsafe"

	"glasshouse.example/debt"
	"glasshouse.example/firm"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
)

func TestRowsAreAsLarge(t *testing.T) {
	for name, size := range map[string][2]uintptr{
		"Citizen": {unsafe.Sizeof(Citizen{}), citizenBytes}, "Handed": {unsafe.Sizeof(Handed{}), handedBytes},
		"Membership": {unsafe.Sizeof(sanction.Membership{}), membershipBytes}, "Noted": {unsafe.Sizeof(Noted{}), notedBytes},
		"Scar": {unsafe.Sizeof(redress.Scar{}), scarBytes}, "Held": {unsafe.Sizeof(Held{}), heldBytes},
		"Entry": {unsafe.Sizeof(redress.Entry{}), entryBytes}, "Row": {unsafe.Sizeof(debt.Row{}), debtBytes},
		"Struck": {unsafe.Sizeof(Struck{}), struckBytes}, "State": {unsafe.Sizeof(firm.State{}), firmBytes},
	} {
		if size[0] != size[1] {
			t.Errorf("a %s takes %d bytes, counted are %d", name, size[0], size[1])
		}
	}
}

// dense are the presets in which most adults have rows of their own, with what they take.
var dense = map[string]float64{"black-lists": 17.5, "peer-rating": 20.5}

// TestStateFits: the state stays at 16 bytes a citizen on average, cold rows included, after every step of each preset's own
// length, in every preset but the dense ones, and with every safeguard.
func TestStateFits(t *testing.T) {
	for _, p := range scenario.Presets() {
		refs := []string{p.Name}
		if p.Kind != "preset" {
			refs = []string{"article+" + p.Name}
		}
		for _, ref := range refs {
			w, n := world(t, load(t, ref, "population.citizens=10000"), 1, Options{}), 0.0
			for step := range w.Steps() {
				run(t, w, step, step+1)
				n = max(n, float64(w.Bytes())/10000)
			}
			t.Logf("%-28s %.2f bytes a citizen", ref, n)
			if n > max(16, dense[ref]) {
				t.Errorf("%s: %.2f bytes a citizen", ref, n)
			}
		}
	}
}

package society

import (
	"testing"
	"unsafe"

	"glasshouse.example/debt"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
)

// bytesPerCitizen is what the state takes on average, cold rows included.
func (w *World) bytesPerCitizen() float64 {
	n := uintptr(len(w.citizens)) * unsafe.Sizeof(Citizen{})
	for d := range w.cold {
		c := &w.cold[d]
		n += uintptr(len(c.lists))*unsafe.Sizeof(sanction.Membership{}) + uintptr(len(c.innocent)+len(c.lawful))*unsafe.Sizeof(Noted{}) +
			uintptr(len(c.scars))*unsafe.Sizeof(redress.Scar{}) + uintptr(len(c.held))*unsafe.Sizeof(Held{}) +
			uintptr(len(c.debts))*unsafe.Sizeof(debt.Row{}) + uintptr(len(c.entries))*unsafe.Sizeof(redress.Entry{})
		n += uintptr(len(w.striking[d])) * unsafe.Sizeof(Struck{})
		if w.firms != nil {
			n += uintptr(len(w.firms.states[d])) * 8
		}
	}
	n += uintptr(len(w.transit)) * unsafe.Sizeof(Handed{})
	return float64(n) / float64(len(w.citizens))
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
				n = max(n, w.bytesPerCitizen())
			}
			t.Logf("%-28s %.2f bytes a citizen", ref, n)
			if n > max(16, dense[ref]) {
				t.Errorf("%s: %.2f bytes a citizen", ref, n)
			}
		}
	}
}

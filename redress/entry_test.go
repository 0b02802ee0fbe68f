package redress

import (
	"testing"
	"unsafe"

	"pgregory.net/rapid"
)

func TestEntryIsEightBytes(t *testing.T) {
	if n := unsafe.Sizeof(Entry{}); n != 8 {
		t.Errorf("an entry takes %d bytes, documented are 8", n)
	}
}

// What is put into a row is what comes out, whatever it passes through.
func TestEntryKeepsItsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		who, day := rapid.Uint16().Draw(t, "who"), rapid.Uint16Max(36500).Draw(t, "day")
		kind := rapid.Uint32Max(31).Draw(t, "kind")
		flags := rapid.SampledFrom([]uint16{0, False, TruthOnly}).Draw(t, "flags")
		ordinal := rapid.IntRange(0, 40).Draw(t, "ordinal")
		e := NewEntry(who, day, kind, flags, ordinal)
		slot := e.Slot(day % 7)
		for range rapid.IntRange(0, 4).Draw(t, "moves") {
			s, due := State(rapid.Uint16Max(uint16(Closed)).Draw(t, "state")), rapid.Uint16().Draw(t, "due")
			if e.Move(s, due); e.State() != s || e.Due != due {
				t.Fatalf("moved to %d until %d, it is in %d until %d", s, due, e.State(), e.Due)
			}
		}
		if e.Who != who || e.Day != day || e.Kind() != kind || e.Slot(day%7) != slot || slot >= 1<<24 {
			t.Fatalf("%+v has lost something", e)
		}
		if e.Official() != (flags != TruthOnly) || e.True() != (flags != False) || (e.Wronged() == 1) != (flags == False) {
			t.Fatalf("flags %x: official %v, true %v, wronged %d", flags, e.Official(), e.True(), e.Wronged())
		}
		if e.What |= Corrected; e.Official() || e.Slot(day%7) != slot || !e.Alike(day, kind, flags) {
			t.Fatal("striking it changed more than its place in the official ledger")
		}
	})
}

func TestNext(t *testing.T) {
	plain, strict, short := Rule{Review: 30, Deadline: 60}, Rule{Review: 30, Deadline: 60, On: Dismissed}, Rule{Review: 30, Sunset: 100}
	for _, c := range []struct {
		name    string
		r       *Rule
		state   State
		due     uint16
		reached bool
		first   uint16
		want    uint16
	}{
		{"nobody will tell", &plain, Untold, Never, false, 21, Never},
		{"a notice", &plain, Announced, 17, false, 14, 17},
		{"an objection", &plain, Planned, 33, false, 28, 33},
		{"waiting", &plain, Pending, 40, false, 42, Never},
		{"reached, not yet time", &plain, Pending, 40, true, 49, 70},
		{"reached late", &plain, Pending, 40, true, 91, 91},
		{"the deadline", &strict, Pending, 40, false, 91, 100},
		{"reached before the deadline", &strict, Pending, 40, true, 91, 91},
		{"reached on the day of the deadline", &strict, Pending, 40, true, 100, 100},
		{"closed", &plain, Closed, Never, false, 91, Never},
		{"expiry", &short, Closed, Never, false, 91, 110},
		{"notice before expiry", &short, Announced, 17, false, 14, 17},
		{"expiry while waiting", &short, Pending, 90, false, 98, 110},
	} {
		e := NewEntry(1, 10, 3, 0, 0)
		e.Move(c.state, c.due)
		if got := c.r.Next(&e, c.reached, c.first); got != c.want {
			t.Errorf("%s: day %d, want %d", c.name, got, c.want)
		}
	}
}

func TestSpent(t *testing.T) {
	for state := Untold; state <= Closed; state++ {
		e := NewEntry(1, 10, 3, 0, 0)
		e.Move(state, 20)
		if got := (&Rule{}).Spent(&e); got != (state == Closed) {
			t.Errorf("in state %d it is spent: %v", state, got)
		}
		if (&Rule{Sunset: 50}).Spent(&e) {
			t.Error("an entry that is to expire is spent")
		}
	}
}

package redress

import (
	"testing"
	"unsafe"

	"pgregory.net/rapid"
)

func TestHealNotesTheFirstDay(t *testing.T) {
	s := Scar{Before: 2000, Since: 10}
	for _, c := range []struct {
		score     uint32
		day, want uint16
	}{
		{1980, 11, 0}, {1999, 30, 0}, // not yet
		{2000, 45, 45},                                 // back, exactly
		{2010, 46, 45}, {1900, 50, 45}, {2000, 60, 45}, // what comes later changes nothing
	} {
		s.Heal(c.score, c.day)
		if s.Back != c.want {
			t.Fatalf("with %d on day %d she was back on day %d, want %d", c.score, c.day, s.Back, c.want)
		}
	}
	if s.Before != 2000 || s.Since != 10 {
		t.Errorf("healing changed what is remembered: %+v", s)
	}
}

// The day noted is the first one at or above the score of before, for any course of the score.
func TestHeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Scar{Before: rapid.Uint16Range(0, 4095).Draw(t, "before"), Since: 1}
		scores := rapid.SliceOf(rapid.Uint32Range(0, 4095)).Draw(t, "scores")
		want := uint16(0)
		for i, score := range scores {
			day := uint16(i + 1)
			s.Heal(score, day)
			if want == 0 && score >= uint32(s.Before) {
				want = day
			}
		}
		if s.Back != want {
			t.Fatalf("back on day %d, want %d", s.Back, want)
		}
	})
}

func TestScarIsEightBytes(t *testing.T) {
	if n := unsafe.Sizeof(Scar{}); n != 8 {
		t.Errorf("a scar takes %d bytes, documented are 8", n)
	}
}

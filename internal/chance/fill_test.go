package chance

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFillCountAgainstCountWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		first := rapid.Uint64Range(0, 1<<40).Draw(t, "first") &^ 3
		when := rapid.Uint64().Draw(t, "when")
		n := rapid.IntRange(0, 70).Draw(t, "n")
		words := make([]uint32, n, (n+3)/4*4)
		FillCount(words, seed, first, when)
		for j, got := range words {
			if want := CountWord(seed, first+uint64(j), when); got != want {
				t.Errorf("word %d = %x, want %x", j, got, want)
			}
		}
	})
}

// The order of the quarters, on the block of the known answers.
func TestCountWordQuarters(t *testing.T) {
	const seed, who, when = 0xa4093822299f31d0, 0x43f6a8885a308d3, 0x13198a2e03707344
	x, y := Block(seed, who, when)
	for j, want := range []uint32{uint32(x), uint32(x >> 32), uint32(y), uint32(y >> 32)} {
		if got := CountWord(seed, who<<2+uint64(j), when); got != want {
			t.Errorf("quarter %d = %x, want %x", j, got, want)
		}
	}
}

func TestFillCountWritesWholeBlocks(t *testing.T) {
	words := []uint32{9, 9, 9, 9, 9, 9, 9, 9}
	FillCount(words[:3], 1, 8, 2)
	if words[3] != CountWord(1, 11, 2) || words[4] != 9 {
		t.Errorf("three words asked for, written %v", words)
	}
}

func TestFillCountRefuses(t *testing.T) {
	for name, f := range map[string]func(){
		"a first that is no multiple of 4": func() { FillCount(make([]uint32, 4), 1, 2, 3) },
		"no room for the whole block":      func() { FillCount(make([]uint32, 3), 1, 4, 3) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s does not panic", name)
				}
			}()
			f()
		}()
	}
}

func TestFillDiceAgainstBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		first := rapid.Uint64Range(0, 1<<31).Draw(t, "first")
		cell := rapid.Uint32().Draw(t, "cell")
		citizens := rapid.SliceOf(rapid.Uint32()).Draw(t, "citizens")
		js := make([]uint64, len(citizens))
		for i, citizen := range citizens {
			js[i] = uint64(rapid.Uint32Range(0, 1<<24-1).Draw(t, "slot"))<<32 | uint64(citizen)
		}
		ab := make([][2]uint64, len(js)+2)
		FillDice(ab, js, seed, first, At(Dice, cell, 0))
		for i, j := range js {
			x, y := Block(seed, first+uint64(citizens[i]), At(Dice, cell, uint32(j>>32)))
			if ab[i] != [2]uint64{x, y} {
				t.Errorf("moment %d: %x, want %x, %x", i, ab[i], x, y)
			}
		}
		if !slices.Equal(ab[len(js):], make([][2]uint64, 2)) {
			t.Error("written past the moments")
		}
	})
}

func BenchmarkFillCount(b *testing.B) {
	words := make([]uint32, 4096)
	for i := 0; i < b.N; i += len(words) {
		FillCount(words, 1, 0, uint64(i))
	}
}

func BenchmarkFillDice(b *testing.B) {
	js := make([]uint64, 4096)
	for i := range js {
		js[i] = uint64(i/2) | uint64(i%2)<<32
	}
	ab := make([][2]uint64, len(js))
	for i := 0; i < b.N; i += len(js) {
		FillDice(ab, js, 1, 0, uint64(i))
	}
}

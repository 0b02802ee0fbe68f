package results

import (
	"math"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// Places lead back to what was placed, bit by bit, and the same value has one place.
func TestPlaces(t *testing.T) {
	var n numbers
	odd := []float32{0, float32(math.Copysign(0, -1)), float32(math.NaN()), float32(math.Inf(1)), 1, 1.0000001}
	for range 2 {
		for k, v := range odd {
			if got := n.place(v); got != int32(k) {
				t.Errorf("%v has place %d, want %d", v, got, k)
			}
		}
		for k := range 5000 {
			if got, want := n.place(float32(k+2)), int32(k+len(odd)); got != want {
				t.Fatalf("number %d has place %d, want %d", k, got, want)
			}
		}
	}
	var w words
	for range 2 {
		for k := range 200 { // of one length, and alike in the letter that the hash looks at
			if got := w.place(string(rune('Ā'+k)) + "ab"); got != int32(k) {
				t.Fatalf("word %d has place %d", k, got)
			}
		}
		if got := w.place(""); got != 200 {
			t.Fatalf("the empty word has place %d", got)
		}
	}
}

func TestPackBits(t *testing.T) {
	flags := []bool{true, false, false, false, false, false, false, true, false, true}
	if got := packBits(nil, flags); len(got) != 2 || got[0] != 0x81 || got[1] != 2 {
		t.Errorf("%x", got)
	}
}

// A reader that looks for a citizen finds from the footer which group has her.
func TestGroupsTellTheirCitizens(t *testing.T) {
	run := openCitizens(t, groupRows+2000, 1, true)
	if err := withFile(run.Dir+"/"+CitizensFile, func(f *parquet.File) error {
		for k, want := range [][2]int32{{0, groupRows - 1}, {groupRows, groupRows + 1999}} {
			low, high, ok := f.RowGroups()[k].ColumnChunks()[0].(*parquet.FileColumnChunk).Bounds()
			if !ok || low.Int32() != want[0] || high.Int32() != want[1] {
				t.Errorf("group %d holds %v to %v, want %v", k, low, high, want)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

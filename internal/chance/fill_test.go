package chance

import "testing"
func BenchmarkBlock(b *testing.B) {
	var sum uint64
	for i := 0; i < b.N; i++ {
		x, y := Block(1, uint64(i), 2)
		sum += x ^ y
	}
	sink = sum
}

var sink uint64
func BenchmarkFillCount(b *testing.B) {
	words := make([]uint32, 4096)
	for i := 0; i < b.N; i += len(words) {
		FillCount(words, 1, 0, uint64(i))
	}
}

func BenchmarkFillDice(b *testing.B) {
	js := make([]uint64, 4096)
	ab := make([][2]uint64, len(js))
	for i := range js { js[i]=uint64(i)*3}
	for i := 0; i < b.N; i += len(js) {
		FillDice(ab, js, 1, 0, uint64(i)<<32)
	}
}

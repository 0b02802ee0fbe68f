package glasshouse_test

import (
	"testing"

	"glasshouse.example/population"
)

func TestPlaces(t *testing.T) {
	tb, _ := population.ByName("china-2020")
	for _, seed := range []uint64{1, 2, 3, 4, 5, 6, 7, 8} {
		p, _ := population.New(seed, 5000000, 10000, tb, 0)
		s20, s100, s := 0, 0, 0
		for d := range p.Districts() {
			v := int(2*p.Place(d)) - 15
			if d < 20 {
				s20 += v
			}
			if d < 100 {
				s100 += v
			}
			s += v
		}
		t.Logf("%d %.3f %.3f %.4f", seed, float64(s20)/20/15, float64(s100)/100/15, float64(s)/float64(p.Districts())/15)
	}
}

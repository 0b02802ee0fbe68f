package recognition

import (
	"math"
	"testing"

	"glasshouse.example/figures"
	"glasshouse.example/population"
)

// faces is F for a gallery of n faces, all alike, at a false match rate of f.
func faces(f, n float64) float64 {
	q := plain(f)
	q.Gallery = n
	people, enrolled := city(1e5, 0)
	return fraction(New(q, people, enrolled).impostor[men])
}

// figure is a published number; a key such as "a/b" leads into a map inside the map.
func figure(t *testing.T, id, key string) float64 {
	t.Helper()
	f, _ := figures.ByID(id)
	v, ok := f.Number(key)
	if !ok {
		t.Fatalf("no number %q in %s", key, id)
	}
	return v
}

// near fails unless got is within a share of want.
func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got/want-1) > within {
		t.Errorf("%s: %.4g, published is %.4g", what, got, want)
	}
}

// C04 gives a system's FPIR at a fixed threshold for two galleries; C05 derives that of a city and of a nation.
func TestFPIRGrowsWithTheGallery(t *testing.T) {
	near(t, "C04, N = 1000", faces(1.67e-8, 1e3), figure(t, "C04", "N_1000"), 0.01)
	near(t, "C04, N = 10 000", faces(1.67e-8, 1e4), figure(t, "C04", "N_10000"), 0.01)
	near(t, "the same system in a city of five million", faces(1.67e-8, 5e6), 0.080, 0.01)
	near(t, "C05, 1.7e-8, N = 10 000", faces(1.7e-8, 1e4), figure(t, "C05", "FMR_1.7e-8/N_10k"), 0.01)
	near(t, "C05, 1.7e-8, N = 5M", faces(1.7e-8, 5e6), figure(t, "C05", "FMR_1.7e-8/N_5M"), 0.01)
	near(t, "C05, 1.7e-8, N = 1.4bn", faces(1.7e-8, 1.4e9), figure(t, "C05", "FMR_1.7e-8/N_1.4bn"), 0.01)
	near(t, "C05, 2.5e-10, N = 10 000", faces(2.5e-10, 1e4), figure(t, "C05", "FMR_2.5e-10/N_10k"), 0.01)
	near(t, "C05, 2.5e-10, N = 5M", faces(2.5e-10, 5e6), figure(t, "C05", "FMR_2.5e-10/N_5M"), 0.01)
	near(t, "C05, 2.5e-10, N = 1.4bn", faces(2.5e-10, 1.4e9), figure(t, "C05", "FMR_2.5e-10/N_1.4bn"), 0.02)
	near(t, "a false match rate of a millionth in a city", faces(1e-6, 5e6), 0.993, 0.001)
}

// C01 to C03: misses at a fixed FPIR of 0.003 in galleries of 12 and of 1.6 million.
func TestMissesGrowWithTheGallery(t *testing.T) {
	miss := func(m Imagery, n float64) float64 {
		q := Search{Imagery: m, FPIR: 0.003, Gallery: n}
		return q.Miss(q.Nominal(n))
	}
	large, small := figure(t, "C01", "best"), figure(t, "C02", "mugshot_mugshot/best")
	near(t, "C01, posed, N = 12M", miss(Still, 12e6), large, 0.001)
	near(t, "C02, posed, N = 1.6M", miss(Still, 1.6e6), small, 0.01)
	near(t, "C03, ratio", miss(Still, 12e6)/miss(Still, 1.6e6), figure(t, "C03", "ratio_12M_over_1_6M"), 0.01)
	near(t, "C02, kiosk", miss(Kiosk, 1.6e6), figure(t, "C02", "visa_kiosk/median"), 0.01)
	low, high := 1-figure(t, "C07", "identified_high"), 1-figure(t, "C07", "identified_low")
	if got := miss(Video, 48000); got < low || got > high {
		t.Errorf("street video misses %v, outside the %v to %v of C07", got, low, high)
	}
}

// C09: within women over within men of one majority, as the default differential has it.
func TestWomenOverMen(t *testing.T) {
	q := article()
	want := figure(t, "C09", "white_women") / figure(t, "C09", "white_men")
	near(t, "C09, women over men", q.likeness(women, women)/q.likeness(men, men), want, 0.001)
	if population.GroupName(women) != "women-18-39" || population.GroupName(men) != "men-18-39" {
		t.Errorf("the groups compared are %q and %q", population.GroupName(women), population.GroupName(men))
	}
}

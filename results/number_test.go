package results

import (
	"math"
	"strings"
	"testing"
)

// plain shows the narrow spaces as ordinary ones, to be read in a test.
func plain(s string) string { return strings.ReplaceAll(s, thin, " ") }

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 0, "0"}, {7, 0, "7"}, {999, 0, "999"}, {1000, 0, "1 000"}, {412883, 0, "412 883"},
		{3941113, 0, "3 941 113"}, {-20, 0, "−20"}, {-1234.56, 1, "−1 234.6"}, {0.25, 2, "0.25"},
		{-0.001, 1, "0.0"}, {math.Copysign(0, -1), 0, "0"},
	} {
		if got := plain(Number(c.v, c.decimals)); got != c.want {
			t.Errorf("Number(%v, %d) = %q, want %q", c.v, c.decimals, got, c.want)
		}
	}
	if !strings.Contains(Number(1000, 0), "\u202f") {
		t.Error("thousands are not set off by a narrow no-break space")
	}
}

func TestPercentNeverRoundsSomethingToNothing(t *testing.T) {
	for _, c := range []struct {
		ratio float64
		want  string
	}{
		{0, "0 %"}, {0.061, "6.1 %"}, {0.12, "12 %"}, {1, "100 %"}, {0.001, "0.1 %"}, {0.00042, "0.042 %"}, {0.002279, "0.23 %"},
		{0.0000031, "0.00031 %"}, {1e-9, "less than 0.0001 %"}, {-0.12, "−12 %"},
	} {
		if got := plain(Percent(c.ratio)); got != c.want {
			t.Errorf("Percent(%v) = %q, want %q", c.ratio, got, c.want)
		}
	}
}

package results

import (
	"math"
	"strconv"
	"strings"
)

// thin is the narrow no-break space that sets off thousands and the sign of percent, as ISO 80000-1 asks.
const thin = "\u202f"

// Number writes a number for people: groups of three digits set apart by narrow spaces, with the given number of
// decimals, and a true minus sign.
func Number(v float64, decimals int) string {
	digits := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	out := group(whole)
	if fraction != "" {
		out += "." + fraction
	}
	if v < 0 && strings.Trim(digits, "0.") != "" {
		out = "\u2212" + out
	}
	return out
}

// group sets off thousands, counted from the right.
func group(digits string) string {
	var b strings.Builder
	for i := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(thin)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// Percent writes a ratio as a percentage that never rounds something to nothing: one decimal, two digits below 1 %,
// and "less than" below a ten thousandth of a percent.
func Percent(ratio float64) string {
	percent := 100 * math.Abs(ratio)
	switch {
	case percent == 0:
		return "0" + thin + "%"
	case percent < 0.0001:
		return "less than 0.0001" + thin + "%"
	case percent < 1:
		decimals := 1 - int(math.Floor(math.Log10(percent)))
		return strings.TrimRight(Number(100*ratio, min(decimals, 5)), "0") + thin + "%"
	}
	return strings.TrimSuffix(Number(100*ratio, 1), ".0") + thin + "%"
}

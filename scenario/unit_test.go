package scenario

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestUnitsRead(t *testing.T) {
	for _, c := range []struct {
		u    *Unit
		text string
		want float64
	}{
		{share, "20%", 0.2}, {share, "0.2", 0.2}, {share, "1.4 %", 0.014}, {share, "2e-3%", 2e-5},
		{perYear, "12/year", 12}, {perYear, "1 per month", 12}, {perYear, "2 / day", 730}, {perYear, "7/week", 365},
		{daysUnit, "3 years", 1095}, {daysUnit, "1 year", 365}, {daysUnit, "2 weeks", 14}, {daysUnit, "1 month", 30}, {daysUnit, "1 Day", 1},
		{citizensUnit, "5_000_000", 5e6}, {citizensUnit, "5000000 citizens", 5e6}, {citizensUnit, "1.41 million citizens", 1410000},
		{perThousand, "121 per 1000", 121}, {perThousand, "121", 121}, {perMillionYear, "0.2 per million per year", 0.2},
		{perHundredPoints, "0.25 per 100 points", 0.25}, {facesUnit, "12 million faces", 12e6}, {yuanUnit, "20yuan", 20}, {pointsUnit, "-20 points", -20},
	} {
		got, err := c.u.parse(c.text)
		if err != nil || got != c.want {
			t.Errorf("%q as %s: %v, %v; not %v", c.text, c.u.Name, got, err, c.want)
		}
	}
}

func TestUnitsRefuse(t *testing.T) {
	for _, c := range []struct {
		u    *Unit
		text string
		want error
	}{
		{perYear, "12", errNoUnit}, {daysUnit, "7", errNoUnit}, {facesUnit, "5", errNoUnit}, {daysUnit, "7 d", errUnit},
		{share, "20 points", errUnit}, {plain, "5,000", errUnit}, {plain, "5__0", errUnit}, {plain, "5_", errUnit}, {plain, "1.", errUnit},
		{plain, "NaN", errNotFinite}, {plain, "+Inf", errNotFinite}, {plain, "1e400", errNotFinite}, {plain, "1e99999999999999999999", errNotFinite},
		{perYear, "1e308/day", errNotFinite}, {plain, "", errNotNumber}, {plain, "x", errNotNumber}, {plain, ".5", errNotNumber}, {plain, "0x10", errUnit},
	} {
		if got, err := c.u.parse(c.text); err != c.want {
			t.Errorf("%q as %s: %v, %v; not %v", c.text, c.u.Name, got, err, c.want)
		}
	}
}

// Whatever is written out is read back, bit for bit, in every unit.
func TestFormatIsReadBack(t *testing.T) {
	units := []*Unit{share, plain, perYear, daysUnit, yearsUnit, yuanUnit, pointsUnit, citizensUnit, facesUnit, perThousand, perMillionYear, perHundredPoints}
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.SampledFrom(units).Draw(t, "unit")
		v := rapid.OneOf(rapid.Float64Range(-1e12, 1e12), rapid.Float64Range(-1, 1), rapid.Map(rapid.IntRange(-5000, 5000), func(i int) float64 { return float64(i) / 100 })).Draw(t, "value")
		got, err := u.parse(u.format(v))
		if err != nil || math.Float64bits(got) != math.Float64bits(v+0) {
			t.Fatalf("%v was written as %q and read as %v, %v", v, u.format(v), got, err)
		}
	})
}

func TestFormatIsPlain(t *testing.T) {
	for _, c := range []struct {
		u    *Unit
		v    float64
		want string
	}{
		{share, 0.014, "1.4%"}, {share, 1, "100%"}, {share, 2e-9, "2e-7%"}, {daysUnit, 1, "1 day"}, {daysUnit, 1095, "1095 days"},
		{plain, 2e-9, "2e-9"}, {plain, 0.000385, "0.000385"}, {citizensUnit, 5e6, "5000000 citizens"}, {pointsUnit, -20, "-20"},
		{perHundredPoints, 1, "1 per 100 points"}, {plain, math.Copysign(0, -1), "0"},
	} {
		if got := c.u.format(c.v); got != c.want {
			t.Errorf("%v is written %q, not %q", c.v, got, c.want)
		}
	}
}

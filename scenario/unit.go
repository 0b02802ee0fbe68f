package scenario

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Unit is a unit in which parameters are written: a number, then one of its forms.
type Unit struct {
	Name   string // for tables: "share", "per year"
	Accept string // for messages: "20% or 0.2"
	suffix string // how values are written out
	shift  int    // power of ten that suffix stands for: −2 for %
	forms  map[string]form
}

// form is one accepted ending, with the power of ten and the factor that lead to the unit.
type form struct {
	shift int
	times float64
}

// The units. A year has 365 days; a month has 30 days as a length of time and is a twelfth of a year in a rate.
var (
	share = &Unit{"share", "a share such as 20% or 0.2", "%", -2,
		map[string]form{"%": {-2, 1}, "": {0, 1}}}
	plain    = &Unit{"ratio", "a number", "", 0, map[string]form{"": {0, 1}, "%": {-2, 1}}}
	perYear  = &Unit{"per year", "/year, /month, /week or /day", "/year", 0, map[string]form{"/year": {0, 1}, "/month": {0, 12}, "/week": {0, 365.0 / 7}, "/day": {0, 365}}}
	daysUnit = &Unit{"days", "days, weeks, months (30 days) or years (365 days)", " days", 0,
		map[string]form{"days": {0, 1}, "weeks": {0, 7}, "months": {0, 30}, "years": {0, 365}}}
	yearsUnit    = &Unit{"years of age", "years", " years", 0, map[string]form{"years": {0, 1}}}
	yuanUnit     = &Unit{"yuan", "yuan", " yuan", 0, map[string]form{"yuan": {0, 1}}}
	pointsUnit   = &Unit{"points", "points", "", 0, map[string]form{"": {0, 1}, "points": {0, 1}}}
	citizensUnit = &Unit{"citizens", "citizens", " citizens", 0,
		map[string]form{"": {0, 1}, "citizens": {0, 1}, "millioncitizens": {6, 1}, "million": {6, 1}}}
	facesUnit   = &Unit{"faces", "faces", " faces", 0, map[string]form{"faces": {0, 1}, "millionfaces": {6, 1}}}
	perThousand = &Unit{"per 1000 inhabitants", "per 1000", " per 1000", 0,
		map[string]form{"": {0, 1}, "/1000": {0, 1}, "/thousand": {0, 1}}}
	perHundredThousand = &Unit{"per 100 000 inhabitants", "per 100000", " per 100000", 0,
		map[string]form{"": {0, 1}, "/100000": {0, 1}}}
	perMillionYear = &Unit{"per million inhabitants and year", "/million/year", "/million/year", 0,
		map[string]form{"/million/year": {0, 1}}}
	bytesUnit = &Unit{"bytes", "bytes, kB, MB or GB", " bytes", 0,
		map[string]form{"bytes": {0, 1}, "kb": {3, 1}, "mb": {6, 1}, "gb": {9, 1}}}
	perHundredPoints = &Unit{"per 100 points", "per 100 points", " per 100 points", 0,
		map[string]form{"/100points": {0, 1}}}
)

// numeral is the number at the start of a value; underscores may part its digits.
var numeral = regexp.MustCompile(`^([+-]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?)(?:[eE]([+-]?[0-9]+))?`)

var (
	errNotNumber = errors.New("is not a number")
	errNotFinite = errors.New("is not a finite number")
	errUnit      = errors.New("has a unit that is not known here")
	errNoUnit    = errors.New("has no unit")
)

// parse reads a number with its unit. Forms that are powers of ten lose nothing: 1.4% is the double nearest to 0.014.
func (u *Unit) parse(text string) (float64, error) {
	text = strings.TrimSpace(text)
	m := numeral.FindStringSubmatch(text)
	if m == nil {
		if isNotFinite(text) {
			return 0, errNotFinite
		}
		return 0, errNotNumber
	}
	f, ok := u.form(text[len(m[0]):])
	if !ok {
		if strings.TrimSpace(text[len(m[0]):]) == "" {
			return 0, errNoUnit
		}
		return 0, errUnit
	}
	v, err := scaled(strings.ReplaceAll(m[1], "_", ""), m[2], f.shift)
	v *= f.times
	if err != nil || math.IsInf(v, 0) {
		return 0, errNotFinite
	}
	return v + 0, nil // −0 is 0
}

// isNotFinite recognises the usual ways of writing what is no finite number.
func isNotFinite(text string) bool {
	switch strings.ToLower(strings.TrimLeft(text, "+-.")) {
	case "nan", "inf", "infinity":
		return true
	}
	return false
}

// form finds the ending: "per" is "/", blanks do not matter, one day is days.
func (u *Unit) form(ending string) (form, bool) {
	e := " " + strings.ToLower(strings.Join(strings.Fields(ending), " "))
	e = strings.ReplaceAll(strings.ReplaceAll(e, " per ", "/"), " ", "")
	if f, ok := u.forms[e]; ok {
		return f, true
	}
	f, ok := u.forms[e+"s"]
	return f, ok
}

// scaled reads digits × 10^(exponent + shift), correctly rounded.
func scaled(digits, exponent string, shift int) (float64, error) {
	e := 0
	if exponent != "" {
		var err error
		if e, err = strconv.Atoi(exponent); err != nil || e > 1000 || e < -1000 {
			return 0, errNotFinite
		}
	}
	return strconv.ParseFloat(digits+"e"+strconv.Itoa(e+shift), 64)
}

// format writes a value so that parse gives the same bits.
func (u *Unit) format(v float64) string {
	n := decimal(v, -u.shift)
	if n == "1" && strings.HasPrefix(u.suffix, " ") && u != perHundredPoints {
		return n + strings.TrimSuffix(u.suffix, "s")
	}
	return n + u.suffix
}

// decimal writes v × 10^shift by moving the point in the shortest digits that identify v, never by arithmetic.
func decimal(v float64, shift int) string {
	if v == 0 {
		return "0"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
	e, _ := strconv.Atoi(exponent)
	e += shift
	sign := ""
	if mantissa[0] == '-' {
		sign, mantissa = "-", mantissa[1:]
	}
	digits := strings.Replace(mantissa, ".", "", 1)
	switch {
	case e < -5 || e > 15:
		return sign + mantissa + "e" + strconv.Itoa(e)
	case e < 0:
		return sign + "0." + strings.Repeat("0", -e-1) + digits
	case len(digits) <= e+1:
		return sign + digits + strings.Repeat("0", e+1-len(digits))
	default:
		return sign + digits[:e+1] + "." + digits[e+1:]
	}
}

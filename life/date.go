package life

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

const yearDays = 365

var months = [12]struct {
	name string
	days int
}{{"January", 31}, {"February", 28}, {"March", 31}, {"April", 30}, {"May", 31}, {"June", 30}, {"July", 31}, {"August", 31},
	{"September", 30}, {"October", 31}, {"November", 30}, {"December", 31}}

// calendar splits a day of the run into day of the month from 1, month from 0 and year from 1.
func calendar(day int) (date, month, year int) {
	year, date = day/yearDays+1, day%yearDays
	for date >= months[month].days {
		date -= months[month].days
		month++
	}
	return date + 1, month, year
}

// Date writes a day of the run: "3 May of year 1".
func Date(day int) string {
	d, m, y := calendar(day)
	return fmt.Sprintf("%d %s of year %d", d, months[m].name, y)
}

// month names the month that a day lies in.
func month(day int) string {
	_, m, y := calendar(day)
	return fmt.Sprintf("%s of year %d", months[m].name, y)
}

// thin is the narrow no-break space between thousands and before the sign of percent.
const thin = "\u202f"

// whole writes a number without a fraction, in groups of three digits from 10 000 on.
func whole(v float64) string {
	digits := strconv.FormatFloat(math.Abs(math.Round(v)), 'f', 0, 64)
	var groups []string
	for ; len(digits) > 3; digits = digits[:len(digits)-3] {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
	}
	text := strings.Join(append([]string{digits}, groups...), thin)
	if len(groups) == 1 && len(digits) == 1 {
		text = digits + groups[0] // 1000, as scores are written
	}
	if math.Round(v) < 0 {
		return "−" + text
	}
	return text
}

func yuan(v float64) string { return whole(v) + " yuan" }

// percent writes a share to a tenth of a percent.
func percent(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(100*v, 'f', 1, 64), ".0") + thin + "%"
}

// times is "once", "twice" or "3 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// some is a number with its noun.
func some(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%s %sies", whole(float64(n)), strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%s %ss", whole(float64(n)), noun)
}

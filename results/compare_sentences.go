package results

import (
	"fmt"
	"math"
	"strings"
)

// Sentences says in plain words what differs, a paragraph a world: what was entered and who was on a list wrongly, what people
// said and did, and how many are better or worse off. Each sentence is true as it stands when a count is zero, when a measure
// has no value and when there is one replicate.
func (c Comparison) Sentences() []string {
	var out []string
	for _, name := range c.Order[1:] {
		out = append(out, c.paragraph(name))
	}
	return out
}

func (c Comparison) paragraph(name string) string {
	if c.Identical(name) {
		return fmt.Sprintf("Nothing differs between %s and %s, for any citizen: they end in the same state.", name, c.Order[0])
	}
	did := c.clauses(name, "lawful_speech", "misdeeds")
	harm := c.clauses(name, "false_entries", "entries_for_lawful_conduct", "wrongly_listed_days", "listed")
	return fmt.Sprintf("Under %s, against %s: %s. People did: %s. %s", name, c.Order[0], harm, did, c.lotSentence(name))
}

// Identical tells whether a world differs from the first by nothing at all: in no measure of any replicate, nor in its state.
func (c Comparison) Identical(name string) bool {
	for _, d := range c.Differences[name] {
		if d.Value != nil && *d.Value != 0 || d.Low != nil && (*d.Low != 0 || *d.High != 0) {
			return false
		}
	}
	return c.Worlds[name].StateHash == c.Worlds[c.Order[0]].StateHash
}

// nouns are measures as sentences call them.
var nouns = map[string]string{
	"false_entries":              "false entries",
	"entries_for_lawful_conduct": "entries for lawful conduct",
	"wrongly_listed_days":        "days wrongly on a list",
	"listed":                     "people on a list at the end",
	"lawful_speech":              "acts of lawful criticism",
	"misdeeds":                   "misdeeds",
}

// clauses says what some measures of a world differ by.
func (c Comparison) clauses(name string, measures ...string) string {
	var parts []string
	for _, m := range measures {
		if text := differ(nouns[m], c.Differences[name][m]); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}

func (c Comparison) lotSentence(name string) string {
	l := c.Lots[name].All
	return fmt.Sprintf("In the first seed %s of %s citizens are better off there by a yuan a year or more and %s worse off; %s are on a list only there and %s only under %s.",
		Number(float64(l.Better), 0), Number(float64(l.People), 0), Number(float64(l.Worse), 0),
		Number(float64(l.Listed), 0), Number(float64(l.Unlisted), 0), c.Order[0])
}

// differ says what one measure differs by, with its interval.
func differ(noun string, d Interval) string {
	switch {
	case d.Value == nil:
		return ""
	case d.None:
		return "no " + noun + " in either"
	case d.Low == nil && *d.Value == 0:
		return "as many " + noun
	case d.Low == nil:
		return fmt.Sprintf("%s %s %s", amount(math.Abs(*d.Value)), direction(*d.Value), noun)
	case *d.Low == 0 && *d.High == 0:
		return "exactly as many " + noun
	case *d.Low <= 0 && *d.High >= 0:
		return fmt.Sprintf("no difference in %s that stands out from chance (%s to %s)", noun, signed(*d.Low), signed(*d.High))
	}
	low, high := math.Abs(*d.Low), math.Abs(*d.High)
	return fmt.Sprintf("%s %s %s (95%s%% interval %s to %s)", amount(math.Abs(*d.Value)), direction(*d.Value), noun, thin,
		amount(min(low, high)), amount(max(low, high)))
}

func direction(v float64) string {
	if v < 0 {
		return "fewer"
	}
	return "more"
}

func signed(v float64) string {
	if v > 0 {
		return "+" + amount(v)
	}
	return amount(v)
}

// amount writes a mean of counts: whole where it is or where it is large, else to two or three digits.
func amount(v float64) string {
	size := math.Abs(v)
	switch {
	case v == math.Trunc(v) || size >= 100:
		return Number(v, 0)
	case size >= 1:
		return Number(v, 1)
	}
	return Number(v, min(9, 1-int(math.Floor(math.Log10(size)))))
}

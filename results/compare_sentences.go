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
		return fmt.Sprintf("Nothing differs between “%s” and “%s”, for any citizen: they end in the same state.", name, c.Order[0])
	}
	f := findings{}
	for _, m := range []string{"false_entries", "entries_for_lawful_conduct", "wrongly_listed_days", "listed", "lawful_speech", "misdeeds"} {
		f.sort(nouns[m], c.Differences[name][m])
	}
	text := fmt.Sprintf("In “%s”, compared with “%s”: %s %s", name, c.Order[0], f.sentence(), c.lotSentence(name))
	if !c.Worlds[name].SameLuck {
		text += " Its citizens do not share their luck with those of “" + c.Order[0] + "”: they have other chances to act."
	}
	return text
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

func (c Comparison) lotSentence(name string) string {
	l := c.Lots[name].All
	return fmt.Sprintf("In the first seed %s of %s citizens are better off by a yuan a year or more and %s worse off; "+
		"%s are on a list only in “%s” and %s only in “%s”.",
		persons(l.Better), persons(l.People), persons(l.Worse), persons(l.Listed), name, persons(l.Unlisted), c.Order[0])
}

// persons writes how many, in a word where there are none.
func persons(n int64) string {
	if n == 0 {
		return "none"
	}
	return Number(float64(n), 0)
}

// findings are differences by how sure they are.
type findings struct{ apart, unclear, equal, none []string }

// sort puts a difference where it belongs: told apart from chance (or known from one replicate only), not told apart, exactly
// none, or without any event.
func (f *findings) sort(noun string, d Interval) {
	switch {
	case d.Value == nil:
	case d.None:
		f.none = append(f.none, noun)
	case d.Low == nil && *d.Value == 0, d.Low != nil && *d.Low == 0 && *d.High == 0:
		f.equal = append(f.equal, noun)
	case d.Low != nil && *d.Low <= 0 && *d.High >= 0:
		f.unclear = append(f.unclear, fmt.Sprintf("%s (%s to %s)", noun, signed(*d.Low), signed(*d.High)))
	default:
		f.apart = append(f.apart, amount(math.Abs(*d.Value))+" "+direction(*d.Value)+" "+noun+sure(d))
	}
}

// sure is the interval of a difference without its sign.
func sure(d Interval) string {
	if d.Low == nil {
		return ""
	}
	low, high, few := math.Abs(*d.Low), math.Abs(*d.High), ""
	if d.Few {
		few = ", of few events"
	}
	return fmt.Sprintf(" (95%s%% interval %s to %s%s)", thin, amount(min(low, high)), amount(max(low, high)), few)
}

func (f *findings) sentence() string {
	var parts []string
	for _, p := range []struct {
		format string
		what   []string
		and    string
	}{
		{"%s.", f.apart, " and "},
		{"No difference that stands out from chance in %s.", f.unclear, " and "},
		{"As many %s.", f.equal, " and "},
		{"In neither are there any %s.", f.none, " or "},
	} {
		if len(p.what) > 0 {
			parts = append(parts, fmt.Sprintf(p.format, enumerated(p.what, p.and)))
		}
	}
	return strings.Join(parts, " ")
}

// enumerated is a list as people say it.
func enumerated(words []string, and string) string {
	if len(words) == 1 {
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + and + words[last]
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

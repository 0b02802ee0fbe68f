package life

import (
	"fmt"
	"strings"

	"glasshouse.example/population"
	"glasshouse.example/society"
)

// Who is what never changes about her.
type Who struct {
	Sex       string `json:"sex"` // "woman" or "man"
	Age       string `json:"age"` // band, in years
	Urban     bool   `json:"urban"`
	Fifth     int    `json:"income_fifth"` // 1 the lowest to 5
	Group     string `json:"group"`        // for recognition
	Household []int  `json:"household"`    // its members' numbers, hers among them
	Employer  *int   `json:"employer"`     // number of the firm within her district, or null
	Scored    bool   `json:"scored"`
	Unscored  string `json:"unscored,omitempty"` // why she has no score
	Aware     bool   `json:"knows_of_the_scheme"`
	Sentence  string `json:"sentence"`
}

func who(i int, w World, r *society.Retelling) Who {
	v := w.Teller.View(i)
	t := v.Traits
	out := Who{
		Sex: "woman", Age: t.Age.String(), Urban: t.Urban, Fifth: int(t.Income) + 1, Group: population.GroupName(v.Group),
		Scored: v.Scored, Aware: v.Aware,
	}
	if t.Sex == population.Man {
		out.Sex = "man"
	}
	for m := r.Household[0]; m < r.Household[1]; m++ {
		out.Household = append(out.Household, m)
	}
	if r.Employer >= 0 {
		out.Employer = &r.Employer
	}
	switch {
	case v.Scored:
	case !w.Scenario.Scored(t.Age):
		out.Unscored = "below the age at which people are scored"
	default:
		out.Unscored = "did not agree to be scored"
	}
	out.Sentence = out.sentence(i, t.Age)
	return out
}

var fifths = []string{"the lowest", "the second", "the middle", "the fourth", "the highest"}

func (w *Who) sentence(i int, age population.Age) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Citizen %d is %s, in %s; the household is of %s fifth of income", i, w.person(age), w.place(), fifths[w.Fifth-1])
	b.WriteString(w.others(i) + ".")
	if w.Employer != nil {
		fmt.Fprintf(&b, " Firm %d of the district employs her.", *w.Employer)
	}
	switch {
	case !w.Scored:
		fmt.Fprintf(&b, " She has no score: %s.", w.reason(age))
	case w.Aware:
		b.WriteString(" She has a score and knows of the scheme.")
	default:
		b.WriteString(" She has a score and does not know of the scheme.")
	}
	return b.String()
}

// person is "a woman of 18 to 39", "a girl of 14 or younger".
func (w *Who) person(age population.Age) string {
	noun := w.Sex
	if age < population.Age18to39 {
		noun = map[string]string{"woman": "girl", "man": "boy"}[w.Sex]
	}
	years := strings.ReplaceAll(w.Age, "-", " to ")
	switch age {
	case population.Age0to14:
		years = "14 or younger"
	case population.Age60:
		years = "60 or older"
	}
	text := "a " + noun + " of " + years
	if w.Group == population.GroupName(population.MinorityGroup) {
		text += ", of the minority"
	}
	if w.Sex == "man" {
		text += " (she, as every citizen here)"
	}
	return text
}

func (w *Who) place() string {
	if w.Urban {
		return "a town"
	}
	return "the country"
}

// others names those whom she lives with.
func (w *Who) others(i int) string {
	var with []string
	for _, m := range w.Household {
		if m != i {
			with = append(with, fmt.Sprint(m))
		}
	}
	switch len(with) {
	case 0:
		return ", and she lives alone"
	case 1:
		return ", and citizen " + with[0] + " lives in it too"
	}
	return ", and citizens " + strings.Join(with[:len(with)-1], ", ") + " and " + with[len(with)-1] + " live in it too"
}

func (w *Who) reason(age population.Age) string {
	if strings.HasPrefix(w.Unscored, "below") {
		return "she is " + w.Unscored
	}
	return "she " + w.Unscored
}

package life

import (
	"slices"
	"strings"

	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// Parting is where two lives part: the first happening that differs.
type Parting struct {
	Day      int       `json:"day"`
	Date     string    `json:"date"`
	SameLuck bool      `json:"same_luck"` // both worlds gave her the same chances
	Text     string    `json:"text"`
	Sides    [2]string `json:"sides"` // what happened in each world, in sentences
}

// part finds the first happening that differs, nil where there is none. Paragraphs hold every happening in order, so their
// first difference is that of the happenings.
func part(told [2][]Passage, worlds []World) *Parting {
	a, b := told[0], told[1]
	for len(a) > 0 && len(b) > 0 && a[0].same(&b[0]) {
		a, b = a[1:], b[1:]
	}
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	p := &Parting{Day: first(a, b), SameLuck: sameLuck(worlds[0].Scenario, worlds[1].Scenario)}
	p.Date = Date(p.Day)
	day := [2][]Passage{a[:until(a, p.Day)], b[:until(b, p.Day)]}
	for k := range day {
		p.Sides[k] = side(day[k], day[1-k], p.SameLuck)
	}
	p.Text = "From " + p.Date + " (day " + whole(float64(p.Day)) + ") on the two lives part. " +
		sentenceIn(worlds[0], p.Sides[0]) + " " + sentenceIn(worlds[1], p.Sides[1])
	return p
}

// sentenceIn is "With the system: …".
func sentenceIn(w World, text string) string { return upper(label(w)) + ": " + text }

func upper(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// side tells what of a day is not the same in the other world.
func side(own, other []Passage, sameLuck bool) string {
	var parts []string
	for k := range own {
		if !slices.ContainsFunc(other, func(o Passage) bool { return o.same(&own[k]) }) {
			text := own[k].Text
			if own[k].plain() && own[k].Events[0].what == society.Acted {
				text = strings.TrimSuffix(text, ".") + ", and nothing comes of it."
			}
			parts = append(parts, text)
		}
	}
	if len(parts) > 0 {
		return strings.Join(parts, " ")
	}
	if sameLuck && chosen(other) {
		return "she has the same chance on that day, and lets it pass."
	}
	return "nothing of the kind happens."
}

// chosen tells whether paragraphs begin with something that she decides.
func chosen(day []Passage) bool {
	return len(day) > 0 && slices.ContainsFunc(day, func(p Passage) bool {
		return p.Events[0].what == society.Acted || p.Events[0].what == society.Borrowed
	})
}

// sameLuck tells whether two worlds hand out the same chances.
func sameLuck(a, b *scenario.Scenario) bool {
	if len(a.Conduct) != len(b.Conduct) || a.Population != b.Population {
		return false
	}
	for k := range a.Conduct {
		x, y := &a.Conduct[k], &b.Conduct[k]
		if x.Name != y.Name || x.Chances != y.Chances || x.ByIncome != y.ByIncome || x.FromAge != y.FromAge || x.ToAge != y.ToAge {
			return false
		}
	}
	return true
}

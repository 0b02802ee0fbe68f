package life

import (
	"slices"
	"strings"

	"glasshouse.example/scenario"
	"glasshouse.example/society"
)

// Parting is what decides between two lives: of the days on which they differ, the first of the gravest (see gravity).
type Parting struct {
	Day      int       `json:"day"`
	Date     string    `json:"date"`
	From     int       `json:"from"`      // the first day on which the lives differ
	SameLuck bool      `json:"same_luck"` // both worlds gave her the same chances
	Text     string    `json:"text"`
	Sides    [2]string `json:"sides"` // what happened in each world, in sentences
}

// part finds what decides between two lives, nil where they never differ.
func part(told [2][]Passage, worlds []Lived, scenarios [2]*scenario.Scenario) *Parting {
	var best *Parting
	var days [2][]Passage
	gravest, from := 0, 0
	for a, b := told[0], told[1]; len(a) > 0 || len(b) > 0; {
		day := first(a, b)
		x, y := until(a, day), until(b, day)
		own := [2][]Passage{unlike(a[:x], b[:y]), unlike(b[:y], a[:x])}
		grave := max(gravity(own[0], &worlds[0]), gravity(own[1], &worlds[1]))
		if gravest == 0 && grave > 0 {
			from = day
		}
		if grave > gravest {
			gravest, best = grave, &Parting{Day: day, Date: Date(day), From: from}
			days = [2][]Passage{a[:x], b[:y]}
		}
		a, b = a[x:], b[y:]
	}
	if best != nil {
		best.SameLuck = scenario.SameLuck(scenarios[0], scenarios[1])
		best.tell(days, worlds)
	}
	return best
}

// tell puts the parting into words.
func (p *Parting) tell(days [2][]Passage, worlds []Lived) {
	for k := range days {
		p.Sides[k] = side(days[k], days[1-k], p.SameLuck)
	}
	when := p.Date + " (day " + whole(float64(p.Day)) + ")"
	sides := sentenceIn(worlds[0], p.Sides[0]) + " " + sentenceIn(worlds[1], p.Sides[1])
	if p.Day == p.From {
		p.Text = "From " + when + " on the two lives part. " + sides
		return
	}
	p.Text = "What decides comes on " + when + ". " + sides + " The two lives differ from " + Date(p.From) + " (day " + whole(float64(p.From)) + ") on."
}

// gravity ranks what differs on a day in one world: what decides is first an act that was not hers, where it ever held her on a
// list; then a list or detention; then any other act that was not hers; then what was entered, taken or refused; then the rest, as
// a point in her favour. 0: nothing differs.
func gravity(own []Passage, w *Lived) (most int) {
	for k := range own {
		for j := range own[k].Events {
			most = max(most, graveness(&own[k].Events[j], w))
		}
	}
	return most
}

func graveness(e *Event, w *Lived) int {
	switch e.what {
	case society.EntryOfAnother, society.EntryOfNobody:
		if slices.ContainsFunc(w.Path, func(m Moment) bool { return m.Wrongly }) {
			return 5
		}
		return 3
	case society.JoinedList, society.Detained:
		return 4
	case society.EntryOwn, society.FinedOnly, society.RefusedByList, society.RefusedForKin, society.RefusedBySite, society.Defaulted, society.RatedPoor:
		return 2
	}
	return 1
}

// unlike are the paragraphs of a day that have none like them in the other world, each taken once.
func unlike(own, other []Passage) (out []Passage) {
	used := make([]bool, len(other))
	for k := range own {
		j := 0
		for j < len(other) && (used[j] || !other[j].same(&own[k])) {
			j++
		}
		if j == len(other) {
			out = append(out, own[k])
			continue
		}
		used[j] = true
	}
	return out
}

// sentenceIn is "With the system: …".
func sentenceIn(w Lived, text string) string { return upper(w.Label) + ": " + text }

func upper(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// side tells what of a day is not the same in the other world.
func side(own, other []Passage, sameLuck bool) string {
	var parts []string
	for _, p := range unlike(own, other) {
		text := p.Text
		if p.plain() && p.Events[0].what == society.Acted {
			text = strings.TrimSuffix(text, ".") + ", and nothing comes of it."
		}
		parts = append(parts, text)
	}
	if len(parts) > 0 {
		return strings.Join(parts, " ")
	}
	if sameLuck && chosen(unlike(other, own)) {
		return "She has the same chance on that day, and lets it pass."
	}
	return "Nothing of the kind happens."
}

// chosen tells whether paragraphs begin with something that she decides.
func chosen(day []Passage) bool {
	return len(day) > 0 && slices.ContainsFunc(day, func(p Passage) bool {
		return p.Events[0].what == society.Acted || p.Events[0].what == society.Borrowed
	})
}

package life

import (
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/society"
)

// Passage is what happened to her on a day from one cause, as a paragraph.
type Passage struct {
	Day      int      `json:"day"`
	Date     string   `json:"date"`
	Worlds   []string `json:"worlds"`             // in which it happened
	Ordinary bool     `json:"ordinary,omitempty"` // an act, the same in every world told, of which nothing came
	Text     string   `json:"text"`
	Events   []Event  `json:"events"`
	Risk     *Change  `json:"risk,omitempty"` // around an entry, in the first world of Worlds
}

// Change is what she believes her risk to be, at the ends of the steps before and with a day.
type Change struct {
	Speaking bool    `json:"speaking"` // the risk of speaking
	Before   float64 `json:"before"`
	After    float64 `json:"after"`
	At       int     `json:"at"` // the step's last day
}

// followers are what follows from something else on the same day, and so goes on a paragraph.
var followers = []society.What{
	society.Unnamed, society.PutToAnother, society.Overruled, society.FinedOnly, society.Credited, society.Shown, society.Detained,
	society.JoinedList, society.JoinedTruly, society.RatedPoor, society.LeftList, society.Defaulted, society.DebtEnded,
	society.ToldOfEntry,
}

// passages parts a told life into paragraphs, in order.
func passages(n *names, r *society.Retelling) []Passage {
	var out []Passage
	for k := range r.Happenings {
		h := &r.Happenings[k]
		e, day := n.event(h), int(h.Day)
		if last := len(out) - 1; last >= 0 && out[last].Day == day && n.follows(&out[last], &e) {
			out[last].Events = append(out[last].Events, e)
			continue
		}
		out = append(out, Passage{Day: day, Date: Date(day), Events: []Event{e}})
	}
	for k := range out {
		p := &out[k]
		rise(p)
		p.Ordinary = p.plain()
		p.Risk = n.risk(p, r.Path)
	}
	for k := range out {
		if k+1 < len(out) && sameStep(out[k].Risk, out[k+1:]) {
			out[k].Risk = nil // said of the step's last entry
		}
		out[k].Text = n.paragraph(&out[k], r.Path)
	}
	return out
}

// follows tells whether an event goes on a paragraph: it comes of what the paragraph began with.
func (n *names) follows(p *Passage, e *Event) bool {
	first, last := &p.Events[0], &p.Events[len(p.Events)-1]
	switch e.what {
	case society.EntryOwn:
		return last.what == society.Acted && last.Kind == e.Kind || last.what == society.Judged
	case society.EntryOfNobody: // something harmless that was misread
		return last.what == society.Acted && n.conduct(last.Kind).MistakenFor == e.Kind
	case society.Acted: // a site let her pass, or her score was rewarded
		return last.Kind == e.Kind && (last.what == society.NoticedRightly || last.what == society.NoticedWrongly || last.what == society.RewardGiven)
	case society.Borrowed:
		return last.what == society.RewardGiven && last.Kind == e.Kind
	case society.RewardGiven:
		return last.what == society.RewardGiven && last.Kind == e.Kind
	case society.LeftList:
		return last.what == society.LeftList || last.what == society.DebtEnded
	case society.Upheld: // told after the lists that it took her off
		return first.what == society.LeftList
	case society.ToldOfEntry:
		return first.what == society.RefusedByList || first.what == society.ToldOfEntry
	}
	return slices.Contains(followers, e.what)
}

// rise puts a cause that is told after its effects in front of them.
func rise(p *Passage) {
	for k := 1; k < len(p.Events); k++ {
		if e := p.Events[k]; e.what == society.Upheld || e.what == society.RatedPoor {
			p.Events = slices.Insert(slices.Delete(p.Events, k, k+1), 0, e)
		}
	}
}

// plain tells whether the paragraph is an act, or a payment when due, of which nothing came.
func (p *Passage) plain() bool {
	what := p.Events[0].what
	return len(p.Events) == 1 && (what == society.Acted || what == society.PaidInstalment)
}

// entry is the paragraph's entry against her, or nil.
func (p *Passage) entry() *Event {
	for k := range p.Events {
		if p.Events[k].Own != nil {
			return &p.Events[k]
		}
	}
	return nil
}

// at is the index of the step that a day lies in.
func at(path []society.Moment, day int) int {
	k, _ := slices.BinarySearchFunc(path, day, func(m society.Moment, day int) int { return int(m.Day) - 1 - day })
	return min(k, len(path)-1)
}

// risk is what an entry has to do with what she believes.
func (n *names) risk(p *Passage, path []society.Moment) *Change {
	e := p.entry()
	if e == nil {
		return nil
	}
	k := at(path, p.Day)
	c := &Change{Speaking: n.conduct(e.Kind).Nature == conduct.Speech, Before: n.s.Behaviour.BaselineRisk, At: int(path[k].Day) - 1}
	of := func(m *society.Moment) float64 {
		if c.Speaking {
			return m.SpeechRisk
		}
		return m.Risk
	}
	if k > 0 {
		c.Before = of(&path[k-1])
	}
	c.After = of(&path[k])
	return c
}

// sameStep tells whether a later paragraph has the same to say of the same step.
func sameStep(c *Change, later []Passage) bool {
	return c != nil && slices.ContainsFunc(later, func(p Passage) bool {
		return p.Risk != nil && p.Risk.At == c.At && p.Risk.Speaking == c.Speaking
	})
}

// same tells whether two worlds' paragraphs tell one thing.
func (p *Passage) same(o *Passage) bool {
	if p.Day != o.Day || len(p.Events) != len(o.Events) {
		return false
	}
	for k := range p.Events {
		if !p.Events[k].same(&o.Events[k]) {
			return false
		}
	}
	return true
}

// beside merges the paragraphs of the worlds, in order of days. What is the same in both stands once. An act that is ordinary
// in one world and not done, or not ordinary, in the other is no longer ordinary.
func beside(told [2][]Passage, worlds []World) []Passage {
	if len(worlds) == 1 {
		return in(told[0], worlds[0].Name)
	}
	a, b := in(told[0], worlds[0].Name), in(told[1], worlds[1].Name)
	var out []Passage
	for len(a) > 0 || len(b) > 0 {
		day := first(a, b)
		x, y := until(a, day), until(b, day)
		out = append(out, merge(a[:x], b[:y], worlds[1].Name)...)
		a, b = a[x:], b[y:]
	}
	return out
}

// in puts a world's name to its paragraphs.
func in(told []Passage, world string) []Passage {
	out := slices.Clone(told)
	for k := range out {
		out[k].Worlds = []string{world}
	}
	return out
}

// first is the earlier of two lists' first days.
func first(a, b []Passage) int {
	switch {
	case len(a) == 0:
		return b[0].Day
	case len(b) == 0:
		return a[0].Day
	}
	return min(a[0].Day, b[0].Day)
}

// until counts the paragraphs up to the end of a day.
func until(p []Passage, day int) (n int) {
	for n < len(p) && p[n].Day <= day {
		n++
	}
	return n
}

// merge is one day of two worlds: each paragraph of the first, then what the second has besides.
func merge(a, b []Passage, second string) []Passage {
	used := make([]bool, len(b))
	var out []Passage
	for k := range a {
		p := a[k]
		j := 0
		for j < len(b) && (used[j] || !p.same(&b[j])) {
			j++
		}
		if j < len(b) {
			used[j], p.Worlds = true, append(slices.Clone(p.Worlds), second)
		} else {
			p.Ordinary = false
		}
		out = append(out, p)
	}
	for j, p := range b {
		if !used[j] {
			p.Ordinary = false
			out = append(out, p)
		}
	}
	return out
}

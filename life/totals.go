package life

import (
	"fmt"
	"strings"

	"glasshouse.example/society"
)

// Totals count a life in one world.
type Totals struct {
	Acts     map[string]int `json:"acts"` // by kind, loans taken among them
	Entries  int            `json:"entries"`
	Others   int            `json:"entries_for_anothers_act"`
	Nobodys  int            `json:"entries_for_nobodys_act"`
	Taken    int            `json:"points_taken"`
	Given    int            `json:"points_given"`
	Returned int            `json:"points_returned"` // by entries struck or expired
	Fines    float64        `json:"fines_yuan"`
	Shown    int            `json:"shown"`
	Detained int            `json:"detained"`
	Joined   int            `json:"lists_joined"`
	Left     int            `json:"lists_left"`
	Refused  int            `json:"refused"` // by lists, for relatives and by sites
	Objected int            `json:"objections"`
	Upheld   int            `json:"objections_upheld"`
	What     map[string]int `json:"happenings"` // by what happened
}

func total(told []Passage) Totals {
	t := Totals{Acts: map[string]int{}, What: map[string]int{}}
	for _, p := range told {
		for k := range p.Events {
			t.add(&p.Events[k])
		}
	}
	return t
}

func (t *Totals) add(e *Event) {
	t.What[e.What]++
	t.Given += max(e.Points, 0)
	t.Taken += max(-e.Points, 0)
	t.Returned += e.back
	switch e.what {
	case society.Acted, society.Borrowed:
		t.Acts[e.Kind]++
	case society.EntryOwn, society.EntryOfAnother, society.EntryOfNobody:
		t.entry(e)
	case society.FinedOnly:
		t.Fines += e.Amount
	case society.Shown:
		t.Shown++
	case society.Detained:
		t.Detained++
	case society.JoinedList:
		t.Joined++
	case society.LeftList:
		t.Left++
	case society.RefusedByList, society.RefusedForKin, society.RefusedBySite:
		t.Refused++
	case society.Objected:
		t.Objected++
	case society.Upheld:
		t.Upheld++
	}
}

func (t *Totals) entry(e *Event) {
	t.Entries++
	t.Fines += e.Amount
	switch e.what {
	case society.EntryOfAnother:
		t.Others++
	case society.EntryOfNobody:
		t.Nobodys++
	}
}

// Sentence counts the life in words.
func (l *Lived) Sentence() string {
	t, acts := &l.Totals, 0
	for _, n := range t.Acts {
		acts += n
	}
	parts := []string{some(acts, "act"), t.entries()}
	for _, c := range []struct {
		n    int
		text string
	}{
		{t.Taken, some(t.Taken, "point") + " taken"}, {t.Given, some(t.Given, "point") + " given"},
		{t.Returned, some(t.Returned, "point") + " returned"}, {int(t.Fines + 0.5), "fines of " + yuan(t.Fines)},
		{t.Shown, "shown in public " + times(t.Shown)}, {t.Detained, "detained " + times(t.Detained)},
		{t.Joined, some(t.Joined, "list") + " joined"}, {t.Left, some(t.Left, "list") + " left"},
		{t.Refused, "refused something " + times(t.Refused)}, {t.Objected, some(t.Objected, "objection") + ", " + whole(float64(t.Upheld)) + " upheld"},
	} {
		if c.n > 0 {
			parts = append(parts, c.text)
		}
	}
	return upper(l.Label) + ": " + strings.Join(parts, "; ") + "."
}

func (t *Totals) entries() string {
	if t.Entries == 0 {
		return "no entry against her"
	}
	text := "an entry against her"
	if t.Entries > 1 {
		text = fmt.Sprintf("%d entries against her", t.Entries)
	}
	switch wrong := t.Others + t.Nobodys; {
	case wrong == 0:
		return text + ", for her own acts"
	case wrong == t.Entries:
		return text + ", not for her own acts"
	default:
		return text + fmt.Sprintf(", %d of them not for her own acts", wrong)
	}
}

// EndSentence says how she stands on the last day. Where nobody keeps a score of her, none is named.
func (l *Lived) EndSentence(scored bool) string {
	e := &l.End
	var parts []string
	if l.System && scored {
		parts = append(parts, fmt.Sprintf("her score is %d, by her own acts alone %d", e.Score, e.TrueScore))
	}
	parts = append(parts, e.listed(l.System), fmt.Sprintf("she puts the risk of being made to answer for a misdeed at %s, for speaking at %s",
		percent(e.Risk), percent(e.SpeechRisk)), "her resources are "+yuan(e.Resources)+" a year")
	return "At the end, " + l.Label + ", " + strings.Join(parts, "; ") + "."
}

func (e *End) listed(system bool) string {
	switch {
	case !system:
		return "there are no lists"
	case !e.Listed:
		return "she is on no list"
	case e.Wrongly:
		return "she is on a list, and would not be by her own acts alone"
	case e.LawfulOnly:
		return "she is on a list, and only for what the law allows"
	}
	return "she is on a list"
}

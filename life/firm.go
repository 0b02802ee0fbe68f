package life

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"glasshouse.example/firm"
	"glasshouse.example/society"
)

// FirmNotice is said with every history of a firm.
const FirmNotice = "A synthetic firm of synthetic citizens, a number and a seed, under the assumptions of the scenario. " +
	"No verdict on a real person or firm can be read out of this."

// Firm is the history of one firm, in one world or two. It is told as a citizen's life is, and costs less: a firm is a few
// dice a cell, and of others it reads only the mean weight of bids.
type Firm struct {
	Notice   string      `json:"notice"`
	District int         `json:"district"`
	Number   int         `json:"firm"`    // within the district
	Manager  int         `json:"manager"` // a citizen; −1: nobody
	Days     int         `json:"days"`    // of the run
	Worlds   []FirmWorld `json:"worlds"`
	Weeks    []FirmWeek  `json:"weeks"` // in which something happened, in order
}

// FirmWorld is one world's side of a firm's history.
type FirmWorld struct {
	Name   string         `json:"name"`
	Label  string         `json:"label"`
	System bool           `json:"system"`
	Totals map[string]int `json:"totals"`
	End    FirmEnd        `json:"end"`
}

// FirmEnd is how a firm stands on the last day. Without the system there is no rating: scores and grades stay as they began.
type FirmEnd struct {
	Score     int     `json:"score"`
	TrueScore int     `json:"true_score"` // by what audits found rightly
	Grade     string  `json:"grade"`
	TrueGrade string  `json:"true_grade"`
	Open      bool    `json:"breaks_a_rule"`
	Risk      float64 `json:"perceived_risk"` // 0 to 1
	Wage      float64 `json:"wage_index"`     // 1: usual
}

// FirmWeek is what happened to a firm in a cell of luck: seven days, or the last day of a year.
type FirmWeek struct {
	Day      int            `json:"day"`    // its first
	Worlds   []string       `json:"worlds"` // in which it was so
	Text     string         `json:"text"`
	Happened map[string]int `json:"happened"`
}

// firmEvents are the names of what happens to firms.
var firmEvents = [firm.Counts]string{
	firm.Violations: "breach begun", firm.Audits: "audit", firm.FoundTruly: "breach found", firm.FoundFalsely: "false finding",
	firm.Bids: "bid", firm.Won: "tender won", firm.LostToRating: "bid lost to the rating", firm.LostWrongly: "bid lost wrongly to the rating",
	firm.ClosedUnfound: "breach ended unfound",
}

// TellFirm tells the history of a firm of a district in one world or two; the second is held against the first. The error
// says which firms there are.
func TellFirm(district, number int, worlds ...World) (*Firm, error) {
	if len(worlds) < 1 || len(worlds) > 2 {
		return nil, errors.New("a firm is told of in one world or two")
	}
	out := &Firm{Notice: FirmNotice, District: district, Number: number, Days: worlds[0].Scenario.Time.Days}
	var told [2][]FirmWeek
	for k, w := range worlds {
		view, history, err := w.Teller.TellFirm(district, number)
		if err != nil {
			return nil, err
		}
		if k == 0 {
			out.Manager = view.Manager
		}
		world := FirmWorld{Name: w.Name, Label: label(w), System: w.Scenario.System, Totals: map[string]int{}, End: firmEnd(&view)}
		grade := firm.Excellent
		for i := range history {
			e := &history[i]
			week := FirmWeek{Day: int(e.Day), Worlds: []string{w.Name}, Text: firmText(w, e, grade, view.Manager), Happened: map[string]int{}}
			grade = e.Grade
			for what, n := range e.Happened {
				if n > 0 {
					week.Happened[firmEvents[what]] = int(n)
					world.Totals[firmEvents[what]] += int(n)
				}
			}
			if week.Text != "" {
				told[k] = append(told[k], week)
			}
		}
		out.Worlds = append(out.Worlds, world)
	}
	out.Weeks = besideFirm(told[0], told[1])
	return out, nil
}

func firmEnd(v *society.FirmView) FirmEnd {
	return FirmEnd{Score: v.Score, TrueScore: v.TrueScore, Grade: v.Grade.String(), TrueGrade: v.TrueGrade.String(), Open: v.Open, Risk: v.Risk, Wage: v.Wage}
}

// besideFirm puts the weeks of two worlds in one order; a week that reads the same in both is told once.
func besideFirm(a, b []FirmWeek) (out []FirmWeek) {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Day < b[0].Day:
			out, a = append(out, a[0]), a[1:]
		case len(a) == 0 || b[0].Day < a[0].Day:
			out, b = append(out, b[0]), b[1:]
		case a[0].Text == b[0].Text:
			a[0].Worlds = append(a[0].Worlds, b[0].Worlds...)
			out, a, b = append(out, a[0]), a[1:], b[1:]
		default:
			out, a, b = append(out, a[0], b[0]), a[1:], b[1:]
		}
	}
	return out
}

// firmText puts a week into sentences. before is the grade of the week before.
func firmText(w World, e *society.FirmEvent, before firm.Grade, manager int) string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if e.Grade != before {
		truly := ""
		if e.TrueGrade != e.Grade {
			truly = ", by its true score " + e.TrueGrade.String()
		}
		say("It is rated %s%s.", e.Grade, truly)
		if lists := listsOf(w, e.Grade); lists != "" && manager >= 0 {
			say("That is a ground to put its manager, citizen %d, on %s.", manager, lists)
		}
	}
	h, costs := &e.Happened, findingCosts(w)
	if h[firm.Violations] > 0 {
		say("It begins to break a rule.")
	}
	switch {
	case h[firm.FoundTruly] > 0:
		say("An audit finds that it breaks a rule%s.", costs)
	case h[firm.FoundFalsely] > 0:
		say("An audit finds a breach where there is none%s.", costs)
	case h[firm.Audits] > 0:
		say("An audit finds nothing.")
	}
	if h[firm.ClosedUnfound] > 0 {
		say("It breaks the rule no more, and nobody has found out.")
	}
	if n := int(h[firm.Bids]); n > 0 {
		say("It bids for %s and wins %s%s.", some(n, "tender"), wins(n, int(h[firm.Won])), lost(h))
	}
	return strings.Join(all, " ")
}

// findingCosts says what a finding costs a firm.
func findingCosts(w World) string {
	var all []string
	p := &w.Scenario.Firms
	if w.Scenario.System && p.Points > 0 {
		all = append(all, fmt.Sprintf("%d points", p.Points))
	}
	if p.Fine > 0 {
		all = append(all, percent(p.Fine)+" of the usual wages")
	}
	if len(all) == 0 {
		return ""
	}
	return ", which costs it " + strings.Join(all, " and ")
}

// wins says how many of n bids were won.
func wins(n, won int) string {
	switch {
	case won == 0:
		return "nothing"
	case won == n && n == 1:
		return "it"
	case won == n:
		return "all of them"
	}
	return fmt.Sprint(won)
}

// lost says how many bids the rating lost it, and how many of them wrongly.
func lost(h *firm.Events) string {
	n, wrongly := h[firm.LostToRating], h[firm.LostWrongly]
	switch {
	case n == 0:
		return ""
	case wrongly == n:
		return fmt.Sprintf("; %d more it would have won, had it been rated rightly", n)
	case wrongly > 0:
		return fmt.Sprintf("; %d more it would have won without the rating, %d of them had it been rated rightly", n, wrongly)
	}
	return fmt.Sprintf("; %d more it would have won without the rating", n)
}

// listsOf names the lists that a grade is a ground for.
func listsOf(w World, g firm.Grade) string {
	if !w.Scenario.System {
		return ""
	}
	var names []string
	for i := range w.Scenario.Lists {
		if l := &w.Scenario.Lists[i]; l.Firm != "" && slices.Index(firm.GradeNames, l.Firm) <= int(g) {
			names = append(names, "the list “"+l.Name+"”")
		}
	}
	return strings.Join(names, " and ")
}

// Text writes the history for a reader at a terminal.
func (f *Firm) Text(width int, bold bool) string {
	p := &printer{width: width, bold: bold}
	p.heading(fmt.Sprintf("Firm %d of district %d", f.Number, f.District))
	p.lines("", f.Notice)
	if f.Manager >= 0 {
		p.lines("", fmt.Sprintf("Citizen %d manages it.", f.Manager))
	}
	p.heading("What it came to")
	for k := range f.Worlds {
		p.lines("", f.Worlds[k].sentence())
	}
	p.heading("Its weeks")
	if len(f.Weeks) == 0 {
		p.lines("", "Nothing happens to it.")
	}
	year := 0
	for k := range f.Weeks {
		x := &f.Weeks[k]
		d, m, y := calendar(x.Day)
		if y != year {
			year = y
			p.heading(fmt.Sprintf("Year %d", y))
		}
		p.lines(fmt.Sprintf("%2d %-9s (day %d)%s  ", d, months[m].name, x.Day, f.where(x)), x.Text)
	}
	return p.String()
}

func (f *Firm) where(x *FirmWeek) string {
	switch {
	case len(f.Worlds) == 1:
		return ""
	case len(x.Worlds) == 2:
		return ", in both worlds"
	case f.Worlds[0].Name == x.Worlds[0]:
		return ", " + f.Worlds[0].Label
	}
	return ", " + f.Worlds[1].Label
}

// sentence says what a firm's history came to in a world.
func (w *FirmWorld) sentence() string {
	n := w.Totals
	text := fmt.Sprintf("%s: %s, %s found, %s; %s, %d won", strings.ToUpper(w.Label[:1])+w.Label[1:], breaches(n["breach begun"]), fmt.Sprint(n["breach found"]),
		some(n["false finding"], "false finding"), some(n["bid"], "bid"), n["tender won"])
	if w.System {
		text += fmt.Sprintf(", %d lost to the rating (%d wrongly). At the end its score is %d, by true findings alone %d; it is rated %s, by its true score %s",
			n["bid lost to the rating"], n["bid lost wrongly to the rating"], w.End.Score, w.End.TrueScore, w.End.Grade, w.End.TrueGrade)
	} else {
		text += ". At the end there is no rating"
	}
	return text + fmt.Sprintf("; wages are %s of the usual.", percent(w.End.Wage))
}

func breaches(n int) string {
	if n == 1 {
		return "1 rule broken"
	}
	return fmt.Sprintf("%d rules broken", n)
}

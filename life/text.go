package life

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Month counts the ordinary acts of a month: those that are the same in every world told and of which nothing came.
type Month struct {
	Day  int    `json:"day"`  // of the first of them
	Name string `json:"name"` // "May of year 1"
	Text string `json:"text"`
}

// Ordinary gives the months in which she did ordinary things, in order.
func (l *Life) Ordinary() []Month {
	var out []Month
	counts := map[string]int{}
	flush := func() {
		if len(out) > 0 {
			out[len(out)-1].Text = counted(counts)
		}
		clear(counts)
	}
	for _, p := range l.Passages {
		if !p.Ordinary {
			continue
		}
		if name := month(p.Day); len(out) == 0 || out[len(out)-1].Name != name {
			flush()
			out = append(out, Month{Day: p.Day, Name: name})
		}
		counts[p.Events[0].Kind]++
	}
	flush()
	return out
}

// counted is "everyday-talk 2, train 1", the most frequent first.
func counted(counts map[string]int) string {
	kinds := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	for k, kind := range kinds {
		kinds[k] = fmt.Sprintf("%s %d", kind, counts[kind])
	}
	return strings.Join(kinds, ", ")
}

// Decides says where the lives part, or why nothing can be said of it.
func (l *Life) Decides() string {
	switch {
	case len(l.Worlds) == 1:
		return "One world alone was run: nothing can be said of the other."
	case l.Parting == nil:
		return "The two lives never part: what happens to her happens in both worlds, on the same days."
	}
	return l.Parting.Text
}

// Findings are the life in a few sentences: where it parts, who she is, what happened in each world and how it ends.
func (l *Life) Findings() []string {
	out := []string{l.Decides(), l.Who.Sentence}
	for k := range l.Worlds {
		out = append(out, l.Worlds[k].Sentence())
	}
	for k := range l.Worlds {
		out = append(out, l.Worlds[k].EndSentence(l.Who.Scored))
	}
	return out
}

// printer writes text in lines of a width.
type printer struct {
	strings.Builder
	width int
	bold  bool
}

// Text writes the life for a reader at a terminal: lines of at most so many letters, headings bold if asked.
func (l *Life) Text(width int, bold bool) string {
	p := &printer{width: width, bold: bold}
	p.heading(fmt.Sprintf("Citizen %d", l.Citizen))
	p.lines("", l.Notice)
	if findings := l.Findings(); len(l.Worlds) == 2 {
		p.heading("The deciding event")
		p.lines("", findings[0])
		p.story(findings[1:])
	} else {
		p.lines("", findings[0])
		p.story(findings[1:])
	}
	p.days(l)
	p.ordinary(l)
	return p.String()
}

func (p *printer) story(findings []string) {
	p.heading("Who she is")
	p.lines("", findings[0])
	p.heading("What it came to")
	for _, text := range findings[1:] {
		p.lines("", text)
	}
}

// days writes each day with what is not ordinary, a heading a year.
func (p *printer) days(l *Life) {
	p.heading("Her days")
	year, told := 0, 0
	for k := range l.Passages {
		x := &l.Passages[k]
		if x.Ordinary {
			continue
		}
		told++
		d, m, y := calendar(x.Day)
		if y != year {
			year = y
			p.heading(fmt.Sprintf("Year %d", y))
		}
		p.lines(fmt.Sprintf("%2d %-9s (day %d)%s  ", d, months[m].name, x.Day, l.worldsOf(x)), x.Text)
		for _, rule := range x.rules() {
			p.lines("      rule  ", rule)
		}
	}
	if told == 0 {
		p.lines("", "Nothing happens to her beyond ordinary acts.")
	}
}

// worldsOf tells in which worlds a paragraph happened, where there are two.
func (l *Life) worldsOf(x *Passage) string {
	if len(l.Worlds) == 1 {
		return ""
	}
	if len(x.Worlds) == 2 {
		return ", in both worlds"
	}
	for k := range l.Worlds {
		if l.Worlds[k].Name == x.Worlds[0] {
			return ", " + l.Worlds[k].Label
		}
	}
	return ""
}

// rules are those that a paragraph rests on, each once.
func (p *Passage) rules() []string {
	var out []string
	for k := range p.Events {
		if r := p.Events[k].Rule; r != "" && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

func (p *printer) ordinary(l *Life) {
	all := l.Ordinary()
	if len(all) == 0 {
		return
	}
	p.heading("Ordinary acts")
	where := "of which nothing came"
	if len(l.Worlds) == 2 {
		where = "the same in both worlds, of which nothing came"
	}
	p.lines("", "Acts "+where+", by month and kind.")
	for _, m := range all {
		p.lines(fmt.Sprintf("%-20s", m.Name), m.Text)
	}
}

func (p *printer) heading(text string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	if p.bold {
		text = "\x1b[1m" + text + "\x1b[0m"
	}
	p.WriteString(text + "\n")
}

// lines writes text after a lead, broken between words; further lines are set in by two, or four where there is a lead.
func (p *printer) lines(lead, text string) {
	p.WriteString(lead)
	room, indent := p.width-utf8.RuneCountInString(lead), ""
	if lead != "" {
		indent = "      "
	}
	for k, word := range strings.Split(text, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case k > 0 && n+1 > room:
			p.WriteString("\n" + indent)
			room = p.width - len(indent)
		case k > 0:
			p.WriteByte(' ')
			room--
		}
		p.WriteString(word)
		room -= n
	}
	p.WriteByte('\n')
}

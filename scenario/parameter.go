package scenario

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"glasshouse.example/conduct"
	"glasshouse.example/firm"
	"glasshouse.example/recognition"
	"glasshouse.example/redress"
	"glasshouse.example/sanction"
	"glasshouse.example/watch"
)

// Parameter is one row of the table that drives reading, checking, the schema and the documents.
// A segment * of the path stands for the name of a block, such as a kind of conduct.
type Parameter struct {
	Path       string // conduct.*.chances
	Symbol     string // of the equations, if it has one
	Unit       *Unit  // of numbers, else nil
	Kind       Kind
	Min, Max   float64   // of numbers, both allowed
	Allowed    []float64 // the only numbers allowed, if these are few
	Choices    []string  // of a Choice or a Text; of a Switch, the words for off and on
	Word       string    // a word that may stand instead of a number; it is kept as 0
	Default    string    // as it would be written; "" means that it must be given
	Optional   bool      // may be left out though it has no default; it is then 0 or empty
	Excludes   string    // the key beside it that it replaces
	Source     string    // of the default: ids of published figures, the design, or assumption
	Assumption bool      // the default is not a published figure
	Meaning    string

	at   func(s *Scenario, i int) any  // pointer to the value in block i
	when func(s *Scenario, i int) bool // nil: always applies
}

// Kind is how a parameter's value is written.
type Kind uint8

// The kinds of value.
const (
	Number  Kind = iota // a number with its unit
	Whole               // a number without a fraction
	Switch              // yes or no; on, off, true and false are understood too
	Choice              // one of a few words
	Text                // one line
	Names               // a list of names of other blocks
	Grounds             // a list of names, and "score below N"
	Fifths              // five numbers, by fifth of income, lowest first
	Term                // a time, or one of the choices, which say what ends it
)

// key is the last segment of the path.
func (p *Parameter) key() string { return p.Path[strings.LastIndexByte(p.Path, '.')+1:] }

// applies tells whether the parameter has a meaning in block i of s.
func (p *Parameter) applies(s *Scenario, i int) bool { return p.when == nil || p.when(s, i) }

// set reads the node into block i of s. The error has everything but the path.
func (p *Parameter) set(s *Scenario, i int, n *node) *Error {
	switch p.Kind {
	case Names, Grounds, Fifths:
		return p.setList(p.at(s, i), n)
	}
	if n.shape != scalar {
		return p.wrong(n, "where a single value is due")
	}
	if n.text == "" && p.Kind != Text {
		return p.wrong(&node{pos: n.pos, text: "no value"}, "is given")
	}
	switch at := p.at(s, i).(type) {
	case *float64:
		v, e := p.number(n)
		*at = v
		return e
	case *int:
		v, e := p.number(n)
		*at = int(v)
		return e
	case *bool:
		return p.setSwitch(at, n)
	case *string:
		return p.setText(at, n)
	case *conduct.Nature:
		return p.setChoice((*uint8)(at), n)
	case *recognition.Imagery:
		return p.setChoice((*uint8)(at), n)
	case *sanction.Again:
		return p.setChoice((*uint8)(at), n)
	case *firm.Bars:
		return p.setChoice((*uint8)(at), n)
	case *redress.OnDeadline:
		return p.setChoice((*uint8)(at), n)
	case *watch.Mode:
		return p.setChoice((*uint8)(at), n)
	case *watch.Consequence:
		return p.setChoice((*uint8)(at), n)
	case *term:
		return p.setTerm(at, n)
	}
	panic("scenario: no way to set " + p.Path)
}

// wrong makes the error for a node, with what is allowed.
func (p *Parameter) wrong(n *node, msg string) *Error {
	e := n.problem("", n.written(), "%s", msg)
	e.Allowed = p.Range()
	return e
}

// number reads a number and holds it against the range.
func (p *Parameter) number(n *node) (float64, *Error) {
	if p.Word != "" && n.text == p.Word {
		return 0, nil
	}
	v, err := p.Unit.parse(n.text)
	switch {
	case err == errNoUnit || err == errUnit:
		e := p.wrong(n, err.Error())
		e.Msg += " (" + p.Unit.Accept + ")"
		return 0, e
	case err != nil:
		return 0, p.wrong(n, err.Error())
	case v < p.Min || v > p.Max || len(p.Allowed) > 0 && !slices.Contains(p.Allowed, v):
		e := p.wrong(n, "is out of range")
		if p.Unit == share && v > 1 && v <= 100 && !strings.Contains(n.text, "%") {
			e.Nearest = n.text + "%"
		}
		return 0, e
	case p.Kind == Whole && v != math.Trunc(v):
		return 0, p.wrong(n, "is not a whole number of "+p.Unit.Name)
	}
	return v, nil
}

func (p *Parameter) setSwitch(at *bool, n *node) *Error {
	switch strings.ToLower(n.text) {
	case "yes", "on", "true":
		*at = true
	case "no", "off", "false":
		*at = false
	default:
		return p.wrong(n, "is neither yes nor no, on nor off")
	}
	return nil
}

// switchWords are the words for off and on.
func (p *Parameter) switchWords() []string {
	if len(p.Choices) == 2 {
		return p.Choices
	}
	return []string{"no", "yes"}
}

// setChoice finds the word; a word may be shortened to its last part, so that speech is lawful speech.
func (p *Parameter) setChoice(at *uint8, n *node) *Error {
	written := strings.ToLower(strings.ReplaceAll(n.text, "-", " "))
	for i, c := range p.Choices {
		if written == c || "lawful "+written == c {
			*at = uint8(i)
			return nil
		}
	}
	e := p.wrong(n, "is not known here")
	e.Nearest = nearest(written, p.Choices)
	return e
}

// maxText is the longest line of text, in letters.
const maxText = 500

// setText takes one line of printable text, or one of the choices.
func (p *Parameter) setText(at *string, n *node) *Error {
	if len(p.Choices) > 0 && !slices.Contains(p.Choices, n.text) {
		e := p.wrong(n, "is not known here")
		e.Nearest = nearest(n.text, p.Choices)
		return e
	}
	if strings.ContainsFunc(n.text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return p.wrong(n, "holds characters that cannot be printed in one line")
	}
	if utf8.RuneCountInString(n.text) > maxText {
		return p.wrong(n, "is too long")
	}
	*at = n.text
	return nil
}

func (p *Parameter) setList(at any, n *node) *Error {
	if n.shape != sequence {
		return p.wrong(n, "where a list is due, such as [one, two]")
	}
	for _, item := range n.items {
		if item.shape != scalar || item.text == "" {
			return p.wrong(item, "where a single value is due")
		}
	}
	switch at := at.(type) {
	case *[5]float64:
		return p.setFifths(at, n)
	case *[]string:
		var e *Error
		*at, e = p.names(n.items)
		return e
	case *sanction.List:
		return p.setGrounds(at, n)
	}
	panic("scenario: no way to set " + p.Path)
}

func (p *Parameter) setFifths(at *[5]float64, n *node) *Error {
	if len(n.items) != 5 {
		return p.wrong(n, "of "+strconv.Itoa(len(n.items))+" where five values are due, one for each fifth of income")
	}
	for k, item := range n.items {
		v, e := p.number(item)
		if e != nil {
			return e
		}
		at[k] = v
	}
	return nil
}

// names takes words that name other blocks, each once; check.go sees whether they exist.
func (p *Parameter) names(items []*node) ([]string, *Error) {
	var names []string
	for _, item := range items {
		if slices.Contains(names, item.text) {
			return nil, p.wrong(item, "is given twice")
		}
		names = append(names, item.text)
	}
	return names, nil
}

// How the grounds that are no acts start: a low score, a low grade, another list, the grade of the firm
// that she manages.
const (
	scoreBelow = "score below "
	lowGrade   = "grade "
	otherList  = "list "
	firmGraded = "firm graded "
	debtPast   = "debt past "
)

// setGrounds parts score, grade and other lists from the acts.
func (p *Parameter) setGrounds(at *sanction.List, n *node) *Error {
	at.Below, at.Grade, at.Lists, at.Acts, at.Firm, at.Debt = 0, "", nil, nil, "", 0
	var acts []*node
	for _, item := range n.items {
		if grade, ok := strings.CutPrefix(item.text, lowGrade); ok && at.Grade == "" {
			at.Grade = grade
			continue
		}
		if list, ok := strings.CutPrefix(item.text, otherList); ok && !slices.Contains(at.Lists, list) {
			at.Lists = append(at.Lists, list)
			continue
		}
		if grade, ok := strings.CutPrefix(item.text, firmGraded); ok && at.Firm == "" {
			at.Firm = grade
			continue
		}
		if time, ok := strings.CutPrefix(item.text, debtPast); ok && at.Debt == 0 {
			v, err := daysUnit.parse(time)
			if err != nil || v != math.Trunc(v) || v < minPast || v > maxPast {
				return p.wrong(item, "is not a ground: a debt is past so many days, from 7 to 3650")
			}
			at.Debt = int(v)
			continue
		}
		score, ok := strings.CutPrefix(item.text, scoreBelow)
		if !ok {
			acts = append(acts, item)
			continue
		}
		v, err := pointsUnit.parse(score)
		if err != nil || v != math.Trunc(v) || v == 0 || v < p.Min || v > p.Max || at.Below != 0 {
			return p.wrong(item, "is not a ground")
		}
		at.Below = int(v)
	}
	var e *Error
	at.Acts, e = p.names(acts)
	return e
}

// minPast and maxPast bound the days of a ground by debt: it falls due in a later step than the default.
const minPast, maxPast = 7, 3650

// setTerm reads a time, or a word for what ends the membership instead.
func (p *Parameter) setTerm(at *term, n *node) *Error {
	at.Term, at.Ends = 0, sanction.ByTerm
	written := strings.ToLower(strings.Join(strings.Fields(n.text), " "))
	if i := slices.Index(ends, written); i > int(sanction.ByTerm) {
		at.Ends = sanction.Ends(i)
		return nil
	}
	if strings.HasPrefix(written, "until") {
		e := p.wrong(n, "is not known here")
		e.Nearest = nearest(written, p.Choices)
		return e
	}
	v, e := p.number(n)
	if e == nil && v != math.Trunc(v) {
		e = p.wrong(n, "is not a whole number of "+p.Unit.Name)
	}
	at.Term = int(v)
	return e
}

func (at *term) text(p *Parameter) string {
	if at.Ends != sanction.ByTerm {
		return ends[at.Ends]
	}
	return p.numberText(float64(at.Term))
}

// text writes the value of block i of s, so that set reads it back.
func (p *Parameter) text(s *Scenario, i int) string {
	switch at := p.at(s, i).(type) {
	case *float64:
		return p.numberText(*at)
	case *int:
		return p.numberText(float64(*at))
	case *bool:
		words := p.switchWords()
		if *at {
			return words[1]
		}
		return words[0]
	case *string:
		return *at
	case *conduct.Nature:
		return p.Choices[*at]
	case *recognition.Imagery:
		return p.Choices[*at]
	case *sanction.Again:
		return p.Choices[*at]
	case *firm.Bars:
		return p.Choices[*at]
	case *redress.OnDeadline:
		return p.Choices[*at]
	case *watch.Mode:
		return p.Choices[*at]
	case *watch.Consequence:
		return p.Choices[*at]
	case *term:
		return at.text(p)
	case *[]string:
		return listText(*at)
	case *[5]float64:
		var five []string
		for _, v := range at {
			five = append(five, p.numberText(v))
		}
		return listText(five)
	case *sanction.List:
		grounds := slices.Clone(at.Acts)
		if at.Below != 0 {
			grounds = append(grounds, scoreBelow+strconv.Itoa(at.Below))
		}
		if at.Grade != "" {
			grounds = append(grounds, lowGrade+at.Grade)
		}
		if at.Debt != 0 {
			grounds = append(grounds, debtPast+daysUnit.format(float64(at.Debt)))
		}
		for _, name := range at.Lists {
			grounds = append(grounds, otherList+name)
		}
		if at.Firm != "" {
			grounds = append(grounds, firmGraded+at.Firm)
		}
		return listText(grounds)
	}
	panic("scenario: no way to write " + p.Path)
}

func (p *Parameter) numberText(v float64) string {
	if p.Word != "" && v == 0 {
		return p.Word
	}
	return p.Unit.format(v)
}

func listText(items []string) string { return "[" + strings.Join(items, ", ") + "]" }

// Range says in words what may be written.
func (p *Parameter) Range() string {
	word := ""
	if p.Word != "" {
		word = p.Word + ", or "
	}
	switch p.Kind {
	case Switch:
		words := p.switchWords()
		return words[1] + " or " + words[0]
	case Choice, Text:
		if len(p.Choices) > 0 {
			return strings.Join(p.Choices, ", ")
		}
		return "one line of text, up to " + strconv.Itoa(maxText) + " characters"
	case Names:
		return "a list of names"
	case Grounds:
		return "a list of kinds of conduct, and " + scoreBelow + "N, " + lowGrade + "G, " + debtPast + "D, " + otherList + "L, " + firmGraded + "G"
	}
	if len(p.Allowed) > 0 {
		var few []string
		for _, v := range p.Allowed {
			few = append(few, p.Unit.format(v))
		}
		return word + strings.Join(few, ", ")
	}
	if p.Kind == Term {
		word = strings.Join(p.Choices, ", ") + ", or "
	}
	limits := word + p.Unit.format(p.Min) + " to " + p.Unit.format(p.Max)
	if p.Kind == Fifths {
		return "five values, each " + limits
	}
	return limits
}

package life

import (
	"fmt"
	"strings"

	"glasshouse.example/conduct"
	"glasshouse.example/society"
	"glasshouse.example/watch"
)

// paragraph puts a paragraph's events into sentences.
func (n *names) paragraph(p *Passage, path []society.Moment) string {
	var parts []string
	for k := range p.Events {
		if text := n.sentence(p, k); text != "" {
			parts = append(parts, text)
		}
	}
	if e := p.entry(); e != nil {
		parts = append(parts, n.joinedFor(p, e, path)...)
	}
	if c := p.Risk; c != nil && percent(c.Before) != percent(c.After) {
		parts = append(parts, believes(c))
	}
	return strings.Join(parts, " ")
}

// joinedFor says that a list holds her for another's act, where one does that she joined with a false entry.
func (n *names) joinedFor(p *Passage, e *Event, path []society.Moment) []string {
	if *e.Own || !path[at(path, p.Day)].Wrongly {
		return nil
	}
	for k := range p.Events {
		if p.Events[k].what == society.JoinedList {
			return []string{"By her own acts alone she would not be on it."}
		}
	}
	return nil
}

func believes(c *Change) string {
	of := "being made to answer for a misdeed"
	if c.Speaking {
		of = "being made to answer for speaking"
	}
	return fmt.Sprintf("By the end of %s she puts the risk of %s at %s; it was %s.", Date(c.At), of, percent(c.After), percent(c.Before))
}

// sentence says what event k of a paragraph is; "" where another sentence of it says so already.
func (n *names) sentence(p *Passage, k int) string {
	e := &p.Events[k]
	for _, say := range []func(*Passage, int, *Event) string{n.ofActs, n.ofEntries, n.ofLists, n.ofAppeals, n.ofDebts, n.ofSites} {
		if text := say(p, k, e); text != "" {
			return text
		}
	}
	return ""
}

// ofActs says what she does, and what keeps her from it.
func (n *names) ofActs(p *Passage, _ int, e *Event) string {
	switch e.what {
	case society.Acted:
		return "She " + n.does(e.Kind) + "."
	case society.KeptFrom:
		return "Detention keeps her from something that she would have done: " + e.Kind + "."
	case society.RefusedByList:
		return fmt.Sprintf("The list “%s” refuses her what she wants: %s.", e.List, e.Kind)
	case society.RefusedForKin:
		return fmt.Sprintf("She is refused what she wants, %s, because another of her household is on a list.", e.Kind)
	case society.Diverted:
		return fmt.Sprintf("She knows that a list bars her from it (%s), and takes the way that stays open.", e.Kind)
	case society.RewardGiven:
		return fmt.Sprintf("For a score of %d she is given something that others are not, worth %s (at %s).", e.Score, yuan(e.Amount), e.Kind)
	case society.KinStruck:
		return fmt.Sprintf("Another of her household, %s, was made to answer for something in the days before, and she hears of it.", citizen(e.Other))
	}
	return ""
}

// ofEntries says what sees an act, whom it is put to, and what follows at once.
func (n *names) ofEntries(p *Passage, k int, e *Event) string {
	switch e.what {
	case society.Unnamed:
		return fmt.Sprintf("“%s” sees it, and the search names nobody.", e.Channel)
	case society.PutToAnother:
		return n.putToAnother(e)
	case society.Overruled:
		return "It is seen; a reviewer looks at the match and stops it."
	case society.FinedOnly:
		return n.finedOnly(e)
	case society.Credited:
		return fmt.Sprintf("It is recorded in her favour: %s, which makes %d.", some(e.Points, "point"), e.Score)
	case society.EntryOwn:
		return n.ownEntry(p, k, e)
	case society.EntryOfAnother:
		return fmt.Sprintf("“%s” puts another’s act to her: %s %s on %s, and an entry is made against her instead, %s. It was not her act.",
			e.Channel, citizen(e.Other), n.does(e.Kind), Date(max(p.Day-e.lag, 0)), n.cost(e))
	case society.EntryOfNobody:
		return n.nobodysEntry(p, k, e)
	case society.Shown:
		return "Her face is shown on the screens of her district."
	case society.Detained:
		return "She is detained; the first day out is " + Date(*e.Until) + "."
	case society.Released:
		return "She is let go."
	}
	return ""
}

func (n *names) putToAnother(e *Event) string {
	if e.Other == nil {
		return fmt.Sprintf("“%s” sees it and takes her for somebody else; no entry for it was delivered by the end of the run.", e.Channel)
	}
	return fmt.Sprintf("“%s” sees it and takes her for %s, whom the entry goes to.", e.Channel, citizen(e.Other))
}

func (n *names) finedOnly(e *Event) string {
	if e.Amount == 0 {
		return fmt.Sprintf("“%s” sees it; she is made to answer, with no entry and no fine.", e.Channel)
	}
	return fmt.Sprintf("“%s” sees it; she is fined %s, without an entry.", e.Channel, yuan(e.Amount))
}

func (n *names) ownEntry(p *Passage, k int, e *Event) string {
	text := fmt.Sprintf("“%s” sees it and an entry is made against her, %s. It was her own act", e.Channel, n.cost(e))
	if k == 0 || p.Events[k-1].what != society.Acted {
		text = fmt.Sprintf("An entry is made against her for %s, from “%s”, %s. It was her own act", e.Kind, e.Channel, n.cost(e))
	}
	if nature := n.conduct(e.Kind).Nature; nature == conduct.Speech || nature == conduct.Everyday {
		return text + ", and what the law allows."
	}
	return text + "."
}

func (n *names) nobodysEntry(p *Passage, k int, e *Event) string {
	if k > 0 && p.Events[k-1].what == society.Acted {
		return fmt.Sprintf("“%s” takes it for %s: an entry is made against her, %s. Nobody did what it says.", e.Channel, e.Kind, n.cost(e))
	}
	return fmt.Sprintf("An entry for %s is made against her, from “%s”, %s. There is no act behind it.", e.Kind, e.Channel, n.cost(e))
}

// cost is what an entry takes: "20 points off, which leaves 980, and a fine of 20 yuan".
func (n *names) cost(e *Event) string {
	text := "which takes no points"
	if e.Points != 0 {
		text = some(-e.Points, "point") + " off, which leaves " + fmt.Sprint(e.Score)
	}
	if e.Amount != 0 {
		text += ", and a fine of " + yuan(e.Amount)
	}
	return text
}

// ofLists says what lists she joins and leaves.
func (n *names) ofLists(p *Passage, k int, e *Event) string {
	switch e.what {
	case society.JoinedList:
		text := fmt.Sprintf("She comes on the list “%s”%s", e.List, term(e))
		if p.has(society.JoinedTruly, e.List) {
			text += ", as she does by her own acts alone"
		}
		return text + "; its grounds: " + n.grounds(e.List) + "."
	case society.JoinedTruly:
		if p.has(society.JoinedList, e.List) {
			return ""
		}
		return fmt.Sprintf("By her own acts alone she would now be put on the list “%s”%s.", e.List, term(e))
	case society.LeftList:
		return fmt.Sprintf("She comes off the list “%s”.", e.List)
	case society.RatedPoor:
		return fmt.Sprintf("Firm %d of her district, which she manages, is rated low, and that is held against her.", *e.Firm)
	}
	return ""
}

// grounds are a list's grounds in words.
func (n *names) grounds(list string) string {
	return strings.Trim(n.values["lists."+list+".grounds"], "[]")
}

// term is until when she is on a list.
func term(e *Event) string {
	if e.Until == nil {
		return ", with no day set for its end"
	}
	return " until " + Date(*e.Until)
}

// has tells whether a paragraph tells of such an event of a list.
func (p *Passage) has(what society.What, list string) bool {
	for k := range p.Events {
		if p.Events[k].what == what && p.Events[k].List == list {
			return true
		}
	}
	return false
}

// ofAppeals says what becomes of entries.
func (n *names) ofAppeals(_ *Passage, _ int, e *Event) string {
	switch e.what {
	case society.ToldOfEntry:
		return "She is told of the entry for " + e.Kind + "."
	case society.Objected:
		return "She objects to the entry for " + e.Kind + "."
	case society.Upheld:
		return fmt.Sprintf("Her objection is upheld: the entry for %s is struck and %s come back, which makes %d.", e.Kind, some(e.back, "point"), e.Score)
	case society.Dismissed:
		return "Her objection to the entry for " + e.Kind + " is dismissed."
	case society.Lapsed:
		return fmt.Sprintf("The entry for %s expires and %s come back, which makes %d.", e.Kind, some(e.back, "point"), e.Score)
	}
	return ""
}

// ofDebts says what becomes of what she owes.
func (n *names) ofDebts(_ *Passage, _ int, e *Event) string {
	switch e.what {
	case society.Borrowed:
		return "She borrows " + yuan(e.Amount) + "."
	case society.PaidInstalment:
		return "She pays an instalment of her debt."
	case society.MissedInstalment:
		return "She misses an instalment of her debt."
	case society.Defaulted:
		return "The debt is in default: all of it, " + yuan(e.Amount) + ", falls due at once."
	case society.Judged:
		return "A court gives judgment on the debt."
	case society.Settled:
		return "She pays what is overdue, " + yuan(e.Amount) + "."
	case society.DebtEnded:
		return "Nothing of the debt is left."
	}
	return ""
}

// ofSites says what sites make of her.
func (n *names) ofSites(_ *Passage, _ int, e *Event) string {
	does := map[watch.Consequence]string{
		watch.NoConsequence: "and nothing follows", watch.Ration: "and does not give her what it gives out",
		watch.Flag: "and marks her", watch.Refuse: "and turns her away",
	}[n.consequence(e.Site)]
	switch e.what {
	case society.RefusedBySite:
		return fmt.Sprintf("The site “%s” turns her away: no %s.", e.Site, e.Kind)
	case society.NoticedRightly:
		return fmt.Sprintf("The site “%s” takes notice of her, %s.", e.Site, does)
	case society.NoticedWrongly:
		return fmt.Sprintf("The site “%s” takes her for what she is not, %s.", e.Site, does)
	}
	return ""
}

func citizen(number *int64) string {
	if number == nil {
		return "somebody"
	}
	return fmt.Sprintf("citizen %d", *number)
}

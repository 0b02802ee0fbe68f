package life

import (
	"strings"
	"unicode/utf8"

	"glasshouse.example/conduct"
	"glasshouse.example/sanction"
	"glasshouse.example/scenario"
	"glasshouse.example/society"
	"glasshouse.example/watch"
)

// Event is one happening under the scenario's names. What does not apply is absent.
type Event struct {
	What      string  `json:"what"`
	Kind      string  `json:"kind,omitempty"`
	Channel   string  `json:"channel,omitempty"`
	List      string  `json:"list,omitempty"`
	Site      string  `json:"site,omitempty"`
	Own       *bool   `json:"own,omitempty"`   // of an entry: was it her act?
	Other     *int64  `json:"other,omitempty"` // another citizen
	Firm      *int64  `json:"firm,omitempty"`  // of her district
	Until     *int    `json:"until,omitempty"` // first day off the list, or out of detention
	Points    int     `json:"points,omitempty"`
	Amount    float64 `json:"yuan,omitempty"`
	Score     int     `json:"score"`      // after it
	TrueScore int     `json:"true_score"` // likewise
	Rule      string  `json:"rule,omitempty"`

	what society.What
	back int // points that an entry struck or expired gives back
	lag  int // days from an act to the entry for it
}

// whatNames are the happenings as --json names them.
var whatNames = [...]string{
	society.Acted: "act", society.KeptFrom: "kept from an act", society.RefusedByList: "refused by a list",
	society.RefusedForKin: "refused for a relative", society.RefusedBySite: "refused by a site", society.Diverted: "took the other way",
	society.RewardGiven: "reward", society.Unnamed: "seen, nobody named", society.PutToAnother: "put to another",
	society.Overruled: "match stopped", society.FinedOnly: "answered without an entry", society.Credited: "credit",
	society.EntryOwn: "entry, own act", society.EntryOfAnother: "entry, another's act", society.EntryOfNobody: "entry, nobody's act",
	society.Shown: "face shown", society.Detained: "detained", society.Released: "released", society.JoinedList: "joined a list",
	society.JoinedTruly: "would be on a list by the true ledger", society.LeftList: "left a list", society.RatedPoor: "listed for a firm's rating",
	society.ToldOfEntry: "told of an entry", society.Objected: "objection", society.Upheld: "objection upheld",
	society.Dismissed: "objection dismissed", society.Lapsed: "entry expired", society.Borrowed: "loan",
	society.PaidInstalment: "instalment paid", society.MissedInstalment: "instalment missed", society.Defaulted: "default",
	society.Judged: "judgment", society.Settled: "settlement", society.DebtEnded: "debt ended",
	society.NoticedRightly: "noticed by a site, rightly", society.NoticedWrongly: "noticed by a site, wrongly",
	society.KinStruck: "a relative made to answer",
}

// names gives a world's happenings their names.
type names struct {
	s        *scenario.Scenario
	channels []int             // Scenario.ChannelOrder
	values   map[string]string // by path, as a file would write them
}

func newNames(s *scenario.Scenario) *names {
	n := &names{s: s, channels: s.ChannelOrder(), values: map[string]string{}}
	for _, d := range scenario.Describe(s) {
		n.values[d.Path] = d.Value
	}
	return n
}

// event names a happening.
func (n *names) event(h *society.Happening) Event {
	e := Event{
		What: whatNames[h.What], what: h.What, Points: int(h.Points), Amount: h.Amount, Score: int(h.Score), TrueScore: int(h.True),
	}
	if h.Kind >= 0 && h.What != society.Judged { // what the court would enter: the twin enters nothing
		e.Kind = n.s.Conduct[h.Kind].Name
		e.Site = n.site(h.What, e.Kind)
	}
	if h.Channel >= 0 {
		c := &n.s.Watch[n.channels[h.Channel]]
		e.Channel = c.Name
		if c.Identify != nil {
			e.lag = int(c.Identify.Lag)
		}
	}
	if h.List >= 0 {
		e.List = n.s.Lists[h.List].Name
	}
	if h.Other >= 0 {
		other := h.Other
		if e.Other = &other; h.What == society.RatedPoor {
			e.Other, e.Firm = nil, &other
		}
	}
	if until := int(h.Until); until != 0 && h.Until != sanction.Open {
		e.Until = &until
	}
	n.weigh(&e, h)
	return e
}

// weigh says whether an entry is her own, what its points are and which rule was applied.
func (n *names) weigh(e *Event, h *society.Happening) {
	own := h.What == society.EntryOwn
	switch h.What {
	case society.EntryOwn, society.EntryOfAnother, society.EntryOfNobody, society.FinedOnly:
		if e.Amount != 0 { // by the rule: what is left of it in a share of her resources is rounded
			e.Amount = n.s.Conduct[h.Kind].Fine
		}
	}
	switch h.What {
	case society.EntryOwn, society.EntryOfAnother, society.EntryOfNobody:
		e.Own, e.Rule = &own, n.rule("conduct", e.Kind, "points", "fine", "detention")
	case society.Credited:
		e.Rule = n.rule("conduct", e.Kind, "points")
	case society.FinedOnly:
		e.Rule = n.rule("conduct", e.Kind, "fine")
	case society.KinStruck:
		e.Rule = n.rule("behaviour", "", "household-learning")
	case society.JoinedList, society.JoinedTruly:
		e.Rule = n.rule("lists", e.List, "grounds", "term")
	case society.RefusedByList:
		e.Rule = n.rule("lists", e.List, "refuses")
	case society.Upheld, society.Lapsed:
		e.back = -n.s.Conduct[h.Kind].Points
	}
}

// rule quotes parameters of a block: "lists.travel: grounds [fare-dodging], term 1 year".
func (n *names) rule(block, name string, keys ...string) string {
	if name != "" {
		block += "." + name
	}
	var parts []string
	for _, key := range keys {
		if v, ok := n.values[block+"."+key]; ok && v != "0 yuan" && v != "0 days" {
			parts = append(parts, key+" "+v)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return block + ": " + strings.Join(parts, ", ")
}

// site is the site of a kind, for what happens at sites.
func (n *names) site(what society.What, kind string) string {
	switch what {
	case society.RefusedBySite, society.NoticedRightly, society.NoticedWrongly:
		for i := range n.s.Sites {
			if n.s.Sites[i].At == kind {
				return n.s.Sites[i].Name
			}
		}
	}
	return ""
}

func (n *names) conduct(kind string) *conduct.Kind { return &n.s.Conduct[n.s.KindIndex(kind)] }

// consequence is what a site does to whom it takes notice of.
func (n *names) consequence(site string) watch.Consequence {
	for i := range n.s.Sites {
		if n.s.Sites[i].Name == site {
			return n.s.Sites[i].Consequence
		}
	}
	return watch.NoConsequence
}

// does is what someone does who acts, as a verb phrase: the kind's own words, or its name.
func (n *names) does(kind string) string {
	about, _, _ := strings.Cut(n.conduct(kind).About, ":")
	about, _, _ = strings.Cut(about, ";")
	about = strings.TrimRight(strings.TrimSpace(about), ".!")
	if about == "" {
		return "does something of the kind “" + kind + "”"
	}
	_, size := utf8.DecodeRuneInString(about)
	return strings.ToLower(about[:size]) + about[size:] + " (" + kind + ")"
}

// same tells whether two worlds' events are one: all but the scores after them.
func (e *Event) same(o *Event) bool {
	return e.what == o.what && e.Kind == o.Kind && e.Channel == o.Channel && e.List == o.List && e.Site == o.Site &&
		e.Points == o.Points && e.Amount == o.Amount && alike(e.Other, o.Other) && alike(e.Firm, o.Firm) && alike(e.Until, o.Until)
}

func alike[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

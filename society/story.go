package society

// Happening is one thing that happened to a citizen, as a retelling hears of it. What Kind, Channel, List and Other hold
// depends on What; −1 is none.
type Happening struct {
	Day         uint16
	What        What
	Kind        int8    // of conduct
	Channel     int8    // in the order of Scenario.ChannelOrder
	List        int8    // in the order of Scenario.Lists
	Other       int64   // another citizen; a firm of her district
	Until       uint16  // first day off a list, or out of detention; sanction.Open where no day is set
	Points      int32   // posted officially
	Amount      float64 // yuan
	Score, True int32   // after it, as people read them
}

// What says what happened.
type What uint8

// What may happen to a citizen.
const (
	Acted          What = iota // took a chance; nothing but what follows on the same day came of it
	KeptFrom                   // would have taken a chance, and was in detention
	RefusedByList              // a list refused her what she wanted
	RefusedForKin              // a list refused it her for another of her household
	RefusedBySite              // a site turned her away
	Diverted                   // took the way that stays open to the listed
	RewardGiven                // was rewarded for her score
	Unnamed                    // her act was seen, and the search named nobody
	PutToAnother               // her act was put to somebody else: Other, where known
	Overruled                  // a reviewer stopped a match of her act
	FinedOnly                  // was fined, without an entry
	Credited                   // points in her favour
	EntryOwn                   // an entry for her own act
	EntryOfAnother             // an entry for another's act: Other
	EntryOfNobody              // an entry with no act behind it
	Shown                      // her face was shown in her district
	Detained                   // detained until Until
	Released                   // let go
	JoinedList                 // came on a list officially, until Until
	JoinedTruly                // would be on a list by the true ledger
	LeftList                   // came off a list, officially
	RatedPoor                  // the rating of a firm that she manages was held against her: Other
	ToldOfEntry                // came to know of an entry
	Objected                   // filed an objection
	Upheld                     // her objection was upheld, and the entry struck
	Dismissed                  // her objection was dismissed
	Lapsed                     // an entry expired
	Borrowed                   // took a loan
	PaidInstalment
	MissedInstalment
	Defaulted // all of a debt fell due
	Judged    // a court judged it
	Settled   // paid what was overdue
	DebtEnded // nothing of a debt is left
	NoticedRightly
	NoticedWrongly // a site took her for what she was not
	KinStruck      // another of her household was made to answer: Other
	whats
)

// say lets a retelling know of something that happens to the citizen under way. Without one it does nothing.
func (l *life) say(what What, kind uint32, fill func(*Happening)) {
	if l.story == nil {
		return
	}
	h := Happening{
		Day: l.today, What: what, Kind: -1, Channel: -1, List: -1, Other: -1,
		Score: l.rules.scale.Read(l.c.official()), True: l.rules.scale.Read(l.c.truth()),
	}
	if kind != noKind {
		h.Kind = int8(kind)
	}
	if fill != nil {
		fill(&h)
	}
	l.story(l.i, &h)
}

// yuan is a share of the usual resources of her fifth, 15 fractional bits, as money.
func (l *life) yuan(share uint32) float64 {
	return float64(share) / usual * l.scenario.Behaviour.Resources[l.income()]
}

// entered tells of an entry against her, just posted.
func (l *life) entered(rule *kindRule, k uint32, j int, own bool) {
	what, other := EntryOwn, int64(-1)
	if !own {
		what = EntryOfNobody
		if e := &l.lives[l.now]; e.what == handed && e.entry.From != nobody {
			what, other = EntryOfAnother, int64(e.entry.From)
		}
	}
	l.say(what, k, func(h *Happening) {
		h.Channel, h.Points, h.Other, h.Amount = int8(j), rule.points, other, l.yuan(rule.fine[l.income()])
	})
}

// by fills in the channel, onList the list and its end.
func by(j int) func(*Happening) { return func(h *Happening) { h.Channel = int8(j) } }
func onList(list uint8, until uint16) func(*Happening) {
	return func(h *Happening) { h.List, h.Until = int8(list), until }
}

// barredBy fills in the first list that refuses the kind.
func (l *life) barredBy(k uint32) func(*Happening) {
	return func(h *Happening) {
		for _, m := range l.cd.memberships(l.who) {
			if l.refuses(&m, k) {
				h.List = int8(m.List)
				return
			}
		}
	}
}

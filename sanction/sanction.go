// Package sanction says what follows an entry: lists joined, their terms, what they refuse.
//
// A list has grounds: an entry for one of its acts, any entry that leaves the score below a threshold, or a rating that
// puts the firm she manages in a low grade, which makes no entry. Who
// gives grounds joins for a term; who gives grounds again while listed either keeps the running term (Ignore)
// or starts it anew (Restart). With grounds arriving as a Poisson process at rate ν and terms of length L the
// share listed in the steady state is νL/(1 + νL) with Ignore and 1 − exp(−νL) with Restart.
//
// A list may have no term: she stays on it until what she owes is paid, or until a review, at intervals from the day she
// joined, releases her: with interval τ and chance r her stay is τ/r on average. A list may be grounded on a debt that
// has been in default for so many days, without an entry. An appeal may suspend a membership: it then refuses nothing.
//
// Membership is kept twice, by the official ledger and by the true one. Wrongly listed is on a list by the first and
// not by the second. A low score alone, without a new entry, lists nobody.
//
// One list may ground another: joint punishment. Who joins the first joins the second the same day, and so on, so that
// one entry can set off a cascade; its size is the number of lists joined for one entry. No list may ground itself, at
// any remove.
//
// A list may also refuse something to the others of a listed person's household, as a school a place to her child: by
// the first ledger it is refused, by the second it is seen whether it is refused wrongly.
//
// Rewards are the other way round: whoever has the score has them, at each occasion, and nothing is stored.
package sanction

// Lists is the most lists that a scenario may have.
const Lists = 16

// Rewards is the most rewards that a scenario may have.
const Rewards = 16

// NoScore as a rule's Below means that no score is grounds; 0 would not do where the scale goes below 0.
const NoScore = -1 << 31

// Rule is a list, compiled.
type Rule struct {
	Below   int32  // grounds: score below this; NoScore = none
	Acts    uint32 // grounds: bit mask of kinds
	Lists   uint32 // grounds: bit mask of lists just joined
	Firm    uint8  // grounds: her firm is rated in this grade (0 the best) or a lower one; 0 = none
	Refuses uint32 // bit mask of kinds
	Kin     uint32 // bit mask of kinds, refused to the others of the household
	Debt    uint16 // grounds: a debt in default for so many days; 0 = none
	Term    uint16 // days; between reviews, where a review ends it
	Ends    Ends
	Restart bool

	Releases uint64 // chance that a review releases her, as a threshold of 64 bits

	Roots      uint32 // grounds at any remove: Acts, and those of the lists that ground it, and of those in turn
	RootsBelow int32  // the highest Below among them
}

// ByFirm tells whether a rating that puts the firm she manages in this grade is grounds.
func (r *Rule) ByFirm(grade uint8) bool { return r.Firm != 0 && grade >= r.Firm }

// ByAct tells whether an entry for the kind is grounds by itself.
func (r *Rule) ByAct(kind uint32) bool { return r.Acts>>kind&1 == 1 }

// ByScore tells whether an entry that leaves this score is grounds.
func (r *Rule) ByScore(score int32) bool { return score < r.Below }

// Rooted tells whether an entry for the kind is a ground by itself or by way of other lists.
func (r *Rule) Rooted(kind uint32) bool { return r.Roots>>kind&1 == 1 }

// RootedBelow tells whether a score is a ground by itself or by way of other lists.
func (r *Rule) RootedBelow(score int32) bool { return score < r.RootsBelow }

// Root fills in the grounds at any remove. No list grounds itself, so as many rounds as there are lists are enough.
func Root(rules []Rule) {
	for i := range rules {
		rules[i].Roots, rules[i].RootsBelow = rules[i].Acts, rules[i].Below
	}
	for range rules {
		for i := range rules {
			for j := range rules {
				if rules[i].Lists>>j&1 == 1 {
					rules[i].Roots |= rules[j].Roots
					rules[i].RootsBelow = max(rules[i].RootsBelow, rules[j].RootsBelow)
				}
			}
		}
	}
}

// Until is the first day off the list for someone with grounds on a day; until is her term so far (0 = not listed).
// A term that repayment or a review ends is open, and open again for someone about to leave who gives grounds anew.
func (r *Rule) Until(until, day uint16) uint16 {
	if r.Ends == Repaid {
		return Open
	}
	if until != 0 && !r.Restart {
		return until
	}
	return day + r.Term
}

// Flags of a membership.
const (
	Lawful    = 1 << iota // officially on it only because of entries for what the law allows
	Told                  // she knows that she is on it
	Suspended             // it refuses nothing while an appeal is under way
)

// Open as the first day off a list stands for a term without an end of its own.
const Open = 1<<16 - 1

// Membership is one citizen on one list: a cold row of 8 bytes.
type Membership struct {
	Who      uint16 // citizen within the district
	List     uint8
	Flags    uint8  // see the flags of a membership
	Official uint16 // first day off the list by the official ledger; 0 = not on it
	True     uint16 // the same by the true ledger
}

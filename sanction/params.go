package sanction

// List is one black list, in the user's units.
type List struct {
	Name    string
	Keeper  string   // who keeps it: court, bank, insurer, transport, employer, city
	Below   int      // grounds: an entry that leaves the score below this; 0 = no such ground
	Grade   string   // grounds: an entry that leaves the score in this grade or a lower one; "" = no such ground
	Acts    []string // grounds: an entry for one of these kinds of conduct
	Lists   []string // grounds: joining one of these lists (joint punishment)
	Firm    string   // grounds: the firm that she manages is rated in this grade or a lower one; "" = no such ground
	Debt    int      // grounds: a debt in default for so many days; 0 = no such ground
	Term    int      // days, where it ends by term
	Ends    Ends
	Every   int      // days between reviews, where a review ends it
	Release float64  // share released at each review
	Refuses []string // kinds that a list may refuse: trips, requests, loans
	Kin     []string // kinds that it refuses to the others of the household
	Again   Again    // what an entry with grounds does to someone already listed
	Source  string
	About   string
}

// Again says what happens when a listed citizen gives grounds once more.
type Again uint8

// The two rules of re-entry.
const (
	Ignore  Again = iota // the running term goes on
	Restart              // the term starts anew
)

// Ends says what ends a membership.
type Ends uint8

// The ways in which a membership ends.
const (
	ByTerm   Ends = iota // after so many days
	Repaid               // when what she owes is paid
	Reviewed             // when a review, at intervals, releases her
)

// Reward is a red list, in the user's units: whoever has the score has it, nobody joins or leaves.
type Reward struct {
	Name   string
	Keeper string
	Above  int      // the score from which it is given
	On     []string // kinds of conduct at which it is given: a trip, a request
	Worth  float64  // yuan each time: a deposit waived, a queue shortened
	Source string
	About  string
}

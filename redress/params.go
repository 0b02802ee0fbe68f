package redress

// Params holds the ways back, in the user's units.
type Params struct {
	Repair float64 // ρ, log-hazard of a good deed per 100 points short of the start; 0 to 2

	Notice          float64 // share of entries of which she is told; 0 = there is no appeal
	NoticeAfter     int     // days from the entry to the notice
	Window          int     // days in which she may object
	AppealIfWronged float64 // share of false entries that she objects to, once told
	AppealIfNot     float64 // share of true ones

	Reviewers     float64 // per 100 000 citizens
	CasesADay     float64 // of one reviewer, a working day
	ReviewDays    int     // days that a review takes at least
	RubberStamp   float64 // share of appeals dismissed without a look
	UpheldIfTrue  float64 // h_true, of those looked at
	UpheldIfFalse float64 // h_false, of those looked at
	Deadline      int     // days from the objection to the deadline
	OnDeadline    OnDeadline
	Suspensive    bool // a list refuses nothing while its ground is under appeal

	Sunset int // days after which an entry expires; 0 = never
}

// OnDeadline says what becomes of an appeal that is not decided in time.
type OnDeadline uint8

// The ways in which a deadline passes.
const (
	Wait      OnDeadline = iota // nothing happens
	Upheld                      // the appeal is upheld
	Dismissed                   // it is dismissed
)

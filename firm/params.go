package firm

// Params are the parameters of firms, in the user's units. Without firms Staff is 0.
type Params struct {
	Staff         int     // inhabitants per firm
	Employed      float64 // share of adults whom a firm of their district employs; 0 to 1
	Violations    float64 // v, chance that a firm at the baseline breaks a rule within a year, if it has not yet; below 1
	HalfLife      float64 // H_v, days in which half of the violations that nobody found end by themselves
	Deterrence    float64 // η_f, fall of the log-hazard of a violation per unit of perceived risk
	Audits        float64 // per firm and year
	Detects       float64 // chance that an audit finds a violation that is there
	FalseFindings float64 // chance that an audit finds one that is not
	Points        int     // taken off the score with each finding
	Fine          float64 // share of the usual wages taken with each finding
	Start         int     // score of every firm on the first day
	Excellent     int     // lowest score of the grade excellent
	Good          int     // lowest score of the grade good
	Medium        int     // lowest score of the grade medium; below it a firm is poor
	Repair        int     // points that a year without a finding returns
	RatingEvery   int     // days from one rating to the next, in whole cells of seven
	Tenders       float64 // bids per firm and year
	Wins          float64 // share of bids that are won
	Discount      float64 // share of a bid's weight that each grade below excellent costs
	Bars          Bars    // whose bids do not count at all
	Worth         float64 // share of the usual wages that a won tender brings
	WageHalfLife  float64 // H_w, days in which the wages go halfway back
}

// Bars says whose bids have no weight.
type Bars uint8

// The grades that may be barred from tenders.
const (
	Nobody Bars = iota
	BarsPoor
	BarsMedium // and poor
)

// Grade is what a firm is rated.
type Grade uint8

// The grades, best first.
const (
	Excellent Grade = iota
	Good
	Medium
	Poor
	Grades = 4
)

// GradeNames are the grades as scenarios write them, best first.
var GradeNames = []string{"excellent", "good", "medium", "poor"}

// String is the grade's name.
func (g Grade) String() string { return GradeNames[g%Grades] }

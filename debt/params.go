package debt

// Params holds what lending, paying and enforcing are like, in the user's units.
type Params struct {
	Amount        [5]float64 // yuan borrowed at a time, by fifth of income, lowest first; 0 to 1.9 times the yearly resources
	Interest      float64    // share of the amount, over the whole loan; 0 to 1
	Instalments   int        // N, parts in which a loan is paid back; 1 to 120
	AtStart       float64    // share of those who may borrow who owe on the first day, mean over fifths; 0 to 1
	DefaultAfter  int        // instalments missed in a row that make a default; 1 to 12
	JudgmentAfter int        // days from default to judgment; 7 to 3650
	Sued          float64    // share of defaults that a court judges; 0 to 1
	Grace         int        // days from judgment to the court's entry; 0 to 3650
	Entry         string     // the kind of conduct that an unpaid judgment is entered as; "" = none
	Enforced      float64    // share of resources taken in seven days while a judgment is unpaid; 0 to 1
	OffAfter      int        // days from repayment to the end of a membership that repayment ends; 0 to 365
	Pressure      float64    // log-hazard of settling while on a list that repayment ends; 0 to 5
}

package recognition

// Imagery is the kind of picture a search starts from.
type Imagery uint8

// The imageries.
const (
	Still Imagery = iota // posed photograph
	Kiosk                // non-frontal still of a person who does not cooperate
	Video                // street video
)

// Search is a 1:N search, in the user's units (EQUATIONS section 3).
type Search struct {
	Gallery       float64 // faces enrolled; 0 means "city": every scored citizen of the run
	Imagery       Imagery
	FMR           float64 // nominal false match rate f of one comparison, held when N changes; or 0
	FPIR          float64 // false positive identification rate held when N changes (f = −ln(1−FPIR)/N); or 0
	MissRate      float64 // φ₀ at ReferenceFMR; 0 means the imagery's published value
	ReferenceFMR  float64 // f₀
	Realised      float64 // mean f over the population divided by nominal f (figure C10: 2.5); 1 to 10
	Outranks      float64 // ρ, chance that an impostor outranks a passing mate; 0 to 0.2
	WomenFactor   float64 // f within women over f within men (C09, C11)
	OldFactor     float64 // f within 60+ over f within 18–39 (C11); assumption
	AcrossSex     float64 // f across sexes over the geometric mean within them (C09)
	AcrossAge     float64 // f across age bands over within; assumption
	Minority      float64 // f within the minority group over f within men of 18–39; assumption
	Lag           int     // days from the act to a misattributed entry; at least one step
	ReviewRejects float64 // share of true matches that a human reviewer rejects; 0 = no review
	ReviewAccepts float64 // share of false matches that a reviewer accepts; 1 = no review
	SecondRejects float64 // share of true matches that a second picture fails to confirm; 0 = none is asked for
	SecondAccepts float64 // share of false matches that a second picture repeats; 1 = none is asked for
	LeadRejects   float64 // share of true matches without other evidence; 0 = none is asked for
	LeadAccepts   float64 // share of false matches with other evidence; 1 = none is asked for
}

package conduct

// Nature says what a kind of conduct is in law and in the model. Lawful conduct is never called a misdeed.
type Nature uint8

// The natures.
const (
	Misdeed    Nature = iota // breaks a rule; deterred by perceived risk, provoked by need
	Speech                   // lawful expression; silenced by the perceived risk of speaking
	GoodDeed                 // rewarded; sought more when points are short
	Trip                     // a journey that a list may refuse
	Everyday                 // no rule speaks of it: the comparator for speech; may be misread
	Request                  // an application that a list may refuse: a permit, a public job
	Loan                     // a chance to borrow, which a list may refuse; sought more in need
	Instalment               // part of a loan falls due; the act is missing it, likelier in need
	Settlement               // a chance to pay what is overdue; the act pays, unlikelier in need
)

// Refusable tells whether a list may refuse the conduct.
func (n Nature) Refusable() bool { return n == Trip || n == Request || n == Loan }

// Selective tells whether some people may never do it, whatever comes up: see Kind.Takers.
func (n Nature) Selective() bool { return n == Trip || n == Request }

// OfDebt tells whether the conduct is about what she owes.
func (n Nature) OfDebt() bool { return n == Loan || n == Instalment || n == Settlement }

// Kind is one kind of conduct, in the user's units.
type Kind struct {
	Name        string
	Nature      Nature
	Chances     float64    // moments per year and person of the ages it concerns; 0 to 200
	ByIncome    [5]float64 // multiplier of Chances by fifth of income, lowest first; mean 1
	FromAge     int        // the youngest age it concerns: 0, 15 or 18
	ToAge       int        // the youngest age it does not concern any more: 15 or 18; 0 means no limit
	Inclination float64    // p₀, mean over temperaments, at baseline; 0 to 1
	Takers      float64    // share of those whom it concerns who ever do it; trips and requests only, 1 for all others
	Points      int        // posted when an act of it is recorded; negative counts against
	Fine        float64    // yuan, taken with each entry; 0 to 100000
	Display     bool       // shown on the street screens of her district the next day
	SeenBy      []string   // names of channels, see watch.Channel
	MistakenFor string     // the kind that a false alarm takes it for; everyday conduct only, "" for none
	Refusal     float64    // yuan that being refused costs her; where a list may refuse
	Open        bool       // a slower or dearer way stays open to the listed, who take it once they know
	Detention   int        // days in detention that follow an entry, from its day; 0 to 365
	Source      string     // figure ids or "assumption"
	About       string     // one plain sentence
}

// Behaviour holds the parameters of choice and learning (EQUATIONS section 2), with their symbols.
type Behaviour struct {
	Awareness         float64    // share who know of the scheme (mean of a); 0 to 1
	Deterrence        float64    // η, log-hazard of a misdeed per unit of perceived risk; 0 to 7
	SpeechDeterrence  float64    // η_s, the same for lawful speech; 0 to 7
	Conformity        float64    // σ, log-hazard of lawful speech per unit of the district's share that speaks; 0 to 4
	BaselineRisk      float64    // r₀; 0 to 1
	Learning          float64    // α, weight of one's own last experience; 0.01 to 0.2, or 0
	RiskHalfLife      float64    // H, days
	DisplayWeight     float64    // β, weight of one display per resident; 0 to 1
	NeedWeight        float64    // ν, log-hazard of a misdeed per unit of need; 0 to 2
	HouseholdLearning float64    // α_h, weight of what happened to another of the household; 0 to 0.2
	TemperamentSpread float64    // 0 (all alike) to 1
	ResourceHalfLife  float64    // H_R, days
	ListedLoss        float64    // δ, share of resources lost while listed; 0 to 0.25
	Resources         [5]float64 // R̄ by fifth of income, yuan per year, lowest first
}

package scenario

import (
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/population"
)

// Parameters returns the table: every parameter of a scenario, in the order in which files are written.
func Parameters() []Parameter { return slices.Clone(table) }

// table is the one list of parameters. Everything that reads, checks, writes or documents a scenario goes by it.
var table = slices.Concat(headTable, behaviourTable, conductTable, watchTable, identifyTable, siteTable, debtTable, ledgerTable, redressTable, firmsTable, bansTable)

var headTable = []Parameter{
	{Path: "scenario", Kind: Text, Source: "the file", Meaning: "name of the scenario",
		at: func(s *Scenario, _ int) any { return &s.Name }},
	{Path: "about", Kind: Text, Optional: true, Source: "the file", Meaning: "one line on what it shows",
		at: func(s *Scenario, _ int) any { return &s.About }},
	{Path: "system", Kind: Switch, Choices: []string{"off", "on"}, Default: "on", Source: "design",
		Meaning: "off: the same society without the system",
		at:      func(s *Scenario, _ int) any { return &s.System }},
	{Path: "population.citizens", Symbol: "N", Unit: citizensUnit, Kind: Whole, Min: 1, Max: 2e9, Default: "5000000 citizens",
		Source: "A18, D12", Meaning: "synthetic citizens",
		at: func(s *Scenario, _ int) any { return &s.Population.Citizens }},
	{Path: "population.table", Kind: Text, Choices: population.TableNames(), Default: "china-2020", Source: "D01, D02",
		Meaning: "joint table of sex, age and income that citizens are drawn from",
		at:      func(s *Scenario, _ int) any { return &s.Population.Table }},
	{Path: "population.district", Unit: citizensUnit, Kind: Whole, Min: 64, Max: 65472, Default: "10000 citizens",
		Source: "assumption", Assumption: true, Meaning: "citizens of a district, rounded up to whole tiles of 64",
		at: func(s *Scenario, _ int) any { return &s.Population.District }},
	{Path: "population.minority", Unit: share, Min: 0, Max: 0.5, Default: "0%", Source: "assumption", Assumption: true,
		Meaning: "share of citizens in the minority group, which stands for no real one",
		at:      func(s *Scenario, _ int) any { return &s.Population.Minority }},
	{Path: "population.scored-from", Unit: yearsUnit, Kind: Whole, Allowed: []float64{0, 15, 18}, Max: 18, Default: "18 years",
		Source: "A02, A05", Meaning: "youngest age that is scored",
		at: func(s *Scenario, _ int) any { return &s.Population.ScoredFrom }},
	{Path: "population.consent", Unit: share, Max: 1, Default: "100%", Source: "A05; asked for since 2021: A13",
		Meaning: "share of those of that age who agree to be scored; the others are fined, and have no score",
		at:      func(s *Scenario, _ int) any { return &s.Population.Consent }},
	{Path: "time.length", Unit: daysUnit, Kind: Whole, Min: 1, Max: 36500, Default: "1095 days", Source: "design",
		Meaning: "length of the run; a term of one year needs more than a year",
		at:      func(s *Scenario, _ int) any { return &s.Time.Days }},
	{Path: "time.step", Unit: daysUnit, Kind: Whole, Allowed: []float64{1, 7}, Max: 7, Default: "7 days", Source: "design",
		Meaning: "length of a step: fields pass between citizens once a step",
		at:      func(s *Scenario, _ int) any { return &s.Time.Step }},
}

var behaviourTable = []Parameter{
	{Path: "behaviour.awareness", Symbol: "a", Unit: share, Max: 1, Default: "100%", Source: "the article; 11% in F03",
		Meaning: "share of citizens who know of the scheme",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.Awareness }},
	{Path: "behaviour.deterrence", Symbol: "η", Unit: plain, Max: 7, Default: "3.5", Source: "assumption", Assumption: true,
		Meaning: "fall of the log-hazard of a misdeed per unit of perceived risk; 3.5 gives an elasticity of −0.31",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.Deterrence }},
	{Path: "behaviour.speech-deterrence", Symbol: "η_s", Unit: plain, Max: 7, Default: "3.5", Source: "assumption", Assumption: true,
		Meaning: "the same for lawful speech",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.SpeechDeterrence }},
	{Path: "behaviour.conformity", Symbol: "σ", Unit: plain, Max: 4, Default: "0", Source: "assumption", Assumption: true,
		Meaning: "fall of the log-hazard of lawful speech per unit by which the district speaks less than usual; sweep 0 to 2, from about 3 on silence can feed on itself",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.Conformity }},
	{Path: "behaviour.baseline-risk", Symbol: "r₀", Unit: plain, Max: 1, Default: "0.1", Source: "assumption", Assumption: true,
		Meaning: "perceived risk of being caught, before any experience",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.BaselineRisk }},
	{Path: "behaviour.learning", Symbol: "α", Unit: plain, Max: 0.2, Default: "0.05", Source: "assumption", Assumption: true,
		Meaning: "weight of one's own last experience; 0 or 0.01 to 0.2",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.Learning }},
	{Path: "behaviour.risk-half-life", Symbol: "H", Unit: daysUnit, Min: 1, Max: 1095, Default: "180 days", Source: "assumption", Assumption: true,
		Meaning: "time in which perceived risk goes halfway back to its baseline; sweep 60 to 720 days",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.RiskHalfLife }},
	{Path: "behaviour.display-weight", Symbol: "β", Unit: plain, Max: 1, Default: "0.5", Source: "assumption", Assumption: true,
		Meaning: "rise of perceived risk per face shown and resident of the district",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.DisplayWeight }},
	{Path: "behaviour.need-weight", Symbol: "ν", Unit: plain, Max: 2, Default: "0.5", Source: "assumption", Assumption: true,
		Meaning: "rise of the log-hazard of a misdeed per unit of need",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.NeedWeight }},
	{Path: "behaviour.household-learning", Symbol: "α_h", Unit: plain, Max: 0.2, Default: "0", Source: "assumption", Assumption: true,
		Meaning: "weight of an entry against another of the household, in the last step; 0: it moves nobody else",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.HouseholdLearning }},
	{Path: "behaviour.temperament-spread", Unit: plain, Max: 1, Default: "0.5", Source: "assumption", Assumption: true,
		Meaning: "how far inclinations differ between citizens; 0: all alike",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.TemperamentSpread }},
	{Path: "behaviour.resource-half-life", Symbol: "H_R", Unit: daysUnit, Min: 1, Max: 36500, Default: "90 days", Source: "assumption", Assumption: true,
		Meaning: "time in which resources go halfway back to their level; sweep 30 to 365 days",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.ResourceHalfLife }},
	{Path: "behaviour.listed-loss", Symbol: "δ", Unit: share, Max: 0.25, Default: "3%", Source: "assumption", Assumption: true,
		Meaning: "share of resources lost while on a list",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.ListedLoss }},
	{Path: "behaviour.resources", Symbol: "R̄", Unit: yuanUnit, Kind: Fifths, Min: 100, Max: 1e7,
		Default: "[6440 yuan, 14361 yuan, 23189 yuan, 36471 yuan, 70640 yuan]", Source: "assumption", Assumption: true,
		Meaning: "resources per head and year by fifth of income, lowest first",
		at:      func(s *Scenario, _ int) any { return &s.Behaviour.Resources }},
}

func isEveryday(s *Scenario, i int) bool { return s.Conduct[i].Nature == conduct.Everyday }

func isSelective(s *Scenario, i int) bool { return s.Conduct[i].Nature.Selective() }

// isRefusable tells whether a list may refuse the conduct.
func isRefusable(s *Scenario, i int) bool { return s.Conduct[i].Nature.Refusable() }

var conductTable = []Parameter{
	{Path: "conduct.*.nature", Kind: Choice, Choices: []string{"misdeed", "lawful speech", "good deed", "trip", "everyday", "request", "loan", "instalment", "settlement"}, Source: "design",
		Meaning: "what the conduct is in law and in the model; lawful conduct is never a misdeed",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].Nature }},
	{Path: "conduct.*.chances", Symbol: "λ", Unit: perYear, Max: 200, Source: "assumption", Assumption: true,
		Meaning: "moments at which a person of the ages concerned could do it",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].Chances }},
	{Path: "conduct.*.by-income", Unit: plain, Kind: Fifths, Max: 5, Default: "[1, 1, 1, 1, 1]", Source: "assumption", Assumption: true,
		Meaning: "multiplier of the chances by fifth of income, lowest first; the mean is 1",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].ByIncome }},
	{Path: "conduct.*.from-age", Unit: yearsUnit, Kind: Whole, Allowed: []float64{0, 15, 18}, Max: 18, Default: "18 years", Source: "assumption", Assumption: true,
		Meaning: "youngest age that it concerns",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].FromAge }},
	{Path: "conduct.*.to-age", Unit: yearsUnit, Kind: Whole, Allowed: []float64{0, 15, 18}, Max: 18, Default: "0 years", Source: "assumption", Assumption: true,
		Meaning: "youngest age that it does not concern any more; 0: no limit",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].ToAge }},
	{Path: "conduct.*.inclination", Symbol: "p₀", Unit: share, Max: 1, Source: "assumption", Assumption: true,
		Meaning: "share of chances taken at the baseline, mean over temperaments",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].Inclination }},
	{Path: "conduct.*.takers", Unit: share, Max: 1, Default: "100%", Source: "assumption", Assumption: true,
		Meaning: "share of those concerned who ever do it; the others never take the chance. Who takes part in a rarer thing takes part in a commoner one", when: isSelective,
		at: func(s *Scenario, i int) any { return &s.Conduct[i].Takers }},
	{Path: "conduct.*.points", Symbol: "π", Unit: pointsUnit, Kind: Whole, Min: -2047, Max: 2047, Default: "0", Source: "assumption", Assumption: true,
		Meaning: "points posted when an act is recorded",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].Points }},
	{Path: "conduct.*.fine", Unit: yuanUnit, Max: 100000, Default: "0 yuan", Source: "assumption", Assumption: true,
		Meaning: "fine taken with each entry",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].Fine }},
	{Path: "conduct.*.display", Kind: Switch, Default: "no", Source: "A24, A26",
		Meaning: "shown on the screens of her district the next day",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].Display }},
	{Path: "conduct.*.detention", Unit: daysUnit, Kind: Whole, Max: 365, Default: "0 days", Source: "assumption, from the article; X07", Assumption: true,
		Meaning: "time in detention that follows an entry, from its day",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].Detention }},
	{Path: "conduct.*.seen-by", Kind: Names, Default: "[]", Source: "assumption", Assumption: true,
		Meaning: "channels that may see it",
		at:      func(s *Scenario, i int) any { return &s.Conduct[i].SeenBy }},
	{Path: "conduct.*.mistaken-for", Kind: Text, Optional: true, Source: "assumption", Assumption: true,
		Meaning: "kind of conduct that a false alarm takes it for: it is then entered against her as that", when: isEveryday,
		at: func(s *Scenario, i int) any { return &s.Conduct[i].MistakenFor }},
	{Path: "conduct.*.refusal-cost", Unit: yuanUnit, Max: 100000, Default: "0 yuan", Source: "assumption", Assumption: true,
		Meaning: "what being refused it costs her", when: isRefusable,
		at: func(s *Scenario, i int) any { return &s.Conduct[i].Refusal }},
	{Path: "conduct.*.open-alternative", Kind: Switch, Default: "no", Source: "A54 for high-speed trains; else assumption", Assumption: true,
		Meaning: "whoever knows that a list bars her takes a slower or dearer way, which costs her refusal-cost and is no refusal", when: isRefusable,
		at: func(s *Scenario, i int) any { return &s.Conduct[i].Open }},
	{Path: "conduct.*.source", Kind: Text, Default: "assumption", Source: "the file", Meaning: "sources of the block's values",
		at: func(s *Scenario, i int) any { return &s.Conduct[i].Source }},
	{Path: "conduct.*.about", Kind: Text, Optional: true, Source: "the file", Meaning: "one plain sentence",
		at: func(s *Scenario, i int) any { return &s.Conduct[i].About }},
}

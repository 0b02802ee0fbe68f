package scenario

import (
	"slices"

	"glasshouse.example/conduct"
	"glasshouse.example/sanction"
)

// hasDebt tells whether people can owe anything: whether some kind of conduct is about debts.
func hasDebt(s *Scenario, _ int) bool {
	return slices.ContainsFunc(s.Conduct, func(k conduct.Kind) bool { return k.Nature.OfDebt() })
}

// KindOf is the first kind of conduct of a nature, or −1.
func (s *Scenario) KindOf(n conduct.Nature) int {
	return slices.IndexFunc(s.Conduct, func(k conduct.Kind) bool { return k.Nature == n })
}

// term is a list's term as a file writes it: a time, or what ends it.
type term sanction.List

// ends are the words for terms that are no time, by what ends them.
var ends = []string{sanction.Repaid: "until repaid", sanction.Reviewed: "until reviewed"}

var debtTable = []Parameter{
	{Path: "debt.amount", Symbol: "B", Unit: yuanUnit, Kind: Fifths, Max: 1e7,
		Default: "[1900 yuan, 4300 yuan, 7000 yuan, 11000 yuan, 21000 yuan]", Source: "assumption", Assumption: true,
		Meaning: "borrowed at a time, by fifth of income, lowest first", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.Amount }},
	{Path: "debt.interest", Symbol: "i", Unit: share, Max: 1, Default: "10%", Source: "assumption", Assumption: true,
		Meaning: "interest over the whole loan", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.Interest }},
	{Path: "debt.instalments", Symbol: "N", Unit: plain, Kind: Whole, Min: 1, Max: 120, Default: "24", Source: "assumption", Assumption: true,
		Meaning: "equal parts in which a loan is paid back", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.Instalments }},
	{Path: "debt.at-start", Unit: share, Max: 1, Default: "0%", Source: "assumption", Assumption: true,
		Meaning: "share of those who may borrow who have a loan in good standing on the first day; by fifth of income as the chances to borrow are",
		when:    hasDebt,
		at:      func(s *Scenario, _ int) any { return &s.Debt.AtStart }},
	{Path: "debt.default-after", Symbol: "m", Unit: plain, Kind: Whole, Min: 1, Max: 12, Default: "2", Source: "assumption", Assumption: true,
		Meaning: "instalments missed in a row that make a default: all that is left falls due", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.DefaultAfter }},
	{Path: "debt.judgment-after", Unit: daysUnit, Kind: Whole, Min: 7, Max: 3650, Default: "180 days", Source: "assumption", Assumption: true,
		Meaning: "from default to the court's judgment", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.JudgmentAfter }},
	{Path: "debt.sued", Unit: share, Max: 1, Default: "30%", Source: "assumption", Assumption: true,
		Meaning: "share of defaults, unpaid until then, that a court judges", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.Sued }},
	{Path: "debt.grace", Unit: daysUnit, Kind: Whole, Max: 3650, Default: "60 days", Source: "assumption", Assumption: true,
		Meaning: "from judgment to the court's entry, for who has not paid by then", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.Grace }},
	{Path: "debt.entry", Kind: Text, Optional: true, Source: "the file", Meaning: "the misdeed that an unpaid judgment is entered as; none if left out",
		when: hasDebt,
		at:   func(s *Scenario, _ int) any { return &s.Debt.Entry }},
	{Path: "debt.enforced", Symbol: "e", Unit: share, Max: 1, Default: "0.5%", Source: "assumption", Assumption: true,
		Meaning: "share of resources that the court takes every seven days while a judgment is unpaid", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.Enforced }},
	{Path: "debt.off-after", Unit: daysUnit, Kind: Whole, Max: 365, Default: "4 days", Source: "A51, three working days",
		Meaning: "from repayment to the end of a membership of a list that repayment ends", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.OffAfter }},
	{Path: "debt.pressure", Unit: plain, Max: 5, Default: "0.3", Source: "assumption", Assumption: true,
		Meaning: "rise of the log-hazard of settling while on a list that repayment ends", when: hasDebt,
		at: func(s *Scenario, _ int) any { return &s.Debt.Pressure }},
}

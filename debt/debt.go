// Package debt follows what a citizen owes, from the day she borrows to the day she owes nothing.
//
// A loan gives her an amount B, a share of a year's usual resources, and takes (1 + i)B in N instalments. Resources
// rise by B at once and fall by (1 + i)B/N with each instalment paid. Instalments come due at moments of her life; at
// each she misses it with a probability p that rises with need (package conduct):
//
//	paid     one instalment less is left; whoever was late is so no longer; after the last one nothing is owed
//	missed   it stays due; m missed in a row are a default, and all that is left falls due
//
// So a loan ends in default with the probability f(N, 0) of the chain
//
//	f(n, k) = (1 − p) f(n − 1, 0) + p f(n, k + 1),   f(0, ·) = 0,   f(·, m) = 1
//
// A default is judged by a court after a fixed time, or never, by one die. What is judged and still unpaid when the
// court's grace is over is entered in the ledger, where there is one. While it is judged, the share e of her resources
// is taken every seven days, in every world, until it is paid; or she pays all that is left at once, if her resources
// reach that far.
//
// Debts, defaults, judgments and enforcement do not need the system: only entries, lists and refusals do.
//
// Left out: more than one debt at a time, interest on what is overdue, remission and bankruptcy, debts of one citizen
// to another, guarantors, and that lenders look at more than a list.
package debt

import "glasshouse.example/internal/exact"

// One is a year's usual resources in the 15-bit fixed point of amounts.
const One = 1 << 15

// Stage is how far a debt has come.
type Stage uint8

// The stages, in order.
const (
	Current Stage = iota // no instalment missed since the last one paid
	Late                 // at least one missed
	Default              // all of it is due
	Judged               // a court has said so
)

// Row is one citizen's debt: a cold row of 8 bytes.
type Row struct {
	Who   uint16 // citizen within the district
	Stage Stage
	Left  uint8  // instalments left when she last paid
	Since uint16 // day of default; before it, instalments missed in a row
	Owed  uint16 // share of a year's usual resources, 15 bits
}

// Rule is Params compiled.
type Rule struct {
	Instalments  uint8
	DefaultAfter uint16
	Judgment     uint16    // days from default to judgment
	Entered      uint16    // days from default to the court's entry
	OffAfter     uint16    // days
	Sued         uint64    // threshold of 64 bits
	Amount       [5]uint32 // by fifth of income, 15 bits
	Part         [5]uint32 // one instalment
	Enforced     [8]uint32 // share of resources taken in a cell of so many days, 24 bits
}

// NewRule compiles the parameters; resources are a year's usual ones by fifth, in yuan.
func NewRule(p *Params, resources *[5]float64) Rule {
	r := Rule{
		Instalments: uint8(p.Instalments), DefaultAfter: uint16(p.DefaultAfter), Judgment: uint16(p.JudgmentAfter),
		Entered: uint16(p.JudgmentAfter + p.Grace), OffAfter: uint16(p.OffAfter), Sued: exact.Threshold(p.Sued),
	}
	for f, yuan := range resources {
		r.Amount[f] = uint32(p.Amount[f]/yuan*One + 0.5)
		total := float64(p.Amount[f] * (1 + p.Interest))
		r.Part[f] = uint32(total/yuan/float64(p.Instalments)*One + 0.5)
	}
	for days := range r.Enforced {
		r.Enforced[days] = uint32(float64(p.Enforced*(1<<24))*float64(days)/7 + 0.5)
	}
	return r
}

// Lend is a new debt of so many instalments.
func (r *Rule) Lend(who uint16, fifth uint32, instalments uint8) Row {
	return Row{Who: who, Left: instalments, Owed: uint16(uint32(instalments) * r.Part[fifth])}
}

// Left draws how many instalments are left of a debt that is there on the first day: each number up to N alike.
func (r *Rule) Left(u uint64) uint8 { return uint8(1 + u>>32*uint64(r.Instalments)>>32) }

// Overdue tells whether all of it is due.
func (d *Row) Overdue() bool { return d.Stage >= Default }

// Pay takes one instalment and returns what it costs; with none left the debt is gone.
func (d *Row) Pay(r *Rule, fifth uint32) uint32 {
	part := min(r.Part[fifth], uint32(d.Owed))
	d.Stage, d.Since = Current, 0
	d.Left--
	d.Owed -= uint16(part)
	return part
}

// Miss misses one instalment; it tells whether the debt falls into default.
func (d *Row) Miss(r *Rule, day uint16) bool {
	d.Stage = Late
	d.Since++
	if d.Since < r.DefaultAfter {
		return false
	}
	d.Stage, d.Since = Default, day
	return true
}

// Enforce returns what the court takes of resources in a cell of so many days, and lessens the debt by it.
func (d *Row) Enforce(r *Rule, resources uint32, days int) uint32 {
	taken := min(uint32(uint64(resources)*uint64(r.Enforced[days])>>24), uint32(d.Owed))
	d.Owed -= uint16(taken)
	return taken
}

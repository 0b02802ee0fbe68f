package scenario

import (
	"glasshouse.example/conduct"
	"glasshouse.example/sanction"
)

// maxOwed is the most that may be owed, in years' resources: what 15 fractional bits of 16 hold.
const maxOwed = 1.9

// checkDebt holds debts against the kinds of conduct that make, pay and enter them.
func (d *decoder) checkDebt() {
	d.checkDebtKinds()
	if !hasDebt(d.s, 0) {
		return
	}
	p := &d.s.Debt
	for f, yuan := range d.s.Behaviour.Resources {
		if owed := p.Amount[f] * (1 + p.Interest) / yuan; owed > maxOwed {
			d.fault("debt.amount", yuanUnit.format(p.Amount[f]), "makes a debt of %.2f times the year's resources of its fifth", owed).Allowed = "up to 1.9 times, with interest"
		}
	}
	if p.Entry == "" {
		return
	}
	var misdeeds []string
	for i := range d.s.Conduct {
		if d.s.Conduct[i].Nature == conduct.Misdeed {
			misdeeds = append(misdeeds, d.s.Conduct[i].Name)
		}
	}
	d.known("debt.entry", []string{p.Entry}, misdeeds, "kind of conduct of nature misdeed")
}

// checkDebtKinds: one kind of each nature, none of them seen by a channel, and no loan that is never to be repaid.
func (d *decoder) checkDebtKinds() {
	var first [conduct.Settlement + 1]string
	for i := range d.s.Conduct {
		k := &d.s.Conduct[i]
		if !k.Nature.OfDebt() {
			continue
		}
		path := "conduct." + k.Name
		if first[k.Nature] != "" {
			d.fault(path+".nature", "", "makes a second kind of that nature; %s is one, and debts know only one", first[k.Nature])
		}
		first[k.Nature] = k.Name
		if len(k.SeenBy) > 0 {
			d.fault(path+".seen-by", "", "lets channels see what is between her, her creditor and the court").Allowed = "[]"
		}
	}
	if (first[conduct.Loan] != "" || d.s.Debt.AtStart > 0) && first[conduct.Instalment] == "" {
		d.fault("conduct", "", "lets people borrow, but holds no kind of nature instalment, at which they pay back")
	}
}

// enters tells whether a kind makes an entry though it may cost no points.
func (d *decoder) enters(kind string) bool { return kind != "" && kind == d.s.Debt.Entry }

// checkTerm holds a list's term against its grounds.
func (d *decoder) checkTerm(l *sanction.List, path string) {
	if l.Ends == sanction.ByTerm && l.Term < d.s.Time.Step {
		d.fault(path+".term", daysUnit.format(float64(l.Term)), "is shorter than a step").Allowed = daysUnit.format(float64(d.s.Time.Step)) + " or more"
	}
	if l.Debt > 0 && d.s.KindOf(conduct.Instalment) < 0 {
		d.fault(path+".grounds", debtPast+daysUnit.format(float64(l.Debt)), "can never hold: no kind of conduct has the nature instalment, so nobody owes")
	}
	if l.Ends != sanction.Repaid {
		return
	}
	if d.s.KindOf(conduct.Settlement) < 0 {
		d.fault(path+".term", "", "ends when she has paid, but no kind of conduct has the nature settlement, at which she could")
	}
	if l.Below != 0 || l.Grade != "" {
		d.fault(path+".term", "", "ends when she has paid, but a low score or grade is nothing that can be paid")
	}
	for _, name := range l.Acts {
		k := d.s.KindIndex(name)
		if k >= 0 && d.s.Conduct[k].Fine == 0 && !d.enters(name) {
			d.fault(path+".term", "", "ends when she has paid, but there is no fine for %s", name)
		}
	}
}

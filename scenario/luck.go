package scenario

// SameLuck tells whether two scenarios hand every citizen the same moments: the same people, and the same kinds of conduct, in
// the same order, with the same chances for the same people.
func SameLuck(a, b *Scenario) bool {
	p, q := a.Population, b.Population
	if p.Citizens != q.Citizens || p.Table != q.Table || p.District != q.District || p.Minority != q.Minority || len(a.Conduct) != len(b.Conduct) {
		return false
	}
	for k := range a.Conduct {
		x, y := &a.Conduct[k], &b.Conduct[k]
		if x.Name != y.Name || x.Chances != y.Chances || x.ByIncome != y.ByIncome || x.FromAge != y.FromAge || x.ToAge != y.ToAge {
			return false
		}
	}
	return true
}

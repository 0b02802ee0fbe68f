package population

// From is the band's youngest age in years.
func (a Age) From() int {
	return [...]int{0, 15, 18, 40, 60}[min(a, Age60)]
}

// GroupTraits is what the members of a recognition group have in common: sex and age, or belonging to the
// minority. For the minority group sex and age say nothing.
func GroupTraits(group uint32) Traits {
	if group >= MinorityGroup {
		return Traits{Minority: true}
	}
	return Traits{Sex: Sex(group / Ages), Age: Age(group % Ages)}
}

package scenario

import (
	"fmt"

	"glasshouse.example/conduct"
)

// Warnings are what a scenario is allowed to say and its author should know of, a sentence each.
func (s *Scenario) Warnings() (all []string) {
	if g := s.Gain(); g >= 1 {
		all = append(all, fmt.Sprintf("behaviour.conformity: at %s silence feeds on itself (gain %.2f, and from 1 on the model tips): "+
			"a small push grows until nearly all or nearly nobody speaks; it stays below 1 under %.2f",
			plain.format(s.Behaviour.Conformity), g, s.Behaviour.Conformity/g))
	}
	return all
}

// Gain is how far a fall of the share that speaks makes it fall again, near the baseline: the mean of
// −σ(1−p₀)ln(1−p₀) over the chances of lawful speech and the temperaments.
func (s *Scenario) Gain() float64 {
	sum, chances := 0.0, 0.0
	for i := range s.Conduct {
		k := &s.Conduct[i]
		if k.Nature != conduct.Speech {
			continue
		}
		for t := range conduct.Temperaments {
			p0 := conduct.Inclination(k.Inclination, s.Behaviour.TemperamentSpread, t)
			sum += k.Chances * conduct.Gain(s.Behaviour.Conformity, p0)
			chances += k.Chances
		}
	}
	if chances == 0 {
		return 0
	}
	return sum / chances
}

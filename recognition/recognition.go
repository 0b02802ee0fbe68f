// Package recognition answers: whom does a search take her for? It is a statistical error model made from
// published error rates. There is no image in it, and none can get in.
//
// A search of a probe of group a in a gallery with n_b faces of each group b, at a false match rate f_ab for one
// comparison, finds Λ_a = Σ_b n_b f_ab impostors above the threshold on average, at least one with probability
// F_a = 1 − exp(−Λ_a). Her own mate is enrolled with probability e (1 if she is scored, else 0), is missed with
// probability φ, and is outranked by an impostor with probability ρ when both pass. Then
//
//	herself = e(1−φ)(1−ρF)    another = F[(1−e) + eφ + e(1−φ)ρ]    nobody = (1−F)[(1−e) + eφ]
//
// which sum to one. Three dice make another's event nested in F, φ and ρ, so that a better threshold changes
// nobody's fate but those it spares.
//
// The operating point is f (held when the gallery grows) or FPIR (f = −ln(1−FPIR)/N). Misses rise as f falls:
// φ = min(1, φ₀(f/f₀)^(−0.2)), the exponent from NIST's growth of misses with the gallery at a fixed FPIR (C03).
// The reference points: posed photographs φ₀ = 6·10⁻⁴ at f₀ = 2.5·10⁻¹⁰ (C01); kiosks, whose subjects do not
// cooperate, 0.0747 at 1.9·10⁻⁹ (C02); street video 0.2 at 1.7·10⁻⁸, an assumption within the 0.01 to 0.40 of C07.
//
// A false match strikes group b with probability n_b f_ab / Λ_a. Within-group rates differ by sex (C09) and age
// (C11), and matches are mostly within sex and age, so a small group's burden grows with its own size and rate, not
// with a multiplier on victims. Comparisons are taken as independent; relatives and look-alikes make it worse.
package recognition

import (
	"math"

	"glasshouse.example/internal/exact"
	"glasshouse.example/population"
)

// Outcome is whom a search took her for.
type Outcome uint8

// The outcomes.
const (
	Nobody Outcome = iota
	Herself
	Another
)

// Groups is the size of tables indexed by recognition group.
const Groups = population.Groups

// System is a search compiled for a gallery: thresholds of 64 bits.
type System struct {
	miss     uint64                 // φ
	impostor [Groups]uint64         // F_a
	outranks uint64                 // ρ
	strikes  [Groups][Groups]uint64 // cumulative over b of n_b f_ab / Λ_a
	Confirms uint64                 // chance that reviewer, second picture and other evidence let a true match pass
	Accepts  uint64                 // chance that they let a false match pass
	Lag      uint16                 // days from act to entry when misattributed
}

// Identify is the outcome for a probe of group a with three dice; enrolled is whether her face is in the gallery.
func (s *System) Identify(a uint32, enrolled bool, miss, impostor, rank uint64) Outcome {
	mate := enrolled && miss >= s.miss
	other := impostor < s.impostor[a%Groups]
	switch {
	case mate && !(other && rank < s.outranks):
		return Herself
	case other:
		return Another
	}
	return Nobody
}

// Strikes is the group of the person whom a false match of a probe of group a strikes, with one die.
func (s *System) Strikes(a uint32, u uint64) uint32 {
	row := &s.strikes[a%Groups]
	u = min(u, 1<<64-2) // the highest die, too, strikes a group with somebody in it
	for b, c := range row {
		if u < c {
			return uint32(b)
		}
	}
	return Groups - 1
}

// New compiles a search for a population with so many people of each group and so many of them enrolled.
// A group with fewer than two enrolled is never struck: there may be nobody but the doer herself.
func New(p *Search, people, enrolled [Groups]float64) *System {
	n := gallery(p, enrolled)
	total := sum(n)
	nominal := p.Nominal(total)
	f := rates(p, nominal, people, n)
	s := &System{
		miss:     exact.Threshold(p.Miss(nominal)),
		outranks: exact.Threshold(p.Outranks),
		Confirms: exact.Threshold((1 - p.ReviewRejects) * (1 - p.SecondRejects) * (1 - p.LeadRejects)),
		Accepts:  exact.Threshold(p.ReviewAccepts * p.SecondAccepts * p.LeadAccepts),
		Lag:      uint16(p.Lag),
	}
	for a := range f {
		s.compile(a, &f[a], &n)
	}
	return s
}

// gallery scales the enrolled of the run to the gallery's stated size, if it has one.
func gallery(p *Search, enrolled [Groups]float64) [Groups]float64 {
	scale := 1.0
	if total := sum(enrolled); p.Gallery > 0 && total > 0 {
		scale = p.Gallery / total
	}
	for b, n := range enrolled {
		if n < 2 {
			n = 0
		}
		enrolled[b] = float64(n * scale)
	}
	return enrolled
}

func (s *System) compile(a int, f, n *[Groups]float64) {
	lambda := 0.0
	for b := range n {
		lambda += float64(n[b] * f[b])
	}
	s.impostor[a] = exact.Threshold(-exact.Expm1(-lambda))
	if lambda == 0 {
		return
	}
	below, last := 0.0, 0
	for b := range n {
		below += float64(n[b] * f[b])
		s.strikes[a][b] = exact.Threshold(min(below/lambda, 1))
		if n[b]*f[b] > 0 {
			last = b
		}
	}
	for b := last; b < Groups; b++ { // rounding must not point past the last group with anyone in it
		s.strikes[a][b] = 1<<64 - 1
	}
}

// Nominal is f for a gallery of n faces.
func (p *Search) Nominal(n float64) float64 {
	if p.FPIR > 0 && n > 0 {
		return -exact.Log1p(-p.FPIR) / n
	}
	return p.FMR
}

// Reference is the published miss rate of the imagery and the false match rate it was measured at.
func (m Imagery) Reference() (miss, fmr float64) {
	switch m {
	case Still:
		return 6e-4, 2.5e-10
	case Kiosk:
		return 0.0747, 1.9e-9
	}
	return 0.2, 1.7e-8
}

// Miss is φ at a nominal false match rate.
func (p *Search) Miss(f float64) float64 {
	miss, at := p.Imagery.Reference()
	if p.MissRate > 0 {
		miss, at = p.MissRate, p.ReferenceFMR
	}
	if f <= 0 || at <= 0 {
		return 1
	}
	return min(1, miss*exact.Pow(f/at, -0.2))
}

// rates is f_ab, scaled so that its mean over probes of the population and faces of the gallery is Realised
// times the nominal rate.
func rates(p *Search, nominal float64, people, n [Groups]float64) (f [Groups][Groups]float64) {
	mean := 0.0
	for a := range f {
		for b := range f[a] {
			f[a][b] = p.likeness(uint32(a), uint32(b))
			mean += float64(float64(people[a]*n[b]) * f[a][b])
		}
	}
	if mean == 0 {
		return f
	}
	scale := p.Realised * nominal * sum(people) * sum(n) / mean
	for a := range f {
		for b := range f[a] {
			f[a][b] = min(f[a][b]*scale, 1)
		}
	}
	return f
}

// likeness is f_ab over that of men aged 18 to 39 among themselves.
func (p *Search) likeness(a, b uint32) float64 {
	w := math.Sqrt(p.within(a) * p.within(b))
	x, y := population.GroupTraits(a), population.GroupTraits(b)
	if x.Minority != y.Minority {
		return w * p.AcrossSex // C09 gives one range for across sexes and across groups
	}
	if x.Sex != y.Sex {
		w *= p.AcrossSex
	}
	if x.Age != y.Age {
		w *= p.AcrossAge
	}
	return w
}

// within is f of a group among itself over that of men aged 18 to 39.
func (p *Search) within(g uint32) float64 {
	t := population.GroupTraits(g)
	if t.Minority {
		return p.Minority
	}
	w := 1.0
	if t.Sex == population.Woman {
		w *= p.WomenFactor
	}
	if t.Age == population.Age60 || t.Age < population.Age18to39 {
		w *= p.OldFactor
	}
	return w
}

func sum(x [Groups]float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}

// Shares are the probabilities of the three outcomes for a probe of group a: the closed form that the model's
// runs are checked against.
func (s *System) Shares(a uint32, enrolled bool) (herself, another, nobody float64) {
	e := 0.0
	if enrolled {
		e = 1
	}
	f, phi, rho := fraction(s.impostor[a%Groups]), fraction(s.miss), fraction(s.outranks)
	without := 1 - e + float64(e*phi)
	herself = e * (1 - phi) * (1 - float64(rho*f))
	another = f * (without + float64(e*(1-phi)*rho))
	return herself, another, (1 - f) * without
}

// StrikeShare is the probability that a false match of a probe of group a strikes group b.
func (s *System) StrikeShare(a, b uint32) float64 {
	row := &s.strikes[a%Groups]
	if b == 0 {
		return fraction(row[0])
	}
	return fraction(row[b%Groups]) - fraction(row[b%Groups-1])
}

// fraction is a threshold of 64 bits as a probability.
func fraction(p uint64) float64 { return float64(p) / (1 << 64) }

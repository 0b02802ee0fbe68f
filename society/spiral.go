package society

import (
	"glasshouse.example/conduct"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// The spiral of silence: a field of each district. v̄ is the share of chances of lawful speech taken in the last four
// completed cells, about 28 days, of those that nothing kept the citizen from; v₀ is the share that the people who live
// there take at their inclinations. Until four cells are complete v̄ is v₀. Both worlds have it.

// heardCells is how many completed cells people go by.
const heardCells = 4

// talk counts chances of lawful speech and those taken.
type talk struct{ acts, moments uint32 }

// voice is how much a district speaks out.
type voice struct {
	cells [heardCells]talk // of the last completed cells, cell c at c mod 4
	open  talk             // of the cell under way
	usual uint32           // v₀, 16 bits
}

// listen makes the field, where what others say moves anybody, from who lives in each district.
func (w *World) listen() {
	s := w.scenario
	if s.Behaviour.Conformity == 0 {
		return
	}
	moments, acts := voices(s)
	w.voices, w.said = make([]voice, len(w.cold)), make([]int32, len(w.cold))
	for d := range w.voices {
		var people [population.ClassMask + 1][conduct.Temperaments]int
		lo, hi := w.people.Bounds(d)
		for i := lo; i < hi; i++ {
			st := w.citizen(i).stratum()
			people[st&(classes-1)][st>>population.TemperShift&3]++
		}
		m, a := 0.0, 0.0
		for class := range people {
			for t, n := range people[class] {
				m += float64(float64(n) * moments[class])
				a += float64(float64(n) * acts[class][t])
			}
		}
		if m > 0 {
			w.voices[d].usual = uint32(a/m*conduct.One + 0.5)
		}
	}
}

// voices are the chances of lawful speech a year by class, and those taken at the inclination by temperament.
func voices(s *scenario.Scenario) (moments [classes]float64, acts [classes][conduct.Temperaments]float64) {
	for class := range population.Classes {
		traits := population.FromStratum(uint32(class))
		for i := range s.Conduct {
			k := &s.Conduct[i]
			if k.Nature != conduct.Speech {
				continue
			}
			rate := k.PerYear(traits)
			moments[class] += rate
			for t := range conduct.Temperaments {
				acts[class][t] += float64(rate * conduct.Inclination(k.Inclination, s.Behaviour.TemperamentSpread, t))
			}
		}
	}
	return moments, acts
}

// hear closes the cell before the one that opens.
func (w *World) hear() {
	if w.span.Cell == 0 {
		return
	}
	for d := range w.voices {
		v := &w.voices[d]
		v.cells[(w.span.Cell-1)%heardCells] = v.open
		v.open = talk{}
	}
}

// gap is v₀ − v̄ of a district, 16 fractional bits.
func (w *World) gap(d int) int64 {
	if w.voices == nil || w.span.Cell < heardCells {
		return 0
	}
	v := &w.voices[d]
	var acts, moments uint64
	for _, c := range v.cells {
		acts += uint64(c.acts)
		moments += uint64(c.moments)
	}
	if moments == 0 {
		return 0
	}
	return int64(v.usual) - int64((acts*conduct.One+moments/2)/moments)
}

// gaps is the field as a step reads it, in the same place at every step.
func (w *World) gaps() []int32 {
	for d := range w.voices {
		w.said[d] = int32(w.gap(d))
	}
	return w.said
}

// talked is what the worker has counted of lawful speech so far, all districts together.
func (x *worker) talked() (t talk) {
	if x.voices == nil {
		return t
	}
	for g := range x.tally.Moments {
		for _, k := range x.rules.speech {
			t.acts += uint32(x.tally.Acts[g][k])
			t.moments += uint32(x.tally.Moments[g][k] - x.tally.Barred[g][k])
		}
	}
	return t
}

// leave adds to the district's field what was said in it since it was entered.
func (x *worker) leave() {
	if x.voices == nil {
		return
	}
	t, open := x.talked(), &x.voices[x.d].open
	open.acts += t.acts - x.before.acts // counts wrap, differences do not
	open.moments += t.moments - x.before.moments
}

// packVoice packs a district's field, where there is one.
func (w *World) packVoice(p *packer, d int) {
	if w.voices == nil {
		return
	}
	v := &w.voices[d]
	for i := range v.cells {
		p.u32(&v.cells[i].acts)
		p.u32(&v.cells[i].moments)
	}
	p.u32(&v.open.acts)
	p.u32(&v.open.moments)
}

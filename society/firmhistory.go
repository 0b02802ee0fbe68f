package society

import (
	"glasshouse.example/firm"
	"glasshouse.example/internal/chance"
)

// FirmView is one firm's state as people read it.
type FirmView struct {
	Score, TrueScore int // points, unclipped
	Grade, TrueGrade firm.Grade
	Open             bool    // breaks a rule, and nobody has found it
	Risk             float64 // perceived
	Wage             float64 // 1 = usual
	Manager          int     // a citizen, or −1
}

// FirmEvent is one cell of a firm's history in which something happened or the rating changed.
type FirmEvent struct {
	Day              uint16 // first day of the cell
	Happened         firm.Events
	Grade, TrueGrade firm.Grade // in the cell
}

// Firms is the number of firms of a district.
func (w *World) Firms(d int) int {
	if w.firms == nil {
		return 0
	}
	return len(w.firms.states[d])
}

// Firm reads the f-th firm of a district between two steps.
func (w *World) Firm(d, f int) FirmView {
	s, start := w.firms.states[d][f], w.scenario.Firms.Start
	return FirmView{
		Score: start - int(s.Off()), TrueScore: start - int(s.TrueOff()), Grade: s.Grade(), TrueGrade: s.TrueGrade(),
		Open: s.Open(), Risk: float64(s.Risk()) / (1 << 16), Wage: float64(s.Wage()) / firm.Usual, Manager: w.managerOf(d, f),
	}
}

// Employer is the firm of her district that a citizen works for, if she works for one.
func (w *World) Employer(i int) (f int, ok bool) {
	if w.firms == nil || w.citizen(i).stratum()&(classes-1) < adults {
		return 0, false
	}
	word := chance.CountWord(w.seed, uint64(i), chance.At(chance.Employer, 0, 0))
	return w.firms.employer(word, w.firms.per(w.Firms(i/w.people.DistrictSize())))
}

// RetellFirm tells a firm's history again, from its number, the seed and the series of the field alone. It ends in the
// state that the run has reached.
func (w *World) RetellFirm(d, f int) (s firm.State, history []FirmEvent) {
	e := w.firms
	s = e.rules.Born()
	mean, rating := uint32(firm.Unrated), 0
	for _, span := range w.spans {
		if span.Day >= w.span.end() {
			break
		}
		if !span.opens() {
			continue
		}
		before := s
		if e.rules.Rates(span.Cell) {
			s, _ = e.rules.Rate(s)
			mean = e.means[rating]
			rating++
		}
		changed := s != before
		field := e.rules.FieldOf(mean, shortCell(span.Cell))
		event := FirmEvent{Day: span.Day, Grade: s.Grade(), TrueGrade: s.TrueGrade()}
		s, event.Happened = e.rules.Step(s, firm.Luck{Seed: w.seed, Firm: e.number(d, f), Cell: span.Cell}, &field)
		if changed || event.Happened != (firm.Events{}) {
			history = append(history, event)
		}
	}
	return s, history
}

package society

import (
	"errors"
	"fmt"

	"glasshouse.example/firm"
	"glasshouse.example/internal/chance"
	"glasshouse.example/population"
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
func (w *World) Firm(d, f int) FirmView { return w.firmView(w.firms.states[d][f], d, f) }

func (w *World) firmView(s firm.State, d, f int) FirmView {
	start := w.scenario.Firms.Start
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
	mean, rating := uint32(firm.Unrated), 0
	return w.tellFirm(d, f, func(step int) uint32 {
		if w.firms.rules.Rates(w.spans[step].Cell) {
			mean = w.firms.means[rating]
			rating++
		}
		return mean
	})
}

// tellFirm takes a firm through the cells that opened so far; bids gives the mean weight of bids that a step reads.
func (w *World) tellFirm(d, f int, bids func(step int) uint32) (s firm.State, history []FirmEvent) {
	e := w.firms
	s = e.rules.Born()
	for step, span := range w.spans {
		if span.Day >= w.span.end() {
			break
		}
		if !span.opens() {
			continue
		}
		before := s
		if e.rules.Rates(span.Cell) {
			s, _ = e.rules.Rate(s)
		}
		changed := s != before
		field := e.rules.FieldOf(bids(step), shortCell(span.Cell))
		event := FirmEvent{Day: span.Day, Grade: s.Grade(), TrueGrade: s.TrueGrade()}
		s, event.Happened = e.rules.Step(s, firm.Luck{Seed: w.seed, Firm: e.number(d, f), Cell: span.Cell}, &field)
		if changed || event.Happened != (firm.Events{}) {
			history = append(history, event)
		}
	}
	return s, history
}

// TellFirm tells the history of the f-th firm of a district again, to the end of the run, and how it stands there. The
// error says which firms there are.
func (t *Teller) TellFirm(d, f int) (FirmView, []FirmEvent, error) {
	w := t.w
	switch {
	case w.firms == nil:
		return FirmView{}, nil, errors.New("the scenario has no firms")
	case d < 0 || d >= w.people.Districts():
		return FirmView{}, nil, fmt.Errorf("district %d: the run has districts 0 to %d", d, w.people.Districts()-1)
	}
	lo, hi := w.people.Bounds(d)
	if n := firmsOf(hi-lo, w.scenario.Firms.Staff); f < 0 || f >= n {
		return FirmView{}, nil, fmt.Errorf("firm %d: district %d has firms 0 to %d", f, d, n-1)
	}
	t.settle(d, lo, min(lo+population.TileSize, hi)) // who manages it is drawn from the whole district
	w.span = w.spans[len(w.spans)-1]
	s, history := w.tellFirm(d, f, func(step int) uint32 { return t.c.Steps[step].Bids })
	return w.firmView(s, d, f), history, nil
}

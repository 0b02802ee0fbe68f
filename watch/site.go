package watch

import (
	"glasshouse.example/internal/exact"
	"glasshouse.example/population"
)

// Sites is the most sites that a scenario may have.
const Sites = 8

// Mode is what a site does with a face.
type Mode uint8

// The modes.
const (
	Identify  Mode = iota // looks for the face among those it remembers
	Verify                // compares the face with the one on her paper
	Attention             // reads a mood or attention from it
	CountOnly             // counts and keeps a record, and looks for nothing
)

// Consequence is what follows from an alarm.
type Consequence uint8

// The consequences.
const (
	NoConsequence Consequence = iota
	Ration                    // she is not given what the site gives out
	Flag                      // she is marked
	Refuse                    // her trip or request does not take place
)

// Site is one place that looks at everyone who comes, in the user's units.
type Site struct {
	Name        string
	At          string // the kind of conduct whose acts are its visits
	Mode        Mode
	Consequence Consequence
	Condition   float64 // share of visits at which what it looks for is so; 0 to 1
	FNMR        float64 // verify: false non-match rate, for men under 60
	FMR         float64 // verify: of an impostor; identify: of one comparison, for men under 60
	Gallery     float64 // identify: faces remembered
	MissRate    float64 // identify, attention: what is so and not noticed
	FalseAlarms float64 // attention: alarms where nothing is, for men under 60
	Women       float64 // factors of the rate of false alarms, or of the FMR of one comparison
	Old         float64
	Minority    float64
	Cost        float64 // yuan that an alarm costs her, where it rations or refuses
	Kept        int     // days that the record of a visit is kept
	Bytes       float64 // of one record
	Source      string
	About       string
}

// Miss is the chance that the site does not notice what it looks for.
func (s *Site) Miss() float64 {
	switch s.Mode {
	case Verify:
		return s.FMR
	case CountOnly:
		return 0
	}
	return s.MissRate
}

// FalseAlarm is the chance of an alarm where nothing is, for a group.
func (s *Site) FalseAlarm(group uint32) float64 {
	w := s.factor(group)
	switch s.Mode {
	case Identify:
		return -exact.Expm1(-s.Gallery * s.FMR * w)
	case Verify:
		return min(s.FNMR*w, 1)
	case Attention:
		return min(s.FalseAlarms*w, 1)
	}
	return 0
}

// Rate is that chance as stated, rate times factor, which a scenario may have put above 1: then it means nothing.
func (s *Site) Rate(group uint32) float64 {
	switch w := s.factor(group); s.Mode {
	case Verify:
		return float64(s.FNMR * w)
	case Attention:
		return float64(s.FalseAlarms * w)
	}
	return s.FalseAlarm(group)
}

// factor is a group's multiple of the rate of men under 60. The rates are not renormalised: the population's mean
// is above the stated one where factors are above 1.
func (s *Site) factor(group uint32) float64 {
	t := population.GroupTraits(group)
	if t.Minority {
		return s.Minority
	}
	w := 1.0
	if t.Sex == population.Woman {
		w = s.Women
	}
	if t.Age == population.Age60 {
		w = float64(w * s.Old)
	}
	return w
}

// Notice is what a site makes of one visit.
type Notice uint8

// The notices.
const (
	RightAlarm Notice = iota
	MissedAlarm
	FalseAlarm
	Pass
)

// Alarms holds the cumulative thresholds of the notices that matter: right alarm, missed, false alarm.
type Alarms [Pass]uint64

// NewAlarms compiles a group's thresholds.
func NewAlarms(s *Site, group uint32) Alarms {
	if s.Mode == CountOnly {
		return Alarms{}
	}
	right := float64(s.Condition * (1 - s.Miss()))
	wrong := float64((1 - s.Condition) * s.FalseAlarm(group))
	return Alarms{exact.Threshold(right), exact.Threshold(s.Condition), exact.Threshold(s.Condition + wrong)}
}

// Of is the notice of a visit with die v.
func (a *Alarms) Of(v uint64) Notice {
	for n, p := range a {
		if v < p {
			return Notice(n)
		}
	}
	return Pass
}

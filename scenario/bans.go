package scenario

import "glasshouse.example/conduct"

// Bans are what the law forbids the system to do, each by itself. They bind the system, so the twin without it knows
// none of them, and they go with any scenario: a ban on what a scenario does not do changes nothing.
type Bans struct {
	// LawfulSpeech: no channel records lawful speech or everyday talk, and nothing is entered for either.
	LawfulSpeech bool
	// Scoring: the score has no consequence. No list is joined by a score or a grade, nor through a list joined so,
	// and nothing is given for a score. Lists grounded on acts stay as they are.
	Scoring bool
	// RemoteIdentification: no face is searched among many. Cameras see, and put what they see to nobody.
	RemoteIdentification bool
	// EmotionRecognition: no site reads mood or attention.
	EmotionRecognition bool
	// Household: nobody is refused anything for a relative.
	Household bool
}

// Unrecorded tells whether a ban keeps every channel from recording a kind of conduct.
func (s *Scenario) Unrecorded(k *conduct.Kind) bool {
	return s.System && s.Bans.LawfulSpeech && (k.Nature == conduct.Speech || k.Nature == conduct.Everyday)
}

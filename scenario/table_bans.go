package scenario

var bansTable = []Parameter{
	{Path: "bans.lawful-speech", Kind: Switch, Default: "no", Source: "design",
		Meaning: "no channel records lawful speech or everyday talk, and nothing is entered for either",
		at:      func(s *Scenario, _ int) any { return &s.Bans.LawfulSpeech }},
	{Path: "bans.scoring", Kind: Switch, Default: "no", Source: "E01, Art. 5(1)(c)",
		Meaning: "the score has no consequence: no list is joined by score or grade, nor through a list joined so, and no reward is given",
		at:      func(s *Scenario, _ int) any { return &s.Bans.Scoring }},
	{Path: "bans.remote-identification", Kind: Switch, Default: "no", Source: "E02, Art. 5(1)(h)",
		Meaning: "no face is searched among many: cameras see, and put what they see to nobody",
		at:      func(s *Scenario, _ int) any { return &s.Bans.RemoteIdentification }},
	{Path: "bans.emotion-recognition", Kind: Switch, Default: "no", Source: "E02, Art. 5(1)(f)",
		Meaning: "no site reads mood or attention",
		at:      func(s *Scenario, _ int) any { return &s.Bans.EmotionRecognition }},
	{Path: "bans.household", Kind: Switch, Default: "no", Source: "design",
		Meaning: "nobody is refused anything for a relative",
		at:      func(s *Scenario, _ int) any { return &s.Bans.Household }},
}

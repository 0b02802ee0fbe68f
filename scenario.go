package glasshouse

import "glasshouse.example/scenario"

// Scenario is one world to be simulated, complete and checked. It never changes; [Scenario.With] makes another.
type Scenario struct{ checked *scenario.Scenario }

// Load puts a scenario together and checks it. ref is a built-in scenario, with safeguards after plus signs if wished
// ("article+human-review"), or the path of a file, which has a dot or a slash in it. Settings are "path=value", with the
// unit as part of the value: "conduct.jaywalking.points=-5 points". They come last. The error names everything that is
// wrong, where it stands, what is allowed and what was probably meant.
func Load(ref string, settings ...string) (*Scenario, error) {
	return made(scenario.Load(ref, settings, nil))
}

// Parse reads a scenario from its text, in YAML as in a file; name is for messages. It opens no files, so the text may extend
// built-in scenarios only.
func Parse(name, text string, settings ...string) (*Scenario, error) {
	return made(scenario.ParseWith(name, []byte(text), settings, nil))
}

func made(s *scenario.Scenario, err error) (*Scenario, error) {
	if err != nil {
		return nil, err
	}
	return &Scenario{s}, nil
}

// With is the scenario with more settings laid over it.
func (s *Scenario) With(settings ...string) (*Scenario, error) {
	return made(scenario.ParseWith(s.Name(), []byte(s.Text()), settings, nil))
}

// Guarded is the scenario with safeguards laid over it, by the names that [Library] gives.
func (s *Scenario) Guarded(safeguards ...string) (*Scenario, error) {
	return made(scenario.ParseWith(s.Name(), []byte(s.Text()), nil, safeguards))
}

// Without is the same society without the system: what [Run] takes for a scenario's twin.
func (s *Scenario) Without() *Scenario { return &Scenario{s.checked.Without()} }

// Name is what the scenario calls itself; safeguards are part of it.
func (s *Scenario) Name() string { return s.checked.Name }

// About is the scenario in a sentence.
func (s *Scenario) About() string { return s.checked.About }

// System tells whether there is a social-scoring system in it.
func (s *Scenario) System() bool { return s.checked.System }

// Citizens is the number of synthetic citizens.
func (s *Scenario) Citizens() int { return s.checked.Population.Citizens }

// Days is the length of the run in days.
func (s *Scenario) Days() int { return s.checked.Time.Days }

// Text is the whole scenario as YAML, every parameter written out. [Parse] reads it back.
func (s *Scenario) Text() string { return string(scenario.Marshal(s.checked)) }

// Hash identifies the scenario: 64 hexadecimal digits, the same for the same parameters.
func (s *Scenario) Hash() string { return s.checked.Hash() }

// Warnings are what is allowed and deserves a thought, a sentence each.
func (s *Scenario) Warnings() []string { return s.checked.Warnings() }

// BuiltIn is a scenario or safeguard that is part of the laboratory.
type BuiltIn struct {
	Name      string
	About     string
	Safeguard bool // goes over a scenario; is none by itself
}

// Library lists what is built in: scenarios first, then safeguards, each by name.
func Library() []BuiltIn {
	var all []BuiltIn
	for _, p := range scenario.Presets() {
		all = append(all, BuiltIn{Name: p.Name, About: p.About, Safeguard: p.Kind == "safeguard"})
	}
	return all
}

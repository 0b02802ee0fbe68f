package results

import (
	"fmt"
	"math"
)

// Sentences says in plain words what the run found, for someone who reads nothing else: what the entries were for,
// who was on a list on the last day, and what became of lawful criticism. Each sentence is true as it stands when
// a count is zero and when a ratio has no value.
func Sentences(s Summary) []string {
	with := s.Worlds.With
	return []string{entriesSentence(with), listedSentence(with, s.Citizens), speechSentence(with, s.Worlds.Without != nil)}
}

func entriesSentence(w *World) string {
	entries, ok := w.Value("entries")
	if !ok || entries == 0 {
		return "Not one entry was made against a citizen."
	}
	wrong, _ := w.Value("false_entries")
	if entries == 1 {
		return "One entry was made, for something the citizen " + map[bool]string{true: "had", false: "had not"}[wrong == 0] + " done."
	}
	if wrong == 0 {
		return fmt.Sprintf("Of %s entries not one was for something the citizen had not done.", Number(entries, 0))
	}
	return fmt.Sprintf("Of %s entries %s were for something the citizen had not done.", Number(entries, 0), Percent(wrong/entries))
}

func listedSentence(w *World, citizens int) string {
	people, whom := float64(citizens), "citizens"
	if scored, ok := w.Value("scored"); ok {
		people, whom = scored, "scored citizens"
	}
	listed, _ := w.Value("listed")
	if listed == 0 {
		return fmt.Sprintf("On the last day none of %s %s was on a black list.", Number(people, 0), whom)
	}
	wrongly, _ := w.Value("wrongly_listed")
	rest := fmt.Sprintf("%s of them would not be by their own acts alone", Number(wrongly, 0))
	if wrongly == 0 {
		rest = "all of them would be by their own acts alone"
	}
	return fmt.Sprintf("On the last day %s of %s %s %s on a black list; %s.",
		Number(listed, 0), Number(people, 0), whom, wasWere(listed), rest)
}

func wasWere(n float64) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func speechSentence(w *World, paired bool) string {
	if !paired {
		return "What became of lawful criticism is not known: the run had no twin without the system."
	}
	speech, ok := w.Value("speech_withheld")
	if !ok {
		return "What became of lawful criticism is not known: the city without the system had none."
	}
	out := "Lawful criticism " + change(speech) + " against the same city without the system"
	if everyday, ok := w.Value("everyday_withheld"); ok {
		out += "; everyday talk " + change(everyday)
	}
	return out + "."
}

// change puts a fall into words; a negative one is a rise.
func change(fall float64) string {
	switch {
	case fall == 0:
		return "did not change"
	case fall < 0:
		return "rose by " + Percent(math.Abs(fall))
	}
	return "fell by " + Percent(fall)
}

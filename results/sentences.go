package results

import (
	"fmt"
	"math"
)

// Sentences says in plain words what the run found, for someone who reads nothing else: what the entries were for,
// who was on a list on the last day, and what became of lawful criticism. Each sentence is true as it stands when
// a count is zero and when a ratio has no value.
func Sentences(s Summary) []string {
	w := s.Worlds.First()
	return []string{entriesSentence(w), listedSentence(w, s.Citizens), speechSentence(s.Worlds)}
}

func entriesSentence(w *World) string {
	entries, _ := w.Value("entries")
	wrong, _ := w.Value("false_entries")
	switch {
	case entries == 0:
		return "Not one entry was made against a citizen."
	case entries == 1 && wrong == 0:
		return "One entry was made, for something the citizen had done."
	case entries == 1:
		return "One entry was made, for something the citizen had not done."
	case wrong == 0:
		return fmt.Sprintf("Of %s entries not one was for something the citizen had not done.", Number(entries, 0))
	}
	return fmt.Sprintf("Of %s entries %s%s.", Number(entries, 0), falseShares(w, entries, wrong), searchShare(w))
}

// searchShare says how far those entries can be trusted that rest on a face alone.
func searchShare(w *World) string {
	wrong, ok := w.Value("wrong_identification_share")
	if !ok {
		return ""
	}
	return fmt.Sprintf("; where a face search named somebody, it named the wrong person in %s of cases", Percent(wrong))
}

// falseShares tells false entries for somebody else's act from those with no act behind them.
func falseShares(w *World, entries, wrong float64) string {
	another, _ := w.Value("misattributed_entries")
	groundless, _ := w.Value("groundless_entries")
	switch {
	case another > 0 && groundless > another/1000:
		return fmt.Sprintf("%s were for something another person did, and %s for something nobody did",
			Percent(another/entries), Percent(groundless/entries))
	case another > 0:
		return Percent(another/entries) + " were for something another person did"
	case groundless > 0:
		return Percent(groundless/entries) + " were for something nobody did"
	}
	return Percent(wrong/entries) + " were for something the citizen had not done"
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
	return fmt.Sprintf("On the last day %s of %s %s %s on a black list; %s.",
		Number(listed, 0), Number(people, 0), whom, wasWere(listed), whyListed(w))
}

// whyListed tells those whom the law would leave alone and those who did not do it.
func whyListed(w *World) string {
	lawful, _ := w.Value("listed_for_lawful_conduct")
	wrongly, _ := w.Value("wrongly_listed")
	switch {
	case lawful > 0 && wrongly > 0:
		return fmt.Sprintf("%s of them only for what the law allows, and %s would not be by their own acts alone", Number(lawful, 0), Number(wrongly, 0))
	case lawful > 0:
		return fmt.Sprintf("%s of them only for what the law allows", Number(lawful, 0))
	case wrongly > 0:
		return fmt.Sprintf("%s of them would not be by their own acts alone", Number(wrongly, 0))
	}
	return "all of them would be by their own acts alone"
}

func wasWere(n float64) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func speechSentence(worlds Worlds) string {
	if !worlds.Paired() {
		return "What the system does to lawful criticism is not known: the run had no twin to compare with."
	}
	speech, ok := worlds.With.Value("speech_withheld")
	if !ok {
		return "What became of lawful criticism is not known: the city without the system had none."
	}
	out := "Lawful criticism " + change(speech) + " against the same city without the system"
	if everyday, ok := worlds.With.Value("everyday_withheld"); ok {
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

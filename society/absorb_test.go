package society

import (
	"slices"
	"testing"

	"glasshouse.example/conduct"
	"pgregory.net/rapid"
)

// TestAbsorbIsAbsorbPlain compares what many citizens at once absorb with what they do one by one, bit by bit.
func TestAbsorbIsAbsorbPlain(t *testing.T) {
	weight, share := rapid.Uint32Range(0, 1<<24), rapid.Uint32Range(0, conduct.Certain)
	rapid.Check(t, func(t *rapid.T) {
		f := &field{
			fade:  conduct.NewPull(share.Draw(t, "r₀"), weight.Draw(t, "fade")),
			shown: conduct.NewPull(conduct.Certain, weight.Draw(t, "shown")),
			keep:  rapid.Uint32().Draw(t, "keep") &^ 0xffff,
		}
		w := weight.Draw(t, "recover")
		for listed := range f.recover {
			f.recover[listed] = conduct.NewPull(share.Draw(t, "usual"), w)
		}
		people := make([]Citizen, rapid.IntRange(0, 70).Draw(t, "people"))
		for j := range people {
			people[j] = Citizen{rapid.Uint32().Draw(t, "marks"), rapid.Uint32().Draw(t, "risks"), rapid.Uint32().Draw(t, "rest")}
		}
		plain := slices.Clone(people)
		risk, speech := absorb(people, f)
		wantRisk, wantSpeech := absorbPlain(plain, f)
		if risk != wantRisk || speech != wantSpeech || !slices.Equal(people, plain) {
			t.Fatalf("sums %d, %d, want %d, %d; people\n%v\nwant\n%v", risk, speech, wantRisk, wantSpeech, people, plain)
		}
	})
}

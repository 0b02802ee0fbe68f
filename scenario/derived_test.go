package scenario

import (
	"slices"
	"testing"

	"glasshouse.example/population"
)

func TestScoredFollowsAge(t *testing.T) {
	for set, want := range map[string][]bool{"0 years": {true, true, true}, "15 years": {false, true, true}, "18 years": {false, false, true}} {
		s := mustLoad(t, "article", "population.scored-from="+set)
		got := []bool{s.Scored(population.Age0to14), s.Scored(population.Age15to17), s.Scored(population.Age18to39)}
		if !slices.Equal(got, want) {
			t.Errorf("scored from %s: %v, not %v", set, got, want)
		}
	}
}

func TestIndexing(t *testing.T) {
	s := mustLoad(t, "article")
	if k := s.KindIndex("littering"); s.Conduct[k].Name != "littering" || s.KindIndex("nothing") != -1 {
		t.Error("KindIndex does not find a kind by its name")
	}
	mask := s.Mask([]string{"littering", "train", "nothing"})
	for k := range s.Conduct {
		want := s.Conduct[k].Name == "littering" || s.Conduct[k].Name == "train"
		if mask>>k&1 == 1 != want {
			t.Errorf("bit %d of the mask is wrong", k)
		}
	}
	order := s.ChannelOrder()
	if len(order) != len(s.Watch) {
		t.Fatalf("%d of %d channels", len(order), len(s.Watch))
	}
	for i := 1; i < len(order); i++ {
		a, b := s.Watch[order[i-1]], s.Watch[order[i]]
		if b.BothWorlds && !a.BothWorlds || a.BothWorlds == b.BothWorlds && order[i-1] >= order[i] {
			t.Errorf("%s stands before %s", a.Name, b.Name)
		}
	}
	if s.Search("crossing-cameras") == nil || s.Search("police") != nil || s.Search("nothing") != nil {
		t.Error("Search finds the wrong identification")
	}
}

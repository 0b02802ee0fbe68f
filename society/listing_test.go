package society

import (
	"testing"

	"glasshouse.example/engine"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// joint is a society in which one verdict is the only ground there is, and leads to five lists.
func joint(t *testing.T, sets ...string) *scenario.Scenario {
	return load(t, "black-lists", append(append([]string{
		"population.citizens=20000", "time.length=1 year", "conduct.defamation.chances=4/year", "watch.court-files.sees=50%",
		"lists.travel.grounds=[score below 1]", "lists.bank.grounds=[list court]", "lists.insurer.grounds=[list court]",
		"lists.city.grounds=[list court]", "lists.employer.grounds=[list city]",
		"lists.court.grounds=[defamation]", "lists.court.term=2 years", "lists.tender.grounds=[score below 1]", "lists.tender.term=2 years",
		"lists.private-school.grounds=[score below 1]", "lists.private-school.term=2 years",
		"lists.bank.term=2 years", "lists.insurer.term=2 years", "lists.city.term=2 years", "lists.employer.term=2 years",
	}, feedbackOff...), sets...)...)
}

// TestJointPunishment: nobody leaves within the year, so each verdict against someone not yet listed puts her on five
// lists at once, and on one alone when no list grounds another.
func TestJointPunishment(t *testing.T) {
	w := finish(t, joint(t), 3, Options{})
	n := w.total.ListsJoined[1] // court
	if n < 1000 {
		t.Fatalf("only %d verdicts: the test shows too little", n)
	}
	for i, joined := range w.total.ListsJoined {
		if want := [...]int64{1: n, 2: n, 3: n, 4: n, 5: n, 15: 0}[i]; joined != want || w.total.ListsLeft[i] != 0 {
			t.Errorf("list %d: %d joined and %d left, want %d and 0", i, joined, w.total.ListsLeft[i], want)
		}
	}
	if w.total.Cascades[4] != n {
		t.Errorf("%d cascades over five lists, want %d", w.total.Cascades[4], n)
	}
	if got := w.total.Total(Joined); got != n {
		t.Errorf("%d persons came to be listed, want %d", got, n)
	}
	apart := joint(t, "lists.bank.grounds=[score below 1]", "lists.insurer.grounds=[score below 1]", "lists.city.grounds=[grade D]")
	w = finish(t, apart, 3, Options{})
	if w.total.Cascades[0] != n || w.total.ListsJoined[1] != n || w.total.ListsJoined[5] != 0 {
		t.Error("without joint punishment the verdicts should put people on the court's list alone")
	}
}

// TestGradeGround: a grade is grounds exactly as the score below the next higher grade is.
func TestGradeGround(t *testing.T) {
	grade := finish(t, lively(t, "lists.city.grounds=[grade B]"), 4, Options{})
	score := finish(t, lively(t, "lists.city.grounds=[score below 960]"), 4, Options{})
	if grade.Hash() != score.Hash() || grade.total.ListsJoined[4] == 0 {
		t.Error("grade B and score below 960 list different people, or nobody")
	}
}

// TestDetentionDays: without false entries every detention is one spell; its days are those on which she is found in
// detention at midnight, the day on which it ends, and what reaches past the run.
func TestDetentionDays(t *testing.T) {
	s := lively(t, "time.step=1 day", "time.length=200 days", "watch.crossing-cameras.groundless=0/million/year",
		"watch.crossing-cameras.identify.fmr=1e-15", "conduct.fighting.detention=30 days")
	w := world(t, s, 6, Options{})
	var midnights, past int64
	err := engine.Run(t.Context(), w, 0, w.Steps(), 2, func(int) error {
		for d := range w.cold {
			midnights += int64(len(w.cold[d].held))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for d := range w.cold {
		for _, h := range w.cold[d].held {
			past += int64(h.Until - w.span.end())
		}
	}
	spells := w.total.Total(Detentions)
	if got := midnights + past + spells - underWay(w); got != w.total.Total(DetentionDays) || spells < 100 {
		t.Errorf("%d days imposed in %d spells, found %d", w.total.Total(DetentionDays), spells, got)
	}
	if w.total.Total(WrongDetentions) != 0 {
		t.Error("wrong detentions without false entries")
	}
	off := finish(t, lively(t, append(noDebts, "conduct.fighting.detention=0 days", "conduct.jaywalking.detention=0 days")...), 6, Options{})
	if off.total.Total(Detentions) != 0 || off.total.Total(Ineligible) != 0 {
		t.Error("detention switched off still detains")
	}
}

// underWay is the number of detentions that have not ended.
func underWay(w *World) (n int64) {
	for d := range w.cold {
		n += int64(len(w.cold[d].held))
	}
	return n
}

// TestRewards: when nobody loses a point and the start is enough, every occasion of a scored citizen is rewarded; a
// point more and none is.
func TestRewards(t *testing.T) {
	blind := []string{"population.citizens=20000", "time.length=1 year", "watch.crossing-cameras.groundless=0/million/year", "watch.crossing-cameras.connected=0%"}
	for _, c := range load(t, "black-lists").Watch {
		if !c.Cameras {
			blind = append(blind, "watch."+c.Name+".sees=0%")
		}
	}
	s := load(t, "black-lists", append(blind, "conduct.instalment.inclination=0%", "rewards.deposit-waived.above=1000", "rewards.permit-sooner.above=1001")...)
	w := finish(t, s, 8, Options{})
	k, want := s.KindIndex("loan-application"), int64(0)
	for g := range w.total.Acts {
		if s.Scored(population.GroupTraits(uint32(g)).Age) {
			want += w.total.Acts[g][k]
		}
	}
	if got := w.total.Rewards; got[0] != want || got[1] != 0 || want == 0 {
		t.Errorf("rewards given %d and %d, want %d and 0", got[0], got[1], want)
	}
	fifths := int64(0)
	for _, n := range w.total.RewardedFifth {
		fifths += n
	}
	if fifths != want {
		t.Errorf("rewards by fifth of income add up to %d, want %d", fifths, want)
	}
}

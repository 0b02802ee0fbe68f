package society

import (
	"math"
	"slices"
	"testing"

	"glasshouse.example/watch"
)

// TestBanOnRecordingSpeech: nothing said is seen or entered, and spite has nothing to be booked as but a misdeed.
func TestBanOnRecordingSpeech(t *testing.T) {
	free, banned := finish(t, outspoken(t), 2, Options{}), finish(t, outspoken(t, "bans.lawful-speech=yes"), 2, Options{})
	said := func(w *World) (n int64) {
		for _, k := range w.rules.speech {
			n += w.total.ByKind[k]
		}
		return n
	}
	web, neighbours := channelOf(free.scenario, "web-monitoring"), channelOf(free.scenario, "neighbours")
	switch {
	case said(free) < 1000 || free.total.Total(LawfulEntries) < 1000 || free.total.FalseBy[web] == 0 || free.total.FalseBy[neighbours] == 0:
		t.Error("without the ban nothing is entered for speech: the test shows nothing")
	case said(banned) != 0 || banned.total.Total(LawfulEntries) != 0:
		t.Error("speech is entered in spite of the ban")
	case banned.total.EntriesBy[web] != 0 || banned.total.EntriesBy[neighbours] != 0 || banned.total.Seen[neighbours] != 0:
		t.Error("channels record talk in spite of the ban")
	case banned.total.Total(Entries) == 0 || banned.total.Total(Credits) == 0:
		t.Error("the ban stops everything")
	}
	other := finish(t, outspoken(t, "bans.lawful-speech=yes", "conduct.littering.seen-by=[neighbours]"), 2, Options{})
	if n := other.total.FalseBy[neighbours]; n < 1000 || said(other) != 0 {
		t.Errorf("%d reports out of spite, where neighbours may report littering", n)
	}
}

// TestBanOnScoring: no list is joined by score or grade, nor through one, and nothing is given; lists by acts stay.
func TestBanOnScoring(t *testing.T) {
	sets := []string{"lists.city.grounds=[grade B]", "lists.employer.grounds=[list city]", "lists.travel.grounds=[fare-dodging, score below 960]",
		"conduct.fare-dodging.chances=10/year"}
	free, banned := finish(t, lively(t, sets...), 2, Options{}), finish(t, lively(t, append(sets, "bans.scoring=yes")...), 2, Options{})
	joined := func(w *World, list string) int64 {
		for i := range w.scenario.Lists {
			if w.scenario.Lists[i].Name == list {
				return w.total.ListsJoined[i]
			}
		}
		t.Fatalf("no list %s", list)
		return 0
	}
	for _, list := range []string{"city", "employer"} {
		if joined(free, list) < 100 || joined(banned, list) != 0 {
			t.Errorf("list %s: %d joined, under the ban %d", list, joined(free, list), joined(banned, list))
		}
	}
	if a, b := joined(free, "travel"), joined(banned, "travel"); b < 100 || a <= b {
		t.Errorf("travel: %d joined, under the ban, by acts alone, %d", a, b)
	}
	if free.total.Total(Rewarded) == 0 || banned.total.Total(Rewarded) != 0 {
		t.Errorf("%d rewards, under the ban %d", free.total.Total(Rewarded), banned.total.Total(Rewarded))
	}
	low := false
	for i := range banned.citizens {
		low = low || banned.View(i).Score < 960
	}
	if !low {
		t.Error("under the ban nobody's score is low: the test shows nothing")
	}
}

// TestBanOnRemoteIdentification: cameras see as before, and nobody is searched for, accused or shown by them.
func TestBanOnRemoteIdentification(t *testing.T) {
	free := finish(t, lively(t, feedbackOff...), 2, Options{})
	banned := finish(t, lively(t, append(feedbackOff, "bans.remote-identification=yes")...), 2, Options{})
	cameras := channelOf(free.scenario, "crossing-cameras")
	if free.total.Total(Searches) == 0 || free.total.EntriesBy[cameras] == 0 || free.total.Total(GroundlessEntries) == 0 {
		t.Error("without the ban there is no search: the test shows nothing")
	}
	for _, c := range []Count{Searches, SearchHerself, SearchAnother, SearchNobody, Misplaced, MisplacedEntries, GroundlessEntries} {
		if n := banned.total.Total(c); n != 0 {
			t.Errorf("counter %d stands at %d under the ban", c, n)
		}
	}
	// detention holds fewer people, so a little more is there to see
	if a, b := free.total.Seen[cameras], banned.total.Seen[cameras]; b < a || banned.total.EntriesBy[cameras] != 0 || banned.total.Total(Entries) == 0 {
		t.Errorf("cameras saw %d acts, under the ban %d with %d entries", a, b, banned.total.EntriesBy[cameras])
	}
}

// TestBansBindTheSystem: the twin knows no ban, and a ban on what a scenario does not do changes nothing.
func TestBansBindTheSystem(t *testing.T) {
	bans := []string{"bans.lawful-speech=yes", "bans.scoring=yes", "bans.remote-identification=yes", "bans.emotion-recognition=yes", "bans.household=yes"}
	same(t, "the twin", finish(t, outspoken(t, bans...).Without(), 5, Options{}), finish(t, outspoken(t).Without(), 5, Options{}))
	short := func(sets ...string) *World {
		return finish(t, load(t, "rongcheng", append(sets, "population.citizens=10000", "time.length=100 days")...), 5, Options{})
	}
	same(t, "no search to ban", short("bans.remote-identification=yes"), short())
	same(t, "no speech on record to ban", short("bans.lawful-speech=yes"), short())
}

// TestBanOnEmotionRecognition: no site reads attention, the others stand, and nobody's life differs, for a flag is all that
// follows.
func TestBanOnEmotionRecognition(t *testing.T) {
	sets := []string{"population.citizens=10000", "time.length=100 days"}
	free := finish(t, load(t, "sites", sets...), 5, Options{})
	banned := finish(t, load(t, "sites", append(sets, "bans.emotion-recognition=yes")...), 5, Options{})
	if banned.Hash() != free.Hash() {
		t.Error("a flag changed somebody's life")
	}
	classes := slices.IndexFunc(free.scenario.Sites, func(s watch.Site) bool { return s.Mode == watch.Attention })
	for i := range free.total.Sites {
		var with, without int64
		for g := range free.total.Sites[i] {
			for _, notice := range []watch.Notice{watch.RightAlarm, watch.FalseAlarm} {
				with += free.total.Sites[i][g][notice]
				without += banned.total.Sites[i][g][notice]
			}
		}
		if i == classes && (with < 1000 || without != 0) || i != classes && with != without {
			t.Errorf("site %d: %d alarms, under the ban %d", i, with, without)
		}
	}
}

// TestSecondSourceAndLead: with feedback off the same searches find the same people, and a false match passes with the
// product of what reviewer, second picture and other evidence let pass; so does a true one.
func TestSecondSourceAndLead(t *testing.T) {
	plain := append(feedbackOff, "conduct.jaywalking.detention=0 days", "conduct.fighting.detention=0 days",
		"watch.crossing-cameras.identify.fmr=4e-7", "watch.crossing-cameras.identify.outranks=20%", "watch.crossing-cameras.reach=0.02")
	base := finish(t, lively(t, plain...), 4, Options{})
	cameras := channelOf(base.scenario, "crossing-cameras")
	for _, x := range []struct {
		safeguards      []string
		rejects, accept float64
	}{
		{[]string{"human-review"}, 0.06, 0.5}, {[]string{"two-sources"}, 0.2, 0.02}, {[]string{"lead-only"}, 0.5, 0.02}, {[]string{"human-review", "two-sources"}, 0.248, 0.01},
	} {
		w := finish(t, guarded(t, x.safeguards, plain...), 4, Options{})
		if w.total.Total(Searches) != base.total.Total(Searches) || w.total.Total(SearchAnother) != base.total.Total(SearchAnother) {
			t.Errorf("%v change the searches", x.safeguards)
		}
		binomial := func(what string, got, of int64, p float64) {
			t.Helper()
			mean := float64(of) * p
			if z := (float64(got) - mean) / math.Sqrt(mean*(1-p)); math.Abs(z) > 4.5 || of < 1000 {
				t.Errorf("%v: %d of %d %s pass, expected %.0f: z %+.1f", x.safeguards, got, of, what, mean, z)
			}
		}
		binomial("false matches", w.total.Total(Misplaced), base.total.Total(Misplaced), x.accept)
		own := func(w *World) int64 { return w.total.EntriesBy[cameras] - w.total.FalseBy[cameras] }
		binomial("true matches", own(w), own(base), 1-x.rejects)
		if w.total.Total(Rejected) == 0 || base.total.Total(Rejected) != 0 {
			t.Error("what is stopped is not counted")
		}
	}
}

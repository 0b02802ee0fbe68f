package society

import (
	"math"
	"slices"
	"testing"

	"glasshouse.example/conduct"
	"glasshouse.example/population"
	"glasshouse.example/scenario"
)

// channelOf is the compiled index of a channel.
func channelOf(s *scenario.Scenario, name string) int {
	return slices.IndexFunc(s.ChannelOrder(), func(j int) bool { return s.Watch[j].Name == name })
}

// TestFalseAlarmsClosedForm: misread posts are Poisson with mean Σ λ·p₀·coverage·share misread over the scored, and
// spite with the rate of the channel; both are entered against people who did nothing, and only then.
func TestFalseAlarmsClosedForm(t *testing.T) {
	s := outspoken(t, append(feedbackOff, "population.consent=100%", "population.citizens=20000", "watch.web-monitoring.false-alarm=2%",
		"conduct.criticism.detention=0 days", "watch.crossing-cameras.groundless=0/million/year", "behaviour.conformity=0")...)
	w := finish(t, s, 8, Options{})
	k, want := s.KindIndex("everyday-talk"), 0.0
	for i := range w.citizens {
		tr := population.FromStratum(w.citizens[i].stratum())
		if s.Scored(tr.Age) {
			want += s.Conduct[k].PerYear(tr) / yearDays * float64(s.Time.Days) * 0.2 * 0.02 *
				conduct.Inclination(s.Conduct[k].Inclination, s.Behaviour.TemperamentSpread, int(tr.Temper))
		}
	}
	spite := 0.2 * 20000 * float64(s.Time.Days-cellDays) / yearDays
	near := func(what string, got int64, want float64) {
		t.Helper()
		if z := (float64(got) - want) / math.Sqrt(want); math.Abs(z) > 4.5 || want < 1000 {
			t.Errorf("%s: %d, expected %.0f: z %+.1f", what, got, want, z)
		}
	}
	near("misread posts", w.total.FalseBy[channelOf(s, "web-monitoring")], want)
	near("spite", w.total.FalseBy[channelOf(s, "neighbours")], spite)
	byChannel(t, w)
	if got := w.total.Total(GroundlessEntries); got != w.total.FalseBy[channelOf(s, "web-monitoring")]+w.total.FalseBy[channelOf(s, "neighbours")] {
		t.Errorf("%d entries without an act, of which the channels know fewer", got)
	}
	off := finish(t, outspoken(t, "watch.web-monitoring.false-alarm=0%", "watch.neighbours.groundless=0/million/year",
		"watch.crossing-cameras.groundless=0/million/year"), 8, Options{})
	if n := off.total.Total(GroundlessEntries); n != 0 {
		t.Errorf("%d groundless entries with nothing to make them", n)
	}
}

// byChannel checks that entries by channel add up to all entries, and false ones to false ones.
func byChannel(t *testing.T, w *World) {
	t.Helper()
	var all, wrong int64
	for j := range w.total.EntriesBy {
		all += w.total.EntriesBy[j]
		wrong += w.total.FalseBy[j]
	}
	if n := w.total.Total; all != n(Entries) || wrong != n(MisplacedEntries)+n(GroundlessEntries) || wrong == 0 {
		t.Errorf("by channel %d entries and %d false ones, in all %d and %d", all, wrong, n(Entries), n(MisplacedEntries)+n(GroundlessEntries))
	}
}

// TestOutspokenBooks is promise 6 where there are false alarms, spite and people without a score.
func TestOutspokenBooks(t *testing.T) {
	w := world(t, outspoken(t), 12, Options{})
	for step := range w.Steps() {
		run(t, w, step, step+1)
		balance(t, w)
	}
	balanceScores(t, w)
	byChannel(t, w)
	var barred int64
	for g := range w.total.Barred {
		for _, n := range w.total.Barred[g] {
			barred += n
		}
	}
	if n := w.total.Total(Ineligible); barred != n || n == 0 {
		t.Errorf("by kind %d moments were barred, in all %d", barred, n)
	}
}

// TestMisreadTalkChillsSpeech: where monitoring sees nothing but what it misreads, people say less in the end, though
// not one word of criticism was recorded; without learning nothing changes.
func TestMisreadTalkChillsSpeech(t *testing.T) {
	only := []string{"conduct.criticism.seen-by=[]", "conduct.suspicious-search.seen-by=[]", "watch.neighbours.groundless=0/million/year",
		"watch.web-monitoring.false-alarm=20%", "population.consent=100%", "conduct.criticism.detention=0 days", "behaviour.conformity=0"}
	with := finish(t, outspoken(t, only...), 3, Options{})
	without := finish(t, outspoken(t, only...).Without(), 3, Options{})
	a, b := with.spoken(t, new(Tally)), without.spoken(t, new(Tally))
	if with.total.Total(LawfulEntries) != 0 || a > 0.98*b {
		t.Errorf("%.4f of what could be said is said, without the system %.4f", a, b)
	}
	k := with.scenario.KindIndex("everyday-talk")
	for g := range with.total.Acts {
		if with.total.Acts[g][k] != without.total.Acts[g][k] {
			t.Error("harmless talk is given up")
		}
	}
	none := append(only, "behaviour.learning=0")
	if a, b := finish(t, outspoken(t, none...), 3, Options{}), finish(t, outspoken(t, none...).Without(), 3, Options{}); a.spoken(t, new(Tally)) != b.spoken(t, new(Tally)) {
		t.Error("who learns nothing still falls silent")
	}
}

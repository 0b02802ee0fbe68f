package society

import (
	"bytes"
	"math"
	"testing"

	"glasshouse.example/conduct"
	"glasshouse.example/engine"
	"glasshouse.example/scenario"
)

// outspoken is a small society in which everything of the preset speech happens often.
func outspoken(t testing.TB, sets ...string) *scenario.Scenario {
	return load(t, "speech", append([]string{
		"population.citizens=10000", "population.district=1024 citizens", "time.length=371 days", "population.consent=60%",
		"population.minority=8%", "behaviour.conformity=2", "watch.web-monitoring.sees=20%", "watch.web-monitoring.false-alarm=2%",
		"watch.neighbours.groundless=200000/million/year", "watch.neighbours.sees=10%", "conduct.criticism.chances=20/year",
		"conduct.criticism.detention=3 days", "watch.crossing-cameras.connected=100%", "watch.crossing-cameras.identify.fmr=2e-8",
		"watch.crossing-cameras.identify.gallery=5000000 faces", "watch.crossing-cameras.identify.second-rejects=20%",
		"watch.crossing-cameras.identify.second-accepts=50%", "watch.crossing-cameras.identify.lead-accepts=80%",
		"lists.travel.term=90 days",
	}, sets...)...)
}

// same holds two worlds against each other, counts included.
func same(t *testing.T, what string, a, b *World) {
	t.Helper()
	if a.Hash() != b.Hash() || a.total != b.total || a.level != b.level {
		t.Errorf("%s: another result", what)
	}
}

// TestOutspokenTwin compares the pipeline with the plain rule where silence spreads, talk is misread and not everyone is
// scored; σ = 4 tips the model, so that the screen's bound is put to the test.
func TestOutspokenTwin(t *testing.T) {
	for _, set := range []string{"time.step=7 days", "time.step=1 day", "system=off", "behaviour.conformity=4", "bans.lawful-speech=yes"} {
		s := outspoken(t, set)
		fast, plain := finish(t, s, 7, Options{}), finish(t, s, 7, Options{Plain: true})
		same(t, set, fast, plain)
		if loudest(fast) == 0 {
			t.Errorf("%s: every district speaks as usual: the test compares nothing", set)
		}
		if set != "time.step=7 days" {
			continue
		}
		for _, c := range []Count{GroundlessEntries, MisplacedEntries, Rejected, LawfulEntries, Ineligible, Fines} {
			if fast.total.Total(c) < 20 {
				t.Errorf("counter %d stands at %d: the test shows too little", c, fast.total.Total(c))
			}
		}
	}
}

// loudest is the largest distance of a district from its usual voice.
func loudest(w *World) (most int64) {
	for d := range w.voices {
		most = max(most, w.gap(d), -w.gap(d))
	}
	return most
}

// TestOutspokenHash: workers, blocks and a stop in the middle of a cell change nothing.
func TestOutspokenHash(t *testing.T) {
	s := outspoken(t, "time.step=1 day", "time.length=100 days")
	want := finish(t, s, 3, Options{Workers: 1})
	for _, o := range []Options{{Workers: 2}, {Workers: 5, Block: 64}, {Workers: 1, Block: 65536}} {
		same(t, "other workers and blocks", finish(t, s, 3, o), want)
	}
	for _, stop := range []int{3, 31, 66} {
		var saved bytes.Buffer
		if err := run(t, world(t, s, 3, Options{}), 0, stop).Save(&saved); err != nil {
			t.Fatal(err)
		}
		w := world(t, s, 3, Options{Workers: 2})
		if err := w.Load(&saved); err != nil {
			t.Fatal(err)
		}
		same(t, "stopped and resumed", run(t, w, stop, w.Steps()), want)
	}
}

// TestSpiralMeetsItsFixedPoint: a small push that all feel alike, and that lasts, ends where
// v = 1 − (1 − p₀)^exp(−η_s·d − σ(v₀ − v)), which is near v₀ + direct/(1 − G). Everybody's r_s is held d above r₀.
func TestSpiralMeetsItsFixedPoint(t *testing.T) {
	const pushed = 655 // of 65536
	const push, p0, eta = float64(pushed) / conduct.One, 0.5, 3.5
	for _, sigma := range []float64{0, 1, 2} {
		s := load(t, "speech", "population.citizens=20000", "time.length=2 years", "behaviour.temperament-spread=0%",
			"conduct.criticism.chances=60/year", "conduct.suspicious-search.inclination=50%", "behaviour.learning=0",
			"behaviour.conformity="+map[float64]string{0: "0", 1: "1", 2: "2"}[sigma], "system=off")
		w := world(t, s, 5, Options{})
		clear(w.rules.risk[:]) // perceived risk stays where it is put
		for i := range w.citizens {
			w.citizens[i].setSpeechRisk(w.citizens[i].speechRisk() + pushed)
		}
		run(t, w, 0, 30) // until the field has settled
		before := w.total
		run(t, w, 30, w.Steps())
		said := w.spoken(t, &before)
		gain := conduct.Gain(sigma, p0)
		direct := -math.Expm1(math.Exp(-eta*push)*math.Log1p(-p0)) - p0
		want := fixedPoint(p0, eta*push, sigma)
		moments := 20000 * 0.8205 * 64 * (2 - 30*7.0/365)
		sd := math.Sqrt(p0*(1-p0)/moments) / (1 - gain)
		t.Logf("σ %.0f, gain %.3f: v − v₀ %.5f; fixed point %.5f ± %.5f, direct/(1 − G) %.5f", sigma, gain, said-p0, want-p0, sd, direct/(1-gain))
		if math.Abs(said-want) > 4.5*sd {
			t.Errorf("σ %.0f: %.5f speak, the fixed point is %.5f ± %.5f", sigma, said, want, sd)
		}
		if linear := direct / (1 - gain); math.Abs((want-p0)/linear-1) > 0.1 {
			t.Errorf("σ %.0f: the fixed point lies %.4f away, the linear form %.4f", sigma, want-p0, linear)
		}
	}
}

func fixedPoint(p0, push, sigma float64) float64 {
	v := p0
	for range 1000 {
		v = -math.Expm1(math.Exp(-push-sigma*(p0-v)) * math.Log1p(-p0))
	}
	return v
}

// spoken is the share of chances of lawful speech taken since an earlier total.
func (w *World) spoken(t *testing.T, before *Tally) float64 {
	t.Helper()
	d, acts, moments := w.total.Since(before), 0.0, 0.0
	for g := range d.Acts {
		for _, k := range w.rules.speech {
			acts += float64(d.Acts[g][k])
			moments += float64(d.Moments[g][k] - d.Barred[g][k])
		}
	}
	if moments == 0 {
		t.Fatal("nobody had anything to say")
	}
	return acts / moments
}

// TestVoiceIsWhatWasSaid holds the field of a single district against the counts of the last four cells, in steps of
// seven days and of one. Until four cells are over it moves nobody.
func TestVoiceIsWhatWasSaid(t *testing.T) {
	for _, step := range []string{"time.step=7 days", "time.step=1 day"} {
		w := world(t, outspoken(t, step, "population.citizens=1000", "time.length=371 days"), 2, Options{})
		var cells []talk
		err := engine.Run(t.Context(), w, 0, w.Steps(), 1, func(i int) error {
			if w.span.Cell < heardCells && w.gap(0) != 0 {
				t.Fatalf("day %d: the field moves people before it is known", w.span.Day)
			}
			if w.span.opens() {
				cells = append(cells, talk{})
				checkVoice(t, w, cells)
			}
			cells[len(cells)-1] = w.voices[0].open
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var all talk
		for _, c := range cells {
			all.acts += c.acts
			all.moments += c.moments
		}
		if want := w.talkedInAll(); all != want || len(cells) != 54 || w.total.Total(Ineligible) == 0 {
			t.Errorf("%s: %d cells hold %+v, the counts %+v", step, len(cells), all, want)
		}
	}
}

// checkVoice compares the gap with the four cells before the one that has just opened.
func checkVoice(t *testing.T, w *World, cells []talk) {
	t.Helper()
	n := len(cells) - 1
	if n < heardCells {
		return
	}
	acts, moments := 0.0, 0.0
	for _, c := range cells[n-heardCells : n] {
		acts += float64(c.acts)
		moments += float64(c.moments)
	}
	want := float64(w.voices[0].usual)/conduct.One - acts/moments
	if got := float64(w.gap(0)) / conduct.One; math.Abs(got-want) > 1.0/conduct.One {
		t.Errorf("day %d: gap %.6f, want %.6f", w.span.Day, got, want)
	}
}

func (w *World) talkedInAll() (t talk) {
	for g := range w.total.Acts {
		for _, k := range w.rules.speech {
			t.acts += uint32(w.total.Acts[g][k])
			t.moments += uint32(w.total.Moments[g][k] - w.total.Barred[g][k])
		}
	}
	return t
}

// TestUsualVoice: v₀ is the share that a district says when nothing moves it.
func TestUsualVoice(t *testing.T) {
	w := finish(t, outspoken(t, append(feedbackOff, "system=off", "behaviour.conformity=0.0001", "population.district=3000 citizens",
		"watch.neighbours.groundless=0/million/year")...), 4, Options{})
	acts, moments, want := 0.0, 0.0, 0.0
	for d := range w.voices {
		want += float64(w.voices[d].usual) / conduct.One / float64(len(w.voices))
	}
	all := w.talkedInAll()
	acts, moments = float64(all.acts), float64(all.moments)
	if z := (acts/moments - want) / math.Sqrt(want*(1-want)/moments); math.Abs(z) > 4.5 {
		t.Errorf("%.5f of %.0f chances were taken, v₀ is %.5f: z %.1f", acts/moments, moments, want, z)
	}
}

// TestConformityOff: at σ = 0 there is no field, and what others say moves nobody; above it does, in both worlds.
func TestConformityOff(t *testing.T) {
	for _, system := range []string{"system=on", "system=off"} {
		off, on := finish(t, outspoken(t, system, "behaviour.conformity=0"), 6, Options{}), finish(t, outspoken(t, system), 6, Options{})
		if off.voices != nil || off.total.Acts == on.total.Acts {
			t.Errorf("%s: conformity changes nothing", system)
		}
		k := on.scenario.KindIndex("jaywalking")
		for g := range on.total.Acts {
			if system == "system=off" && off.total.Acts[g][k] != on.total.Acts[g][k] {
				t.Error("the spiral reaches what is not speech")
			}
		}
	}
}

// TestSilenceIsBounded: no district, however loud, lifts a chance above the screen's bound.
func TestSilenceIsBounded(t *testing.T) {
	w := world(t, outspoken(t, "behaviour.conformity=4"), 1, Options{})
	r := w.rules
	for _, k := range r.speech {
		for temper := range r.base {
			for d := range w.voices {
				gap := int64(w.voices[d].usual) - conduct.One // everybody speaks
				x := &r.kinds[k].response
				drive := conduct.Drive(x, 0, -int64(r.learning.Baseline), 0, 0) + conduct.Silence(x, gap)
				if p := r.act.At(r.base[temper][k] + drive); uint32(p>>32) > r.bound[0][temper][k] {
					t.Errorf("kind %d, temper %d: %#x is above the bound %#x", k, temper, p>>32, r.bound[0][temper][k])
				}
			}
		}
	}
	if len(r.speech) != 2 {
		t.Error("the test compares too little")
	}
}

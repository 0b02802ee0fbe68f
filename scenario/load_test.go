package scenario

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"glasshouse.example/conduct"
	"glasshouse.example/figures"
	"glasshouse.example/watch"
)

// mustLoad loads a scenario that is right.
func mustLoad(t testing.TB, ref string, sets ...string) *Scenario {
	t.Helper()
	s, err := Load(ref, sets, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// file writes a scenario file into a new directory and returns its path.
func file(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Everything in the library loads, under its own name, and every safeguard composes with every preset.
func TestLibraryLoads(t *testing.T) {
	var presets, safeguards []string
	for _, p := range Presets() {
		if p.About == "" {
			t.Errorf("%s says nothing about itself", p.Name)
		}
		if p.Kind == "preset" {
			presets = append(presets, p.Name)
		} else {
			safeguards = append(safeguards, p.Name)
		}
	}
	for _, want := range []string{"article", "without", "cameras-2018", "cameras-2020s", "speech", "rongcheng", "peer-rating", "court-list"} {
		if !slices.Contains(presets, want) {
			t.Errorf("no preset %s", want)
		}
	}
	for _, name := range presets {
		if s := mustLoad(t, name); s.Name != name {
			t.Errorf("preset %s calls itself %s", name, s.Name)
		}
		for _, g := range safeguards {
			s := mustLoad(t, name+"+"+g)
			if s.Name != name+"+"+g {
				t.Errorf("%s with %s calls itself %s", name, g, s.Name)
			}
			plain := mustLoad(t, name)
			plain.Name = s.Name
			if s.Hash() == plain.Hash() && name == "article" { // elsewhere there may be nothing for it to reach
				t.Errorf("safeguard %s changes nothing in %s", g, name)
			}
		}
	}
}

// onlySearches tells whether a safeguard speaks of searches alone, and the scenario has none.
func onlySearches(t *testing.T, safeguard string, s *Scenario) bool {
	t.Helper()
	src, _ := Source(safeguard)
	return strings.Contains(string(src), "identify:") && !strings.Contains(string(src), "bans:") &&
		!slices.ContainsFunc(s.Watch, func(c watch.Channel) bool { return c.Identify != nil })
}

// Safeguards go together, in any order, with every preset; a name that is none is refused beside those that are.
func TestSafeguardsCompose(t *testing.T) {
	var guards []string
	for _, p := range Presets() {
		if p.Kind == "safeguard" {
			guards = append(guards, p.Name)
		}
	}
	back := slices.Clone(guards)
	slices.Reverse(back)
	for _, p := range Presets() {
		if p.Kind != "preset" {
			continue
		}
		all, err := Load(p.Name, nil, guards)
		if err != nil {
			t.Fatal(err)
		}
		if b := all.Bans; !b.LawfulSpeech || !b.Scoring || !b.RemoteIdentification || !b.EmotionRecognition || !b.Household {
			t.Errorf("%s with every safeguard lacks a ban: %+v", p.Name, b)
		}
		turned, err := Load(p.Name, nil, back)
		if err != nil {
			t.Fatal(err)
		}
		if turned.Name = all.Name; turned.Hash() != all.Hash() {
			t.Errorf("%s: the order of safeguards matters", p.Name)
		}
		if _, err := Load(p.Name, nil, append(slices.Clone(guards), "two-source")); err == nil || !strings.Contains(err.Error(), "two-source is not a safeguard; did you mean two-sources?") {
			t.Errorf("%s with a safeguard that is none: %v", p.Name, err)
		}
	}
}

// A scenario is warned about where the spiral's gain reaches one, and only there.
func TestWarnings(t *testing.T) {
	for _, p := range Presets() {
		if p.Kind == "preset" && len(mustLoad(t, p.Name).Warnings()) != 0 {
			t.Errorf("%s warns: %v", p.Name, mustLoad(t, p.Name).Warnings())
		}
	}
	alike := []string{"behaviour.temperament-spread=0%", "conduct.suspicious-search.inclination=50%"}
	for sigma, warned := range map[string]bool{"2.88": false, "2.89": true} { // 1/(0.5·ln 2) = 2.885
		s := mustLoad(t, "article", append(alike, "behaviour.conformity="+sigma)...)
		if w := s.Warnings(); (len(w) > 0) != warned || warned && !strings.Contains(w[0], "under 2.89") {
			t.Errorf("σ = %s, gain %.4f: %v", sigma, s.Gain(), w)
		}
	}
}

// The world without the system differs by the system alone, whichever way it is made, and shares no memory.
func TestWithoutIsTheSameSociety(t *testing.T) {
	s := mustLoad(t, "article")
	w := s.Without()
	if !reflect.DeepEqual(w, mustLoad(t, "without")) {
		t.Error("Without and the preset without differ")
	}
	back := w.clone()
	back.Name, back.About, back.System = s.Name, s.About, true
	if !reflect.DeepEqual(back, s) {
		t.Error("Without changed more than the system")
	}
	w.Conduct[0].SeenBy[0], w.Ledger.Grades[0].From, w.Lists[0].Refuses[0] = "x", 1, "y"
	w.Watch[1].Identify.FMR = 1
	if !reflect.DeepEqual(s, mustLoad(t, "article")) {
		t.Error("Without shares memory with the scenario it came from")
	}
}

// Each preset of one site has that site and the article's society, and sites has all four.
func TestSitePresets(t *testing.T) {
	all := mustLoad(t, "sites")
	names := []string{"park-dispensers", "school-attention", "airport-gate", "supermarket"}
	if len(all.Sites) != len(names) {
		t.Fatalf("%d sites in sites", len(all.Sites))
	}
	for i, name := range names {
		one := mustLoad(t, name)
		if len(one.Sites) != 1 || one.Sites[0] != all.Sites[i] {
			t.Errorf("%s and sites differ in the site", name)
			continue
		}
		at := func(s *Scenario) conduct.Kind { return s.Conduct[s.KindIndex(one.Sites[0].At)] }
		if !reflect.DeepEqual(at(one), at(all)) {
			t.Errorf("%s and sites differ in the visits", name)
		}
		if !one.SiteOn(0) || one.Without().SiteOn(0) {
			t.Errorf("the site of %s is not there with the system, or is there without it", name)
		}
	}
	f, _ := figures.ByID("C08")
	border := f.Value.(map[string]any)["border_1e-6"].(map[string]any)["median"].(float64)
	if gate := all.Sites[2]; math.Abs(gate.FNMR-border) > 1e-9 || gate.FMR != 1e-6 {
		t.Errorf("the gate has FNMR %v at FMR %v, published is %v at 1e-6", gate.FNMR, gate.FMR, border)
	}
}

// The values of the article preset that rest on published figures do land on them.
func TestArticleMeetsItsFigures(t *testing.T) {
	s := mustLoad(t, "article")
	number := func(id, key string) float64 {
		f, _ := figures.ByID(id)
		v, ok := f.Number(key)
		if !ok {
			t.Fatalf("figure %s has no %q", id, key)
		}
		return v
	}
	near := func(what string, got, want, tolerance float64) {
		t.Helper()
		if math.Abs(got/want-1) > tolerance {
			t.Errorf("%s: %g, published %g", what, got, want)
		}
	}
	people := number("D01", "")
	adults15 := 1 - number("D02", "0-14")
	kind := func(name string) conduct.Kind { return s.Conduct[s.KindIndex(name)] }
	cameras := s.Watch[slices.IndexFunc(s.Watch, func(c watch.Channel) bool { return c.Name == "crossing-cameras" })]
	near("cameras per 1000", cameras.Per1000, number("B01", "installed")/people*1000, 0.001)
	near("cameras per 1000, planned", mustLoad(t, "cameras-2020s").Watch[1].Per1000, number("B01", "planned")/people*1000, 0.001)
	crossing := kind("jaywalking")
	seen := 1 - math.Exp(-cameras.Reach*cameras.Connected*cameras.Per1000)
	near("crossings seen per inhabitant", crossing.Chances*crossing.Inclination*adults15*seen, number("A25", "")/12e6, 0.05)
	near("points for crossing at red", float64(crossing.Points), number("A18", ""), 0)
	near("flights per inhabitant", kind("flight").Chances, number("D04", "2018")/1.39e9, 0.02)
	near("donations per inhabitant", kind("blood-donation").Inclination*adults15, number("D06", "per_1000_2018")/1000, 0.05)
}

// Preset rongcheng has the points that are documented; it has no list, so that no score has a consequence but a reward; and not
// everyone has a score.
func TestRongchengIsTheRuleBook(t *testing.T) {
	s := mustLoad(t, "rongcheng")
	number := func(id, key string) float64 {
		f, _ := figures.ByID(id)
		v, ok := f.Number(key)
		if !ok {
			t.Fatalf("figure %s has no number %q", id, key)
		}
		return v
	}
	for kind, want := range map[string]float64{
		"traffic-violation": number("A07", "traffic_ticket"), "driver-not-yielding": number("A08", "driver_not_stopping_at_pedestrian_crossing"),
		"littering": number("A11", ""), "fighting": number("A08", "fighting"), "late-fee": number("A06", "late_public_service_fee"),
		"loan-arrears": number("A06", "bank_loan_arrears_per_month"), "contract-breach": number("A06", "contract_breach"),
		"stealing-utilities": number("A06", "stealing_utilities"), "volunteering": 4 * number("A10", ""), "village-labour": number("A09", "8_hours_labour"),
		"helping-a-neighbour": number("A08", "repairing_a_neighbours_chimney"), "gift-to-the-village": number("A09", "gift_of_3000_yuan_TV"),
		"city-award": number("A07", "heroic_act_or_city_award"), "criticism": 0,
	} {
		if k := s.KindIndex(kind); k < 0 || float64(s.Conduct[k].Points) != want {
			t.Errorf("%s: not the %v points that are documented", kind, want)
		}
	}
	if s.Ledger.Start != int(number("A01", "")) || len(s.Lists) != 0 || s.Population.Consent >= 1 || s.Population.ScoredFrom != 18 {
		t.Errorf("starts at %d, has %d lists, %v agree, scored from %d", s.Ledger.Start, len(s.Lists), s.Population.Consent, s.Population.ScoredFrom)
	}
	for _, r := range s.Rewards {
		if r.Above <= s.Ledger.Start {
			t.Errorf("reward %s from %d: whoever did nothing would have it, so that losing it punishes", r.Name, r.Above)
		}
	}
}

// Preset court-list takes as many fast trains as were taken, by as many people as have accounts for them.
func TestCourtListMeetsItsFigures(t *testing.T) {
	s := mustLoad(t, "court-list")
	train := s.Conduct[s.KindIndex("train")]
	number := func(id, key string) float64 {
		f, _ := figures.ByID(id)
		v, ok := f.Number(key)
		if !ok {
			t.Fatalf("figure %s has no %q", id, key)
		}
		return v
	}
	people := number("D01", "")
	if got, want := train.Takers, number("D14", "registered_users")/number("D14", "share_of_tickets_bought_online")/people; math.Abs(got/want-1) > 0.02 {
		t.Errorf("%g take fast trains, by accounts %g", got, want)
	}
	if got, want := train.Chances*train.Takers, number("D05", "2018_high_speed")/1.39e9; math.Abs(got/want-1) > 0.02 {
		t.Errorf("%g fast trains a head, published %g", got, want)
	}
}

// A value that rests on a figure nobody has read in its source is marked as an assumption.
func TestUnverifiedFiguresAreAssumptions(t *testing.T) {
	id := regexp.MustCompile(`\b[A-FX][0-9]{2}\b`)
	for _, d := range Describe(mustLoad(t, "article")) {
		if strings.HasSuffix(d.Path, ".source") {
			continue
		}
		for _, m := range id.FindAllString(d.Source, -1) {
			if f, _ := figures.ByID(m); !f.Verified && !d.Assumption {
				t.Errorf("%s rests on %s, which is not verified, and is not marked", d.Path, m)
			}
		}
	}
}

// Every id that the table or a preset cites is a published figure.
func TestCitedFiguresExist(t *testing.T) {
	id := regexp.MustCompile(`\b[A-FX][0-9]{2}\b`)
	cited := map[string]bool{}
	for _, p := range Presets() {
		src, ok := Source(p.Name)
		if !ok {
			t.Fatalf("no source of %s", p.Name)
		}
		for _, m := range id.FindAllString(string(src), -1) {
			cited[m] = true
		}
	}
	for _, p := range Parameters() {
		for _, m := range id.FindAllString(p.Source, -1) {
			cited[m] = true
		}
	}
	if len(cited) < 20 {
		t.Fatalf("only %d figures are cited", len(cited))
	}
	for m := range cited {
		if _, ok := figures.ByID(m); !ok {
			t.Errorf("%s is cited and does not exist", m)
		}
	}
}

func TestFileExtendsAndOverrides(t *testing.T) {
	dir := t.TempDir()
	file(t, dir, "base.yaml", "scenario: base\nextends: article\nlists: none\nledger: {grades: {good: 1000, bad: 0}}\nwatch: {crossing-cameras: {identify: {fpir: 0.3%}}}\n")
	path := file(t, dir, "my.yaml", "scenario: mine\nextends: base.yaml\nsafeguards: [human-review]\nconduct:\n  littering: {points: -7}\n  fighting: none\n  jaywalking: {seen-by: [wardens]}\n  driver-not-yielding: {seen-by: [crossing-cameras]}\n")
	s, err := Load(path+"+no-speech", []string{"time.length=30 days", "watch.*.identify.miss-rate=10%"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	search := s.Search("crossing-cameras")
	switch {
	case s.Name != "mine+no-speech":
		t.Errorf("name %s", s.Name)
	case s.Conduct[s.KindIndex("littering")].Points != -7 || s.Conduct[s.KindIndex("littering")].Chances != 4:
		t.Error("a block was not merged key by key")
	case s.KindIndex("fighting") >= 0 || len(s.Lists) != 0:
		t.Error("none did not remove a block")
	case !slices.Equal(s.Conduct[0].SeenBy, []string{"wardens"}):
		t.Error("a list was not replaced")
	case len(s.Ledger.Grades) != 2:
		t.Error("grades were not replaced as a whole")
	case search.FMR != 0 || search.FPIR != 0.003:
		t.Error("fpir did not replace fmr")
	case search.ReviewAccepts != 0.5 || search.MissRate != 0.1:
		t.Error("the safeguard or the setting for every block did not reach the cameras")
	case s.Time.Days != 30 || !s.Bans.LawfulSpeech:
		t.Error("the setting or the safeguard of the reference was not applied")
	}
}

// A parsed text may extend presets, but opens no file.
func TestParseOpensNoFiles(t *testing.T) {
	path := file(t, t.TempDir(), "base.yaml", "scenario: base\nextends: article\n")
	if _, err := Parse("x.yaml", []byte("scenario: x\nextends: article\n")); err != nil {
		t.Error(err)
	}
	_, err := Parse("x.yaml", []byte("scenario: x\nextends: "+path+"\n"))
	if err == nil || !strings.Contains(err.Error(), "here only presets can be extended") {
		t.Errorf("Parse followed a path: %v", err)
	}
}

// A safeguard counts once, however often and wherever it is named.
func TestSafeguardsCountOnce(t *testing.T) {
	s, err := Load("article+no-speech", nil, []string{"human-review", "no-speech", "human-review"})
	if err != nil {
		t.Fatal(err)
	}
	if want := mustLoad(t, "article+no-speech+human-review"); !reflect.DeepEqual(s, want) {
		t.Errorf("%s is not %s", s.Name, want.Name)
	}
}

// Findings can be taken out one by one.
func TestErrorsUnwrap(t *testing.T) {
	_, err := Parse("x.yaml", []byte("scenario: x\nextends: article\ntime: {step: 3 days}\n"))
	var one *Error
	var all Errors
	if !errors.As(err, &one) || !errors.As(err, &all) || one.Line != 3 || one.Col != 14 || one.Path != "time.step" {
		t.Errorf("not as documented: %+v", one)
	}
}

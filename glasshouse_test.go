package glasshouse_test

import (
	"context"
	"errors"
	"maps"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	glasshouse "glasshouse.example"
	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// town loads the article's city with few citizens, whose cameras err often enough to be seen at it.
func town(t testing.TB, settings ...string) *glasshouse.Scenario {
	t.Helper()
	s, err := glasshouse.Load("article", append([]string{"population.citizens=5000 citizens", "time.length=1 year",
		"watch.crossing-cameras.identify.fmr=1e-4"}, settings...)...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func run(t testing.TB, s *glasshouse.Scenario, o glasshouse.RunOptions) *glasshouse.Result {
	t.Helper()
	r, err := glasshouse.Run(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// saved saves a result and opens it again.
func saved(t testing.TB, r *glasshouse.Result) (*glasshouse.Result, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	if err := r.Save(dir); err != nil {
		t.Fatal(err)
	}
	opened, err := glasshouse.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return opened, dir
}

// TestAFolderTellsWhatTheRunTold compares a result in memory with the same one read from its folder, number by number.
func TestAFolderTellsWhatTheRunTold(t *testing.T) {
	for name, c := range map[string]struct {
		scenario *glasshouse.Scenario
		options  glasshouse.RunOptions
	}{
		"pair":         {town(t), glasshouse.RunOptions{Seed: 3}},
		"alone":        {town(t), glasshouse.RunOptions{Seed: 3, Alone: true}},
		"no system":    {town(t, "system=off"), glasshouse.RunOptions{Seed: 3}},
		"more cameras": {town(t, "watch.crossing-cameras.per-1000=90 per 1000"), glasshouse.RunOptions{}},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, c.scenario, c.options)
			opened, dir := saved(t, r)
			if err := glasshouse.Verify(dir); err != nil {
				t.Error(err)
			}
			if r.StateHash != opened.StateHash || r.Seed != opened.Seed || r.Version != opened.Version || r.Scenario.Hash() != opened.Scenario.Hash() {
				t.Error("scenario, seed, version or state differ")
			}
			if got, want := opened.Sentences(), r.Sentences(); !slices.Equal(got, want) || len(got) == 0 {
				t.Errorf("sentences: %q, from the run %q", got, want)
			}
			if len(r.Worlds()) != len(opened.Worlds()) {
				t.Fatalf("%d worlds, from the run %d", len(opened.Worlds()), len(r.Worlds()))
			}
			for i, w := range r.Worlds() {
				sameWorld(t, w, opened.Worlds()[i])
			}
			sameCitizens(t, r, opened)
			if again := run(t, opened.Scenario, c.options); again.StateHash != r.StateHash {
				t.Error("the folder's scenario and seed do not give the same run again")
			}
		})
	}
}

func sameWorld(t *testing.T, a, b *glasshouse.World) {
	t.Helper()
	if a.Name != b.Name || a.StateHash != b.StateHash || len(a.Years) != len(b.Years) || len(a.Years) == 0 {
		t.Errorf("world %s differs from world %s", a.Name, b.Name)
	}
	sameMeasures(t, a.Name, a.Measures, b.Measures)
	for i := range a.Years {
		sameMeasures(t, a.Name+", a year", a.Years[i].Measures, b.Years[i].Measures)
	}
	for what, pair := range map[string][2]map[string]glasshouse.Measures{
		"groups": {a.Groups, b.Groups}, "channels": {a.Channels, b.Channels}, "lists": {a.Lists, b.Lists}, "kinds": {a.Kinds, b.Kinds},
	} {
		if len(pair[0]) == 0 || len(pair[0]) != len(pair[1]) {
			t.Errorf("%s, %s: %d and %d", a.Name, what, len(pair[0]), len(pair[1]))
		}
		for name := range pair[0] {
			sameMeasures(t, a.Name+", "+name, pair[0][name], pair[1][name])
		}
	}
	steps, err := a.Steps()
	if err != nil {
		t.Fatal(err)
	}
	read, err := b.Steps()
	if err != nil {
		t.Fatal(err)
	}
	sameSeries(t, steps, read)
	districts, err := a.Districts()
	if err != nil {
		t.Fatal(err)
	}
	readDistricts, err := b.Districts()
	if err != nil {
		t.Fatal(err)
	}
	if len(districts) != len(readDistricts) || len(districts) == 0 {
		t.Fatalf("%d districts, read back %d", len(districts), len(readDistricts))
	}
	for i := range districts {
		sameSeries(t, districts[i], readDistricts[i])
	}
}

func sameMeasures(t *testing.T, where string, a, b glasshouse.Measures) {
	t.Helper()
	if !slices.Equal(a.Names(), b.Names()) || len(a) == 0 {
		t.Errorf("%s: other names", where)
	}
	for name, n := range a {
		if m := b[name]; !same(n.Value, m.Value) || n.Unit != m.Unit {
			t.Errorf("%s, %s: %v and %v", where, name, n, m)
		}
	}
}

func same(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

func sameSeries(t *testing.T, a, b *glasshouse.Series) {
	t.Helper()
	if !slices.Equal(a.Names(), b.Names()) || !slices.Equal(a.Day, b.Day) || len(a.Day) == 0 {
		t.Fatal("other names or days")
	}
	for _, name := range a.Names() {
		x, err := a.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		y, err := b.Column(name)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(x, y, same) || len(x) != len(a.Day) || a.Unit(name) != b.Unit(name) {
			t.Errorf("column %s: %v and %v", name, x, y)
		}
	}
}

func sameCitizens(t *testing.T, a, b *glasshouse.Result) {
	t.Helper()
	var all []glasshouse.Citizen
	for c, err := range a.Citizens() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	n := 0
	for c, err := range b.Citizens() {
		if err != nil {
			t.Fatal(err)
		}
		if c != all[n] {
			t.Fatalf("citizen %d: %+v and %+v", n, c, all[n])
		}
		n++
	}
	if n != a.Scenario.Citizens() || n != len(all) {
		t.Errorf("%d citizens, read back %d of %d", len(all), n, a.Scenario.Citizens())
	}
}

// TestCitizensAddUpToMeasures counts what the measures count, citizen by citizen, and stops early where it is told to.
func TestCitizensAddUpToMeasures(t *testing.T) {
	inMemory := run(t, town(t), glasshouse.RunOptions{Seed: 1})
	opened, _ := saved(t, inMemory)
	for _, r := range []*glasshouse.Result{inMemory, opened} {
		groups, accused, listed := map[string]float64{}, 0.0, 0.0
		for c, err := range r.Citizens() {
			if err != nil {
				t.Fatal(err)
			}
			groups[c.Group]++
			if c.With.FalseEntry {
				accused++
			}
			if c.With.Listed {
				listed++
			}
			if c.Without.Listed || c.Without.FalseEntry {
				t.Errorf("citizen %d is accused or listed without a system", c.Number)
			}
		}
		if accused == 0 || accused != r.With.Measures["accused_wrongly"].Value || listed != r.With.Measures["listed"].Value {
			t.Errorf("accused wrongly %v, listed %v; by the measures %v, %v", accused, listed,
				r.With.Measures["accused_wrongly"], r.With.Measures["listed"])
		}
		for name, n := range groups {
			if m, err := r.With.Group(name); err != nil || m["people"].Value != n {
				t.Errorf("group %s: %v people, by the measures %v (%v)", name, n, m["people"], err)
			}
		}
		seen := 0
		for range r.Citizens() {
			if seen++; seen == 10 {
				break
			}
		}
		if seen != 10 {
			t.Errorf("%d citizens seen after a stop at 10", seen)
		}
	}
}

// A world that was not run has no state, and a world without the system is never called one under it.
func TestWorldsThatWereNotRun(t *testing.T) {
	alone := run(t, town(t), glasshouse.RunOptions{Alone: true})
	off := run(t, town(t).Without(), glasshouse.RunOptions{})
	if alone.Without != nil || alone.With == nil || off.With != nil || off.Without == nil {
		t.Fatal("the wrong worlds")
	}
	for c := range alone.Citizens() {
		if c.Without != (glasshouse.State{}) || c.With.Resources == 0 {
			t.Fatalf("alone: %+v", c)
		}
	}
	for c := range off.Citizens() {
		if c.With != (glasshouse.State{}) || c.Without.Resources == 0 {
			t.Fatalf("without the system: %+v", c)
		}
	}
}

// Settings laid over a scenario later are the same as settings it is loaded with; so are safeguards.
func TestSettingsAreTheSameEarlyAndLate(t *testing.T) {
	sets := []string{"population.citizens=7000 citizens", "conduct.jaywalking.points=-5 points"}
	at := func(s *glasshouse.Scenario, err error) *glasshouse.Scenario {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	bare := at(glasshouse.Load("article"))
	if early, late := at(glasshouse.Load("article", sets...)), at(bare.With(sets...)); early.Hash() != late.Hash() || early.Citizens() != 7000 {
		t.Error("settings differ early and late")
	}
	if early, late := at(glasshouse.Load("article+sunset")), at(bare.Guarded("sunset")); early.Hash() != late.Hash() || late.Name() != "article+sunset" {
		t.Errorf("safeguards differ early and late: %s, %s", early.Name(), late.Name())
	}
	if back := at(glasshouse.Parse("back.yaml", bare.Text())); back.Hash() != bare.Hash() || back.About() != bare.About() {
		t.Error("a scenario's text does not give it back")
	}
	if parsed := at(glasshouse.Parse("set.yaml", "scenario: article\nextends: article\n", sets...)); parsed.Citizens() != 7000 {
		t.Error("settings were not laid over a text")
	}
	if bare.Citizens() != 5_000_000 {
		t.Error("the scenario changed under With")
	}
}

// TestLibraryLoads loads what the library names.
func TestLibraryLoads(t *testing.T) {
	safeguards := 0
	for _, b := range glasshouse.Library() {
		ref := b.Name
		if b.Safeguard {
			safeguards++
			ref = "article+" + b.Name
		}
		if s, err := glasshouse.Load(ref); err != nil || s.Name() != ref {
			t.Errorf("%s: %v", ref, err)
		}
	}
	if safeguards == 0 || safeguards == len(glasshouse.Library()) {
		t.Error("no safeguards, or nothing else")
	}
}

// TestErrorsHelp holds every refusal to say what, which value, and what would do.
func TestErrorsHelp(t *testing.T) {
	ctx := context.Background()
	s := town(t, "time.length=28 days")
	other := town(t, "time.length=28 days", "population.citizens=6000 citizens")
	r := run(t, s, glasshouse.RunOptions{})
	c, err := glasshouse.Compare(ctx, []*glasshouse.Scenario{s, s}, glasshouse.CompareOptions{Replicates: 1})
	if err != nil {
		t.Fatal(err)
	}
	steps, err := r.With.Steps()
	if err != nil {
		t.Fatal(err)
	}
	opened, dir := saved(t, r)
	last := func(_ any, err error) error { return err }
	for want, err := range map[string]error{
		`no measure "false_entrys"; did you mean "false_entries"?`:    last(r.With.Value("false_entrys")),
		`no group "women-60"; did you mean "women-60+"?`:              last(r.With.Group("women-60")),
		`no list "travels"; did you mean "travel"?`:                   last(r.With.List("travels")),
		`no site "gate"; there is none here`:                          last(r.With.Site("gate")),
		`no kind of conduct "jay-walking"; did you mean "jaywalking"`: last(r.With.Kind("jay-walking")),
		`no channel "crossing-camera"; did you mean`:                  last(r.With.Channel("crossing-camera")),
		`no column "misdeed"; did you mean "misdeeds"?`:               last(steps.Column("misdeed")),
		`no world "artikel"; did you mean "article"?`:                 last(c.World("artikel")),
		`no measure "listd"; did you mean "listed"?`:                  last(c.Worlds[1].Difference.Of("listd")),
		`did you mean article?`:                                       last(glasshouse.Load("articel")),
		`did you mean points?`:                                        last(s.With("conduct.jaywalking.poinst=-5 points")),
		`did you mean sunset?`:                                        last(s.Guarded("sunsett")),
		"no scenario to run":                                          last(glasshouse.Run(ctx, nil, glasshouse.RunOptions{})),
		"-1 workers":                                                  last(glasshouse.Run(ctx, s, glasshouse.RunOptions{Workers: -1})),
		"1 scenarios to compare: it takes two":                        last(glasshouse.Compare(ctx, []*glasshouse.Scenario{s}, glasshouse.CompareOptions{})),
		"scenario 2 of 2 is nil":                                      last(glasshouse.Compare(ctx, []*glasshouse.Scenario{s, nil}, glasshouse.CompareOptions{})),
		"different populations":                                       last(glasshouse.Compare(ctx, []*glasshouse.Scenario{s, other}, glasshouse.CompareOptions{})),
		"-3 replicates":                                               last(glasshouse.Compare(ctx, []*glasshouse.Scenario{s, s}, glasshouse.CompareOptions{Replicates: -3})),
		"1 names for 2 scenarios":                                     last(glasshouse.Compare(ctx, []*glasshouse.Scenario{s, s}, glasshouse.CompareOptions{Names: []string{"a"}})),
		`"a" as the name of scenario 2`:                               last(glasshouse.Compare(ctx, []*glasshouse.Scenario{s, s}, glasshouse.CompareOptions{Names: []string{"a", "a"}})),
		"never overwritten":                                           r.Save(dir),
		"read from a folder":                                          opened.Save(filepath.Join(t.TempDir(), "again")),
		"not a run's folder":                                          last(glasshouse.Open(t.TempDir())),
		"the folder of a run, where one of a comparison is due":       last(glasshouse.OpenComparison(dir)),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}

// TestACancelledRunSaysSo stops a run after its first steps.
func TestACancelledRunSaysSo(t *testing.T) {
	why := errors.New("the reader went home")
	ctx, cancel := context.WithCancelCause(context.Background())
	stop := func(done, all int64) {
		if done > all/10 {
			cancel(why)
		}
	}
	if _, err := glasshouse.Run(ctx, town(t), glasshouse.RunOptions{Progress: stop}); !errors.Is(err, why) {
		t.Errorf("a cancelled run: %v", err)
	}
	worlds := []*glasshouse.Scenario{town(t), town(t)}
	if _, err := glasshouse.Compare(ctx, worlds, glasshouse.CompareOptions{}); !errors.Is(err, why) {
		t.Errorf("a cancelled comparison: %v", err)
	}
}

// TestAComparisonIsWhatItsFolderTells compares a world with itself and with another, in memory and from the folder.
func TestAComparisonIsWhatItsFolderTells(t *testing.T) {
	s := town(t)
	guarded, err := s.Guarded("no-speech")
	if err != nil {
		t.Fatal(err)
	}
	c, err := glasshouse.Compare(context.Background(), []*glasshouse.Scenario{s, s, guarded}, glasshouse.CompareOptions{Seed: 1, Replicates: 2})
	if err != nil {
		t.Fatal(err)
	}
	if names := []string{c.Worlds[0].Name, c.Worlds[1].Name, c.Worlds[2].Name}; !slices.Equal(names, []string{"article", "article-2", "article+no-speech"}) {
		t.Errorf("worlds %q", names)
	}
	for name, d := range c.Worlds[1].Difference {
		if !math.IsNaN(d.Mean) && d.Mean != 0 {
			t.Errorf("a world differs from itself in %s: %+v", name, d)
		}
	}
	if l := c.Worlds[1].Lot; l.All.Better+l.All.Worse+l.All.Listed+l.All.Unlisted != 0 || len(c.Worlds[1].Saved) != 0 {
		t.Errorf("a world has winners and losers against itself, or saves variance: %+v, %v", l.All, c.Worlds[1].Saved)
	}
	addsUp(t, c.Worlds[2].Lot, s.Citizens())
	if d, err := c.Worlds[2].Difference.Of("entries"); err != nil || d.Mean >= 0 || d.Low > d.Mean || d.High < d.Mean {
		t.Errorf("entries where speech makes none: %+v (%v)", d, err)
	}
	dir := filepath.Join(t.TempDir(), "comparison")
	if err := c.Save(dir); err != nil {
		t.Fatal(err)
	}
	if err := glasshouse.Verify(dir); err != nil {
		t.Error(err)
	}
	opened, err := glasshouse.OpenComparison(dir)
	if err != nil {
		t.Fatal(err)
	}
	sameComparison(t, c, opened)
	if err := opened.Save(dir + "2"); err == nil {
		t.Error("what was read from a folder was saved")
	}
	m, err := results.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range m.Worlds { // a comparison can be run again from its manifest
		s, err := scenario.Parse(w.Name, []byte(w.ScenarioText))
		if err != nil || s.Hash() != w.ScenarioHash || w.Name != c.Worlds[i].Name {
			t.Errorf("world %s of the manifest: %v", w.Name, err)
		}
	}
}

// addsUp: everyone is in one fifth of income, one group and one district.
func addsUp(t *testing.T, l *glasshouse.Lot, citizens int) {
	t.Helper()
	if l.All.People != int64(citizens) || l.All.Better == 0 || l.All.Unlisted == 0 {
		t.Errorf("of %d citizens: %+v", citizens, l.All)
	}
	for what, shares := range map[string][]glasshouse.Share{"fifths": l.Fifths, "groups": slices.Collect(maps.Values(l.Groups)), "districts": l.Districts} {
		var sum glasshouse.Share
		for _, s := range shares {
			sum.People, sum.Better, sum.Worse, sum.Unlisted = sum.People+s.People, sum.Better+s.Better, sum.Worse+s.Worse, sum.Unlisted+s.Unlisted
		}
		if sum.People != l.All.People || sum.Better != l.All.Better || sum.Worse != l.All.Worse || sum.Unlisted != l.All.Unlisted {
			t.Errorf("%s add up to %+v, all are %+v", what, sum, l.All)
		}
	}
}

func sameComparison(t *testing.T, a, b *glasshouse.Comparison) {
	t.Helper()
	if a.Seed != b.Seed || a.Replicates != b.Replicates || len(a.Worlds) != len(b.Worlds) || !slices.Equal(a.Sentences(), b.Sentences()) {
		t.Fatal("seed, replicates, worlds or sentences differ")
	}
	for i := range a.Worlds {
		v, w := &a.Worlds[i], &b.Worlds[i]
		if v.Name != w.Name || v.SameLuck != w.SameLuck || len(v.Groups) == 0 || len(v.Groups) != len(w.Groups) ||
			len(v.GroupDifferences) != len(w.GroupDifferences) {
			t.Errorf("world %s differs", v.Name)
		}
		if !reflect.DeepEqual(v.Lot, w.Lot) || !maps.Equal(v.Saved, w.Saved) || (v.Lot == nil) != (i == 0) {
			t.Errorf("winners and losers of %s, or what common luck saved: %+v, %v and %+v, %v", v.Name, v.Lot, v.Saved, w.Lot, w.Saved)
		}
		sameIntervals(t, v.Level, w.Level)
		sameIntervals(t, v.Difference, w.Difference)
		for g := range v.Groups {
			sameIntervals(t, v.Groups[g], w.Groups[g])
			sameIntervals(t, v.GroupDifferences[g], w.GroupDifferences[g])
		}
	}
}

func sameIntervals(t *testing.T, a, b glasshouse.Intervals) {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%d and %d intervals", len(a), len(b))
	}
	for name, x := range a {
		y := b[name]
		if !same(x.Mean, y.Mean) || !same(x.Low, y.Low) || !same(x.High, y.High) || x.Unit != y.Unit || x.Few != y.Few || x.None != y.None {
			t.Errorf("%s: %+v and %+v", name, x, y)
		}
	}
}

// Workers change no result, and the same seed gives the same one.
func TestWorkersChangeNoResult(t *testing.T) {
	a := run(t, town(t), glasshouse.RunOptions{Seed: 9, Workers: 1})
	b := run(t, town(t), glasshouse.RunOptions{Seed: 9})
	c := run(t, town(t), glasshouse.RunOptions{Seed: 10})
	if a.StateHash != b.StateHash || !reflect.DeepEqual(a.With.Measures["entries"], b.With.Measures["entries"]) {
		t.Error("the number of workers changed the result")
	}
	if a.StateHash == c.StateHash {
		t.Error("another seed, the same result")
	}
}

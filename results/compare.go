package results

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	"glasshouse.example/experiment"
	"glasshouse.example/population"
)

// Comparison is summary.json of a comparison, and what `glasshouse compare --json` prints. Its keys are fixed. Of two
// comparisons of one version, the same scenarios and seeds, only ElapsedSeconds differs.
type Comparison struct {
	Scenario       string   `json:"scenario"` // the first world's
	Order          []string `json:"order"`    // the worlds' names, the world of reference first
	Seed           uint64   `json:"seed"`     // of the first replicate
	Replicates     int      `json:"replicates"`
	Citizens       int      `json:"citizens"`
	Days           int      `json:"days"`
	Version        string   `json:"version"`
	StateHash      string   `json:"state_hash"` // the first world's, of the first seed
	ElapsedSeconds float64  `json:"elapsed_seconds"`

	Worlds             map[string]*ComparedWorld                 `json:"worlds"`
	Differences        map[string]map[string]Interval            `json:"differences"`
	DifferencesByGroup map[string]map[string]map[string]Interval `json:"differences_by_group"`
	Direct             map[string]map[string]Interval            `json:"direct,omitempty"`    // of the differences, with fields held
	Spillover          map[string]map[string]Interval            `json:"spillover,omitempty"` // the rest of them
	VarianceSaved      map[string]map[string]float64             `json:"variance_saved"`
	Lots               map[string]Lot                            `json:"winners_and_losers"`

	Picks map[string][]uint32 `json:"picks,omitempty"` // telling lives of the first world, by kind
}

// ComparedWorld is one world of a comparison: means over the replicates with their intervals, and groups of the first seed.
type ComparedWorld struct {
	Measures  map[string]Interval            `json:"measures"`
	Groups    map[string]map[string]Interval `json:"groups"`
	StateHash string                         `json:"state_hash"`
	SameLuck  bool                           `json:"same_luck"`        // the same moments as in the first world
	Behind    map[string][]uint32            `json:"behind,omitempty"` // by measure, some of the citizens that it counts
}

// Interval is a mean over the replicates, and its 95 % interval where there are two or more.
type Interval struct {
	Value *float64 `json:"value"`
	Unit  string   `json:"unit"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
	Few   bool     `json:"few,omitempty"`  // fewer than 10 events in all
	None  bool     `json:"none,omitempty"` // no event at all
}

// Lot is who is better and worse off than in the first world, in the first seed.
type Lot struct {
	All       Share            `json:"all"`
	Fifths    []Share          `json:"income_fifths"` // lowest first
	Groups    map[string]Share `json:"groups"`
	Districts []Share          `json:"districts"`

	Lives map[string][]uint32 `json:"lives,omitempty"` // telling lives, by kind
}

// Share counts citizens by what became of them.
type Share struct {
	People        int64   `json:"people"`
	Better        int64   `json:"better_off"`
	Worse         int64   `json:"worse_off"`
	MeanGain      float64 `json:"mean_gain"` // yuan a year, of the better off
	MeanLoss      float64 `json:"mean_loss"` // yuan a year, of the worse off
	Listed        int64   `json:"listed_here_only"`
	Unlisted      int64   `json:"listed_there_only"`
	Accused       int64   `json:"wrongly_accused_here_only"`
	Cleared       int64   `json:"wrongly_accused_there_only"`
	WronglyListed int64   `json:"wrongly_listed_here_only"`
	Righted       int64   `json:"wrongly_listed_there_only"`
}

// WriteComparison writes every file but the report into dir, whose manifest Folder.Begin wrote.
func WriteComparison(dir string, c *experiment.Comparison, info Info) error {
	text, err := marshal(compareSummary(c, info))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, SummaryFile), text, 0o644); err != nil {
		return err
	}
	worlds := make([]experiment.World, len(c.Worlds))
	for i := range worlds {
		worlds[i] = c.Worlds[i].World
	}
	for name, fill := range map[string]func(io.Writer) error{
		StepsFile:     func(w io.Writer) error { return writeSteps(w, worlds) },
		BandsFile:     func(w io.Writer) error { return writeBands(w, c.Worlds) },
		DistrictsFile: func(w io.Writer) error { return writeDistricts(w, worlds) },
	} {
		if err := writeFile(filepath.Join(dir, name), fill); err != nil {
			return err
		}
	}
	for i := range worlds {
		fill := func(w io.Writer) error {
			return writeFields(w, &worlds[i], c.Spec.Scenarios[i].Hash(), c.Spec.Seed)
		}
		if worlds[i].Chronicle == nil {
			continue // nothing was kept
		}
		if err := writeFile(filepath.Join(dir, FieldsFile(worlds[i].Name)), fill); err != nil {
			return err
		}
	}
	m, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	m.StateHash = worlds[0].StateHash
	return writeManifest(dir, m)
}

func compareSummary(c *experiment.Comparison, info Info) Comparison {
	first := c.Spec.Scenarios[0]
	s := Comparison{
		Scenario: first.Name, Order: c.Spec.Names, Seed: c.Spec.Seed, Replicates: max(c.Spec.Replicates, 1),
		Citizens: first.Population.Citizens, Days: first.Time.Days, Version: info.Version,
		StateHash: c.Worlds[0].World.StateHash, ElapsedSeconds: seconds(info.Elapsed),
		Worlds: map[string]*ComparedWorld{}, Differences: map[string]map[string]Interval{},
		DifferencesByGroup: map[string]map[string]map[string]Interval{},
		VarianceSaved:      map[string]map[string]float64{}, Lots: map[string]Lot{}, Picks: c.Picks,
	}
	for i := range c.Worlds {
		w, name := &c.Worlds[i], c.Spec.Names[i]
		out := &ComparedWorld{Measures: intervals(w.Levels), Groups: map[string]map[string]Interval{},
			StateHash: w.World.StateHash, SameLuck: c.Spec.SameLuck(i), Behind: w.World.Behind}
		for g, measures := range w.GroupLevels {
			out.Groups[g] = intervals(measures)
		}
		s.Worlds[name] = out
		if i == 0 {
			continue
		}
		s.Differences[name] = intervals(w.Differences)
		s.DifferencesByGroup[name] = map[string]map[string]Interval{}
		for g, measures := range w.ByGroup {
			s.DifferencesByGroup[name][g] = intervals(measures)
		}
		if len(w.Direct) > 0 {
			if s.Direct == nil {
				s.Direct, s.Spillover = map[string]map[string]Interval{}, map[string]map[string]Interval{}
			}
			s.Direct[name], s.Spillover[name] = intervals(w.Direct), intervals(w.Spillover)
		}
		s.VarianceSaved[name] = w.Saved
		s.Lots[name] = lotOf(w.Lot, c.Groups)
	}
	return s
}

func seconds(d time.Duration) float64 { return math.Round(d.Seconds()*1000) / 1000 }

func intervals(in map[string]experiment.Interval) map[string]Interval {
	out := make(map[string]Interval, len(in))
	for name, v := range in {
		out[name] = Interval{Value: v.Value, Unit: v.Unit, Low: v.Low, High: v.High, Few: v.Few, None: v.None}
	}
	return out
}

func lotOf(l *experiment.Lot, groups []experiment.Group) Lot {
	out := Lot{All: shareOf(l.All), Groups: map[string]Share{}, Lives: l.Lives}
	for _, f := range l.Fifths {
		out.Fifths = append(out.Fifths, shareOf(f))
	}
	for g := range l.Groups {
		if l.Groups[g].People > 0 {
			out.Groups[population.GroupName(uint32(g))] = shareOf(l.Groups[g])
		}
	}
	for _, d := range l.Districts {
		out.Districts = append(out.Districts, shareOf(d))
	}
	return out
}

func shareOf(s experiment.Share) Share {
	return Share{
		People: s.People, Better: s.Better, Worse: s.Worse, MeanGain: mean(s.Gained, s.Better), MeanLoss: mean(s.Lost, s.Worse),
		Listed: s.Listed, Unlisted: s.Unlisted, Accused: s.Accused, Cleared: s.Cleared,
		WronglyListed: s.WronglyListed, Righted: s.Righted,
	}
}

func mean(sum float64, n int64) float64 {
	if n == 0 {
		return 0
	}
	return math.Round(sum/float64(n)*100) / 100
}

// Marshal gives the text of summary.json.
func (c Comparison) Marshal() ([]byte, error) { return marshal(c) }

// ReadComparison reads summary.json of a comparison's folder.
func ReadComparison(dir string) (Comparison, error) {
	var c Comparison
	name := filepath.Join(dir, SummaryFile)
	if err := readJSON(name, &c); err != nil {
		return c, err
	}
	if len(c.Order) < 2 {
		return c, fmt.Errorf("%s: not the summary of a comparison", name)
	}
	for _, world := range c.Order {
		if c.Worlds[world] == nil {
			return c, fmt.Errorf("%s: it tells nothing of the world %q", name, world)
		}
	}
	return c, nil
}

// ComparisonFolder is the folder of a finished comparison, opened for reading.
type ComparisonFolder struct {
	Dir      string
	Manifest Manifest
	Summary  Comparison
}

// OpenComparison reads the manifest and the summary. The tables are read when asked for.
func OpenComparison(dir string) (*ComparisonFolder, error) {
	m, err := readEnded(dir)
	if err != nil {
		return nil, err
	}
	if !m.IsComparison() {
		return nil, fmt.Errorf("%s: the folder of a run, where one of a comparison is due", dir)
	}
	s, err := ReadComparison(dir)
	if err != nil {
		return nil, err
	}
	return &ComparisonFolder{Dir: dir, Manifest: m, Summary: s}, nil
}

// Bands gives every world's steps over the replicates.
func (c *ComparisonFolder) Bands() (map[string]experiment.Bands, error) {
	tables, err := readSeries(filepath.Join(c.Dir, BandsFile))
	if err != nil {
		return nil, err
	}
	out := map[string]experiment.Bands{}
	for world, series := range tables {
		if out[world], err = bandsOf(series[0]); err != nil {
			return nil, fmt.Errorf("%s: %w", BandsFile, err)
		}
	}
	return out, nil
}

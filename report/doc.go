// Package report draws a finished run as one page that stands alone.
//
// report.html holds the run's numbers, the charts' program and their looks in one file that opens from a disk, with no
// network: modules are data: URLs of an import map, and the page's content security policy lets nothing else in. What the
// page says, in order: what the run is; what came of it in plain sentences; the two worlds side by side; each measure over
// time, by group and by year; the city, a citizen a pixel; and what all of it rests on: the measures' definitions, every
// parameter with its source or the mark of an assumption, and the command that gives the same numbers again.
//
// Conventions, printed on the page: positive means accused or sanctioned; every chart names its unit, period and population
// and has a table behind it; groups with few cases are marked, never dropped; nothing passes or fails; and every citizen is
// synthetic. The accent colour marks the wronged and nothing else.
//
// Doc is everything a page shows. Build fills one from a run's folder, Render writes the page.
package report

import (
	"encoding/json"
	"math"
	"strconv"

	"glasshouse.example/measure"
)

// Doc is what one page shows. It is embedded in the page as JSON.
type Doc struct {
	Title       string       `json:"title"`
	Scenario    string       `json:"scenario"`
	About       string       `json:"about,omitempty"` // what the scenario is, in a sentence
	Seed        Seed         `json:"seed"`
	Citizens    int          `json:"citizens"`
	Days        int          `json:"days"`
	Version     string       `json:"version"`
	StateHash   string       `json:"state_hash"`
	Command     string       `json:"command"`   // gives the same numbers again
	Sentences   []string     `json:"sentences"` // the run in plain words
	Worlds      []World      `json:"worlds"`    // "with", then "without" if it was run
	Groups      []Group      `json:"groups"`
	Parts       []Parts      `json:"parts"`       // channels, lists, kinds of conduct, sites, rewards, fifths of income, by name
	Definitions []Definition `json:"definitions"` // in the order in which measures are shown
	Map         *CityMap     `json:"map,omitempty"`
	Chains      Chains       `json:"chains"`
	Parameters  []Parameter  `json:"parameters"`
	Sources     []Source     `json:"sources"`
	YAML        string       `json:"yaml"` // the scenario whole
}

// Seed is a run's seed. JavaScript's numbers are exact to 2⁵³ only, so it is written as a string.
type Seed uint64

// MarshalJSON writes the seed as a string of decimal digits.
func (s Seed) MarshalJSON() ([]byte, error) { return json.Marshal(strconv.FormatUint(uint64(s), 10)) }

// World is what came of one world.
type World struct {
	Name      string                              `json:"name"`
	StateHash string                              `json:"state_hash,omitempty"`
	Measures  map[string]measure.Value            `json:"measures"`
	Groups    map[string]map[string]measure.Value `json:"groups"`
	Years     []Year                              `json:"years"`
	Steps     Table                               `json:"steps"`
	Districts Table                               `json:"districts"`        // a row a district, at the end
	Behind    map[string][]uint32                 `json:"behind,omitempty"` // by measure, numbers of citizens that it counts
}

// Year is one year of a run apart: days From to To, half open.
type Year struct {
	From     int                      `json:"from"`
	To       int                      `json:"to"`
	Measures map[string]measure.Value `json:"measures"`
}

// Parts is a table of what the scenario names: each part's measures in each world.
type Parts struct {
	Table   string     `json:"table"`             // "channels", "lists", "kinds" or "sites"
	Names   []string   `json:"names"`             // in the order of the scenario
	Keepers []string   `json:"keepers,omitempty"` // of lists and rewards
	Values  []PartData `json:"values"`
	Groups  []string   `json:"groups,omitempty"` // for which values are given too
}

// PartData is one measure of every part: by world, then by part; and by part, then by group, in the first world.
type PartData struct {
	Name    string     `json:"name"`
	Unit    string     `json:"unit"`
	Meaning string     `json:"meaning"`
	Worlds  [][]Number `json:"worlds"`
	Groups  [][]Number `json:"groups,omitempty"`
}

// Group is a part of the population for which measures are given apart.
type Group struct {
	Name   string `json:"name"`
	People int64  `json:"people"`
}

// Definition says what a measure is.
type Definition struct {
	Name    string `json:"name"`
	Unit    string `json:"unit"`
	Meaning string `json:"meaning"`
	Formula string `json:"formula,omitempty"`
}

// Parameter is one parameter of the scenario with where its value comes from.
type Parameter struct {
	Path       string `json:"path"`
	Value      string `json:"value"`
	Symbol     string `json:"symbol,omitempty"`
	Range      string `json:"range,omitempty"`
	Source     string `json:"source,omitempty"` // ids of Sources, parted by spaces
	Assumption bool   `json:"assumption"`
	Meaning    string `json:"meaning,omitempty"`
}

// Source is one published figure.
type Source struct {
	ID        string `json:"id"`
	Quantity  string `json:"quantity"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Date      string `json:"date"`
	URL       string `json:"url"`
	Verified  bool   `json:"verified"` // read in a stored copy of the page named
	Note      string `json:"note,omitempty"`
}

// Table is a wide table of numbers. In steps, Day is the day after the row's last; in districts it is the district's number.
type Table struct {
	Day     []int    `json:"day"`
	Columns []Column `json:"columns"`
}

// Column is one measure of a Table.
type Column struct {
	Name   string   `json:"name"`
	Unit   string   `json:"unit"`
	Values []Number `json:"values"`
}

// Number is a number of which NaN and the infinities are written as null, and the rest to nine digits: more than a chart or
// its table shows, and half the bytes.
type Number float64

// MarshalJSON writes the number or null.
func (n Number) MarshalJSON() ([]byte, error) {
	f := float64(n)
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return []byte("null"), nil
	case f == math.Trunc(f) && math.Abs(f) <= 1<<53:
		return strconv.AppendInt(nil, int64(f), 10), nil
	}
	return strconv.AppendFloat(nil, f, 'g', 9, 64), nil
}

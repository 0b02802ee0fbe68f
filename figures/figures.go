// Package figures holds the published figures that the model is set by and checked against, as data.
//
// Each figure has an id that the rest of the project cites (A24, C10), a value with its unit, the year and the
// place it speaks of, and its source. Verified says that the value was read in a copy of the page named, which
// may be a secondary one; a figure that is not verified is remembered from the publication named, or derived,
// and whatever rests on it is marked "assumption". Notes open with a grade of trust: [high], [medium], [low].
//
// The ids' letters: A rule books and black lists, B cameras, C recognition, D population, E law, F effects and
// redress, X what becomes of the claims of the article that the project started from.
package figures

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

// Figure is one published figure.
type Figure struct {
	ID       string // a capital letter and two digits
	Quantity string // what was counted
	Value    any    // a number, a text, a list, or a map from a name to one of these
	Unit     string
	Year     int // that the value speaks of; 0 where the source has none
	Place    string
	Source   Source
	Verified bool   // read in a copy of the page named
	Note     string // grade of trust, and what to know before using the value
}

// Source says where a figure was published. A field that is not known is empty.
type Source struct {
	Title     string
	Publisher string
	Date      string // as precise as known: 2019, 2019-08 or 2019-08-01
	URL       string
}

//go:embed figures.yaml
var file []byte

type catalogue struct {
	figures []Figure
	index   map[string]int
}

var load = sync.OnceValue(func() catalogue {
	c := catalogue{index: map[string]int{}}
	if err := yaml.UnmarshalWithOptions(file, &c.figures, yaml.Strict()); err != nil {
		panic(fmt.Sprintf("figures: the embedded file: %v", err))
	}
	for i, f := range c.figures {
		c.index[f.ID] = i
	}
	return c
})

// All returns every figure in the order of the file. The slice is the caller's; maps and lists inside are not.
func All() []Figure {
	return slices.Clone(load().figures)
}

// ByID returns the figure of an id such as "A24", and whether there is one.
func ByID(id string) (Figure, bool) {
	c := load()
	i, ok := c.index[id]
	if !ok {
		return Figure{}, false
	}
	return c.figures[i], true
}

// Number returns the number that the value's map holds under key, or the value itself for the key "". A key
// such as "visa_kiosk/median" goes into a map inside the map. It reports false where there is no number.
func (f Figure) Number(key string) (float64, bool) {
	v := f.Value
	for key != "" {
		inner, ok := v.(map[string]any)
		if !ok {
			return 0, false
		}
		var part string
		part, key, _ = strings.Cut(key, "/")
		v = inner[part]
	}
	switch n := v.(type) {
	case float64:
		return n, true
	case int64:
		return float64(n), true
	case uint64:
		return float64(n), true
	}
	return 0, false
}

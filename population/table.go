package population

import (
	"fmt"
	"slices"
	"strings"

	"glasshouse.example/figures"
)

// Table is a joint table of a population: the share of each sex and age band, of each kind of place and
// fifth of income, and of each size of household. The two joint parts are independent of each other.
type Table struct {
	name        string
	sexAge      [Sexes][Ages]float64 // of all citizens; sums to 1
	urbanIncome [2][Incomes]float64  // first rural, then urban; of all households and citizens; sums to 1
	sizes       [MaxSize]float64     // of households drawn, by size less one; sums to 1
}

// MaxSize is the size of the largest household.
const MaxSize = 7

// Name returns the name that ByName knows the table by.
func (t *Table) Name() string { return t.name }

var tables = map[string]func() *Table{
	"china-2020": china2020,
}

// TableNames returns the names of the tables, sorted.
func TableNames() []string {
	names := make([]string, 0, len(tables))
	for n := range tables {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// ByName returns a table, or an error that names the tables there are and the nearest name.
func ByName(name string) (*Table, error) {
	if build, ok := tables[name]; ok {
		return build(), nil
	}
	names := TableNames()
	nearest := slices.MinFunc(names, func(a, b string) int { return distance(a, name) - distance(b, name) })
	return nil, fmt.Errorf("population table %q is not known; allowed are %s; did you mean %q?",
		name, strings.Join(names, ", "), nearest)
}

// distance is how many letters must be put in, left out or changed to turn a into b (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// The parts of china-2020 that its sources do not give.
const (
	menPer100Women = 105.07 // D01, in its note
	share15to17    = 0.031  // assumption, 0.028 to 0.036: the 0.6335 of D02 gives 15 to 59 only
	share18to39    = 0.297  // assumption, 0.27 to 0.32; 40 to 59 is what is left
)

// chinaSizes is the share of households of 1 to 7 members. Assumption: the shape falls as in censuses of the
// time, 22 to 28 % alone; the level is chosen so that citizens per household come out at D07.
var chinaSizes = [MaxSize]float64{0.2403, 0.2907, 0.2126, 0.1382, 0.0672, 0.0347, 0.0163}

// china2020 is the mainland by the census of 2020: sex from D01, ages from D02, urban share from D03, size of
// households from D07, fifths of income by definition. Assumption: sex, age, place and income are independent.
// In truth the towns have more of the young and of the upper fifths (plausible urban shares of the fifths: 0.4
// in the lowest to 0.9 in the highest), and women are more of the old (52 to 54 % of those of 60 and over).
func china2020() *Table {
	men := menPer100Women / (100 + menPer100Women)
	ages := [Ages]float64{number("D02", "0-14"), share15to17, share18to39, 0, number("D02", "60+")}
	ages[Age40to59] = number("D02", "15-59") - share15to17 - share18to39
	urban := number("D03", "urban")
	t := &Table{name: "china-2020", sizes: chinaSizes}
	for a, share := range ages {
		t.sexAge[Woman][a], t.sexAge[Man][a] = (1-men)*share, men*share
	}
	for fifth := range Incomes {
		t.urbanIncome[0][fifth], t.urbanIncome[1][fifth] = (1-urban)/Incomes, urban/Incomes
	}
	return t
}

// number reads a figure that the package cannot do without.
func number(id, key string) float64 {
	f, _ := figures.ByID(id)
	v, ok := f.Number(key)
	if !ok {
		panic("population: figure " + id + " has no number " + key)
	}
	return v
}

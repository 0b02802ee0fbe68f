package population

import (
	"math"
	"strings"
	"testing"

	"glasshouse.example/figures"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %v, want %v within %v", what, got, want, tolerance)
	}
}

func figure(t *testing.T, id, key string) float64 {
	t.Helper()
	f, _ := figures.ByID(id)
	v, ok := f.Number(key)
	if !ok {
		t.Fatalf("no number %q in %s", key, id)
	}
	return v
}

func china(t testing.TB) *Table {
	t.Helper()
	table, err := ByName("china-2020")
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestEveryTableIsADistribution(t *testing.T) {
	for _, name := range TableNames() {
		table, err := ByName(name)
		if err != nil || table.Name() != name {
			t.Fatalf("%s: %v, %v", name, table, err)
		}
		people, places, sizes := 0.0, 0.0, 0.0
		for sex := range table.sexAge {
			for age := range table.sexAge[sex] {
				people += table.sexAge[sex][age]
			}
		}
		for place := range table.urbanIncome {
			for fifth := range table.urbanIncome[place] {
				places += table.urbanIncome[place][fifth]
			}
		}
		for _, share := range table.sizes {
			sizes += share
		}
		near(t, name+": sex and age", people, 1, 1e-12)
		near(t, name+": place and income", places, 1, 1e-12)
		near(t, name+": sizes", sizes, 1, 1e-12)
	}
}

// china-2020 has the published margins.
func TestChinaMeetsTheFigures(t *testing.T) {
	table := china(t)
	var sex [Sexes]float64
	var age [Ages]float64
	for s := range Sexes {
		for a := range Ages {
			sex[s] += table.sexAge[s][a]
			age[a] += table.sexAge[s][a]
		}
	}
	near(t, "men per 100 women (D01)", 100*sex[Man]/sex[Woman], 105.07, 1e-9)
	near(t, "0 to 14", age[Age0to14], figure(t, "D02", "0-14"), 1e-12)
	near(t, "15 to 59", age[Age15to17]+age[Age18to39]+age[Age40to59], figure(t, "D02", "15-59"), 1e-12)
	near(t, "60 and over", age[Age60], figure(t, "D02", "60+"), 1e-12)
	urban := 0.0
	for fifth := range Incomes {
		urban += table.urbanIncome[1][fifth]
		near(t, "a fifth", table.urbanIncome[0][fifth]+table.urbanIncome[1][fifth], 0.2, 1e-12)
	}
	near(t, "urban", urban, figure(t, "D03", "urban"), 1e-12)
	near(t, "citizens per household", TileSize/householdsPerTile(table.sizes), figure(t, "D07", "mean_size"), 0.005)
}

// householdsPerTile, on sizes for which the number is known.
func TestHouseholdsPerTile(t *testing.T) {
	for size := 1; size <= MaxSize; size++ {
		var sizes [MaxSize]float64
		sizes[size-1] = 1
		near(t, "households", householdsPerTile(sizes), float64((TileSize+size-1)/size), 0)
	}
	// with halves of 1 and 2 a household begins at place k with chance 2/3 + (−1/2)^k/3
	want := 0.0
	for k := range TileSize {
		want += 2.0/3 + math.Pow(-0.5, float64(k))/3
	}
	near(t, "households of 1 or 2", householdsPerTile([MaxSize]float64{0.5, 0.5}), want, 1e-12)
}

func TestByNameHelps(t *testing.T) {
	_, err := ByName("chine-2020")
	for _, part := range []string{`"chine-2020"`, "allowed are china-2020", `did you mean "china-2020"`} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not say %s", err, part)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"", "ab", 2}, {"kitten", "sitting", 3}, {"china", "chain", 2}, {"a", "a", 0}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("from %q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

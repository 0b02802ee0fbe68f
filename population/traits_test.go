package population

import (
	"strconv"
	"strings"
	"testing"
)

func TestStratumThereAndBack(t *testing.T) {
	seen := 0
	for s := range uint32(Strata) {
		if s&ClassMask >= Classes {
			continue
		}
		seen++
		traits := FromStratum(s)
		if got := traits.Stratum(); got != s {
			t.Errorf("stratum %d of %+v comes back as %d", s, traits, got)
		}
		if traits.Age > Age60 || traits.Income >= Incomes || traits.Temper >= Tempers || traits.Sex > Man {
			t.Errorf("stratum %d is out of range: %+v", s, traits)
		}
	}
	if want := Sexes * Ages * 2 * Incomes * Tempers * 2; seen != want {
		t.Errorf("%d strata, want %d", seen, want)
	}
}

func TestStratumLayout(t *testing.T) {
	for _, c := range []struct {
		traits Traits
		want   uint32
	}{
		{Traits{}, 0},
		{Traits{Income: 4}, 4},
		{Traits{Urban: true}, 5},
		{Traits{Age: Age60}, 40},
		{Traits{Temper: 3}, 192},
		{Traits{Sex: Man}, 256},
		{Traits{Minority: true}, 512},
		{Traits{Sex: Man, Age: Age60, Urban: true, Income: 4, Temper: 3, Minority: true, House: 7, Size: 2}, 49 + 192 + 256 + 512},
	} {
		if got := c.traits.Stratum(); got != c.want {
			t.Errorf("%+v has stratum %d, want %d", c.traits, got, c.want)
		}
	}
}

func TestGroups(t *testing.T) {
	for s := range uint32(Strata) {
		if s&ClassMask >= Classes {
			continue
		}
		traits := FromStratum(s)
		want := uint32(traits.Sex)*5 + uint32(traits.Age)
		if traits.Minority {
			want = 10
		}
		if got := GroupOf(s); got != want {
			t.Errorf("%+v is in group %d, want %d", traits, got, want)
		}
	}
}

func TestGroupNames(t *testing.T) {
	want := []string{"women-0-14", "women-15-17", "women-18-39", "women-40-59", "women-60+",
		"men-0-14", "men-15-17", "men-18-39", "men-40-59", "men-60+", "minority", "", "", "", "", ""}
	for g := range uint32(Groups) {
		if got := GroupName(g); got != want[g] {
			t.Errorf("group %d is %q, want %q", g, got, want[g])
		}
	}
	if got := Age(9).String() + " " + Sex(2).String(); got != "unknown(9) unknown(2)" {
		t.Errorf("names of what is not there: %q", got)
	}
}

func TestBandsBeginWhereTheirNamesSay(t *testing.T) {
	for a, want := range [Ages]int{0, 15, 18, 40, 60} {
		if got := Age(a).From(); got != want {
			t.Errorf("%v begins at %d, want %d", Age(a), got, want)
		}
		if name := Age(a).String(); !strings.HasPrefix(name, strconv.Itoa(want)) {
			t.Errorf("the band from %d is called %s", want, name)
		}
	}
}

func TestGroupTraitsLeadBackToTheGroup(t *testing.T) {
	for g := range uint32(GroupsInUse) {
		if got := GroupOf(GroupTraits(g).Stratum()); got != g {
			t.Errorf("the traits of group %d are of group %d", g, got)
		}
	}
}

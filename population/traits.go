package population

import "fmt"

// Sex as the census counts it.
type Sex uint8

// The sexes.
const (
	Woman Sex = iota
	Man
	Sexes = 2 // how many there are
)

// String returns "women" or "men", as the names of groups begin.
func (s Sex) String() string { return name([]string{"women", "men"}, uint8(s)) }

// Age is an age band, in years.
type Age uint8

// The age bands.
const (
	Age0to14 Age = iota
	Age15to17
	Age18to39
	Age40to59
	Age60
	Ages = 5 // how many there are
)

// String returns the band in years, such as "18-39" or "60+".
func (a Age) String() string {
	return name([]string{"0-14", "15-17", "18-39", "40-59", "60+"}, uint8(a))
}

func name(names []string, i uint8) string {
	if int(i) < len(names) {
		return names[i]
	}
	return fmt.Sprintf("unknown(%d)", i)
}

// Traits are what never changes about a citizen. They are drawn from her number, never stored.
type Traits struct {
	Sex      Sex
	Age      Age
	Urban    bool   // the household's
	Income   uint8  // fifth of income, 0 the lowest to 4; the household's
	Temper   uint8  // 0 to 3, equally likely
	Minority bool   // of the optional minority group; the household's
	Size     uint8  // members of the household, 1 to 7
	House    uint32 // the number of the household's first member
}

// A stratum packs the traits that the rules ask for, household apart, into 10 bits:
//
//	bits 0–5  class: (age·2 + urban)·5 + income, 0 to 49
//	bits 6–7  temper
//	bit  8    sex
//	bit  9    minority
const (
	Classes       = Ages * 2 * Incomes // the classes in use
	Incomes       = 5                  // fifths of income
	Tempers       = 4
	Strata        = 1 << 10 // strata are below this; classes from Classes to 63 do not occur
	ClassMask     = 1<<TemperShift - 1
	TemperShift   = 6
	SexShift      = 8
	MinorityShift = 9
)

// Stratum packs the traits.
func (t Traits) Stratum() uint32 {
	class := (uint32(t.Age)*2+bit(t.Urban))*Incomes + uint32(t.Income)
	return class | uint32(t.Temper)<<TemperShift | uint32(t.Sex)<<SexShift | bit(t.Minority)<<MinorityShift
}

// FromStratum unpacks a stratum; the household's number and size stay 0. For a class that does not occur
// the age has no name.
func FromStratum(s uint32) Traits {
	var t Traits
	t.unpack(s)
	return t
}

func (t *Traits) unpack(s uint32) {
	*t = classTraits[s&ClassMask]
	t.Sex = Sex(s >> SexShift & 1)
	t.Temper = uint8(s >> TemperShift % Tempers)
	t.Minority = s>>MinorityShift&1 == 1
}

var classTraits = func() (traits [ClassMask + 1]Traits) {
	for class := range traits {
		traits[class] = Traits{
			Age:    Age(class / (2 * Incomes)),
			Urban:  class/Incomes%2 == 1,
			Income: uint8(class % Incomes),
		}
	}
	return traits
}()

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// Groups is the size of an array by recognition group. Groups in use are the first GroupsInUse.
const (
	Groups        = 16
	GroupsInUse   = Sexes*Ages + 1
	MinorityGroup = Sexes * Ages
)

// GroupOf returns the recognition group of a stratum: sex·5 + age for the majority and MinorityGroup for the
// minority, whatever sex and age.
func GroupOf(stratum uint32) uint32 {
	if stratum>>MinorityShift&1 == 1 {
		return MinorityGroup
	}
	return stratum>>SexShift&1*Ages + stratum&ClassMask/(2*Incomes)
}

// GroupName returns a group's name: "women-0-14" to "men-60+", "minority", or "" for a number not in use.
func GroupName(group uint32) string {
	if group >= Groups {
		return ""
	}
	return groupNames[group]
}

var groupNames = func() (names [Groups]string) {
	for g := range uint32(MinorityGroup) {
		names[g] = Sex(g/Ages).String() + "-" + Age(g%Ages).String()
	}
	names[MinorityGroup] = "minority"
	return names
}()

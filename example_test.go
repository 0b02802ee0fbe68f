package glasshouse_test

import (
	"context"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"

	glasshouse "glasshouse.example"
)

// The article's city at a fiftieth of its size: who is accused of what she did not do? A search errs in proportion to the number of
// faces that it goes through, so the false match rate is fifty times the article's here.
func Example() {
	city, err := glasshouse.Load("article", "population.citizens=100000 citizens",
		"watch.crossing-cameras.identify.fmr=8.35e-7")
	if err != nil {
		log.Fatal(err)
	}
	run, err := glasshouse.Run(context.Background(), city, glasshouse.RunOptions{Seed: 1, Alone: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"women-18-39", "women-60+", "men-18-39", "men-60+"} {
		group, err := run.With.Group(name)
		if err != nil {
			log.Fatal(err)
		}
		wrong, err := group.Value("false_entries")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%-11s  %4.0f people, %.0f false entries\n", name, group["people"].Value, wrong)
	}
	// Output:
	// women-18-39  14491 people, 26 false entries
	// women-60+    9165 people, 21 false entries
	// men-18-39    15261 people, 15 false entries
	// men-60+      9522 people, 8 false entries
}

// A rule book of one's own, as text. It extends a built-in scenario and says what differs.
func ExampleParse() {
	milder, err := glasshouse.Parse("milder.yaml", `
scenario: milder-city
about: Five points instead of twenty, and nobody is shown on a screen
extends: article
population: {citizens: 20000}
time: {length: 1 year}
conduct:
  jaywalking: {points: -5, display: no}
`)
	if err != nil {
		log.Fatal(err)
	}
	run, err := glasshouse.Run(context.Background(), milder, glasshouse.RunOptions{Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"entries", "displays", "listed"} {
		n, err := run.With.Value(name)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %.0f\n", name, n)
	}
	// Output:
	// entries 4247
	// displays 0
	// listed 49
}

// What is wrong with a scenario is said with its place, what is allowed and what was probably meant.
func ExampleParse_mistake() {
	_, err := glasshouse.Parse("typo.yaml", "scenario: typo\nextends: article\nconduct:\n  jaywalking: {poinst: -5}\n")
	fmt.Println(err)
	// Output:
	// typo.yaml:4:16: conduct.jaywalking.poinst: is not a known key; did you mean points?
}

// Two worlds with the same citizens and the same luck, over five seeds.
func ExampleCompare() {
	article, err := glasshouse.Load("article", "population.citizens=20000 citizens", "time.length=1 year")
	if err != nil {
		log.Fatal(err)
	}
	silent, err := article.Guarded("no-speech")
	if err != nil {
		log.Fatal(err)
	}
	worlds := []*glasshouse.Scenario{article, silent}
	comparison, err := glasshouse.Compare(context.Background(), worlds, glasshouse.CompareOptions{Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	other, err := comparison.World("article+no-speech")
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"lawful_speech", "listed"} {
		d, err := other.Difference.Of(name)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %+.0f %s (95 %% interval %+.0f to %+.0f)\n", name, d.Mean, d.Unit, d.Low, d.High)
	}
	// Output:
	// lawful_speech +514 count (95 % interval +483 to +546)
	// listed -20 persons (95 % interval -27 to -13)
}

// Everyone is looked up in both worlds: who is better off, who worse, and who is on a list in one of them only.
func ExampleComparedWorld_lot() {
	article, err := glasshouse.Load("article", "population.citizens=20000 citizens", "time.length=1 year")
	if err != nil {
		log.Fatal(err)
	}
	without, err := glasshouse.Load("without", "population.citizens=20000 citizens", "time.length=1 year")
	if err != nil {
		log.Fatal(err)
	}
	comparison, err := glasshouse.Compare(context.Background(), []*glasshouse.Scenario{article, without}, glasshouse.CompareOptions{Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	other, err := comparison.World("without")
	if err != nil {
		log.Fatal(err)
	}
	for i, s := range other.Lot.Fifths {
		fmt.Printf("income fifth %d: %d of %d better off, by %.0f yuan a year; %d no longer on a list\n", i+1, s.Better, s.People, s.MeanGain, s.Unlisted)
	}
	fmt.Printf("with luck of their own the difference in misdeeds would have %.0f times the variance\n", other.Saved["misdeeds"])
	// Output:
	// income fifth 1: 43 of 3938 better off, by 24 yuan a year; 9 no longer on a list
	// income fifth 2: 42 of 3945 better off, by 99 yuan a year; 11 no longer on a list
	// income fifth 3: 37 of 3963 better off, by 81 yuan a year; 7 no longer on a list
	// income fifth 4: 53 of 4116 better off, by 200 yuan a year; 13 no longer on a list
	// income fifth 5: 57 of 4038 better off, by 350 yuan a year; 14 no longer on a list
	// with luck of their own the difference in misdeeds would have 52 times the variance
}

// The folder of a finished run, written by this package or by the command line, is read without running anything.
func ExampleOpen() {
	dir, done := finished()
	defer done()

	run, err := glasshouse.Open(dir)
	if err != nil {
		log.Fatal(err)
	}
	with, err := run.With.Steps()
	if err != nil {
		log.Fatal(err)
	}
	speech, err := with.Column("lawful_speech")
	if err != nil {
		log.Fatal(err)
	}
	for i := 0; i < len(with.Day); i += 13 {
		fmt.Printf("week that ends on day %3d: %.0f %s\n", with.Day[i], speech[i], with.Unit("lawful_speech"))
	}
	// Output:
	// week that ends on day   7: 309 count
	// week that ends on day  98: 315 count
	// week that ends on day 189: 310 count
	// week that ends on day 280: 355 count
	// week that ends on day 365: 36 count
}

// finished writes a small run into a folder, which done removes.
func finished() (dir string, done func()) {
	parent, err := os.MkdirTemp("", "glasshouse")
	if err != nil {
		log.Fatal(err)
	}
	dir = filepath.Join(parent, "city")
	city, err := glasshouse.Load("article", "population.citizens=5000 citizens", "time.length=1 year")
	if err != nil {
		log.Fatal(err)
	}
	run, err := glasshouse.Run(context.Background(), city, glasshouse.RunOptions{Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	if err := run.Save(dir); err != nil {
		log.Fatal(err)
	}
	return dir, func() { os.RemoveAll(parent) }
}

// One parameter is varied by hand: how often must a face search err for how many to be shown wrongly? A sweep describes what
// follows from a parameter. Nothing here looks for a setting.
func ExampleScenario_With() {
	city, err := glasshouse.Load("article", "population.citizens=20000 citizens")
	if err != nil {
		log.Fatal(err)
	}
	for _, fmr := range []string{"4.2e-7", "4.2e-6", "4.2e-5"} {
		s, err := city.With("watch.crossing-cameras.identify.fmr=" + fmr)
		if err != nil {
			log.Fatal(err)
		}
		run, err := glasshouse.Run(context.Background(), s, glasshouse.RunOptions{Seed: 1, Alone: true})
		if err != nil {
			log.Fatal(err)
		}
		share, err := run.With.Value("wrong_identification_share")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("false match rate %s: %.1f %% of the names that searches gave were wrong\n", fmr, 100*share)
	}
	// Output:
	// false match rate 4.2e-7: 0.5 % of the names that searches gave were wrong
	// false match rate 4.2e-6: 2.6 % of the names that searches gave were wrong
	// false match rate 4.2e-5: 8.0 % of the names that searches gave were wrong
}

// The citizens one by one, the same in both worlds: what did the system take from those it never had a reason to touch?
func ExampleResult_Citizens() {
	city, err := glasshouse.Load("article", "population.citizens=20000 citizens",
		"watch.crossing-cameras.identify.fmr=4.2e-6")
	if err != nil {
		log.Fatal(err)
	}
	run, err := glasshouse.Run(context.Background(), city, glasshouse.RunOptions{Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	blameless, poorer, wrongly := 0, 0, 0
	for citizen, err := range run.Citizens() {
		if err != nil {
			log.Fatal(err)
		}
		if citizen.Scored && !citizen.With.OwnEntry {
			blameless++
			if citizen.With.Resources < citizen.Without.Resources {
				poorer++
			}
			if citizen.With.FalseEntry {
				wrongly++
			}
		}
	}
	fmt.Printf("of %d scored citizens without an entry of their own %d have less than without the system, %d an entry that is false\n",
		blameless, poorer, wrongly)
	// Output:
	// of 7337 scored citizens without an entry of their own 8 have less than without the system, 8 an entry that is false
}

// A name that does not exist is an error, a number that is not defined is NaN.
func ExampleMeasures_Value() {
	city, err := glasshouse.Load("article", "population.citizens=5000 citizens", "time.length=28 days")
	if err != nil {
		log.Fatal(err)
	}
	run, err := glasshouse.Run(context.Background(), city, glasshouse.RunOptions{Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	_, err = run.With.Value("false_entrys")
	fmt.Println(err)
	rate, err := run.Without.Value("false_discovery_rate")
	fmt.Println(math.IsNaN(rate), err)
	// Output:
	// glasshouse: no measure "false_entrys"; did you mean "false_entries"?
	// true <nil>
}

// Every measure has a unit and a meaning.
func ExampleDefinitions() {
	all := glasshouse.Definitions()
	i := slices.IndexFunc(all, func(d glasshouse.Definition) bool { return d.Name == "false_discovery_rate" })
	fmt.Printf("%s (%s): %s %s\n", all[i].Name, all[i].Unit, all[i].Meaning, all[i].Formula)
	// Output:
	// false_discovery_rate (ratio): Share of entries that are false. false_entries / entries
}

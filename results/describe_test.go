package results

import (
	"slices"
	"testing"
)

// Every column and key has a meaning, and every meaning a column or key. What was added says so here.
func TestEverythingIsDescribed(t *testing.T) {
	for _, file := range []string{StepsFile, DistrictsFile, CitizensFile, BandsFile} {
		columns := DescribeColumns(file)
		if len(columns) < 5 {
			t.Errorf("%s: only %d columns described", file, len(columns))
		}
		for _, c := range columns {
			if c.Meaning == "" || c.Name == "" || c.Type == "" {
				t.Errorf("%s: column %q has no meaning: give it one in results/describe.go", file, c.Name)
			}
		}
	}
	if DescribeColumns(ManifestFile) != nil {
		t.Error("the manifest is said to be a table")
	}
	described := map[string]bool{}
	for _, k := range slices.Concat(DescribeManifest(), DescribeSummary(), DescribeComparison()) {
		described[k.Object+"."+k.Key] = true
		if k.Meaning == "" {
			t.Errorf("key %s of %s has no meaning: give it one in results/describe.go", k.Key, k.Object)
		}
	}
	for name := range keyMeanings {
		if !described[name] {
			t.Errorf("results/describe.go gives a meaning of %s, which is no key", name)
		}
	}
	names := map[string]bool{}
	for _, c := range DescribeColumns(CitizensFile) {
		names[c.Name] = true
	}
	for name := range citizenMeanings {
		if !names[name] {
			t.Errorf("results/describe.go gives a meaning of %s, which is no column of citizens", name)
		}
	}
}

package main

import (
	"fmt"
	"strings"
	"testing"
)

// FuzzFlags reads the flags that are more than a number: times between checkpoints, and firms of a district. Each is understood, and
// then reads the same written plainly, or refused with what was given.
func FuzzFlags(f *testing.F) {
	for _, text := range []string{"10 steps", "10min", " 90 s ", "2 h", "0 s", "-1 steps", "1000001 steps", "3/17", "3/", "/", "9223372036854775808/0", "", "s", "١٠ s"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		switch s, err := parseSchedule(text); {
		case err != nil:
			if !strings.Contains(err.Error(), fmt.Sprintf("%q", text)) {
				t.Fatalf("the error does not quote %q: %v", text, err)
			}
		case s.steps < 0 || s.every < 0 || (s.steps == 0) == (s.every == 0):
			t.Fatalf("%q is understood as %+v", text, s)
		}
		district, number, err := firmNumber(text)
		if err == nil {
			if d, n, err := firmNumber(fmt.Sprintf("%d/%d", district, number)); err != nil || d != district || n != number {
				t.Fatalf("%q is firm %d of district %d, which reads %d of %d, error %v", text, number, district, n, d, err)
			}
		}
	})
}

package main

import (
	"fmt"

	"glasshouse.example/scenario"
)

// warn says what the author of a scenario should know, a line each. It is a diagnostic: --quiet does not silence it, and
// standard output holds none of it.
func (a *app) warn(s *scenario.Scenario) {
	for _, w := range s.Warnings() {
		fmt.Fprintf(a.stderr, "glasshouse: warning: %s\n", w)
	}
}

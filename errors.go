package glasshouse

import (
	"fmt"
	"strings"

	"glasshouse.example/scenario"
)

// manyNames is how many names an error lists; of more it only gives the nearest.
const manyNames = 12

// unknown is the error for a name that does not exist: what it is, what was written, what was probably meant, what there is.
func unknown(what, name string, known []string) error {
	text := fmt.Sprintf("no %s %q", what, name)
	if near := scenario.Nearest(name, known); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	switch {
	case len(known) == 0:
		text += "; there is none here"
	case len(known) <= manyNames:
		text += "; there are " + strings.Join(known, ", ")
	}
	return fmt.Errorf("glasshouse: %s", text)
}

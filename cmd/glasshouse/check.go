package main

import (
	"fmt"
	"os"
	"strings"

	"glasshouse.example/results"
	"glasshouse.example/scenario"
)

// checkCommand checks a scenario file without running it.
type checkCommand struct {
	File string `arg:"" help:"A scenario file."`
}

// Run says what the file makes, or everything that is wrong with it.
func (c *checkCommand) Run(a *app) error {
	s, err := scenario.Load(asPath(c.File), nil, nil)
	if err != nil {
		return err
	}
	a.warn(s)
	_, err = fmt.Fprintf(a.stdout, "%s: ok: %s, %s citizens, %d days in steps of %d, scenario hash %s\n",
		c.File, s.Name, results.Number(float64(s.Population.Citizens), 0), s.Time.Days, s.Time.Step, s.Hash())
	return err
}

// asPath lets a file without an ending be named as it is called: a bare word would be taken for a preset.
func asPath(name string) string {
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && !strings.ContainsAny(name, `/\.`) {
		return "./" + name
	}
	return name
}

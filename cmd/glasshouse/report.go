package main

import (
	"fmt"
	"path/filepath"

	"glasshouse.example/report"
	"glasshouse.example/results"
)

// reportCommand builds report.html of a finished run or comparison anew, as after a change of the program.
type reportCommand struct {
	Dir string `arg:"" help:"The folder of a run or comparison."`
}

// Run builds the report from the other files and takes its hash into the manifest.
func (c *reportCommand) Run(a *app) error {
	if err := results.Ended(c.Dir); err != nil {
		return usageError{err}
	}
	if err := report.Build(c.Dir); err != nil {
		return err
	}
	if err := results.Record(c.Dir, results.ReportFile); err != nil {
		return err
	}
	_, err := fmt.Fprintln(a.stdout, filepath.Join(c.Dir, results.ReportFile))
	return err
}

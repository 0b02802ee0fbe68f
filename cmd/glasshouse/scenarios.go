package main

import (
	"fmt"
	"text/tabwriter"

	"glasshouse.example/scenario"
)

// scenariosCommand shows what is built in.
type scenariosCommand struct {
	List listCommand `cmd:"" default:"1" help:"List the built-in scenarios and safeguards."`
	Show showCommand `cmd:"" help:"Show one as YAML, to begin a file of one's own with."`
}

type listCommand struct{}

// Run lists the presets, then the safeguards.
func (listCommand) Run(a *app) error {
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	kind := ""
	for _, p := range scenario.Presets() {
		if p.Kind != kind {
			kind = p.Kind
			fmt.Fprintf(table, "%s\n", map[string]string{
				"preset":    "scenarios (glasshouse run NAME):",
				"safeguard": "safeguards (--safeguard NAME, for any scenario):",
			}[kind])
		}
		fmt.Fprintf(table, "  %s\t%s\n", p.Name, p.About)
	}
	return table.Flush()
}

type showCommand struct {
	Name  string `arg:"" help:"A built-in scenario or safeguard, or scenarios with safeguards such as article+human-review."`
	Whole bool   `help:"Every parameter, with those left at their defaults."`
}

// Run prints the text as written, with its comments and sources, or the scenario whole.
func (c *showCommand) Run(a *app) error {
	if text, ok := scenario.Source(c.Name); ok && !c.Whole {
		_, err := a.stdout.Write(text)
		return err
	}
	s, err := scenario.Load(c.Name, nil, nil)
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(scenario.Marshal(s))
	return err
}

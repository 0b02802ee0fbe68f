package main

import "glasshouse.example/scenario"

// schemaCommand prints the schema that editors complete scenario files with.
type schemaCommand struct{}

// Run prints it.
func (schemaCommand) Run(a *app) error {
	_, err := a.stdout.Write(scenario.Schema())
	return err
}

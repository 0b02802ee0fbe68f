package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"glasshouse.example/life"
	"glasshouse.example/results"
)

// toldFirm is what --json prints of a firm: its history, and the run that it is of.
type toldFirm struct {
	Scenario  string `json:"scenario"`
	Seed      uint64 `json:"seed"`
	Version   string `json:"version"`
	StateHash string `json:"state_hash"`
	Citizens  int    `json:"citizens"`
	*life.Firm
}

// runFirm tells a firm's history in the form that the flags ask for.
func (c *lifeCommand) runFirm(a *app) error {
	told, err := c.tellFirm(a)
	if err != nil {
		return usageError{err}
	}
	if c.JSON {
		return writeJSON(a, told)
	}
	head := fmt.Sprintf("%s, %s synthetic citizens, %d days, seed %d", told.Scenario, results.Number(float64(told.Citizens), 0), told.Days, told.Seed)
	_, err = fmt.Fprintf(a.stdout, "%s\n%s", head, told.Text(100, a.outTerminal && os.Getenv("NO_COLOR") == ""))
	return err
}

// tellFirm opens the run and tells the history. Every error is about what was asked for or about the folder.
func (c *lifeCommand) tellFirm(a *app) (*toldFirm, error) {
	if c.Citizen != nil || c.Pick != "" || c.Page != "" {
		return nil, errors.New("--firm stands alone: it takes no citizen, no --pick and no --page")
	}
	district, number, err := firmNumber(c.Firm)
	if err != nil {
		return nil, err
	}
	of, err := c.open(a)
	if err != nil {
		return nil, err
	}
	worlds, err := of.tellers()
	if err != nil {
		return nil, err
	}
	f, err := life.TellFirm(district, number, worlds...)
	if err != nil {
		return nil, fmt.Errorf("--firm %s: %s: %w", c.Firm, of.dir, err)
	}
	m := of.manifest
	return &toldFirm{Scenario: m.Scenario, Seed: m.Seed, Version: m.Version, StateHash: m.StateHash, Citizens: m.Citizens, Firm: f}, nil
}

// firmNumber reads DISTRICT/FIRM.
func firmNumber(text string) (district, number int, err error) {
	d, f, ok := strings.Cut(text, "/")
	district, errD := strconv.Atoi(d)
	number, errF := strconv.Atoi(f)
	if !ok || errD != nil || errF != nil {
		return 0, 0, fmt.Errorf("--firm %s is not DISTRICT/FIRM; allowed: two numbers from 0, such as 3/17", text)
	}
	return district, number, nil
}

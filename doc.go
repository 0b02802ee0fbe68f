// Package glasshouse runs, compares and reads simulations of social scoring from a Go program.
//
// It is a laboratory: a society of synthetic citizens lives under a social-scoring system, and the same society with
// the same luck lives without it, so that what differs between the two is what the system does to people. Every citizen
// is synthetic, a number and a seed, simulated under the assumptions of the scenario. No verdict on a real person can be
// read out of a result. Nothing in this module takes in records of real people, recognises a real face, or looks for
// the rule book that makes people obey.
//
// # A tour
//
// A [Scenario] says what is simulated. [Load] takes a built-in one by name, with safeguards after plus signs, or a file;
// [Parse] takes its text. Settings lay single parameters over it, each with its unit:
//
//	city, err := glasshouse.Load("article+human-review", "population.citizens=20000 citizens", "time.length=1 year")
//
// [Run] simulates it, with its twin, and returns a [Result] with the two worlds, With and Without. A [World] holds every
// measure over the whole run, and again by group, year, channel, list, kind of conduct and site, all as [Measures]; its
// steps and districts are a [Series]. [Result.Citizens] goes through the citizens one by one. What a name means, and
// which names there are, is in [Definitions].
//
//	run, err := glasshouse.Run(ctx, city, glasshouse.RunOptions{Seed: 1})
//	n, err := run.With.Value("false_entries")
//
// [Compare] holds several scenarios against the first over a number of seeds, and returns a [Comparison] with means,
// differences and their 95 % intervals, what common luck saved, and who is better and worse off.
//
// [Result.Save] and [Comparison.Save] write the folder that the command line writes, report included; [Open] and
// [OpenComparison] read one, whichever wrote it. What the files of a folder hold is in docs/data.md, with examples for
// DuckDB, Python and R.
//
// # Numbers
//
// The same version, scenario and seed give the same numbers on every machine and for every number of workers. A number
// that is not defined, such as a ratio whose denominator is zero, is NaN, which no comparison of numbers takes for
// anything else; summary.json and the tables have null there. A name that does not exist is an error that gives the
// nearest one that does, and never NaN.
//
// # What may change
//
// Names of this package stay. The packages below it are the laboratory itself and move with the model.
package glasshouse

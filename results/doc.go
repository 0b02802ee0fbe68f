// Package results keeps a run in a folder that anyone can read without this program.
//
//	manifest.json      what was run, by which version, how to run it again, and the SHA-256 of every other file
//	summary.json       every measure of both worlds, of each group and of each year
//	steps.parquet      one row a world and step, a column a measure
//	districts.parquet  one row a world, district and period of 28 days
//	citizens.parquet   one row a synthetic citizen, both worlds side by side; all of them or each k-th
//	report.html        the same for people to read
//
// A comparison of several worlds has a folder like it: summary.json holds means over the replicates and differences with their
// intervals, bands.parquet the same for every step; steps.parquet and districts.parquet are the first seed's; there are no
// citizens, but summary.json counts who is better and who is worse off.
//
// A column's name ends in its unit (listed_persons, false_discovery_rate_ratio, with_score_points), so a table
// opened in another tool explains itself. Whole numbers are INT64 and ratios are DOUBLE with null where a
// denominator is zero. Everything but elapsed_seconds in summary.json, and with it that file's hash, is the same
// each time the same version runs the same scenario with the same seed, whatever the number of workers.
//
// The files are written into NAME.partial, which becomes NAME by one renaming when all of them are there: a run
// that was killed leaves a whole result or none, and what it leaves can be resumed (see Folder).
//
// The rows are synthetic citizens under stated assumptions. No verdict on a real person can be read out of them,
// and nothing here reads rows back into a simulation.
package results

// The files of a run's folder.
const (
	ManifestFile   = "manifest.json"
	SummaryFile    = "summary.json"
	StepsFile      = "steps.parquet"
	BandsFile      = "bands.parquet" // of a comparison
	DistrictsFile  = "districts.parquet"
	CitizensFile   = "citizens.parquet"
	ReportFile     = "report.html"
	CheckpointFile = "checkpoint.bin" // only in a folder whose run was stopped; a comparison's begin so, one a replicate
)

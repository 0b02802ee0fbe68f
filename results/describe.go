package results

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"

	"glasshouse.example/experiment"
	"glasshouse.example/measure"
)

// ColumnDoc describes a column of a table to who reads it with another tool.
type ColumnDoc struct {
	Name    string
	Type    string // string, boolean, uint8, int16, uint32, int32, int64, float (32 bits) or double (64 bits)
	Null    bool   // may be null
	Unit    string // "" where it has none
	Meaning string
}

// DescribeColumns gives the columns of a table of a run's or a comparison's folder, in order; nil for what is no table.
// In the table of citizens a world's columns stand once, with WORLD for its name; in bands a measure's stand once, for the
// measure misdeeds.
func DescribeColumns(file string) []ColumnDoc {
	switch file {
	case StepsFile:
		return append(leading(false), measureColumns(experiment.StepDefinitions())...)
	case DistrictsFile:
		return append(leading(true), districtColumns()...)
	case CitizensFile:
		return citizenDocs()
	case BandsFile:
		return append(leading(false), bandColumns("misdeeds", "count")...)
	}
	return nil
}

// leading are the columns that say whose row it is.
func leading(byDistrict bool) []ColumnDoc {
	columns := []ColumnDoc{{"world", "string", false, "", "Name of the world: with or without in a run, the world's own in a comparison."}}
	if byDistrict {
		columns = append(columns, ColumnDoc{"district", "uint32", false, "", "Number of the district, from 0."})
	}
	return append(columns, ColumnDoc{"day", "int32", false, "days", "Day after the last day of the row's period, from the start of the run. " +
		"A count is what happened in the period; persons, points and risks are as they stand at its end."})
}

func measureColumns(defs []measure.Definition) (columns []ColumnDoc) {
	for _, d := range defs {
		columns = append(columns, ColumnDoc{ColumnName(d.Name, d.Unit), typeOf(measureNode(experiment.Column{Integer: d.Integer})),
			true, d.Unit, d.Meaning})
	}
	return columns
}

var districtMeanings = map[string]string{
	"listed":               "On a black list, officially.",
	"wrongly_listed":       "Of those, not on that list by the true ledger.",
	"entries_so_far":       "Entries in the official ledger since the start.",
	"false_entries_so_far": "Of those, for something the citizen did not do.",
	"displays_so_far":      "Faces shown on street screens since the start.",
	"perceived_risk":       "Mean perceived chance of being made to answer for a misdeed.",
}

func districtColumns() (columns []ColumnDoc) {
	for _, c := range experiment.DistrictColumns() {
		columns = append(columns, ColumnDoc{ColumnName(c.Name, c.Unit), typeOf(measureNode(c)), true, c.Unit, districtMeanings[c.Name]})
	}
	return columns
}

// anyWorld stands for a world's name.
const anyWorld = "WORLD"

// citizenMeanings are units and meanings of the columns of citizens.
var citizenMeanings = map[string][2]string{
	"citizen":      {"", "Number of the citizen, from 0: with the seed, all that she is."},
	"district":     {"", "Number of her district, from 0."},
	"sex":          {"", "woman or man."},
	"age_years":    {"years", "Band of age: 0-14, 15-17, 18-39, 40-59 or 60+."},
	"urban":        {"", "Whether she lives in town."},
	"income_fifth": {"", "Fifth of income, 1 the lowest to 5."},
	"group":        {"", "Group of sex and age for recognition, or minority, for which measures are given apart."},
	"scored":       {"", "Whether she has a score: old enough, and agreed where she is asked."},

	anyWorld + "_score_points":              {"points", "Official score at the end, between floor and ceiling."},
	anyWorld + "_true_score_points":         {"points", "The score that her own acts alone would give."},
	anyWorld + "_listed":                    {"", "On a black list at the end, officially."},
	anyWorld + "_truly_listed":              {"", "On a black list at the end by the true ledger."},
	anyWorld + "_listed_wrongly":            {"", "On a list at the end on which the true ledger does not have her."},
	anyWorld + "_listed_for_lawful_conduct": {"", "On a list at the end, and on none without her entries for what the law allows."},
	anyWorld + "_own_entry":                 {"", "Ever had an entry for an act of her own."},
	anyWorld + "_false_entry":               {"", "Ever had an entry for something she did not do."},
	anyWorld + "_perceived_risk_ratio":      {"ratio", "Her perceived chance of being made to answer for a misdeed, at the end."},
	anyWorld + "_speech_risk_ratio":         {"ratio", "Her perceived chance of being made to answer for lawful speech, at the end."},
	anyWorld + "_resources_yuan":            {"yuan per year", "Her resources at the end."},
}

func citizenDocs() (columns []ColumnDoc) {
	for _, c := range citizenColumns([]string{anyWorld}) {
		doc := citizenMeanings[c.name]
		columns = append(columns, ColumnDoc{c.name, typeOf(c.node), c.node.Optional(), doc[0], doc[1]})
	}
	return columns
}

var bandMeanings = map[string]string{
	"_mean": "Mean over the replicates.", "_low": "Lower end of its 95 % interval.", "_high": "Upper end of its 95 % interval.",
	"_difference":     "Mean of this world less the first, seed by seed; null in the first world's rows.",
	"_difference_low": "Lower end of its 95 % interval.", "_difference_high": "Upper end of its 95 % interval.",
}

func bandColumns(name, unit string) (columns []ColumnDoc) {
	for _, e := range bandEndings {
		columns = append(columns, ColumnDoc{ColumnName(name+e.ending, unit), typeOf(measureNode(experiment.Column{})), true, unit,
			bandMeanings[e.ending]})
	}
	return columns
}

// typeOf names a column's type as most tools do.
func typeOf(node parquet.Node) string {
	name := node.Type().String()
	if bits, ok := strings.CutPrefix(name, "INT("); ok {
		size, signed, _ := strings.Cut(strings.TrimSuffix(bits, ")"), ",")
		if signed == "false" {
			return "uint" + size
		}
		return "int" + size
	}
	return strings.ToLower(name)
}

// KeyDoc describes a key of a JSON file.
type KeyDoc struct {
	Object  string // the kind of object it is a key of; the file's own comes first
	Key     string
	Type    string
	Meaning string
}

// DescribeManifest gives the keys of manifest.json of a run or a comparison.
func DescribeManifest() []KeyDoc { return keysOf(reflect.TypeFor[Manifest]()) }

// DescribeSummary gives the keys of summary.json of a run.
func DescribeSummary() []KeyDoc { return keysOf(reflect.TypeFor[Summary]()) }

// DescribeComparison gives the keys of summary.json of a comparison.
func DescribeComparison() []KeyDoc { return keysOf(reflect.TypeFor[Comparison]()) }

// keysOf lists the keys of an object and of the objects in it, each kind of object once.
func keysOf(root reflect.Type) (keys []KeyDoc) {
	kinds := []reflect.Type{root}
	for at := 0; at < len(kinds); at++ {
		for i := range kinds[at].NumField() {
			field := kinds[at].Field(i)
			key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
			if key == "-" || key == "" {
				continue
			}
			kind := jsonType(field.Type, &kinds)
			if strings.Contains(options, "omitempty") {
				kind += "; may be absent"
			}
			object := kinds[at].Name()
			keys = append(keys, KeyDoc{object, key, kind, keyMeanings[object+"."+key]})
		}
	}
	return keys
}

// jsonType words a type for who reads the JSON, and notes kinds of objects that were not met before.
func jsonType(t reflect.Type, kinds *[]reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "number"
	case reflect.Pointer:
		if t.Elem().Kind() == reflect.Float64 {
			return "number or null"
		}
		return jsonType(t.Elem(), kinds)
	case reflect.Map:
		return "object by name: " + jsonType(t.Elem(), kinds)
	case reflect.Slice:
		return "list: " + jsonType(t.Elem(), kinds)
	case reflect.Struct:
		met := false
		for _, k := range *kinds {
			met = met || k == t
		}
		if !met {
			*kinds = append(*kinds, t)
		}
		return t.Name()
	case reflect.Int, reflect.Int64, reflect.Uint32, reflect.Uint64:
		return "whole number"
	}
	panic(fmt.Sprintf("results: no word for %v in JSON", t))
}

// keyMeanings are the meanings of the keys, by object and key.
var keyMeanings = map[string]string{
	"Manifest.format":        "Layout of the folder; it changes when a reader of an older folder would be misled.",
	"Manifest.notice":        "That every citizen is synthetic, and what cannot be read out.",
	"Manifest.version":       "Of the laboratory that ran it.",
	"Manifest.scenario":      "Name of the scenario; of a comparison, of the first world.",
	"Manifest.scenario_hash": "SHA-256 of the scenario's parameters.",
	"Manifest.seed":          "Seed of all chance, 64 bits; of a comparison, of the first replicate.",
	"Manifest.citizens":      "Number of synthetic citizens.",
	"Manifest.days":          "Length of the run.",
	"Manifest.step_days":     "Days a step.",
	"Manifest.alone":         "Whether the world was run without its twin.",
	"Manifest.command":       "Runs it again, from the same place.",
	"Manifest.platform":      "Where it ran; it changes no result.",
	"Manifest.state_hash":    "SHA-256 of the first world's last state; empty until the run has ended.",
	"Manifest.sample":        "Which citizens citizens.parquet holds: \"all\", or \"1 in k\".",
	"Manifest.files":         "SHA-256 of every other file, by its name.",
	"Manifest.scenario_text": "The whole scenario as YAML.",
	"Manifest.replicates":    "Of a comparison: the number of seeds.",
	"Manifest.part":          "Of a comparison: its differences are parted into direct effects and spillover.",
	"Manifest.worlds":        "Of a comparison: every world. It tells its folder from a run's.",

	"Manifest.seal": "SHA-256 of all else that the manifest says; a run whose manifest was edited is not resumed.",

	"ManifestWorld.name":          "Name of the world.",
	"ManifestWorld.scenario_hash": "SHA-256 of its scenario's parameters.",
	"ManifestWorld.scenario_text": "Its whole scenario as YAML.",

	"Platform.os": "Operating system.", "Platform.arch": "Kind of processor.", "Platform.go": "Version of Go.",

	"Summary.scenario":        "Name of the scenario, safeguards included.",
	"Summary.seed":            "Seed of all chance, 64 bits.",
	"Summary.citizens":        "Number of synthetic citizens.",
	"Summary.days":            "Length of the run.",
	"Summary.version":         "Of the laboratory that ran it.",
	"Summary.state_hash":      "SHA-256 of the first world's last state.",
	"Summary.elapsed_seconds": "Time the simulation took: the one number that differs from run to run.",
	"Summary.worlds":          "What was measured.",
	"Summary.picks":           "Numbers of telling lives of the first world, by kind: see glasshouse life --pick.",
	"World.behind":            "By measure, some of the citizens that it counts at the end, by number.",

	"Worlds.with":    "The world under the system; absent where the scenario has none.",
	"Worlds.without": "The same society without the system; absent where the run was alone.",

	"World.measures":   "Each measure over the whole run.",
	"World.groups":     "Those given by group, by group and measure; `people` is the group's size.",
	"World.years":      "Each year apart.",
	"World.state_hash": "SHA-256 of the world's last state.",
	"World.parts":      "What was measured of each part of the scenario, by its name there.",

	"Value.value": "The number; null where it is not defined.", "Value.unit": "Its unit.",

	"Year.from": "First day, from 0.", "Year.to": "Day after the last.", "Year.measures": "Each measure, over the year.",

	"Parts.channels": "By channel, then measure.", "Parts.lists": "By list, then measure.", "Parts.kinds": "By kind of conduct, then measure.",
	"Parts.sites": "By site, then measure.", "Parts.site_groups": "By site, then group, then measure.",
	"Parts.rewards": "By reward, then measure.", "Parts.fifths": "Who got the rewards: by fifth of income, `lowest-fifth` to `highest-fifth`, then measure; empty where there are none.",

	"Comparison.picks":                "Numbers of telling lives of the first world, in the first seed, by kind: see glasshouse life --pick.",
	"Comparison.scenario":             "Name of the first world's scenario.",
	"Comparison.order":                "The worlds' names, the world of reference first.",
	"Comparison.seed":                 "Seed of the first replicate; the others have the next ones.",
	"Comparison.replicates":           "Number of seeds.",
	"Comparison.citizens":             "Number of synthetic citizens of each world.",
	"Comparison.days":                 "Length of each run.",
	"Comparison.version":              "Of the laboratory that ran it.",
	"Comparison.state_hash":           "SHA-256 of the first world's last state, of the first seed.",
	"Comparison.elapsed_seconds":      "Time the simulation took: the one number that differs from run to run.",
	"Comparison.worlds":               "Levels, by world.",
	"Comparison.differences":          "By world but the first, then measure: this world less the first, seed by seed.",
	"Comparison.direct":               "Part of the differences: with what passes between citizens held at the first world's (`--part`).",
	"Comparison.spillover":            "The rest of the differences, which came by way of others.",
	"Comparison.differences_by_group": "The same by world, group, measure.",
	"Comparison.variance_saved":       "By world, then measure: how many times larger the variance of the difference would be between runs of independent luck.",
	"Comparison.winners_and_losers":   "Who is better and worse off than in the first world, by world, in the first seed.",

	"ComparedWorld.measures":   "Each measure over the whole run.",
	"ComparedWorld.groups":     "Those given by group, by group and measure.",
	"ComparedWorld.state_hash": "SHA-256 of the world's last state, of the first seed.",
	"ComparedWorld.behind":     "By measure, some of the citizens that it counts at the end, by number, in the first seed.",
	"ComparedWorld.same_luck":  "Whether everyone meets the same moments as in the first world.",

	"Interval.value": "Mean over the replicates; null where the measure is not defined in one of them.",
	"Interval.unit":  "Its unit.",
	"Interval.low":   "Lower end of the 95 % interval (Student's t); null where there is none.",
	"Interval.high":  "Upper end.",
	"Interval.few":   "It is, or rests on, fewer than ten events in all: read the interval with care.",
	"Interval.none":  "No event at all.",

	"Lot.all": "All citizens.", "Lot.income_fifths": "By fifth of income, lowest first.", "Lot.groups": "By group.",
	"Lot.districts": "By district, in order.", "Lot.lives": "Numbers of telling lives, by what the world does to them against the first.",

	"Share.people":                     "Citizens counted here.",
	"Share.better_off":                 "Of those, with more resources than in the first world, by a yuan a year or more.",
	"Share.worse_off":                  "Of those, with less, by a yuan a year or more.",
	"Share.mean_gain":                  "Mean gain of the better off, in yuan a year.",
	"Share.mean_loss":                  "Mean loss of the worse off, in yuan a year.",
	"Share.listed_here_only":           "On a list in this world and not in the first.",
	"Share.listed_there_only":          "On a list in the first world and not in this.",
	"Share.wrongly_accused_here_only":  "With a false entry in this world and not in the first.",
	"Share.wrongly_accused_there_only": "With a false entry in the first world and not in this.",
	"Share.wrongly_listed_here_only":   "Wrongly on a list in this world and not in the first.",
	"Share.wrongly_listed_there_only":  "Wrongly on a list in the first world and not in this.",
}

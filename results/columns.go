package results

import (
	"github.com/parquet-go/parquet-go"

	"glasshouse.example/experiment"
)

// citizenColumn is one column: its name, its type, how a batch of rows gives its values and how a run of values
// is put back into as many rows. Both loop inside: a call for each of a hundred million values would cost more
// than the value itself.
type citizenColumn struct {
	name string
	node parquet.Node
	get  func(into []parquet.Value, rows []CitizenRow, w *words)
	set  func(rows []CitizenRow, from []parquet.Value, w *words)
}

// words keeps each word of a column once: there are few, and each is written millions of times.
type words struct {
	words  []string
	values []parquet.Value
}

func (w *words) value(s string) parquet.Value {
	for i, known := range w.words {
		if known == s {
			return w.values[i]
		}
	}
	w.words = append(w.words, s)
	w.values = append(w.values, parquet.ByteArrayValue([]byte(s)))
	return w.values[len(w.values)-1]
}

func (w *words) word(v parquet.Value) string {
	b := v.ByteArray()
	for _, known := range w.words {
		if known == string(b) {
			return known
		}
	}
	w.words = append(w.words, string(b))
	return w.words[len(w.words)-1]
}

func wordColumn(name string, at func(*CitizenRow) *string) citizenColumn {
	return citizenColumn{name, parquet.Encoded(parquet.String(), &parquet.RLEDictionary),
		func(into []parquet.Value, rows []CitizenRow, w *words) {
			for i := range into {
				into[i] = w.value(*at(&rows[i]))
			}
		},
		func(rows []CitizenRow, from []parquet.Value, w *words) {
			for i, v := range from {
				*at(&rows[i]) = w.word(v)
			}
		}}
}

func flagColumn(name string, at func(*CitizenRow) *bool) citizenColumn {
	return citizenColumn{name, parquet.Leaf(parquet.BooleanType),
		func(into []parquet.Value, rows []CitizenRow, _ *words) {
			no, yes := parquet.BooleanValue(false), parquet.BooleanValue(true)
			for i := range into {
				into[i] = no
				if *at(&rows[i]) {
					into[i] = yes
				}
			}
		},
		func(rows []CitizenRow, from []parquet.Value, _ *words) {
			for i, v := range from {
				*at(&rows[i]) = v.Boolean()
			}
		}}
}

// wholeColumn holds small whole numbers.
func wholeColumn[T int16 | uint8 | uint32](name string, node parquet.Node, at func(*CitizenRow) *T) citizenColumn {
	return citizenColumn{name, node,
		func(into []parquet.Value, rows []CitizenRow, _ *words) {
			for i := range into {
				into[i] = parquet.Int32Value(int32(*at(&rows[i])))
			}
		},
		func(rows []CitizenRow, from []parquet.Value, _ *words) {
			for i, v := range from {
				*at(&rows[i]) = T(v.Int32())
			}
		}}
}

func numberColumn(name string, at func(*CitizenRow) *float32) citizenColumn {
	return citizenColumn{name, parquet.Leaf(parquet.FloatType),
		func(into []parquet.Value, rows []CitizenRow, _ *words) {
			for i := range into {
				into[i] = parquet.FloatValue(*at(&rows[i]))
			}
		},
		func(rows []CitizenRow, from []parquet.Value, _ *words) {
			for i, v := range from {
				*at(&rows[i]) = v.Float()
			}
		}}
}

// citizenColumns is the layout of citizens.parquet, in order: what never changes about a citizen, then her state in
// each world of the run. A run has one world or two; State fields With and Without hold the first and the second.
func citizenColumns(worlds []string) []citizenColumn {
	growing := parquet.Encoded(parquet.Uint(32), &parquet.DeltaBinaryPacked) // its differences are written
	columns := []citizenColumn{
		wholeColumn("citizen", growing, func(r *CitizenRow) *uint32 { return &r.Citizen }),
		wholeColumn("district", growing, func(r *CitizenRow) *uint32 { return &r.District }),
		wordColumn("sex", func(r *CitizenRow) *string { return &r.Traits.Sex }),
		wordColumn("age_years", func(r *CitizenRow) *string { return &r.Traits.Age }),
		flagColumn("urban", func(r *CitizenRow) *bool { return &r.Traits.Urban }),
		wholeColumn("income_fifth", parquet.Uint(8), func(r *CitizenRow) *uint8 { return &r.Traits.Fifth }),
		wordColumn("group", func(r *CitizenRow) *string { return &r.Traits.Group }),
		flagColumn("scored", func(r *CitizenRow) *bool { return &r.Traits.Scored }),
	}
	states := []func(*CitizenRow) *experiment.State{
		func(r *CitizenRow) *experiment.State { return &r.With },
		func(r *CitizenRow) *experiment.State { return &r.Without },
	}
	for i, world := range worlds {
		columns = append(columns, stateColumns(world+"_", states[i])...)
	}
	return columns
}

// stateColumns are the columns of one world.
func stateColumns(world string, of func(*CitizenRow) *experiment.State) []citizenColumn {
	return []citizenColumn{
		wholeColumn(world+"score_points", parquet.Int(16), func(r *CitizenRow) *int16 { return &of(r).Score }),
		wholeColumn(world+"true_score_points", parquet.Int(16), func(r *CitizenRow) *int16 { return &of(r).TrueScore }),
		flagColumn(world+"listed", func(r *CitizenRow) *bool { return &of(r).Listed }),
		flagColumn(world+"truly_listed", func(r *CitizenRow) *bool { return &of(r).TrulyListed }),
		flagColumn(world+"listed_wrongly", func(r *CitizenRow) *bool { return &of(r).ListedWrongly }),
		flagColumn(world+"listed_for_lawful_conduct", func(r *CitizenRow) *bool { return &of(r).ListedForLawful }),
		flagColumn(world+"own_entry", func(r *CitizenRow) *bool { return &of(r).OwnEntry }),
		flagColumn(world+"false_entry", func(r *CitizenRow) *bool { return &of(r).FalseEntry }),
		numberColumn(world+"perceived_risk_ratio", func(r *CitizenRow) *float32 { return &of(r).PerceivedRisk }),
		numberColumn(world+"speech_risk_ratio", func(r *CitizenRow) *float32 { return &of(r).SpeechRisk }),
		numberColumn(world+"resources_yuan", func(r *CitizenRow) *float32 { return &of(r).Resources }),
	}
}

package results

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/parquet-go/parquet-go"

	"glasshouse.example/experiment"
)

// columnsKey is the key of the table's metadata that holds its columns as JSON: name, unit and kind apart.
const columnsKey = "glasshouse.columns"

// columnInfo is one measure's column as the metadata describe it.
type columnInfo struct {
	Column  string `json:"column"`
	Name    string `json:"name"`
	Unit    string `json:"unit"`
	Integer bool   `json:"integer"`
}

// ColumnName is the name of a measure's column: its name and its unit, in letters, digits and low lines.
func ColumnName(name, unit string) string {
	slug := strings.Join(strings.FieldsFunc(strings.ReplaceAll(unit, "/", " per "), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
	}), "_")
	if slug == "" || name == slug || strings.HasSuffix(name, "_"+slug) {
		return name
	}
	return name + "_" + slug
}

// ordered is a group of columns that keeps the order it was given; parquet.Group sorts by name.
type ordered struct {
	parquet.Group
	names []string
}

// Fields gives the columns in order.
func (o ordered) Fields() []parquet.Field {
	at := map[string]int{}
	for i, name := range o.names {
		at[name] = i
	}
	fields := make([]parquet.Field, len(o.names))
	for _, f := range o.Group.Fields() {
		fields[at[f.Name()]] = f
	}
	return fields
}

func (o *ordered) add(name string, node parquet.Node) {
	if o.Group == nil {
		o.Group = parquet.Group{}
	}
	o.Group[name] = parquet.Compressed(node, &parquet.Snappy)
	o.names = append(o.names, name)
}

// table writes series of one layout, each under the values of some leading columns.
type table struct {
	writer  *parquet.Writer
	columns []experiment.Column // the layout; values unused
	row     parquet.Row
}

// newTable starts a table whose leading columns are world and, for districts, district; then day and the measures.
func newTable(w io.Writer, byDistrict bool, columns []experiment.Column) (*table, error) {
	var schema ordered
	schema.add("world", parquet.Encoded(parquet.String(), &parquet.RLEDictionary))
	if byDistrict {
		schema.add("district", parquet.Uint(32))
	}
	schema.add("day", parquet.Int(32))
	infos := make([]columnInfo, len(columns))
	for i, c := range columns {
		name := ColumnName(c.Name, c.Unit)
		if _, twice := schema.Group[name]; twice {
			return nil, fmt.Errorf("two measures would share the column %q", name)
		}
		infos[i] = columnInfo{Column: name, Name: c.Name, Unit: c.Unit, Integer: c.Integer}
		schema.add(name, measureNode(c))
	}
	text, err := json.Marshal(infos)
	if err != nil {
		return nil, err
	}
	writer := parquet.NewWriter(w, parquet.NewSchema("glasshouse", schema),
		parquet.KeyValueMetadata(columnsKey, string(text)), createdBy())
	return &table{writer: writer, columns: columns}, nil
}

func createdBy() parquet.WriterOption { return parquet.CreatedBy("glasshouse", "", "") }

func measureNode(c experiment.Column) parquet.Node {
	if c.Integer {
		return parquet.Optional(parquet.Int(64))
	}
	return parquet.Optional(parquet.Leaf(parquet.DoubleType))
}

// put writes a series, a row a day, after the values of the leading columns.
func (t *table) put(s experiment.Series, lead ...parquet.Value) error {
	if err := t.fits(s); err != nil {
		return err
	}
	for i, day := range s.Day {
		t.row = t.row[:0]
		for j, v := range lead {
			t.row = append(t.row, v.Level(0, 0, j))
		}
		t.row = append(t.row, parquet.Int32Value(int32(day)).Level(0, 0, len(lead)))
		for j, c := range s.Columns {
			t.row = append(t.row, cell(c.Values[i], c.Integer, len(lead)+1+j))
		}
		if _, err := t.writer.WriteRows([]parquet.Row{t.row}); err != nil {
			return err
		}
	}
	return nil
}

// fits checks that a series has the table's layout, and a value in each column for each day.
func (t *table) fits(s experiment.Series) error {
	if len(s.Columns) != len(t.columns) {
		return fmt.Errorf("a series of %d columns in a table of %d", len(s.Columns), len(t.columns))
	}
	for i, c := range s.Columns {
		if want := t.columns[i]; c.Name != want.Name || c.Unit != want.Unit || c.Integer != want.Integer {
			return fmt.Errorf("column %d is %s in one series and %s in another", i, c.Name, want.Name)
		}
		if len(c.Values) != len(s.Day) {
			return fmt.Errorf("column %s has %d values for %d rows", c.Name, len(c.Values), len(s.Day))
		}
	}
	return nil
}

func cell(v float64, integer bool, column int) parquet.Value {
	switch {
	case math.IsNaN(v):
		return parquet.NullValue().Level(0, 0, column)
	case integer:
		return parquet.Int64Value(int64(v)).Level(0, 1, column)
	}
	return parquet.DoubleValue(v).Level(0, 1, column)
}

// nulls is a column of so many rows without values.
func nulls(rows int) []float64 {
	values := make([]float64, rows)
	for i := range values {
		values[i] = math.NaN()
	}
	return values
}

func word(s string) parquet.Value { return parquet.ByteArrayValue([]byte(s)) }

// writeSteps writes one row a world and step.
func writeSteps(w io.Writer, worlds []experiment.World) error {
	t, err := newTable(w, false, worlds[0].Steps.Columns)
	if err != nil {
		return err
	}
	for _, world := range worlds {
		if err := t.put(world.Steps, word(world.Name)); err != nil {
			return fmt.Errorf("%s, world %q: %w", StepsFile, world.Name, err)
		}
	}
	return t.writer.Close()
}

// writeDistricts writes one row a world, district and period.
func writeDistricts(w io.Writer, worlds []experiment.World) error {
	var columns []experiment.Column
	if len(worlds[0].Districts) > 0 {
		columns = worlds[0].Districts[0].Columns
	}
	t, err := newTable(w, true, columns)
	if err != nil {
		return err
	}
	for _, world := range worlds {
		for d, s := range world.Districts {
			if err := t.put(s, word(world.Name), parquet.Int32Value(int32(d))); err != nil {
				return fmt.Errorf("%s, world %q, district %d: %w", DistrictsFile, world.Name, d, err)
			}
		}
	}
	return t.writer.Close()
}

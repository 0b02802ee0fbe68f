package results

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// The table of citizens is large: a hundred million values for a city. The Parquet library takes values one by one, each in a
// box of 24 bytes, which costs more than all the rest of a run's folder. So pages are packed here, from plain slices and by
// the library's encodings; its are the schema, the footer's form, and the reading. The layout is that of the format's
// description (github.com/apache/parquet-format): data pages of version 2, of required values that do not repeat.

// packing is how the values of a column become the bytes of a page.
type packing uint8

const (
	asBits       packing = iota // eight flags a byte, then compressed
	byPlace                     // places in a list of words or numbers, in as few bits as they take
	byDifference                // differences, in as few bits as they take
)

// packings are what the format calls them. What is in few bits already is not compressed.
var packings = [...]struct {
	encoding format.Encoding
	codec    format.CompressionCodec
}{
	asBits:       {format.Plain, format.Snappy},
	byPlace:      {format.RLEDictionary, format.Uncompressed},
	byDifference: {format.DeltaBinaryPacked, format.Uncompressed},
}

// values are a column's of one page: flags, or whole numbers that may be places.
type values struct {
	whole   []int32
	flags   []bool
	words   words   // in the places of the whole group
	numbers numbers // the same
}

// more makes room for n values and gives it.
func more[T any](s *[]T, n int) []T {
	*s = slices.Grow(*s, n)[:len(*s)+n]
	return (*s)[len(*s)-n:]
}

func (v *values) len() int { return len(v.whole) + len(v.flags) }

func (v *values) clear() { v.whole, v.flags = v.whole[:0], v.flags[:0] }

// pack writes the bytes of a page, before compression, over dst.
func (v *values) pack(dst []byte, p packing) ([]byte, error) {
	switch p {
	case byPlace:
		return new(rle.DictionaryEncoding).EncodeInt32(dst, v.whole)
	case byDifference:
		return new(delta.BinaryPackedEncoding).EncodeInt32(dst, v.whole)
	}
	return packBits(dst[:0], v.flags), nil
}

// dictionary writes the list that places lead into over dst, and gives its length.
func (v *values) dictionary(dst []byte) ([]byte, int) {
	dst = dst[:0]
	for _, word := range v.words.words {
		dst = append(binary.LittleEndian.AppendUint32(dst, uint32(len(word))), word...)
	}
	for _, number := range v.numbers.numbers {
		dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(number))
	}
	return dst, len(v.words.words) + len(v.numbers.numbers)
}

// packBits appends flags, the first in the lowest bit.
func packBits(dst []byte, flags []bool) []byte {
	for len(flags) > 0 {
		var eight byte
		n := min(8, len(flags))
		for i, yes := range flags[:n] {
			var bit byte
			if yes {
				bit = 1
			}
			eight |= bit << i
		}
		dst, flags = append(dst, eight), flags[n:]
	}
	return dst
}

// chunk is a column's pages in a row group.
type chunk struct {
	meta          format.ColumnMetaData
	dictionary    []byte   // a page with its header, or nil
	data          [][]byte // pages with their headers
	plain, packed []byte   // space for a page
}

// add packs a page and clears its values.
func (c *chunk) add(p packing, v *values) (err error) {
	if c.plain, err = v.pack(c.plain, p); err != nil {
		return err
	}
	n := v.len()
	c.bounds(p, v.whole)
	c.meta.NumValues += int64(n)
	header := format.PageHeader{Type: format.DataPageV2, DataPageHeaderV2: thrift.New(format.DataPageHeaderV2{
		NumValues: int32(n), NumRows: int32(n), Encoding: packings[p].encoding,
		IsCompressed: thrift.New(packings[p].codec != format.Uncompressed),
	})}
	v.clear()
	page, err := c.page(header, p)
	c.data = append(c.data, page)
	return err
}

// bounds notes the least and the greatest number, so that a reader may pass over groups without the citizen it looks for.
func (c *chunk) bounds(p packing, whole []int32) {
	if p != byDifference {
		return
	}
	s := &c.meta.Statistics
	low, high := slices.Min(whole), slices.Max(whole)
	if s.MinValue != nil {
		low = min(low, int32(binary.LittleEndian.Uint32(s.MinValue)))
		high = max(high, int32(binary.LittleEndian.Uint32(s.MaxValue)))
	}
	s.MinValue = binary.LittleEndian.AppendUint32(s.MinValue[:0], uint32(low))
	s.MaxValue = binary.LittleEndian.AppendUint32(s.MaxValue[:0], uint32(high))
}

// page is the page that c.plain holds, with its header.
func (c *chunk) page(header format.PageHeader, p packing) (_ []byte, err error) {
	body := c.plain
	if packings[p].codec != format.Uncompressed {
		if c.packed, err = parquet.Snappy.Encode(c.packed, c.plain); err != nil {
			return nil, err
		}
		body = c.packed
	}
	header.UncompressedPageSize, header.CompressedPageSize = int32(len(c.plain)), int32(len(body))
	header.CRC = int32(crc32.ChecksumIEEE(body))
	head, err := thrift.Marshal(new(thrift.CompactProtocol), &header)
	if err != nil {
		return nil, err
	}
	c.meta.TotalUncompressedSize += int64(len(head) + len(c.plain))
	c.meta.TotalCompressedSize += int64(len(head) + len(body))
	return slices.Concat(head, body), nil
}

// end writes the list that places lead into and fills in the rest of what is known of the column.
func (c *chunk) end(column citizenColumn, v *values) (err error) {
	p := column.packing
	c.meta.Type = *column.node.Type().PhysicalType()
	c.meta.PathInSchema = []string{column.name}
	c.meta.Codec = packings[p].codec
	c.meta.Encoding = []format.Encoding{packings[p].encoding}
	if p != byPlace {
		return nil
	}
	c.meta.Encoding = append(c.meta.Encoding, format.Plain)
	var n int
	c.plain, n = v.dictionary(c.plain)
	header := format.PageHeader{Type: format.DictionaryPage, DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{
		NumValues: int32(n), Encoding: format.Plain,
	})}
	c.dictionary, err = c.page(header, p)
	return err
}

// rowGroup is the pages of some rows.
type rowGroup struct {
	rows   int
	chunks []chunk
}

// file is a Parquet file being written.
type file struct {
	out    io.Writer
	at     int64 // bytes written
	footer format.FileMetaData
}

const magic = "PAR1"

func newFile(out io.Writer, options ...parquet.WriterOption) (*file, error) {
	empty := parquet.NewWriter(io.Discard, options...)
	if err := empty.Close(); err != nil {
		return nil, err
	}
	f := &file{out: out, footer: *empty.File().Metadata()}
	return f, f.write([]byte(magic))
}

func (f *file) write(b []byte) error {
	n, err := f.out.Write(b)
	f.at += int64(n)
	return err
}

// take appends a row group.
func (f *file) take(g *rowGroup) error {
	made := format.RowGroup{NumRows: int64(g.rows), FileOffset: f.at, Ordinal: int16(len(f.footer.RowGroups))}
	for i := range g.chunks {
		c := &g.chunks[i]
		if c.dictionary != nil {
			c.meta.DictionaryPageOffset = f.at
			if err := f.write(c.dictionary); err != nil {
				return err
			}
		}
		c.meta.DataPageOffset = f.at
		for _, page := range c.data {
			if err := f.write(page); err != nil {
				return err
			}
		}
		made.TotalByteSize += c.meta.TotalUncompressedSize
		made.TotalCompressedSize += c.meta.TotalCompressedSize
		made.Columns = append(made.Columns, format.ColumnChunk{MetaData: c.meta})
	}
	f.footer.RowGroups = append(f.footer.RowGroups, made)
	f.footer.NumRows += made.NumRows
	return nil
}

// close writes the footer.
func (f *file) close() error {
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), &f.footer)
	if err != nil {
		return err
	}
	end := binary.LittleEndian.AppendUint32(nil, uint32(len(footer)))
	return f.write(bytes.Join([][]byte{footer, end, []byte(magic)}, nil))
}

package report

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
)

// CityMap is every citizen's status at the end of the run, in the order of their numbers, packed for the page.
//
// Two citizens share a byte, the earlier in its low four bits, and the bytes are compressed with gzip, which browsers
// unpack. Pairs of statuses have few common values, so Huffman's code brings them near their entropy: for five million
// citizens of whom a fifth are too young to be scored and an eighth have entries, in no order, it is 1.4 MB as text.
type CityMap struct {
	Citizens int64   `json:"citizens"` // on the map
	Of       int64   `json:"of"`       // in the run
	Stride   int     `json:"stride"`   // each stride-th citizen is in the run's folder; 1: everyone
	Every    int     `json:"every"`    // one tile of 64 consecutive of these in so many is on the map; 1: all of them
	Counts   []int64 `json:"counts"`   // citizens on the map by status
	Packed   string  `json:"packed"`   // base64 of gzip of pairs
}

// Tile is how many consecutive citizens make one block of 8 × 8 pixels; households do not cross it.
const Tile = 64

// MapCitizens is the most citizens that a page's map holds; of a larger society it shows whole tiles at equal distances.
const MapCitizens = 5_000_000

// mapper packs statuses as they come, citizen by citizen in rising order.
type mapper struct {
	m       CityMap
	rows    int64 // taken so far
	buffer  bytes.Buffer
	zip     *gzip.Writer
	block   []byte
	half    byte
	pending bool
}

func newMapper(citizens int64, stride, statuses int) (*mapper, error) {
	rows := (citizens + int64(stride) - 1) / int64(stride)
	every := int((rows + MapCitizens - 1) / MapCitizens)
	m := &mapper{m: CityMap{Of: citizens, Stride: stride, Every: max(1, every), Counts: make([]int64, statuses)}}
	zip, err := gzip.NewWriterLevel(&m.buffer, gzip.HuffmanOnly)
	m.zip = zip
	return m, err
}

// add takes the status of the next citizen.
func (m *mapper) add(status int) error {
	row := m.rows
	m.rows++
	if status < 0 || status >= len(m.m.Counts) {
		return fmt.Errorf("citizen %d has status %d; allowed: 0 to %d", row*int64(m.m.Stride), status, len(m.m.Counts)-1)
	}
	if row/Tile%int64(m.m.Every) != 0 {
		return nil
	}
	m.m.Counts[status]++
	m.m.Citizens++
	if !m.pending {
		m.half, m.pending = byte(status), true
		return nil
	}
	m.pending = false
	m.block = append(m.block, m.half|byte(status)<<4)
	if len(m.block) < 1<<16 {
		return nil
	}
	return m.flush()
}

func (m *mapper) flush() error {
	_, err := m.zip.Write(m.block)
	m.block = m.block[:0]
	return err
}

// done ends the packing and gives the map.
func (m *mapper) done() (*CityMap, error) {
	if m.pending {
		m.block, m.pending = append(m.block, m.half), false
	}
	if err := m.flush(); err != nil {
		return nil, err
	}
	if err := m.zip.Close(); err != nil {
		return nil, err
	}
	m.m.Packed = base64.StdEncoding.EncodeToString(m.buffer.Bytes())
	return &m.m, nil
}

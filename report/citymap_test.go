package report

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"testing"
)

// unpack is the page's reading of a map, in Go.
func unpack(t *testing.T, m *CityMap) []int {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(m.Packed)
	if err != nil {
		t.Fatal(err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	var out []int
	for i := range int(m.Citizens) {
		out = append(out, int(pairs[i/2]>>(4*(i%2))&15))
	}
	return out
}

func TestMapKeepsEveryStatus(t *testing.T) {
	for _, n := range []int{0, 1, 2, 63, 64, 65, 200_001} {
		m, err := newMapper(int64(n), 1, 7)
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			if err := m.add(i * i % 7); err != nil {
				t.Fatal(err)
			}
		}
		city, err := m.done()
		if err != nil {
			t.Fatal(err)
		}
		var sum int64
		for _, c := range city.Counts {
			sum += c
		}
		if city.Citizens != int64(n) || sum != int64(n) || city.Every != 1 {
			t.Fatalf("%d citizens: %d on the map, counts add up to %d, every %d", n, city.Citizens, sum, city.Every)
		}
		for i, status := range unpack(t, city) {
			if status != i*i%7 {
				t.Fatalf("of %d citizens, number %d has status %d, want %d", n, i, status, i*i%7)
			}
		}
	}
}

func TestMapOfANationHoldsWholeTiles(t *testing.T) {
	const nation = 3*MapCitizens - 10
	m, err := newMapper(nation, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 9 * Tile {
		if err := m.add(i / Tile / 3 % 2); err != nil {
			t.Fatal(err)
		}
	}
	city, err := m.done()
	if err != nil {
		t.Fatal(err)
	}
	if city.Every != 3 || city.Citizens != 3*Tile || city.Of != nation {
		t.Fatalf("every %d, %d citizens of %d; want one tile in 3: tiles 0, 3 and 6", city.Every, city.Citizens, city.Of)
	}
	for i, status := range unpack(t, city) {
		if status != i/Tile%2 {
			t.Fatalf("citizen %d of the map has status %d", i, status)
		}
	}
}

func TestMapRefusesAnUnknownStatus(t *testing.T) {
	m, err := newMapper(10, 1, 7)
	if err != nil {
		t.Fatal(err)
	}
	for _, status := range []int{-1, 7, 200} {
		if m.add(status) == nil {
			t.Errorf("status %d was taken", status)
		}
	}
}

// TestMapOfACityIsSmall holds the packing to what the design asks of the file: five million citizens in a page of 4 MB.
func TestMapOfACityIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("five million citizens")
	}
	if size := len(sample(MapCitizens, 28).Map.Packed); size > 2_000_000 {
		t.Errorf("%d bytes for %d citizens", size, MapCitizens)
	}
}

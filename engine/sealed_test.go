package engine

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func sealed(t interface{ Fatal(...any) }, content []byte) []byte {
	var b bytes.Buffer
	err := Seal(&b, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unseal gives what read was handed, and whether it was called.
func unseal(stream []byte) (content []byte, called bool, err error) {
	err = Unseal(bytes.NewReader(stream), func(r io.Reader) error {
		called = true
		content, err = io.ReadAll(r)
		return err
	})
	return content, called, err
}

func TestSealThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(rapid.Byte()).Draw(t, "content")
		got, called, err := unseal(sealed(t, want))
		if err != nil || !called || !bytes.Equal(got, want) {
			t.Fatalf("%x sealed and unsealed is %x, error %v", want, got, err)
		}
	})
}

// A stream larger than the buffers, written in pieces that do not fit them.
func TestSealALongStream(t *testing.T) {
	want := bytes.Repeat([]byte("a citizen is a number and a seed\n"), 100000)
	var b bytes.Buffer
	err := Seal(&b, func(w io.Writer) error {
		for rest := want; len(rest) > 0; rest = rest[min(99991, len(rest)):] {
			if _, err := w.Write(rest[:min(99991, len(rest))]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := unseal(b.Bytes()); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes come back as %d, error %v", len(want), len(got), err)
	}
}

func TestDamageIsSeen(t *testing.T) {
	for _, content := range []string{"", "x", "the state of a small society, sealed\n"} {
		whole := sealed(t, []byte(content))
		refused := func(what string, at int, stream []byte) {
			if _, called, err := unseal(stream); !errors.Is(err, ErrBroken) || called {
				t.Errorf("%q, %s at %d: error %v, read was called: %v", content, what, at, err, called)
			}
		}
		for n := range whole {
			refused("cut short", n, whole[:n])
			refused("without its first bytes", n, whole[n+1:])
		}
		for bit := range 8 * len(whole) {
			flipped := bytes.Clone(whole)
			flipped[bit/8] ^= 1 << (bit % 8)
			refused("flipped a bit", bit, flipped)
		}
		refused("a byte more", len(whole), append(bytes.Clone(whole), 0))
		refused("written twice", len(whole), append(bytes.Clone(whole), whole...))
	}
}

// A reader that does not read to the end gets no more than the content, and its error comes back.
func TestReadersError(t *testing.T) {
	broke := errors.New("this is not a world")
	err := Unseal(bytes.NewReader(sealed(t, []byte("abc"))), func(r io.Reader) error {
		var b [2]byte
		if _, err := io.ReadFull(r, b[:]); err != nil || string(b[:]) != "ab" {
			t.Errorf("read %q, error %v", b, err)
		}
		return broke
	})
	if err != broke {
		t.Errorf("the error of read came back as %v", err)
	}
}

func TestSealReportsErrors(t *testing.T) {
	broke := errors.New("no room on the disk")
	if err := Seal(io.Discard, func(io.Writer) error { return broke }); err != broke {
		t.Errorf("the error of write came back as %v", err)
	}
	whole := sealed(t, []byte(strings.Repeat("x", 100)))
	for room := range len(whole) {
		w := &small{room: room, err: broke}
		err := Seal(w, func(w io.Writer) error {
			_, err := io.WriteString(w, strings.Repeat("x", 100))
			return err
		})
		if err != broke {
			t.Errorf("with room for %d of %d bytes: error %v", room, len(whole), err)
		}
	}
}

// small is a disk with little room.
type small struct {
	room int
	err  error
}

func (s *small) Write(p []byte) (int, error) {
	if len(p) > s.room {
		n := s.room
		s.room = 0
		return n, s.err
	}
	s.room -= len(p)
	return len(p), nil
}

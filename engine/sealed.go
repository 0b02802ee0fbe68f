package engine

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
)

// ErrBroken is wrapped by errors about a sealed stream that is not what was written.
var ErrBroken = errors.New("the file is damaged")

// seal is the last part of a sealed stream.
const seal = "sealed\n"

// Seal writes a stream that Unseal can check: what write gives it, then a mark and the SHA-256 of all before.
func Seal(w io.Writer, write func(io.Writer) error) error {
	h := sha256.New()
	b := bufio.NewWriterSize(io.MultiWriter(w, h), 1<<20)
	if err := write(b); err != nil {
		return err
	}
	if _, err := b.WriteString(seal); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	_, err := w.Write(h.Sum(nil))
	return err
}

// Unseal checks a stream of size bytes from its start to its end, then hands it to read from the start.
// A stream that is short, long or changed by a single bit gives an error that wraps ErrBroken, and read is
// never called.
func Unseal(r io.ReadSeeker, read func(io.Reader) error) error {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	body := size - sha256.Size - int64(len(seal))
	if body < 0 {
		return fmt.Errorf("%w: only %d bytes long", ErrBroken, size)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := check(r, body); err != nil {
		return err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return read(bufio.NewReaderSize(io.LimitReader(r, body), 1<<20))
}

func check(r io.Reader, body int64) error {
	h := sha256.New()
	if err := take(h, r, body+int64(len(seal))); err != nil {
		return err
	}
	var want Sum
	if _, err := io.ReadFull(r, want[:]); err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if Sum(h.Sum(nil)) != want {
		return fmt.Errorf("%w: its checksum does not match its content", ErrBroken)
	}
	return nil
}

func take(h hash.Hash, r io.Reader, n int64) error {
	if _, err := io.CopyN(h, r, n); err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return nil
}

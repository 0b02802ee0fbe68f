package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"strings"

	root "glasshouse.example"
)

// version is that of the laboratory: a checkpoint of one revision is not for another.
func version() string { return root.Version() }

// build is the version and, where that names no revision or one that was changed, as for what `go run` builds, the beginning of
// the program's own SHA-256: nothing else tells such a build from the next.
func build() string {
	v := version()
	if strings.Contains(v, "+") && !strings.HasSuffix(v, ".modified") {
		return v
	}
	sum, err := programSum()
	if err != nil {
		return v
	}
	return v + " (build " + hex.EncodeToString(sum[:6]) + ")"
}

func programSum() (sum []byte, err error) {
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
}

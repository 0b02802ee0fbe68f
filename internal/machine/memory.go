// Package machine tells what the machine at hand has. No result depends on it: it decides only whether a run is begun.
package machine

import (
	"bufio"
	"bytes"
	"math"
	"os"
	"runtime/debug"
	"strconv"
)

// Memory is how many bytes a program that starts now may take: what the system says is available, the limit of its control
// group, or GOMEMLIMIT, whichever is least. 0 where nothing says.
func Memory() int64 {
	least := int64(math.MaxInt64)
	for _, n := range [...]int64{
		available(read("/proc/meminfo")),
		whole(read("/sys/fs/cgroup/memory.max")),
		whole(read("/sys/fs/cgroup/memory/memory.limit_in_bytes")),
		debug.SetMemoryLimit(-1),
	} {
		if n > 0 {
			least = min(least, n)
		}
	}
	if least == math.MaxInt64 {
		return 0
	}
	return least
}

// Limit lets the collector use nine tenths of the memory at hand and no more: without a limit it lets the heap double before
// it collects, and a nation's state would not fit twice. GOMEMLIMIT, if set, has the last word.
func Limit() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	if n := Memory(); n > 0 {
		debug.SetMemoryLimit(n / 10 * 9)
	}
}

// read gives a file's text, none where it can't be read: this is another system.
func read(name string) []byte {
	text, _ := os.ReadFile(name)
	return text
}

// available reads the bytes that can be had without swapping from the text of /proc/meminfo; 0 where it doesn't say.
func available(meminfo []byte) int64 {
	lines := bufio.NewScanner(bytes.NewReader(meminfo))
	for lines.Scan() {
		fields := bytes.Fields(lines.Bytes())
		if len(fields) == 3 && string(fields[0]) == "MemAvailable:" {
			return whole(fields[1]) << 10
		}
	}
	return 0
}

// whole reads one number; 0 where the text is none, such as the max of a control group without a limit.
func whole(text []byte) int64 {
	n, err := strconv.ParseInt(string(bytes.TrimSpace(text)), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

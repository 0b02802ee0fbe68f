package main

import (
	"bufio"
	"bytes"
	"os"
	"runtime/debug"
	"strconv"
)

// limitMemory lets the collector use nine tenths of the machine's memory and no more. Without a limit it lets the
// heap double before it collects, and a nation's state would not fit twice. GOMEMLIMIT, if set, has the last word.
func limitMemory() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return // another system; the collector keeps its own rule
	}
	if total := totalMemory(text); total > 0 {
		debug.SetMemoryLimit(total / 10 * 9)
	}
}

// totalMemory reads the bytes of memory from the text of /proc/meminfo; 0 where it doesn't say.
func totalMemory(meminfo []byte) int64 {
	lines := bufio.NewScanner(bytes.NewReader(meminfo))
	for lines.Scan() {
		fields := bytes.Fields(lines.Bytes())
		if len(fields) == 3 && string(fields[0]) == "MemTotal:" {
			kilobytes, err := strconv.ParseInt(string(fields[1]), 10, 64)
			if err != nil {
				return 0
			}
			return kilobytes << 10
		}
	}
	return 0
}

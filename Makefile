# Every check has a target of its own; `make test` runs those that a change must pass.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.PHONY: build test browser data-tools vet format unit race test-platforms emulators arm64 wasm amd64 bench bench-parts fuzz clean

GO ?= go
FUZZTIME ?= 30s
# As root no sudo is needed; as anyone else nothing is installed.
ROOT := $(shell [ "$$(id -u)" = 0 ] && command -v apt-get)

build:
	$(GO) build -trimpath -o bin/glasshouse ./cmd/glasshouse

test: browser data-tools vet format unit race
	@echo "make test: all passed"

# The report's page is tested in a browser.
browser:
	@if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi; \
	if [ -n "$(ROOT)" ]; then echo "installing chromium to test the report's page"; \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium && exit 0; fi; \
	echo "*** NO BROWSER, and none could be installed: the report's page will not be tested ***" >&2; \
	[ "$${CI:-}" != true ]

# The examples of docs/data.md are run by the tools that they are for. What can be installed must run where CI is true. Debian has
# pandas and R, but nothing that lets them read Parquet: unless pyarrow and the R package arrow are there already, their scripts
# read the same tables from CSV files.
DATA_TOOLS := bin/data-tools
DUCKDB := @duckdb/node-api@1.5.6-r.1
apt = [ -n "$(ROOT)" ] && apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends
data-tools:
	@missing=""; \
	if ! command -v duckdb >/dev/null && ! [ -d $(DATA_TOOLS)/node_modules/@duckdb/node-api ]; then \
		echo "installing DuckDB, pandas and R where they are missing, to run the examples of docs/data.md"; \
		command -v npm >/dev/null || { $(apt) nodejs npm; } || true; \
		npm install --prefix $(DATA_TOOLS) --no-audit --no-fund $(DUCKDB) || missing="$$missing DuckDB"; fi; \
	for p in python3 /usr/bin/python3; do "$$p" -c 'from pandas import read_parquet' 2>/dev/null && pandas=yes; done; \
	[ -n "$${pandas:-}" ] || { $(apt) python3-pandas; } || missing="$$missing pandas"; \
	command -v Rscript >/dev/null || { $(apt) r-base-core; } || missing="$$missing R"; \
	for p in python3 /usr/bin/python3; do "$$p" -c 'import pyarrow.parquet; from pandas import read_parquet' 2>/dev/null && arrow=yes; done; \
	[ -n "$${arrow:-}" ] || echo "*** NO PYARROW: docs/examples/measures.py runs on CSV files; its reading of Parquet is not tested ***" >&2; \
	Rscript -e 'library(arrow)' >/dev/null 2>&1 || \
		echo "*** NO R PACKAGE ARROW: docs/examples/measures.R runs on CSV files; its reading of Parquet is not tested ***" >&2; \
	[ -z "$$missing" ] && exit 0; \
	echo "*** missing, and could not be installed:$$missing: examples of docs/data.md will not be run ***" >&2; \
	[ "$${CI:-}" != true ]

vet:
	$(GO) vet ./...

format:
	@unformatted="$$(gofmt -l .)"; \
	if [ -n "$$unformatted" ]; then echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; fi

unit:
	$(GO) test ./...

# What runs on several processors at once, under the race detector and at small sizes.
race:
	$(GO) test -race -short ./engine
	$(GO) test -race -short -run 'TestSameHash|TestResume' ./society ./experiment
	$(GO) test -race -short -run 'ReadBackAsWritten|AnyNumberOfProcessors|FullDisk' ./results
	$(GO) test -race -short -run 'Stopped|Outputs' ./cmd/glasshouse

# The same bits on every platform: the frozen sequences and the published state hash, on machines that are not this one.
test-platforms: amd64 arm64 wasm
	@echo "make test-platforms: the same results on amd64 (v1, v3), arm64 and wasm"

FROZEN := -short -run 'Frozen|KnownAnswers|PublishedDigits|CorrectlyRounded|SameHash'
EXACT := ./internal/... ./population ./society

emulators:
	@if command -v qemu-aarch64-static >/dev/null && command -v node >/dev/null; then exit 0; fi; \
	if [ -n "$(ROOT)" ]; then apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends qemu-user-static nodejs && exit 0; fi; \
	echo "*** needed and not there: qemu-aarch64-static (package qemu-user-static) and node (nodejs) ***" >&2; exit 1

# Fused multiply-add is used from v3 on; not every machine has it.
amd64:
	GOARCH=amd64 GOAMD64=v1 $(GO) test $(FROZEN) $(EXACT)
	GOARCH=amd64 GOAMD64=v1 $(GO) run ./cmd/glasshouse verify
	@if grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo && grep -qw bmi2 /proc/cpuinfo; then \
		set -x; GOARCH=amd64 GOAMD64=v3 $(GO) test $(FROZEN) $(EXACT); \
		GOARCH=amd64 GOAMD64=v3 $(GO) run ./cmd/glasshouse verify; \
	else echo "*** this machine has no fused multiply-add: GOAMD64=v3 was not tested ***" >&2; fi

arm64: emulators
	GOARCH=arm64 CGO_ENABLED=0 $(GO) test -exec qemu-aarch64-static $(FROZEN) $(EXACT)
	GOARCH=arm64 CGO_ENABLED=0 $(GO) run -exec qemu-aarch64-static ./cmd/glasshouse verify

WASM = $(shell $(GO) env GOROOT)/lib/wasm/go_js_wasm_exec
wasm: emulators
	GOOS=js GOARCH=wasm $(GO) test -exec $(WASM) $(FROZEN) $(EXACT)
	GOOS=js GOARCH=wasm $(GO) run -exec $(WASM) ./cmd/glasshouse verify

# Side by side in one run, as machines drift: each round takes every benchmark once, and bench.awk gives the medians of the
# rounds. About fifteen minutes; BIG=1 adds the years of 100 million citizens, BENCH=Year is one of Step, Mechanism, Year, Run.
ROUNDS ?= 5
BENCH ?= .
SHORT = $(if $(BIG),,-test.short)
bench:
	mkdir -p bin && rm -f bin/bench.txt
	$(GO) test -c -o bin/society.test ./society
	$(GO) test -c -o bin/glasshouse.test .
	@take() { (cd $$1 && shift && "$$@" -test.run '^$$' -test.benchmem $(SHORT)) | tee -a bin/bench.txt; }; \
	society="$$PWD/bin/society.test" root="$$PWD/bin/glasshouse.test"; \
	for round in $$(seq $(ROUNDS)); do \
		if [[ Step =~ $(BENCH) ]]; then take society $$society -test.bench '^Benchmark(Floor|Step|Stages|Plain)$$' -test.benchtime 40x; fi; \
		if [[ Mechanism =~ $(BENCH) ]]; then take society $$society -test.bench '^BenchmarkMechanism$$' -test.benchtime 10x; fi; \
		if [[ Year =~ $(BENCH) ]]; then take society $$society -test.bench '^BenchmarkYear$$' -test.benchtime 1x; fi; \
		if [[ Run =~ $(BENCH) ]]; then take . $$root -test.bench '^BenchmarkRun$$' -test.benchtime 1x; fi; \
	done
	@awk -f bench.awk bin/bench.txt

# Every other benchmark there is: tables, draws, tiles, lives, files.
bench-parts:
	$(GO) test -short -run '^$$' -bench . -benchmem $$($(GO) list ./... | grep -v -e '/society$$' -e '\.example$$')

# Each fuzz test for a while, one after the other, as the tool runs one at a time.
fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for name in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$name"; $(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME) $$pkg; \
		done; \
	done

clean:
	rm -rf bin

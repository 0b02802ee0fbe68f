# Reads what `go test -bench` printed in several rounds and writes the medians as one table, then the ratios that matter, each
# the median of the rounds' own ratios: a machine that drifts does so for both sides of a ratio.

/^Benchmark/ && NF > 3 {
	name = $1
	sub(/^Benchmark/, "", name)
	sub(/-[0-9]+$/, "", name)
	if (!(name in seen)) { seen[name] = 1; names[++rows] = name }
	for (i = 3; i < NF; i += 2) note(name, $(i + 1), $i)
}

function note(name, unit, value) {
	count[name, unit]++
	values[name, unit, count[name, unit]] = value
	if (unit ~ /^ns\// && unit != "ns/op" && unit != "ns/citizen-step" && !((name, unit) in stage)) {
		stage[name, unit] = 1
		stages[++parts] = unit
		of[parts] = name
	}
}

function median(list, n,    i, j, x) {
	for (i = 2; i <= n; i++) {
		x = list[i]
		for (j = i - 1; j > 0 && list[j] > x; j--) list[j + 1] = list[j]
		list[j + 1] = x
	}
	return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function middle(name, unit,    list, i, n) {
	n = count[name, unit]
	if (n == 0) return ""
	for (i = 1; i <= n; i++) list[i] = values[name, unit, i] + 0
	return median(list, n)
}

# ratio is the median over rounds of one benchmark's value over another's.
function ratio(a, b, unit, what,    list, i, n) {
	n = count[a, unit] < count[b, unit] ? count[a, unit] : count[b, unit]
	if (n == 0) return
	for (i = 1; i <= n; i++) list[i] = values[a, unit, i] / values[b, unit, i]
	printf "  %-58s %6.3f\n", what, median(list, n)
}

function show(x, decimals) { return x == "" ? "-" : sprintf("%." decimals "f", x) }

END {
	if (rows == 0) exit
	printf "%-44s %9s %12s %12s %12s %9s %11s\n", "medians of " count[names[1], "ns/op"] " rounds", "ms", "ns/cit-step", "cpu-ns/moment", "bytes/cit", "cpu-s", "allocs"
	for (r = 1; r <= rows; r++) {
		name = names[r]
		cost = middle(name, "cpu-ns/citizen-step")
		if (cost == "") cost = middle(name, "ns/citizen-step")
		printf "%-44s %9s %12s %12s %12s %9s %11s\n", name, show(middle(name, "ns/op") / 1e6, 1), show(cost, 2), \
			show(middle(name, "cpu-ns/moment"), 2), show(middle(name, "bytes/citizen"), 2), show(middle(name, "cpu-s/run"), 2), \
			show(middle(name, "allocs/op"), 0)
	}
	if (parts) print "\nstages of a step, ns a citizen-step"
	for (p = 1; p <= parts; p++) printf "  %-20s %6.2f\n", substr(stages[p], 4), middle(of[p], stages[p])
	print "\nratios"
	ratio("Step", "Floor", "ns/citizen-step", "step over floor")
	ratio("Plain", "Step", "ns/citizen-step", "plain rule over step")
	year = "Year/citizens="
	for (e = 6; e <= 8; e++)
		ratio(year "1e" e "/moments=40/workers=1", year "1e5/moments=40/workers=1", "cpu-ns/citizen-step", "a citizen-step of 1e" e " over one of 1e5")
	for (e = 5; e <= 8; e++)
		ratio(year "1e" e "/moments=40/workers=1", year "1e" e "/moments=40/workers=2", "ns/op", "two workers, 1e" e ": times as fast as one")
	for (e = 5; e <= 7; e++)
		ratio(year "1e" e "/moments=160/workers=1", year "1e" e "/moments=40/workers=1", "cpu-ns/citizen-step", "160 moments over 40, 1e" e)
	for (e = 6; e <= 7; e++) {
		run = "Run/citizens=1e" e "/twin="
		ratio(run "true/outputs=false", run "false/outputs=false", "cpu-s/run", "1e" e ", with its twin over alone")
		ratio(run "false/outputs=true", run "false/outputs=false", "cpu-s/run", "1e" e ", with outputs over without, alone")
		ratio(run "true/outputs=true", run "true/outputs=false", "cpu-s/run", "1e" e ", with outputs over without, with its twin")
	}
}

package scenario

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// head starts a file that is right, in two lines; what follows starts at line 3.
const head = "scenario: x\nextends: article\n"

const firms = "scenario: x\nextends: firms\n"

// debts starts a file with debts, in two lines.
const debts = "scenario: x\nextends: black-lists\n"

// Bad input of every kind gets an error that says where and what.
func TestBadInput(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		// the text as such
		{"empty", "", "x.yaml:1:1: is empty"},
		{"only a comment", "# nothing\n", "is empty"},
		{"binary", "\x00\x01\x02ELF", "is not text in UTF-8"},
		{"bad UTF-8", "scenario: \xff\xfe\n", "is not text in UTF-8"},
		{"ten megabytes of junk", strings.Repeat("junk: ", 10<<20/6), "is larger than 1 MiB"},
		{"a mebibyte of brackets", strings.Repeat("[", 1<<20), "is nested more than 32 deep"},
		{"a mebibyte of dashes", strings.Repeat("- ", 1<<19), "lists inside lists"},
		{"a mebibyte of keys", strings.Repeat("a: 1\n", 1<<20/5), "has more than 5000 keys"},
		{"deep by indentation", deep(), "is nested more than 32 deep"},
		{"billion laughs", "scenario: x\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "x.yaml:2:4: anchors (&) are not accepted"},
		{"alias", "scenario: x\nwatch: {*: {sees: 1%}}\n", "aliases (*) are not accepted"},
		{"merge key", "scenario: x\n<<: {a: b}\n", "merge keys (<<) are not accepted"},
		{"tag", "scenario: !!binary aGk=\n", "tags (!) are not accepted"},
		{"explicit key", "? scenario\n: x\n", "keys of several values (?) are not accepted"},
		{"directive", "%YAML 1.2\n---\nscenario: x\n", "directives"},
		{"two documents", "scenario: x\n---\nscenario: y\n", "x.yaml:3:1: holds a second document"},
		{"duplicate key", "scenario: x\ntime: {step: 7 days}\ntime: {step: 1 day}\n", "x.yaml:3:1: time: is given twice"},
		{"not YAML", "scenario: [x\nabout: \"y\n", "is not well-formed YAML"},
		{"a list", "- scenario\n", "is a list where a scenario starts with keys"},
		{"a word", "scenario\n", "where a scenario starts with keys"},
		// keys
		{"unknown key", head + "behaviour: {deterence: 3}\n", "x.yaml:3:13: behaviour.deterence: is not a known key; did you mean deterrence?"},
		{"underscore", head + "conduct:\n  jaywalking:\n    seen_by: [police]\n", "x.yaml:5:5: conduct.jaywalking.seen_by: is not a known key; did you mean seen-by?"},
		{"far from any key", head + "xylophone: 3\n", "x.yaml:3:1: xylophone: is not a known key; allowed: extends, safeguards, scenario, about, system"},
		{"persons", head + "persons: [a, b]\n", "x.yaml:3:1: persons: glasshouse takes no records of persons; every citizen is synthetic"},
		{"photos", head + "population: {Photos: x}\n", "population.Photos: glasshouse takes no records of persons"},
		{"missing key", "scenario: x\nconduct: {a: {nature: misdeed, inclination: 1%}}\nledger: {grades: {A: 0}}\n", "x.yaml:2:14: conduct.a.chances: is missing; allowed: 0/year to 200/year"},
		{"bad name", head + "conduct: {\"a b\": {nature: misdeed}}\n", "is not a name for a kind of conduct"},
		// values
		{"out of range", head + "conduct:\n  jaywalking: {inclination: 140%}\n", "x.yaml:4:29: conduct.jaywalking.inclination: 140% is out of range; allowed: 0% to 100%"},
		{"forgotten %", head + "conduct: {jaywalking: {inclination: 20}}\n", "20 is out of range; did you mean 20%?"},
		{"no unit", head + "conduct: {jaywalking: {chances: 12}}\n", "conduct.jaywalking.chances: 12 has no unit (/year, /month, /week or /day)"},
		{"wrong unit", head + "time: {length: 3 yards}\n", "x.yaml:3:16: time.length: 3 yards has a unit that is not known here (days, weeks, months (30 days) or years (365 days)); allowed: 1 day to 36500 days"},
		{"NaN", head + "behaviour: {learning: .nan}\n", "behaviour.learning: .nan is not a finite number"},
		{"infinity", head + "behaviour: {deterrence: -.inf}\n", "-.inf is not a finite number"},
		{"too large for a number", head + "behaviour: {deterrence: 1e999}\n", "1e999 is not a finite number"},
		{"a word for a number", head + "behaviour: {deterrence: strong}\n", "strong is not a number"},
		{"not whole", head + "time: {length: 0.5 years}\n", "0.5 years is not a whole number of days"},
		{"not among the few", head + "time: {step: 3 days}\n", "3 days is out of range; allowed: 1 day, 7 days"},
		{"just above 0", head + "behaviour: {learning: 0.005}\n", "0.005 is out of range; allowed: 0, or 0.01 to 0.2"},
		{"no value", head + "behaviour:\n  learning:\n", "behaviour.learning: no value is given"},
		{"list for a value", head + "behaviour: {learning: [1]}\n", "behaviour.learning: a list where a single value is due"},
		{"value for a list", head + "conduct: {jaywalking: {seen-by: police}}\n", "police where a list is due"},
		{"value for a block", head + "behaviour: 3\n", "x.yaml:3:12: behaviour: 3 where a block of keys is due"},
		{"list for a block", head + "conduct: [jaywalking]\n", "conduct: a list where a block of keys is due"},
		{"four fifths", head + "conduct: {flight: {by-income: [1, 1, 1, 1]}}\n", "five values are due"},
		{"no switch", head + "system: perhaps\n", "system: perhaps is neither yes nor no"},
		{"no choice", head + "lists: {travel: {again: restrat}}\n", "restrat is not known here; did you mean restart?"},
		{"no table", head + "population: {table: china-2002}\n", "china-2002 is not known here; did you mean china-2020?"},
		{"several lines", head + "about: |\n  one\n  two\n", "holds characters that cannot be printed in one line"},
		{"long text", head + "about: " + strings.Repeat("x", 501) + "\n", "is too long; allowed: one line of text, up to 500"},
		{"list in a list", head + "conduct: {jaywalking: {seen-by: [[police]]}}\n", "conduct.jaywalking.seen-by: a list where a single value is due"},
		{"fifth out of range", head + "conduct: {flight: {by-income: [0, 0, 0, 0, 6]}}\n", "conduct.flight.by-income: 6 is out of range; allowed: five values, each 0 to 5"},
		{"name of no safeguard", head + "conduct: {none: {nature: misdeed}}\n", "is not a name for a kind of conduct"},
		{"every of what is no block", head + "watch: {\"*\": 3}\n", "where a block of keys is due"},
		{"no ground", head + "lists: {travel: {grounds: [score below x]}}\n", "score below x is not a ground"},
		{"bad scenario name", "scenario: a/b\nextends: article\n", "a/b is not a name for a scenario"},
		// names and parameters that concern each other
		{"no such channel", head + "conduct:\n  jaywalking:\n    seen-by: [police, crossing-camera]\n", "x.yaml:5:23: conduct.jaywalking.seen-by: crossing-camera is no channel of this scenario; did you mean crossing-cameras?"},
		{"no such kind", head + "lists: {travel: {grounds: [fare-doging]}}\n", "fare-doging is no kind of conduct of this scenario; did you mean fare-dodging?"},
		{"refuses no trip", head + "lists: {travel: {refuses: [criticism]}}\n", "criticism is no kind of conduct of nature trip"},
		{"refuses no trip to the household", head + "lists: {travel: {refuses-household: [trian]}}\n", "x.yaml:3:38: lists.travel.refuses-household: trian is no kind of conduct of nature trip, request or loan of this scenario; did you mean train?"},
		{"household learns too much", head + "behaviour: {household-learning: 0.3}\n", "0.3 is out of range; allowed: 0 to 0.2"},
		{"ends at an odd age", head + "conduct: {flight: {to-age: 16 years}}\n", "16 years is out of range; allowed: 0 years, 15 years, 18 years"},
		{"nothing is a ground", head + "lists: {travel: {grounds: []}}\n", "lists.travel.grounds: names no ground"},
		{"ground below the floor", head + "lists: {travel: {grounds: [score below -5]}}\n", "can never or must always hold"},
		{"twice", head + "conduct: {jaywalking: {seen-by: [police, police]}}\n", "police is given twice"},
		{"both points", head + "watch: {crossing-cameras: {identify: {fmr: 1e-9, fpir: 1%}}}\n", "watch.crossing-cameras.identify.fpir: stands beside fmr; give one of the two"},
		{"neither point", head + "watch: {police: {identify: {lag: 7 days}}}\n", "watch.police.identify: needs fmr"},
		{"sees and cameras", head + "watch: {crossing-cameras: {sees: 3%}}\n", "watch.crossing-cameras.sees: stands beside cameras"},
		{"lag below a step", head + "watch: {crossing-cameras: {identify: {lag: 3 days}}}\n", "3 days is shorter than a step; allowed: 7 days or more"},
		{"groundless without grounds", head + "watch: {registry: {groundless: 1/million/year}}\n", "makes entries, but no misdeed"},
		{"groundless too many", head + "watch: {crossing-cameras: {groundless: 900000/million/year}}\n", "makes 172.6 entries a district and week on average; at most 8"},
		{"search without the system", head + "watch: {crossing-cameras: {both-worlds: yes}}\n", "watch.crossing-cameras.identify: stands in a channel of both worlds"},
		{"term below a step", head + "lists: {travel: {term: 3 days}}\n", "3 days is shorter than a step; allowed: 7 days or more"},
		{"ground without points", head + "conduct: {fare-dodging: {points: 0}}\n", "lists.travel.grounds: fare-dodging costs no points"},
		{"mean of fifths", head + "conduct: {flight: {by-income: [1, 1, 1, 1, 2]}}\n", "has the mean 1.2; it must be 1"},
		{"praise for a misdeed", head + "conduct: {jaywalking: {points: 5}}\n", "5 are points for a misdeed or lawful speech"},
		{"points against a good deed", head + "conduct: {volunteering: {points: -5}}\n", "-5 are points against a good deed"},
		{"points for a trip", head + "conduct: {flight: {points: 1}}\n", "1 are points for a trip, a request or an everyday act"},
		{"display of a good deed", head + "conduct: {volunteering: {display: yes}}\n", "displays conduct that is neither"},
		{"fine for a trip", head + "conduct: {flight: {fine: 1 yuan}}\n", "is a fine for conduct that is neither"},
		{"refusal of no trip", head + "conduct: {jaywalking: {refusal-cost: 5 yuan}}\n", "belongs only to conduct of nature trip"},
		{"too busy", head + "conduct: {jaywalking: {chances: 200/year}, criticism: {chances: 200/year}}\n", "at most 400 (8 a week) are allowed"},
		{"no conduct", head + "conduct: none\nlists: none\nwatch: {crossing-cameras: {groundless: 0/million/year}}\n", "holds no kind of conduct"},
		{"floor above start", head + "ledger: {floor: 1001}\n", "needs floor ≤ start ≤ ceiling"},
		{"scores too wide", head + "ledger: {ceiling: 5000}\n", "reaches more than 2047 points"},
		{"two grades at one score", head + "ledger: {grades: {A: 900, B: 900, C: 0}}\n", "is also where A starts"},
		{"scores without a grade", head + "ledger: {grades: {A: 900}}\n", "leaves lower scores without a grade"},
		{"no grades", head + "ledger: {grades: {}}\n", "holds no grade"},
		{"seventeen channels", head + "watch: {a: {sees: 1%}, b: {sees: 1%}, c: {sees: 1%}, d: {sees: 1%}, e: {sees: 1%}, f: {sees: 1%}, g: {sees: 1%}, h: {sees: 1%}, i: {sees: 1%}}\n", "one channel too many; at most 16"},
		{"no such list", head + "lists: {travel: {grounds: [list tarvel]}}\n", "list tarvel names no list of this scenario; did you mean travel?"},
		{"list grounds itself", head + "lists: {travel: {grounds: [list travel]}}\n", "lead back to the list itself"},
		{"lists ground each other", head + "lists: {travel: {grounds: [list b]}, b: {grounds: [list c], term: 1 year}, c: {grounds: [list travel], term: 1 year}}\n", "lists.travel.grounds: lead back to the list itself"},
		{"no such grade", head + "lists: {travel: {grounds: [grade AB]}}\n", "grade AB names no grade of this scenario"},
		{"grade and score", head + "lists: {travel: {grounds: [grade C, score below 900]}}\n", "name a score and a grade"},
		{"detention for a good deed", head + "conduct: {volunteering: {detention: 3 days}}\n", "is detention for conduct that is neither"},
		{"reward on no occasion", head + "rewards: {deposit: {above: 1030, on: [], worth: 5 yuan}}\n", "names no occasion"},
		{"reward on a misdeed", head + "rewards: {deposit: {above: 1030, on: [fighting], worth: 5 yuan}}\n", "fighting is no kind of conduct of nature trip, request or loan"},
		{"reward out of reach", head + "rewards: {deposit: {above: 1301, on: [flight], worth: 5 yuan}}\n", "1301 can never or must always hold"},
		{"ground without firms", head + "lists: {travel: {grounds: [firm graded poor]}}\n", "x.yaml:3:27: lists.travel.grounds: firm graded poor is about firms, and this scenario has none"},
		{"no such grade of firms", firms + "lists: {responsible-persons: {grounds: [firm graded por]}}\n", "firm graded por names no grade of firms below the highest; did you mean poor?"},
		{"everyone's firm", firms + "lists: {responsible-persons: {grounds: [firm graded excellent]}}\n", "firm graded excellent names no grade of firms below the highest; allowed: firm graded G, with G good, medium or poor"},
		{"two grades of firms", firms + "lists: {responsible-persons: {grounds: [firm graded good, firm graded poor]}}\n", "firm graded poor is no kind of conduct"},
		{"firms taken away", firms + "firms: none\n", "is about firms, and this scenario has none"},
		{"firms larger than districts", firms + "firms: {staff: 20000}\n", "x.yaml:3:16: firms.staff: 20000 citizens leaves districts without a firm; allowed: up to the size of a district, 10000 citizens"},
		{"grades of firms out of order", firms + "firms: {good: 985}\n", "x.yaml:3:8: firms: needs medium < good < excellent ≤ start, not 890, 985, 980, 1000"},
		{"grades of firms too far down", firms + "firms: {medium: -4000}\n", "firms.medium: -4000 is more than 4000 points below the start"},
		{"tenders bring too much", firms + "firms: {worth: 50%}\n", "makes tenders bring 73% of the usual wages; at most 50% are allowed"},
		{"unknown key of firms", firms + "firms: {audit: 1/year}\n", "firms.audit: is not a known key; did you mean audits?"},
		{"no such bar", firms + "firms: {bars: por}\n", "firms.bars: por is not known here; did you mean poor?"},
		{"mistaken for nothing", head + "conduct: {everyday-talk: {seen-by: [web-monitoring], mistaken-for: critisism}}\n", "x.yaml:3:68: conduct.everyday-talk.mistaken-for: critisism is no kind of conduct that points are taken for of this scenario; did you mean criticism?"},
		{"mistaken for a trip", head + "conduct: {everyday-talk: {seen-by: [web-monitoring], mistaken-for: flight}}\n", "flight is no kind of conduct that points are taken for"},
		{"mistaken misdeed", head + "conduct: {littering: {mistaken-for: criticism}}\n", "conduct.littering.mistaken-for: belongs only to everyday conduct"},
		{"mistaken by a search", head + "conduct: {everyday-talk: {seen-by: [crossing-cameras], mistaken-for: criticism}}\n", "goes with a channel that knows who talks; crossing-cameras searches faces"},
		{"false alarm about nothing", head + "watch: {web-monitoring: {false-alarm: 1%}}\n", "x.yaml:3:39: watch.web-monitoring.false-alarm: misreads nothing"},
		{"ban of no kind", head + "bans: {lawful-speach: yes}\n", "bans.lawful-speach: is not a known key; did you mean lawful-speech?"},
		{"half a ban", head + "bans: {scoring: half}\n", "bans.scoring: half is neither yes nor no"},
		{"consent above all", head + "population: {consent: 120%}\n", "population.consent: 120% is out of range; allowed: 0% to 100%"},
		{"conformity too high", head + "behaviour: {conformity: 5}\n", "behaviour.conformity: 5 is out of range; allowed: 0 to 4"},
		{"spite too often", head + "watch: {web-monitoring: {groundless: 100000/million/year}}\n", "makes 19.2 entries a district and week on average; at most 8"},
		{"deadline before any review", head + "redress: {review-days: 30 days, deadline: 20 days, on-deadline: upheld}\n", "x.yaml:3:43: redress.deadline: 20 days is over before any review can be; allowed: 30 days (review-days) or more"},
		{"no such end of a deadline", head + "redress: {on-deadline: dismised}\n", "redress.on-deadline: dismised is not known here; did you mean dismissed?"},
		{"reviewers without a measure", head + "redress: {reviewers: 1 per 1000}\n", "1 per 1000 has a unit that is not known here (per 100000); allowed: 0 per 100000 to 1000 per 100000"},
		{"sunset below a week", head + "redress: {sunset: 3 days}\n", "3 days is out of range; allowed: none, or 7 days to 3650 days"},
		{"review of a list by term", head + "lists: {travel: {review-every: 90 days}}\n", "lists.travel.review-every: belongs to a list with the term until reviewed"},
		{"site at no kind", head + "sites: {gate: {at: flihgt, mode: count}}\n", "x.yaml:3:20: sites.gate.at: flihgt is no kind of conduct of nature trip, request or everyday; did you mean flight?"},
		{"site at a misdeed", head + "sites: {gate: {at: jaywalking, mode: count}}\n", "jaywalking is no kind of conduct of nature trip, request or everyday"},
		{"site without a place", head + "sites: {gate: {mode: count}}\n", "sites.gate.at: is missing"},
		{"site without a mode", head + "sites: {gate: {at: flight}}\n", "sites.gate.mode: is missing; allowed: identify, verify, attention, count"},
		{"two sites at one kind", head + "sites: {a: {at: flight, mode: count}, b: {at: flight, mode: count}}\n", "x.yaml:3:47: sites.b.at: flight has a site already, a"},
		{"nine sites", head + nineSites(), "one site too many; at most 8 are allowed"},
		{"site of no mode", head + "sites: {gate: {at: flight, mode: verfy}}\n", "sites.gate.mode: verfy is not known here; did you mean verify?"},
		{"rate of another mode", head + "sites: {gate: {at: flight, mode: count, fnmr: 5%}}\n", "sites.gate.fnmr: belongs to a site that verifies"},
		{"site without its rate", head + "sites: {gate: {at: flight, mode: verify, condition: 0%, fmr: 1e-6}}\n", "sites.gate.fnmr: is missing; allowed: 0% to 100%"},
		{"cost of no consequence", head + "sites: {gate: {at: flight, mode: count, cost: 5 yuan}}\n", "sites.gate.cost: belongs to a site that rations or refuses"},
		{"refused everyday", head + "sites: {gate: {at: everyday-talk, mode: verify, consequence: refuse, condition: 0%, fnmr: 5%, fmr: 1e-6}}\n", "sites.gate.consequence: refuse stands at everyday conduct"},
		{"consequence of counting", head + "sites: {gate: {at: flight, mode: count, consequence: flag}}\n", "sites.gate.consequence: follows from an alarm, and a site that only counts gives none"},
		{"site and channels too keen", head + "conduct: {flight: {seen-by: [registry]}}\nsites: {gate: {at: flight, mode: verify, condition: 0%, fnmr: 5%, fmr: 1e-6}}\n", "x.yaml:4:20: sites.gate.at: flight is seen by channels in 1 of visits and noticed by the site in up to 0.05"},
		{"kind for nobody", head + "conduct: {jaywalking: {to-age: 15 years}}\n", "x.yaml:3:32: conduct.jaywalking.to-age: 15 years is not above from-age, 15 years"},
		{"passages without cameras", head + "watch: {police: {passages: 5/year}}\n", "watch.police.passages: belongs to a channel of cameras"},
		{"bytes of what", head + "watch: {police: {bytes: 5 bits}}\n", "5 bits has a unit that is not known here (bytes, kB, MB or GB)"},
		// debts
		{"debt without debts", head + "debt: {interest: 5%}\n", "debt.interest: belongs to a scenario with a kind of conduct of nature loan, instalment or settlement"},
		{"loan never repaid", head + "conduct: {borrowing: {nature: loan, chances: 1/year, inclination: 5%}}\n", "lets people borrow, but holds no kind of nature instalment"},
		{"two kinds of instalment", debts + "conduct: {rates: {nature: instalment, chances: 1/year, inclination: 5%}}\n", "conduct.rates.nature: makes a second kind of that nature; instalment is one"},
		{"instalment seen", debts + "conduct: {instalment: {seen-by: [police]}}\n", "conduct.instalment.seen-by: lets channels see"},
		{"points for an instalment", debts + "conduct: {instalment: {points: -5}}\n", "or for what is about a debt, which the ledger does not hold"},
		{"debt too large", debts + "debt: {amount: [12000 yuan, 0 yuan, 0 yuan, 0 yuan, 0 yuan]}\n", "debt.amount: 12000 yuan makes a debt of 2.05 times"},
		{"no such entry", debts + "debt: {entry: unpaid-det}\n", "debt.entry: unpaid-det is no kind of conduct of nature misdeed of this scenario; did you mean unpaid-debt?"},
		{"entry of lawful conduct", debts + "debt: {entry: criticism}\n", "criticism is no kind of conduct of nature misdeed"},
		{"judgment at once", debts + "debt: {judgment-after: 3 days}\n", "debt.judgment-after: 3 days is out of range; allowed: 7 days to 3650 days"},
		{"debt past no time", debts + "lists: {bank: {grounds: [debt past ages]}}\n", "debt past ages is not a ground"},
		{"debt past too soon", debts + "lists: {bank: {grounds: [debt past 3 days]}}\n", "debt past 3 days is not a ground: a debt is past so many days, from 7 to 3650"},
		{"debt past without debts", head + "lists: {travel: {grounds: [debt past 90 days]}}\n", "lists.travel.grounds: debt past 90 days can never hold"},
		{"no such end", debts + "lists: {court: {term: until repayed}}\n", "lists.court.term: until repayed is not known here; did you mean until repaid?; allowed: until repaid, until reviewed, or 1 day to 3650 days"},
		{"half a day", debts + "lists: {court: {term: 1.5 days}}\n", "1.5 days is not a whole number of days"},
		{"nobody can settle", head + "lists: {travel: {grounds: [fare-dodging], term: until repaid}}\n", "no kind of conduct has the nature settlement"},
		{"a score to be repaid", debts + "lists: {travel: {grounds: [score below 960], term: until repaid}}\n", "a low score or grade is nothing that can be paid"},
		{"nothing to be repaid", debts + "lists: {bank: {grounds: [late-fee], term: until repaid}}\n", "there is no fine for late-fee"},
		{"takers of a misdeed", head + "conduct: {jaywalking: {takers: 30%}}\n", "x.yaml:3:32: conduct.jaywalking.takers: belongs only to conduct of nature trip or request"},
		{"more takers than people", head + "conduct: {train: {takers: 130%}}\n", "conduct.train.takers: 130% is out of range; allowed: 0% to 100%"},
		{"term of zero", head + "lists: {travel: {term: 0 days}}\n", "x.yaml:3:24: lists.travel.term: 0 days is out of range"},
		{"term of zero without a unit", head + "lists: {travel: {term: 0}}\n", "lists.travel.term: 0 "},
		{"review every zero days", head + "lists: {travel: {term: until reviewed, review-every: 0 days}}\n", "lists.travel.review-every: 0 days is out of range; allowed: 7 days to 3650 days"},
		{"sunset at once", head + "redress: {sunset: 0 days}\n", "redress.sunset: 0 days is out of range; allowed: none, or 7 days to 3650 days"},
		{"window of zero", head + "redress: {window: 0 days}\n", "redress.window: 0 days is out of range; allowed: 1 day to 365 days"},
		{"deadline of zero", head + "redress: {deadline: 0 days}\n", "redress.deadline: 0 days is out of range; allowed: 1 day to 3650 days"},
		{"debt of no instalments", debts + "debt: {instalments: 0}\n", "debt.instalments: 0 is out of range; allowed: 1 to 120"},
		{"one list of two that are no list", debts + "lists: {bank: {grounds: [late-fee, list cuort]}}\n", "lists.bank.grounds: list cuort names no list of this scenario; did you mean court?"},
		{"a list that refuses an unknown kind", debts + "lists: {tender: {refuses: [tender-bit]}}\n", "tender-bit is no kind of conduct of nature trip, request or loan of this scenario; did you mean tender-bid?"},
		{"shares of a site above one", head + "sites: {gate: {at: flight, mode: attention, condition: 0%, false-alarm: 90%, miss-rate: 0%, minority: 3}}\n", "sites.gate: gives minority false alarms at 2.7 of visits, rate times factors; at most 1"},
		{"alternative to a misdeed", head + "conduct: {jaywalking: {open-alternative: yes}}\n", "belongs only to conduct of nature trip, request or loan"},
		// files
		{"unknown preset", "scenario: x\nextends: artcle\n", "x.yaml:2:10: extends: artcle is not a preset; a file is written as a path, such as ./my.yaml; did you mean article?"},
		{"extends a safeguard", "scenario: x\nextends: no-speech\n", "is a safeguard; it goes with a preset"},
		{"extends a list", "scenario: x\nextends: [article]\n", "is neither the name of a preset"},
		{"unknown safeguard", head + "safeguards: [human-revue]\n", "x.yaml:3:14: human-revue is not a safeguard; did you mean human-review?"},
		{"safeguards no list", head + "safeguards: human-review\n", "where a list is due, such as [human-review]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Parse("x.yaml", []byte(c.src))
			if err == nil {
				t.Fatal("accepted")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
			if s != nil {
				t.Error("a scenario came with the error")
			}
		})
	}
}

// nineSites is one site more than there may be, each at a kind of its own.
func nineSites() string {
	kinds, sites := "conduct: {", "sites: {"
	for i := range 9 {
		kinds += fmt.Sprintf("k%d: {nature: everyday, chances: 1/year, inclination: 1%%}, ", i)
		sites += fmt.Sprintf("s%d: {at: k%d, mode: count}, ", i, i)
	}
	return strings.TrimSuffix(kinds, ", ") + "}\n" + strings.TrimSuffix(sites, ", ") + "}\n"
}

// deep nests blocks by indentation.
func deep() string {
	var b strings.Builder
	for i := range 200 {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// All that is wrong is said at once, in the order of the file.
func TestAllFindingsAtOnce(t *testing.T) {
	_, err := Parse("x.yaml", []byte("scenario: x\nextends: article\nzebra: 1\ntime: {step: 2 days}\nbehaviour: {learning: 3, awareness: x}\n"))
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d findings, not 4:\n%v", len(lines), err)
	}
	for i, start := range []string{"x.yaml:3:1:", "x.yaml:4:14:", "x.yaml:5:23:", "x.yaml:5:37:"} {
		if !strings.HasPrefix(lines[i], start) {
			t.Errorf("line %d is %s, not at %s", i, lines[i], start)
		}
	}
}

func TestBadSettings(t *testing.T) {
	for _, c := range []struct{ set, want string }{
		{"time.length", "--set time.length: needs the form path=value"},
		{"conduct.jaywalking.inclination=140%", "--set conduct.jaywalking.inclination=140%: conduct.jaywalking.inclination: 140% is out of range"},
		{"time.lenght=3 days", "did you mean length?"},
		{"conduct.jaywaking.points=-3", "is no kind of conduct of this scenario; did you mean jaywalking?"},
		{"time.length.days=3", "is a single parameter"},
		{"watch.crossing-camera.connected=1%", "is no channel of this scenario; did you mean crossing-cameras?"},
		{"lists.travl.term=30 days", "is no list of this scenario; did you mean travel?"},
		{"lists.travel.grounds=[list travel]", "lead back to the list itself"},
		{"lists.travel.term=0 days", "lists.travel.term: 0 days is out of range"},
		{"sites.gate.fnmr=5%", "is no site of this scenario"},
		{"rewards.deposit.above=5", "is no reward of this scenario"},
		{"time=3", "is given to a block"},
		{"watch.police.identify.fmr=1e-9", "is a block that this scenario does not have here"},
		{"lists.none.term=3 days", "is no list of this scenario"},
		{"conduct.jaywalking.seen-by=[police", "is not a list"},
		{"firms.audits=1/year", "is a block that this scenario does not have here"},
		{"people.names=x", "takes no records of persons"},
		{"about=\xe0", "is not text in UTF-8"},
		{"about=" + strings.Repeat("x", 2<<20), "is larger than 1 MiB"},
		{"", "--set : needs the form path=value"},
		{"=", "is not a known parameter"},
	} {
		if _, err := Load("article", []string{c.set}, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("--set %s: got %v\nwant %s", c.set, err, c.want)
		}
	}
	if _, err := Load("./testdata/plain.yaml", []string{"watch.*.identify.lag=7 days"}, nil); err == nil || !strings.Contains(err.Error(), "reaches nothing") {
		t.Errorf("a setting that reaches nothing: %v", err)
	}
}

func TestBadReferences(t *testing.T) {
	dir := t.TempDir()
	a := file(t, dir, "a.yaml", "scenario: a\nextends: b.yaml\n")
	file(t, dir, "b.yaml", "scenario: b\nextends: ./a.yaml\n")
	own := file(t, dir, "own.yaml", "scenario: own\nextends: own.yaml\n")
	gone := file(t, dir, "gone.yaml", "scenario: gone\nextends: nowhere.yaml\n")
	base := file(t, dir, "base.yaml", "scenario: base\nextends: article\ntime: {step: 2 days}\n")
	over := file(t, dir, "over.yaml", "scenario: over\nextends: base.yaml\n")
	big := file(t, dir, "big.yaml", strings.Repeat("x", 10<<20))
	locked := filepath.Join(dir, "link.yaml")
	if err := os.Symlink(filepath.Join(dir, "nothing"), locked); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ ref, want string }{
		{"artcle", "artcle: is not a preset; a file is written as a path, such as ./my.yaml; did you mean article?"},
		{"human-review", "is a safeguard; it goes with a preset, as in article+human-review"},
		{"article+human-revue", "safeguard: human-revue is not a safeguard; did you mean human-review?"},
		{"", "is not a preset"},
		{dir, dir + ": is a directory, not a scenario file"},
		{"/dev/null", "is not a regular file"},
		{filepath.Join(dir, "none.yaml"), "none.yaml: cannot be read: no such file"},
		{locked, "cannot be read: no such file"},
		{big, "is larger than 1 MiB"},
		{a, "b.yaml:2:10: extends: goes in a circle: "},
		{own, "own.yaml:2:10: extends: goes in a circle: "},
		{gone, "gone.yaml:2:10: extends: "},
		{over, base + ":3:14: time.step: 2 days is out of range"},
	} {
		if _, err := Load(c.ref, nil, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v\nwant %s", c.ref, err, c.want)
		}
	}
	if _, err := Load("article", nil, []string{"no-speach"}); err == nil || !strings.Contains(err.Error(), "did you mean no-speech?") {
		t.Errorf("a misspelt safeguard: %v", err)
	}
}

// A file that is wrong in a thousand places does not fill the screen; the findings are all there.
func TestManyFindings(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "zz%d: 1\n", i)
	}
	_, err := Parse("x.yaml", []byte(head+b.String()))
	var all Errors
	if !errors.As(err, &all) || len(all) != 1000 || strings.Count(err.Error(), "\n") != maxLines || !strings.HasSuffix(err.Error(), "and 900 more") {
		t.Errorf("%d findings, %d lines", len(all), strings.Count(err.Error(), "\n")+1)
	}
}

// A chain of files that is too long is refused, though it never closes.
func TestLongChain(t *testing.T) {
	dir := t.TempDir()
	for i := range maxChain + 1 {
		file(t, dir, fmt.Sprintf("f%d.yaml", i), fmt.Sprintf("scenario: f\nextends: f%d.yaml\n", i+1))
	}
	if _, err := Load(filepath.Join(dir, "f0.yaml"), nil, nil); err == nil || !strings.Contains(err.Error(), "goes on for more than 16 files") {
		t.Errorf("got %v", err)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"inclination", "chances", "points"}
	for written, want := range map[string]string{"inclinaton": "inclination", "CHANCES": "chances", "pionts": "points", "zebra": "", "": ""} {
		if got := nearest(written, known); got != want {
			t.Errorf("nearest to %q is %q, not %q", written, got, want)
		}
	}
	if d := distance("kitten", "sitting"); d != 3 {
		t.Errorf("kitten to sitting: %d, not 3", d)
	}
}

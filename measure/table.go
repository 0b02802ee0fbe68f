package measure

import (
	"glasshouse.example/firm"
	"glasshouse.example/society"
	"glasshouse.example/watch"
)

// number is a measure's value, and whether it has one.
type number func(f *Facts) (float64, bool)

// always makes a measure that always has a value.
func always(of func(*Facts) float64) number {
	return func(f *Facts) (float64, bool) { return of(f), true }
}

// ratio makes a measure with a denominator that may be zero.
func ratio(over, under func(*Facts) float64) number {
	return func(f *Facts) (float64, bool) {
		d := under(f)
		if d == 0 {
			return 0, false
		}
		return over(f) / d, true
	}
}

func counter(c society.Count) number {
	return always(func(f *Facts) float64 { return f.count(c) })
}

func of(c society.Count) func(*Facts) float64 {
	return func(f *Facts) float64 { return f.count(c) }
}

// firms makes a measure of what happened to firms.
func firms(what int) number {
	return always(func(f *Facts) float64 { return float64(f.Tally.Firms[what]) })
}

// system makes a measure that only a world with the system has.
func system(n number) number {
	return func(f *Facts) (float64, bool) {
		if !f.Scenario.System {
			return 0, false
		}
		return n(f)
	}
}

// Where a measure is given.
const (
	inTotal = 1 << iota
	inSteps
	inGroups
	whole // a whole number
)

const (
	everywhere = inTotal | inSteps | inGroups
	counted    = everywhere | whole
	ofFirms    = inTotal | inSteps | whole
)

type row struct {
	name, unit, meaning, formula string
	where                        int
	value                        number
}

// table is every measure. Its order is that of documents and columns.
var table = []row{
	{"scored", "persons", "Citizens with a score: of an age that is scored, and agreed where they are asked.", "", inTotal | inGroups | whole, always((*Facts).scored)},
	{"moments", "count", "Chances to do something that came up, of every kind. The same in every world.", "", counted,
		always((*Facts).moments)},
	{"eligible", "count", "Of those, chances that detention did not keep the citizen from, and at which there was something to pay or to borrow.", "", counted,
		always(func(f *Facts) float64 { return f.moments() - f.count(society.Ineligible) })},
	{"acts", "count", "Chances taken. A trip or request that a list then refused counts.", "", counted,
		always(func(f *Facts) float64 { return f.acts(f.Tally, every) })},
	{"misdeeds", "count", "Rule-breaking acts done, in truth, whether seen or not.", "", counted,
		always(func(f *Facts) float64 { return f.acts(f.Tally, misdeed) })},
	{"good_deeds", "count", "Rewarded acts done, in truth, whether seen or not.", "", counted,
		always(func(f *Facts) float64 { return f.acts(f.Tally, goodDeed) })},
	{"lawful_speech", "count", "Lawful criticism and other lawful expression, done.", "", counted,
		always(func(f *Facts) float64 { return f.acts(f.Tally, speech) })},
	{"everyday_acts", "count", "Acts that no rule speaks of, done: the comparator for speech. Monitoring may misread them.", "", counted,
		always(func(f *Facts) float64 { return f.acts(f.Tally, everyday) })},
	{"observations", "count", "Acts seen by any channel, with those of ordinary policing.", "", counted,
		counter(society.Detected)},
	{"records", "count", "Records kept of acts, by all channels.", "", inTotal | inSteps | whole,
		always(func(f *Facts) (n float64) {
			for _, r := range f.Tally.Records {
				n += float64(r)
			}
			return n
		})},
	{"records_per_citizen_year", "per citizen-year", "Records made: of acts seen, of people passing cameras and of visits to sites, over all citizens.",
		"(acts seen + passages + visits) / citizen-years; passages in expectation", inTotal | inSteps, ratio((*Facts).recordsMade, (*Facts).personYears)},
	{"bytes_held", "bytes", "Records held at the end, by channels and sites.",
		"Σ records a day · min(days kept, days of the run) · bytes, at the run's mean rate; passages in expectation", inTotal, always((*Facts).bytesHeld)},
	{"site_visits", "count", "Visits to sites. Equals right alarms + false alarms + missed + passed.", "", counted, sites((*Facts).visits)},
	{"site_alarms", "count", "Alarms of sites, right and false.", "", counted, sites((*Facts).alarms)},
	{"site_false_alarms", "count", "Of those, alarms where nothing was: neither a second visit, nor an impostor, nor inattention.", "", counted,
		sites((*Facts).falseAlarms)},
	{"site_missed", "count", "Visits at which what the site looks for was so, and not noticed.", "", counted, sites((*Facts).missedAlarms)},
	{"boarding_refused", "count", "Trips and requests that a site refused at the door; those that a list refused count apart.", "", counted,
		following(watch.Refuse, (*Facts).alarms)},
	{"boarding_refused_wrongly", "count", "Of those, refused by a false alarm.", "", counted, following(watch.Refuse, (*Facts).falseAlarms)},
	{"rationed_wrongly", "count", "Visits at which a false alarm kept from a citizen what the site gives out.", "", counted,
		following(watch.Ration, (*Facts).falseAlarms)},
	{"flagged", "count", "Visits at which a site marked a citizen.", "", counted, following(watch.Flag, (*Facts).alarms)},
	{"flagged_wrongly", "count", "Of those, marked by a false alarm.", "", counted, following(watch.Flag, (*Facts).falseAlarms)},
	{"searches", "count", "Faces put to a 1:N search. Equals herself + another + nobody.", "", counted,
		counter(society.Searches)},
	{"searches_herself", "count", "Searches that named the one who did it.", "e(1−φ)(1−ρF)", counted,
		counter(society.SearchHerself)},
	{"searches_another", "count", "Searches that named somebody else.", "F[(1−e)+eφ+e(1−φ)ρ]", counted,
		counter(society.SearchAnother)},
	{"missed", "count", "Acts seen and put to nobody by the search.", "(1−F)[(1−e)+eφ]", counted,
		counter(society.SearchNobody)},
	{"wrong_identification_share", "ratio", "Of the searches that named somebody, the share that named somebody else.",
		"another / (herself + another)", everywhere, ratio(of(society.SearchAnother), func(f *Facts) float64 {
			return f.count(society.SearchHerself) + f.count(society.SearchAnother)
		})},
	{"entries", "count", "Entries against a citizen in the official ledger. Equals true + misattributed + groundless.", "", counted,
		counter(society.Entries)},
	{"true_entries", "count", "Entries for an act of the citizen's own.", "", counted, counter(society.TrueEntries)},
	{"false_entries", "count", "Entries for something the citizen did not do.", "misattributed + groundless", counted,
		always((*Facts).falseEntries)},
	{"misattributed_entries", "count", "False entries for an act of somebody else.", "", counted,
		counter(society.MisplacedEntries)},
	{"groundless_entries", "count", "False entries with no act behind them.", "", counted,
		counter(society.GroundlessEntries)},
	{"false_discovery_rate", "ratio", "Share of entries that are false.", "false_entries / entries", everywhere,
		ratio((*Facts).falseEntries, of(society.Entries))},
	{"false_entry_rate", "per citizen-year", "False entries per year of life, over all citizens, scored or not.",
		"false_entries / citizen-years", everywhere, ratio((*Facts).falseEntries, (*Facts).personYears)},
	{"entries_for_lawful_conduct", "count", "True entries for what the law allows. Accuracy is not justice.", "", counted,
		counter(society.LawfulEntries)},
	{"credits", "count", "Entries in a citizen's favour.", "", counted, counter(society.Credits)},
	{"entries_in_transit", "count", "False entries made and not yet posted at the end.", "", inTotal | whole,
		always(func(f *Facts) float64 { return f.Transit[0] + f.Transit[1] })},
	{"misattributions", "count", "Searches that named somebody else and led to an entry on its way, by the doer's group.", "", counted,
		counter(society.Misplaced)},
	{"rejected_by_review", "count", "Matches that a reviewer turned down, a second picture did not repeat, or no other evidence bore out.", "", counted, counter(society.Rejected)},
	{"listed", "persons", "On a black list at the end, officially.", "", counted,
		always(func(f *Facts) float64 { return f.level(&f.Level.Listed) })},
	{"wrongly_listed", "persons", "Of those, not on that list by the true ledger.", "", counted,
		always(func(f *Facts) float64 { return f.level(&f.Level.Wrong) })},
	{"listed_for_lawful_conduct", "persons", "Of the listed, those who would be on no list without their entries for what the law allows.", "", counted,
		always(func(f *Facts) float64 { return f.level(&f.Level.Lawful) })},
	{"wrongful_listing_share", "ratio", "Share of the listed who are wrongly listed.", "wrongly_listed / listed", everywhere,
		ratio(func(f *Facts) float64 { return f.level(&f.Level.Wrong) }, func(f *Facts) float64 { return f.level(&f.Level.Listed) })},
	{"listed_days", "days", "Days spent on a list, summed over citizens.", "", counted, counter(society.ListedDays)},
	{"wrongly_listed_days", "days", "Days spent wrongly on a list, summed over citizens.", "", counted,
		counter(society.WronglyListedDays)},
	{"joined", "count", "Times a citizen came on a list.", "listed = joined − left", counted, counter(society.Joined)},
	{"left", "count", "Times a citizen's term on a list ended.", "", counted, counter(society.Left)},
	{"joined_wrongly", "count", "Times a citizen came to be wrongly listed.", "", counted, counter(society.JoinedWrongly)},
	{"trips_refused", "count", "Journeys refused to the listed, or to their households.", "", counted, counter(society.TripsRefused)},
	{"trips_refused_wrongly", "count", "Of those, refused to the wrongly listed, or wrongly to their households.", "", counted, counter(society.TripsRefusedWrongly)},
	{"requests_refused", "count", "Applications refused to the listed, or to their households: loans, insurance, permits, public jobs.", "", counted, counter(society.RequestsRefused)},
	{"requests_refused_wrongly", "count", "Of those, refused to the wrongly listed, or wrongly to their households.", "", counted, counter(society.RequestsRefusedWrongly)},
	{"household_refused", "count", "Journeys and applications refused for the listing of another of the household; counted among those refused above.", "",
		counted, counter(society.HouseholdRefused)},
	{"household_refused_wrongly", "count", "Of those, refused by no listing in the true ledger, neither a relative's nor the citizen's own.", "",
		counted, counter(society.HouseholdRefusedWrongly)},
	{"children_barred", "count", "Of those refused for another of the household, refused to under-18s.", "",
		counted, counter(society.ChildrenBarred)},
	{"memberships_begun", "count", "Times a citizen came on one list, each list counted.", "", inTotal | inSteps | whole,
		always(func(f *Facts) float64 { return f.flow().begun })},
	{"memberships_ended", "count", "Times a citizen's term on one list ended, each list counted.", "", inTotal | inSteps | whole,
		always(func(f *Facts) float64 { return f.flow().ended })},
	{"cascade_size", "ratio", "Lists joined for one entry that put the citizen on any: above 1 by joint punishment.",
		"memberships_begun / entries that list", inTotal | inSteps,
		ratio(func(f *Facts) float64 { return f.flow().begun }, func(f *Facts) float64 { return f.flow().entries })},
	{"cascade_largest", "count", "Most lists joined for one entry.", "", inTotal | whole,
		always(func(f *Facts) float64 { return f.flow().largest })},
	{"detentions", "count", "Detentions that followed an entry.", "", counted, counter(society.Detentions)},
	{"wrong_detentions", "count", "Of those, for something the citizen did not do.", "", counted, counter(society.WrongDetentions)},
	{"detention_days", "days", "Days of detention imposed, summed over citizens.", "", counted, counter(society.DetentionDays)},
	{"rewards", "count", "Rewards given for a high score: a deposit waived, a queue shortened.", "", counted, counter(society.Rewarded)},
	{"rewards_top_fifth", "ratio", "Share of them that went to the fifth with the highest income.", "", inTotal | inSteps,
		ratio(func(f *Facts) float64 { return float64(f.Tally.RewardedFifth[4]) }, of(society.Rewarded))},
	{"displays", "count", "Faces shown on street screens.", "", counted, counter(society.Displays)},
	{"wrong_displays", "count", "Of those, faces of people who had not done it.", "", counted, counter(society.WrongDisplays)},
	{"fines", "count", "Fines taken, those of ordinary policing included.", "", counted, counter(society.Fines)},
	{"firms", "firms", "Firms, a fixed number in each district.", "", inTotal | whole, always(func(f *Facts) float64 { return float64(f.Level.Firms) })},
	{"audits", "count", "Audits of firms, with the system and without.", "", ofFirms, firms(firm.Audits)},
	{"violations", "count", "Violations that firms began, in truth, whether found or not.", "", ofFirms, firms(firm.Violations)},
	{"violations_found", "count", "Of those, found by an audit.", "", ofFirms, firms(firm.FoundTruly)},
	{"false_findings", "count", "Audits that found a violation where there was none.", "", ofFirms, firms(firm.FoundFalsely)},
	{"firms_poor", "firms", "Firms that the last rating put into the lowest grade.", "", inTotal | inSteps | whole,
		always(func(f *Facts) float64 { return float64(f.Level.FirmsPoor) })},
	{"firms_poor_wrongly", "firms", "Of those, firms that their true score does not put there.", "", inTotal | inSteps | whole,
		always(func(f *Facts) float64 { return float64(f.Level.FirmsPoorWrongly) })},
	{"tenders", "count", "Bids of firms for tenders.", "", ofFirms, firms(firm.Bids)},
	{"tenders_won", "count", "Of those, won. A rating moves them from firm to firm.", "", ofFirms, firms(firm.Won)},
	{"tenders_lost_to_rating", "count", "Bids lost that would have been won without a rating.", "", ofFirms, firms(firm.LostToRating)},
	{"tenders_lost_wrongly", "count", "Of those, bids that would have been won with the grade of the true score.", "", ofFirms,
		firms(firm.LostWrongly)},
	{"managers_listed", "count", "Times the rating of her firm put a manager on a list.", "", counted, counter(society.ManagersListed)},
	{"managers_listed_wrongly", "count", "Of those, where the firm's true score did not.", "", counted,
		counter(society.ManagersListedWrongly)},
	{"wage_index_mean", "ratio", "Mean wage index of firms at the end; 1 is usual.", "mean m", inTotal | inSteps,
		ratio(func(f *Facts) float64 { return float64(f.Level.Wages) / firm.Usual }, func(f *Facts) float64 { return float64(f.Level.Firms) })},
	{"loans", "count", "Loans taken.", "", counted, counter(society.Loans)},
	{"late_payments", "count", "Instalments missed.", "", counted, counter(society.LatePayments)},
	{"defaults", "count", "Debts of which all fell due, after instalments missed in a row.", "", counted, counter(society.Defaults)},
	{"defaults_added", "count", "Defaults here less those in the twin without the system.", "", inTotal | inGroups | whole,
		twin(func(f *Facts) (float64, bool) {
			return f.count(society.Defaults) - f.countIn(f.Twin, society.Defaults), true
		})},
	{"judgments", "count", "Defaults that a court judged.", "", counted, counter(society.Judgments)},
	{"unpaid_judgments", "count", "Judgments entered in the ledger, unpaid when the court's grace was over.", "", counted,
		counter(society.UnpaidJudgments)},
	{"settlements", "count", "Times somebody paid at once what was overdue, a debt or what a list wanted to be paid.", "", counted,
		counter(society.Settlements)},
	{"debts_repaid", "count", "Debts ended by their last instalment.", "", counted, counter(society.DebtsRepaid)},
	{"debts_settled", "count", "Debts in default that ended by settlement.", "", counted, counter(society.DebtsSettled)},
	{"debts_enforced", "count", "Debts that ended because the court had taken all of them.", "", counted, counter(society.DebtsEnforced)},
	{"in_debt", "persons", "With a debt at the end.", "start + loans − repaid − settled − enforced", counted,
		always(func(f *Facts) float64 { return f.level(&f.Level.InDebt) })},
	{"in_default", "persons", "Of those, with all of it due.", "", counted,
		always(func(f *Facts) float64 { return f.level(&f.Level.InDefault) })},
	{"re_listed", "count", "Times somebody who had been listed before came to be listed again.", "", counted, counter(society.ReListed)},
	{"never_back", "ratio", "Of the ever listed, those who at the end are on a list or not recovered from the first time.", "",
		inTotal | inGroups, system((*Facts).neverBack)},
	{"listed_resources_lost", "yuan per year", "Fall of the resources of the ever listed, at the end, against the same citizens in the twin without the system; the mean.",
		"mean(R_twin − R) over the ever listed", inTotal | inGroups, trapped(func(f *Facts, g int) float64 { return f.Trap.Lost[g] })},
	{"listed_default_added", "ratio", "Share of the ever listed in default at the end less that of the same citizens in the twin without the system.",
		"P(in default | ever listed) − the same in the twin", inTotal | inGroups, trapped(func(f *Facts, g int) float64 {
			return float64(f.Trap.InDefault[g] - f.Trap.TwinInDefault[g])
		})},
	{"trips_diverted", "count", "Journeys and applications of the listed that took the way that stays open.", "", counted,
		counter(society.TripsDiverted)},
	{"trips_refused_per_listed_year", "per listed year", "Journeys refused per year on a list.", "trips_refused / (listed_days / 365)", everywhere,
		ratio(of(society.TripsRefused), func(f *Facts) float64 { return f.count(society.ListedDays) / 365 })},
	{"accused_wrongly", "persons", "Citizens with at least one false entry so far.", "", inTotal | inGroups | whole,
		surveyed(func(f *Facts) float64 { return f.level(&f.Survey.Accused) })},
	{"true_positive_rate", "ratio", "Share of citizen-weeks with a punishable act in which the citizen got an entry for it.",
		"P(own entry | Y = 1)", everywhere, system(ratio(of(society.ActiveWeeksCaught), of(society.ActiveWeeks)))},
	{"false_positive_rate", "ratio", "Share of citizen-weeks without a punishable act in which the citizen got a false entry.",
		"P(false entry | Y = 0)", everywhere, system(ratio(of(society.IdleWeeksAccused), (*Facts).idle))},
	{"adverse_risk_ratio", "ratio", "False entry rate of the worst-off group over that of the best-off, among groups where 10 are expected.",
		"max / min", inTotal, system(func(f *Facts) (float64, bool) { return f.adverse(f.falseByGroup()) })},
	{"adverse_risk_ratio_if_equal", "ratio", "The same ratio if all groups had one rate, from chance alone: the mean of 1000 draws.",
		"", inTotal, system((*Facts).adverseIfEqual)},
	{"equalised_odds_difference", "ratio", "The larger of the gaps between groups in true and in false positive rate.",
		"max(ΔTPR, ΔFPR)", inTotal, system((*Facts).oddsDifference)},
	{"true_positive_rate_ratio", "ratio", "Highest true positive rate of a group over the lowest.", "", inTotal,
		system(func(f *Facts) (float64, bool) { return spread(f.rates(caught)) })},
	{"false_positive_rate_ratio", "ratio", "Highest false positive rate of a group over the lowest.", "", inTotal,
		system(func(f *Facts) (float64, bool) { return spread(f.rates(accused)) })},
	{"speech_chances", "count", "Chances of lawful expression that came up and that detention did not keep the citizen from.", "", counted,
		always(func(f *Facts) float64 { return f.chances(f.Tally, speech) })},
	{"speech_withheld", "ratio", "Fall of the share of chances of lawful expression that were taken, against the twin without the system; chances that detention kept the citizen from are left out. May be negative.",
		"1 − (C_with / eligible_with) / (C_without / eligible_without)", inTotal | inGroups, withheld(speech)},
	{"speech_withheld_level", "ratio", "Fall of lawful expression at the first day, from a line through the steps.",
		"l in 1 − ratio(t) = l + b·t, least squares, weighted by the chances of the step", inTotal, line(func(l *Line) float64 { return l.Level })},
	{"speech_withheld_trend", "per year", "Change of that fall in a year, from the same line.",
		"b", inTotal, line(func(l *Line) float64 { return l.Trend })},
	{"everyday_withheld", "ratio", "The same as speech_withheld for everyday acts, which nothing in the model keeps the citizen from but detention: what speech is compared with.",
		"1 − (C_with / eligible_with) / (C_without / eligible_without)", inTotal | inGroups, withheld(everyday)},
	{"misdeeds_averted", "count", "Misdeeds done in the twin without the system less those done here. Read it beside false_entries.",
		"", inTotal | inGroups | whole, twin(func(f *Facts) (float64, bool) {
			return f.acts(f.Twin, misdeed) - f.acts(f.Tally, misdeed), true
		})},
	{"score_mean", "points", "Mean official score of scored citizens.", "", inTotal | inSteps, system((*Facts).scoreMean)},
	{"score_p05", "points", "A twentieth of the scored have this score or less.", "", inTotal | inSteps | whole, system(quantile(5))},
	{"score_p25", "points", "A quarter have this score or less.", "", inTotal | inSteps | whole, system(quantile(25))},
	{"score_p50", "points", "Half have this score or less.", "", inTotal | inSteps | whole, system(quantile(50))},
	{"score_p75", "points", "Three quarters have this score or less.", "", inTotal | inSteps | whole, system(quantile(75))},
	{"score_p95", "points", "All but a twentieth have this score or less.", "", inTotal | inSteps | whole, system(quantile(95))},
	{"perceived_risk", "ratio", "Mean perceived chance of being made to answer for a misdeed, over all citizens.", "mean r",
		inTotal | inSteps, (*Facts).risk},
	{"speech_risk", "ratio", "Mean perceived chance of being made to answer for lawful speech, over all citizens.", "mean r_s",
		inTotal | inSteps, (*Facts).speechRisk},
	{"resources_mean", "yuan per year", "Mean resources.", "mean R", inTotal | inSteps, (*Facts).resourcesMean},
	{"resources_gini", "ratio", "Gini index of resources.", "", inTotal, surveyed((*Facts).gini)},
	{"recovery_days", "days", "Median days from the first listing to the score of before it (Kaplan–Meier); null if half are not back.",
		"", inTotal, system((*Facts).recovery)},
	{"not_recovered", "ratio", "Share of the ever listed not back to the score of before, at the longest time seen (Kaplan–Meier).",
		"", inTotal, system((*Facts).notRecovered)},
	{"told", "count", "Entries that the citizen came to know of, by a notice or when a list first refused her something.", "", counted,
		counter(society.Told)},
	{"appeals", "count", "Objections filed against an entry.", "appeals = decided + pending", counted, counter(society.Appeals)},
	{"appeals_decided", "count", "Of those, decided: by a reviewer, by the deadline's rule, or since the entry expired.", "", counted,
		counter(society.AppealsDecided)},
	{"appeals_pending", "count", "Appeals filed and not decided at the end.", "", counted,
		always(func(f *Facts) float64 { return f.level(&f.Level.Pending) })},
	{"appeals_upheld", "count", "Appeals that succeeded.", "", counted, counter(society.AppealsUpheld)},
	{"appeals_upheld_false", "count", "Of those, against entries that were false.", "", counted, counter(society.AppealsUpheldFalse)},
	{"review_days", "days", "Mean time from filing to decision, of the appeals decided.", "", everywhere,
		ratio(of(society.ReviewDays), of(society.AppealsDecided))},
	{"corrected_entries", "count", "Entries struck from the official ledger, true ones included.", "", counted,
		counter(society.CorrectedEntries)},
	{"false_entries_corrected", "count", "Of those, false entries.", "", counted, counter(society.CorrectedFalse)},
	{"uptake_gap", "ratio", "Share of the false entries that were never corrected: wrongly sanctioned and not cleared.",
		"1 − false_entries_corrected / false_entries", inTotal | inGroups, ratio(func(f *Facts) float64 {
			return f.falseEntries() - f.count(society.CorrectedFalse)
		}, (*Facts).falseEntries)},
	{"entries_expired", "count", "Entries whose points went back by expiry.", "", counted, counter(society.Expired)},
	{"mobility", "ratio", "Shorrocks index of moves between grade bands, from the end of the first year to the end: 0 none, 1 full.",
		"(m − Σ p_jj) / (m − 1)", inTotal, system((*Facts).shorrocks)},
}

// Definitions is every measure, in order.
func Definitions() []Definition {
	defs := make([]Definition, len(table))
	for i, r := range table {
		defs[i] = Definition{
			Name: r.name, Unit: r.unit, Meaning: r.meaning, Formula: r.formula,
			ByGroup: r.where&inGroups != 0, Step: r.where&inSteps != 0, Integer: r.where&whole != 0,
		}
	}
	return defs
}

// Total computes every measure. Those the facts cannot give are null.
func Total(f *Facts) map[string]Value { return compute(f, inTotal) }

// ByGroup computes the measures given by group, for one group.
func ByGroup(f *Facts, g int) map[string]Value { return compute(f.Group(g), inGroups) }

// Step computes the measures that are columns of the steps, in the order of Definitions; false stands for null.
func Step(f *Facts, put func(column int, v float64, ok bool)) {
	column := 0
	for _, r := range table {
		if r.where&inSteps != 0 {
			v, ok := r.value(f)
			put(column, v, ok)
			column++
		}
	}
}

func compute(f *Facts, where int) map[string]Value {
	m := make(map[string]Value, len(table))
	for _, r := range table {
		if r.where&where == 0 {
			continue
		}
		x := Value{Unit: r.unit}
		if v, ok := r.value(f); ok {
			x.Value = &v
		}
		m[r.name] = x
	}
	return m
}

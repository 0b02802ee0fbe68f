package measure

import (
	"slices"
	"strings"
)

// The parameters that a measure rests on at first hand: those that its own quantity is counted, drawn or computed by. What
// moves people to act stands with the acts; a measure of what follows an act (seen, entered, listed, refused) has in common
// with it how many acts there are, and names the chances only.
//
// A path may end early, and then stands for all below it; a segment * is any name. That each is a parameter, and that each
// parameter stands with some measure, is tested.

// paths are words of one text.
func paths(lists ...string) []string {
	all := strings.Fields(strings.Join(lists, " "))
	slices.Sort(all)
	return slices.Compact(all)
}

const (
	people   = "population.citizens population.table "
	whoScore = people + "population.scored-from population.consent "
	chanceOf = "population.citizens time.length conduct.*.chances conduct.*.by-income conduct.*.from-age conduct.*.to-age "
	acting   = "conduct.*.inclination behaviour.awareness behaviour.baseline-risk behaviour.learning behaviour.risk-half-life "
	deterred = acting + "behaviour.deterrence behaviour.need-weight behaviour.temperament-spread behaviour.display-weight behaviour.household-learning "
	speaking = acting + "behaviour.speech-deterrence behaviour.conformity bans.lawful-speech "
	seeing   = "conduct.*.seen-by watch.*.sees watch.*.per-1000 watch.*.connected watch.*.reach watch.*.spread watch.*.both-worlds bans.lawful-speech "
	seenActs = chanceOf + "conduct.*.inclination " + seeing
	search   = "watch.*.identify population.minority bans.remote-identification "
	entered  = seenActs + "conduct.*.points "
	mistaken = entered + search
	baseless = "population.citizens time.length watch.*.groundless watch.*.false-alarm conduct.*.mistaken-for "
	wronged  = mistaken + baseless
	ledgers  = "ledger.start ledger.floor ledger.ceiling conduct.*.points "
	listing  = "lists.*.grounds bans.scoring conduct.*.points ledger.start "
	staying  = listing + "lists.*.term lists.*.again lists.*.review-every lists.*.review-releases "
	refusing = staying + "lists.*.refuses conduct.*.chances conduct.*.takers conduct.*.inclination "
	kinship  = staying + "lists.*.refuses-household bans.household conduct.*.chances conduct.*.takers conduct.*.inclination "
	visits   = "sites.*.at sites.*.mode conduct.*.chances conduct.*.takers "
	alarms   = visits + "sites.*.condition sites.*.fnmr sites.*.fmr sites.*.gallery sites.*.miss-rate sites.*.false-alarm " +
		"sites.*.women sites.*.old sites.*.minority bans.emotion-recognition bans.remote-identification "
	acted     = alarms + "sites.*.consequence sites.*.cost "
	kept      = seeing + "watch.*.bytes watch.*.keeps watch.*.passages sites.*.records-kept sites.*.bytes "
	ofFirm    = "firms.staff population.citizens "
	breaking  = ofFirm + "firms.violations firms.violation-half-life firms.deterrence behaviour.baseline-risk behaviour.learning behaviour.risk-half-life "
	auditing  = ofFirm + "firms.audits time.length "
	finding   = breaking + auditing + "firms.detects "
	rating    = finding + "firms.false-findings firms.points firms.start firms.repair firms.excellent firms.good firms.medium firms.rating-every "
	bidding   = rating + "firms.tenders firms.wins firms.discount firms.bars "
	lending   = "conduct.*.chances conduct.*.by-income conduct.*.inclination conduct.*.refusal-cost debt.amount debt.instalments "
	missing   = "conduct.*.chances conduct.*.inclination behaviour.need-weight debt.amount debt.interest debt.instalments debt.pressure "
	failing   = missing + "debt.default-after "
	judging   = failing + "debt.judgment-after debt.sued "
	owing     = lending + failing + "debt.at-start debt.enforced "
	telling   = "redress.notice redress.notice-after lists.*.refuses conduct.*.points "
	objecting = telling + "redress.window redress.appeal-if-wronged redress.appeal-if-not redress.suspensive "
	deciding  = objecting + "redress.reviewers redress.cases-a-day redress.review-days redress.deadline redress.on-deadline "
	upholding = deciding + "redress.rubber-stamp redress.upheld-if-false redress.upheld-if-true "
	fortune   = people + "behaviour.resources behaviour.resource-half-life behaviour.listed-loss conduct.*.fine conduct.*.refusal-cost " +
		"conduct.*.open-alternative rewards.*.worth debt.enforced firms.worth firms.fine firms.employed firms.wage-half-life "
	riskOf = "behaviour.awareness behaviour.baseline-risk behaviour.learning behaviour.risk-half-life behaviour.household-learning "
)

// rests is, by measure, the paths of the parameters that it rests on.
var rests = map[string][]string{
	"scored":         paths(whoScore),
	"moments":        paths(chanceOf, people),
	"eligible":       paths(chanceOf, "conduct.*.detention debt.at-start"),
	"acts":           paths(chanceOf, deterred, speaking, "redress.repair conduct.*.takers"),
	"misdeeds":       paths(chanceOf, deterred, "conduct.*.nature"),
	"good_deeds":     paths(chanceOf, "conduct.*.inclination conduct.*.nature redress.repair ledger.start"),
	"lawful_speech":  paths(chanceOf, speaking, "conduct.*.nature"),
	"everyday_acts":  paths(chanceOf, "conduct.*.inclination conduct.*.nature conduct.*.detention"),
	"speech_chances": paths(chanceOf, "conduct.*.nature conduct.*.detention"),

	"observations":             paths(seenActs),
	"records":                  paths(seenActs),
	"records_per_citizen_year": paths(seenActs, visits, "watch.*.passages"),
	"bytes_held":               paths(kept, visits),

	"site_visits":              paths(visits),
	"site_alarms":              paths(alarms),
	"site_false_alarms":        paths(alarms),
	"site_missed":              paths(alarms),
	"boarding_refused":         paths(acted),
	"boarding_refused_wrongly": paths(acted),
	"rationed_wrongly":         paths(acted),
	"flagged":                  paths(acted),
	"flagged_wrongly":          paths(acted),

	"searches":                   paths(seenActs, search),
	"searches_herself":           paths(seenActs, search),
	"searches_another":           paths(seenActs, search),
	"missed":                     paths(seenActs, search),
	"wrong_identification_share": paths(search),

	"entries":                     paths(wronged),
	"true_entries":                paths(entered, search),
	"false_entries":               paths(wronged),
	"misattributed_entries":       paths(mistaken),
	"groundless_entries":          paths(baseless),
	"false_discovery_rate":        paths(wronged),
	"false_entry_rate":            paths(wronged),
	"entries_for_lawful_conduct":  paths(entered, "conduct.*.nature bans.lawful-speech"),
	"credits":                     paths(entered, "redress.repair"),
	"entries_in_transit":          paths(wronged),
	"misattributions":             paths(mistaken),
	"rejected_by_review":          paths(seenActs, search),
	"accused_wrongly":             paths(wronged),
	"true_positive_rate":          paths(entered, search),
	"false_positive_rate":         paths(wronged),
	"adverse_risk_ratio":          paths(wronged, people),
	"adverse_risk_ratio_if_equal": paths(wronged, people),
	"equalised_odds_difference":   paths(wronged),
	"true_positive_rate_ratio":    paths(entered, search),
	"false_positive_rate_ratio":   paths(wronged),

	"listed":                        paths(staying),
	"wrongly_listed":                paths(staying, search, baseless),
	"listed_for_lawful_conduct":     paths(staying, "conduct.*.nature bans.lawful-speech"),
	"wrongful_listing_share":        paths(staying, search, baseless),
	"listed_days":                   paths(staying, "time.length"),
	"wrongly_listed_days":           paths(staying, search, baseless),
	"joined":                        paths(listing, "lists.*.again"),
	"left":                          paths(staying),
	"joined_wrongly":                paths(listing, search, baseless),
	"re_listed":                     paths(staying),
	"never_back":                    paths(staying, "redress.repair time.length"),
	"memberships_begun":             paths(listing, "lists.*.again"),
	"memberships_ended":             paths(staying),
	"cascade_size":                  paths(listing),
	"cascade_largest":               paths(listing),
	"trips_refused":                 paths(refusing, kinship, "conduct.*.open-alternative"),
	"trips_refused_wrongly":         paths(refusing, kinship, search, baseless),
	"requests_refused":              paths(refusing, kinship, "conduct.*.open-alternative"),
	"requests_refused_wrongly":      paths(refusing, kinship, search, baseless),
	"household_refused":             paths(kinship),
	"household_refused_wrongly":     paths(kinship, search, baseless),
	"children_barred":               paths(kinship),
	"trips_diverted":                paths(refusing, "conduct.*.open-alternative"),
	"trips_refused_per_listed_year": paths(refusing, kinship),

	"detentions":        paths(entered, "conduct.*.detention"),
	"wrong_detentions":  paths(wronged, "conduct.*.detention"),
	"detention_days":    paths(entered, "conduct.*.detention"),
	"displays":          paths(entered, "conduct.*.display"),
	"wrong_displays":    paths(wronged, "conduct.*.display"),
	"fines":             paths(seenActs, search, "conduct.*.fine"),
	"rewards":           paths("rewards.*.above rewards.*.on bans.scoring", ledgers, "conduct.*.chances conduct.*.inclination conduct.*.takers"),
	"rewards_top_fifth": paths("rewards.*.above rewards.*.on bans.scoring", ledgers, "conduct.*.by-income population.table"),

	"firms":                   paths(ofFirm, "population.district"),
	"audits":                  paths(auditing),
	"violations":              paths(breaking),
	"violations_found":        paths(finding),
	"false_findings":          paths(auditing, "firms.false-findings"),
	"firms_poor":              paths(rating),
	"firms_poor_wrongly":      paths(rating),
	"tenders":                 paths(ofFirm, "firms.tenders time.length"),
	"tenders_won":             paths(bidding),
	"tenders_lost_to_rating":  paths(bidding),
	"tenders_lost_wrongly":    paths(bidding),
	"managers_listed":         paths(rating, "lists.*.grounds"),
	"managers_listed_wrongly": paths(rating, "lists.*.grounds"),
	"wage_index_mean":         paths(bidding, "firms.worth firms.fine firms.wage-half-life"),

	"loans":          paths(lending, "lists.*.refuses debt.at-start"),
	"late_payments":  paths(missing, "debt.at-start"),
	"defaults":       paths(failing, "debt.at-start"),
	"defaults_added": paths(failing, "debt.at-start behaviour.listed-loss conduct.*.refusal-cost conduct.*.fine"),
	"judgments":      paths(judging),

	"listed_resources_lost": paths(staying, fortune),
	"listed_default_added":  paths(staying, failing),

	"unpaid_judgments": paths(judging, "debt.grace debt.entry"),
	"settlements":      paths(failing, "debt.off-after"),
	"debts_repaid":     paths(owing),
	"debts_settled":    paths(failing, "debt.off-after"),
	"debts_enforced":   paths(judging, "debt.enforced"),
	"in_debt":          paths(owing),
	"in_default":       paths(owing, judging),

	"speech_withheld":       paths(speaking, seeing, "conduct.*.points conduct.*.nature"),
	"speech_withheld_level": paths(speaking, seeing, "conduct.*.points conduct.*.nature"),
	"speech_withheld_trend": paths(speaking, seeing, "conduct.*.points conduct.*.nature"),
	"everyday_withheld":     paths("conduct.*.inclination conduct.*.nature conduct.*.detention"),
	"misdeeds_averted":      paths(deterred, seeing, search, "conduct.*.points conduct.*.nature"),

	"score_mean":     paths(ledgers, wronged, "redress.repair redress.sunset"),
	"score_p05":      paths(ledgers, wronged, "redress.repair redress.sunset"),
	"score_p25":      paths(ledgers, wronged, "redress.repair redress.sunset"),
	"score_p50":      paths(ledgers, wronged, "redress.repair redress.sunset"),
	"score_p75":      paths(ledgers, wronged, "redress.repair redress.sunset"),
	"score_p95":      paths(ledgers, wronged, "redress.repair redress.sunset"),
	"perceived_risk": paths(riskOf, seeing, "behaviour.display-weight conduct.*.display time.step"),
	"speech_risk":    paths(riskOf, seeing, "bans.lawful-speech time.step"),
	"mobility":       paths(ledgers, wronged, "ledger.grades redress.repair"),
	"recovery_days":  paths(staying, "redress.repair redress.sunset time.length"),
	"not_recovered":  paths(staying, "redress.repair redress.sunset time.length"),
	"resources_mean": paths(fortune),
	"resources_gini": paths(fortune),

	"told":                    paths(telling),
	"appeals":                 paths(objecting),
	"appeals_decided":         paths(deciding),
	"appeals_pending":         paths(deciding),
	"appeals_upheld":          paths(upholding),
	"appeals_upheld_false":    paths(upholding),
	"review_days":             paths(deciding),
	"corrected_entries":       paths(upholding),
	"false_entries_corrected": paths(upholding),
	"uptake_gap":              paths(upholding, search, baseless),
	"entries_expired":         paths("redress.sunset", entered),
}

// RestsOn is the paths of the parameters that a measure rests on, in order: watch.*.identify stands for every parameter of
// the searches of every channel. It is nil for what is no measure.
func RestsOn(measure string) []string { return rests[measure] }

// Covers tells whether a path of RestsOn stands for the parameter at a path of a scenario, such as watch.police.sees, or of
// the table of parameters.
func Covers(rest, path string) bool {
	segments := strings.Split(path, ".")
	for i, want := range strings.Split(rest, ".") {
		if i == len(segments) || want != "*" && want != segments[i] {
			return false
		}
	}
	return true
}

package measure

import (
	"slices"
	"strings"
)

// What a measure rests on: the parameters whose values it is computed from or that bring about what it counts, as paths of
// the scenario's parameters, with * for any name and an ending left out for all below it. Everything rests on the
// population and the length of the run besides.
const (
	chances   = "conduct.*.chances"
	choice    = chances + " conduct.*.inclination behaviour"
	sights    = choice + " conduct.*.seen-by watch"
	postings  = sights + " conduct.*.points"
	lists     = postings + " lists"
	debts     = choice + " debt"
	sitesRest = chances + " conduct.*.inclination sites bans.emotion-recognition"
	redressed = postings + " redress"
)

// rests says it for every measure.
var rests = map[string]string{
	"population": "scored",
	chances:      "moments eligible",
	choice:       "acts misdeeds good_deeds lawful_speech everyday_acts speech_chances misdeeds_averted everyday_withheld perceived_risk",
	choice + " conduct.*.seen-by watch.*.sees bans.lawful-speech": "speech_withheld speech_withheld_level speech_withheld_trend speech_risk",
	sights:            "observations",
	sights + " sites": "records records_per_citizen_year bytes_held",
	sitesRest:         "site_visits site_alarms site_false_alarms site_missed boarding_refused boarding_refused_wrongly rationed_wrongly flagged flagged_wrongly",
	choice + " conduct.*.seen-by watch.*.identify watch.*.per-1000 watch.*.connected":     "searches searches_herself searches_another missed wrong_identification_share misattributions rejected_by_review",
	choice + " conduct.*.seen-by watch.*.identify watch.*.groundless watch.*.false-alarm": "false_entries misattributed_entries groundless_entries false_discovery_rate false_entry_rate entries_in_transit accused_wrongly adverse_risk_ratio adverse_risk_ratio_if_equal equalised_odds_difference true_positive_rate false_positive_rate true_positive_rate_ratio false_positive_rate_ratio",
	postings:                              "entries true_entries entries_for_lawful_conduct credits",
	lists:                                 "listed wrongly_listed listed_for_lawful_conduct wrongful_listing_share listed_days wrongly_listed_days joined left joined_wrongly memberships_begun memberships_ended cascade_size cascade_largest re_listed",
	lists + " conduct.*.refusal-cost":     "trips_refused trips_refused_wrongly requests_refused requests_refused_wrongly trips_refused_per_listed_year",
	lists + " conduct.*.open-alternative": "trips_diverted",
	lists + " bans.household":             "household_refused household_refused_wrongly children_barred",
	sights + " conduct.*.detention":       "detentions wrong_detentions detention_days",
	postings + " rewards":                 "rewards rewards_top_fifth",
	sights + " conduct.*.display":         "displays wrong_displays",
	sights + " conduct.*.fine":            "fines",
	"firms":                               "firms audits violations violations_found false_findings firms_poor firms_poor_wrongly tenders tenders_won tenders_lost_to_rating tenders_lost_wrongly wage_index_mean",
	"firms lists":                         "managers_listed managers_listed_wrongly",
	debts:                                 "loans late_payments defaults defaults_added judgments unpaid_judgments settlements debts_repaid debts_settled debts_enforced in_debt in_default",
	postings + " ledger redress.repair":   "score_mean score_p05 score_p25 score_p50 score_p75 score_p95 mobility",
	lists + " redress":                    "recovery_days not_recovered never_back",
	lists + " conduct.*.fine conduct.*.refusal-cost debt firms": "resources_mean resources_gini",
	redressed: "told appeals appeals_decided appeals_pending appeals_upheld appeals_upheld_false review_days corrected_entries false_entries_corrected uptake_gap entries_expired",
}

// RestsOn is the parameters that a measure rests on, as paths; see rests.
func RestsOn(name string) []string {
	for paths, names := range rests {
		if slices.Contains(strings.Fields(names), name) {
			return strings.Fields(paths)
		}
	}
	return nil
}

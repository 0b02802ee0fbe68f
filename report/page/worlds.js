// The two worlds side by side: the key numbers, then all of them.
import { html } from "page/html";
import { count, label, points, quantity, signed, worldLabel, wronged } from "page/words";

const words = (text) => text.trim().split(/\s+/);

// blocks are the measures as they stand together. Those that are in no block follow under a last heading.
const blocks = [
  {
    title: "Entered against people",
    names: words(`entries true_entries false_entries misattributed_entries groundless_entries accused_wrongly
      false_discovery_rate false_entry_rate entries_for_lawful_conduct entries_in_transit misattributions
      rejected_by_review credits`),
  },
  {
    title: "Listed",
    names: words(`listed wrongly_listed wrongful_listing_share listed_for_lawful_conduct listed_days wrongly_listed_days
      joined left joined_wrongly re_listed never_back listed_resources_lost listed_default_added memberships_begun memberships_ended cascade_size cascade_largest`),
  },
  {
    title: "Felt",
    names: words(`trips_refused trips_refused_wrongly requests_refused requests_refused_wrongly
      household_refused household_refused_wrongly children_barred displays wrong_displays fines
      detentions wrong_detentions detention_days rewards rewards_top_fifth trips_diverted trips_refused_per_listed_year`),
  },
  {
    title: "Between groups",
    names: words(`adverse_risk_ratio adverse_risk_ratio_if_equal true_positive_rate false_positive_rate
      equalised_odds_difference true_positive_rate_ratio false_positive_rate_ratio`),
  },
  {
    title: "What people did",
    names: words(`moments eligible acts misdeeds misdeeds_averted good_deeds speech_chances lawful_speech speech_withheld
      speech_withheld_level speech_withheld_trend everyday_acts everyday_withheld perceived_risk speech_risk`),
  },
  {
    title: "What was watched",
    names: words(`observations records records_per_citizen_year bytes_held searches searches_herself searches_another missed`),
  },
  {
    title: "At sites",
    names: words(`site_visits site_alarms site_false_alarms site_missed boarding_refused boarding_refused_wrongly
      rationed_wrongly flagged flagged_wrongly`),
  },
  {
    title: "Debts",
    names: words(`in_debt loans late_payments defaults defaults_added judgments unpaid_judgments settlements debts_repaid debts_settled
      debts_enforced in_default`),
  },
  {
    title: "Firms",
    names: words(`firms audits violations violations_found false_findings firms_poor firms_poor_wrongly tenders tenders_won
      tenders_lost_to_rating tenders_lost_wrongly managers_listed managers_listed_wrongly wage_index_mean`),
  },
  {
    title: "Redress",
    names: words(`told appeals appeals_pending appeals_decided appeals_upheld appeals_upheld_false review_days corrected_entries
      false_entries_corrected entries_expired uptake_gap`),
  },
  {
    title: "How people fared",
    names: words(`resources_mean resources_gini recovery_days not_recovered mobility score_mean score_p05 score_p25
      score_p50 score_p75 score_p95`),
  },
];

// absent are the blocks that many scenarios have nothing of; the first measure of each says so.
const absent = new Set(["At sites", "Debts", "Firms", "Redress"]);

const keyMeasures = words(`entries false_entries false_discovery_rate accused_wrongly entries_for_lawful_conduct listed
  wrongly_listed listed_for_lawful_conduct wrongly_listed_days trips_refused displays wrong_displays lawful_speech
  speech_withheld misdeeds misdeeds_averted resources_mean`);

export function Worlds({ doc }) {
  const known = Object.keys(doc.worlds[0].measures);
  const named = new Set(blocks.flatMap((b) => b.names));
  const all = [...blocks, { title: "Further measures", names: known.filter((n) => !named.has(n)).sort() }];
  const short = [{ names: keyMeasures }];
  return html`<${Compared} doc=${doc} blocks=${short} caption="Key measures in each world" />
    <details class="behind" id="all-measures">
      <summary>All ${count(known.length)} measures</summary>
      <${Compared} doc=${doc} blocks=${all} caption="All measures in each world" />
    </details>`;
}

function Compared({ doc, blocks, caption }) {
  const two = doc.worlds.length > 1;
  const wide = doc.worlds.length + (two ? 2 : 1);
  const block = ({ title, names }) => {
    const known = names.filter((n) => doc.worlds[0].measures[n]);
    if (!known.length) return null;
    if (absent.has(title) && doc.worlds.every((w) => !w.measures[known[0]]?.value)) {
      return html`<tbody><tr class="block"><th scope="rowgroup" colspan=${wide}>${title}: none in this scenario</th></tr></tbody>`;
    }
    return html`<tbody>
      ${title && html`<tr class="block"><th scope="rowgroup" colspan=${wide}>${title}</th></tr>`}
      ${known.map((name) => html`<${Row} doc=${doc} name=${name} />`)}
    </tbody>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="worlds">
      <caption class="unseen">${caption}</caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          ${doc.worlds.map((w) => html`<th scope="col" class="n">${worldLabel(w.name)}</th>`)}
          ${two && html`<th scope="col" class="n">difference</th>`}
        </tr>
      </thead>
      ${blocks.map(block)}
    </table>
  </div>`;
}

// only are measures that compare the two worlds: they have no value of their own without the system.
const only = new Set(["misdeeds_averted", "speech_withheld", "speech_withheld_level", "speech_withheld_trend",
  "everyday_withheld"]);

function Row({ doc, name }) {
  const values = doc.worlds.map((w) => w.measures[name] ?? { value: null, unit: "" });
  const shown = values.map((v) => quantity(name, v.value, v.unit));
  const red = (v) => (v && wronged.has(name) ? "n wronged" : "n");
  const cell = ([text], i) => html`<td class=${red(values[i].value)}>${only.has(name) && i > 0 ? "–" : text}</td>`;
  return html`<tr>
    <th scope="row"><a href=${"#measure-" + name}>${label(name)}</a> <span class="unit">${shown[0][1]}</span></th>
    ${shown.map(cell)}
    ${values.length > 1 && difference(name, values, red)}
  </tr>`;
}

// difference is the world with the system less the one without, where both have a value of their own.
function difference(name, [a, b], red) {
  if (a.value == null || b.value == null || only.has(name)) return html`<td class="n">–</td>`;
  const apart = a.value - b.value;
  return html`<td class=${red(apart)}>${signed(points(quantity(name, apart, a.unit)[0]), apart)}</td>`;
}

export { blocks, keyMeasures };

// The two worlds side by side: the key numbers, then all of them.
import { html } from "page/html";
import { count, label, quantity, signed, worldLabel, wronged } from "page/words";

// blocks are the measures as they stand together. Those of later versions that are in no block follow under the last heading.
const blocks = [
  [
    "Entered against people",
    [
      "entries",
      "true_entries",
      "false_entries",
      "misattributed_entries",
      "groundless_entries",
      "accused_wrongly",
      "false_discovery_rate",
      "false_entry_rate",
      "entries_for_lawful_conduct",
      "entries_in_transit",
      "misattributions",
      "rejected_by_review",
      "credits",
    ],
  ],
  [
    "Listed",
    [
      "listed",
      "wrongly_listed",
      "wrongful_listing_share",
      "listed_for_lawful_conduct",
      "listed_days",
      "wrongly_listed_days",
      "joined",
      "left",
      "joined_wrongly",
    ],
  ],
  [
    "Felt",
    [
      "trips_refused",
      "trips_refused_wrongly",
      "displays",
      "wrong_displays",
      "fines",
      "detentions",
      "appeals",
      "appeals_upheld",
      "review_days",
    ],
  ],
  [
    "Between groups and odds",
    [
      "adverse_risk_ratio",
      "adverse_risk_ratio_if_equal",
      "true_positive_rate",
      "false_positive_rate",
      "equalised_odds_difference",
      "true_positive_rate_ratio",
      "false_positive_rate_ratio",
      "uptake_gap",
    ],
  ],
  [
    "What people did",
    [
      "moments",
      "eligible",
      "acts",
      "misdeeds",
      "misdeeds_averted",
      "good_deeds",
      "lawful_speech",
      "speech_withheld",
      "everyday_acts",
      "everyday_withheld",
      "perceived_risk",
      "speech_risk",
    ],
  ],
  ["What was watched", ["observations", "records", "searches", "searches_herself", "searches_another", "missed"]],
  [
    "How people fared",
    [
      "resources_mean",
      "resources_gini",
      "recovery_days",
      "not_recovered",
      "mobility",
      "score_mean",
      "score_p05",
      "score_p25",
      "score_p50",
      "score_p75",
      "score_p95",
    ],
  ],
];

const keyMeasures = [
  "entries",
  "false_entries",
  "false_discovery_rate",
  "accused_wrongly",
  "entries_for_lawful_conduct",
  "listed",
  "wrongly_listed",
  "listed_for_lawful_conduct",
  "wrongly_listed_days",
  "trips_refused",
  "displays",
  "wrong_displays",
  "lawful_speech",
  "speech_withheld",
  "misdeeds",
  "misdeeds_averted",
  "resources_mean",
];

export function Worlds({ doc }) {
  const known = new Set(Object.keys(doc.worlds[0].measures));
  const named = new Set(blocks.flatMap(([, names]) => names));
  const order = doc.definitions.map((d) => d.name).filter((n) => known.has(n));
  const rest = [...order, ...[...known].filter((n) => !order.includes(n)).sort()].filter((n) => !named.has(n));
  const all = [...blocks, ["Further measures", rest]]
    .map(([title, names]) => [title, names.filter((n) => known.has(n))])
    .filter(([, names]) => names.length);
  return html`<${Compared} doc=${doc} blocks=${[[null, keyMeasures.filter((n) => known.has(n))]]} caption="Key measures in each world" />
    <details class="behind" id="all-measures"><summary>All ${count(known.size)} measures</summary>
      <${Compared} doc=${doc} blocks=${all} caption="All measures in each world" />
    </details>`;
}

function Compared({ doc, blocks, caption }) {
  const two = doc.worlds.length > 1;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table class="worlds">
    <caption class="unseen">${caption}</caption>
    <thead><tr><th scope="col">Measure</th>${doc.worlds.map((w) => html`<th scope="col" class="n">${worldLabel(w.name)}</th>`)}
      ${two && html`<th scope="col" class="n">difference</th>`}</tr></thead>
    ${blocks.map(
      ([title, names]) => html`<tbody>
      ${title && html`<tr class="block"><th scope="rowgroup" colspan=${doc.worlds.length + 2}>${title}</th></tr>`}
      ${names.map((name) => html`<${Row} doc=${doc} name=${name} two=${two} />`)}</tbody>`,
    )}
  </table></div>`;
}

// only are measures that compare the two worlds: they have no value of their own without the system.
const only = new Set(["misdeeds_averted", "speech_withheld", "everyday_withheld"]);

function Row({ doc, name, two }) {
  const values = doc.worlds.map((w) => w.measures[name] ?? { value: null, unit: "" });
  const unit = values[0].unit,
    [a, b] = values.map((v) => v.value);
  const shown = values.map((v) => quantity(name, v.value, v.unit || unit));
  const comparable = two && a != null && b != null && !only.has(name);
  const [difference] = comparable ? quantity(name, a - b, unit) : ["–"];
  const red = wronged.has(name) ? "wronged" : "";
  return html`<tr><th scope="row"><a href=${"#measure-" + name}>${label(name)}</a> <span class="unit">${shown[0][1]}</span></th>
    ${shown.map(([text], i) => html`<td class=${"n " + (values[i].value ? red : "")}>${only.has(name) && i > 0 ? "–" : text}</td>`)}
    ${two && html`<td class=${"n " + (comparable && a !== b ? red : "")}>${comparable ? signed(difference, a - b) : "–"}</td>`}</tr>`;
}

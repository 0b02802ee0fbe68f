// What a comparison rests on: which rules differ between the worlds, and what their common luck saved.
import { html } from "page/html";
import { decimal, label, span } from "page/words";
import { others, reference } from "page/comparison-frame";

// Rules lists the parameters that are not the same in every world.
export function Rules({ doc }) {
  if (!doc.changes.length) return html`<p>No parameter differs: the worlds have the same rules.</p>`;
  const row = (c) => html`<tr>
    <th scope="row"><code>${c.path}</code>${c.meaning && html`<br /><span class="note">${c.meaning}</span>`}</th>
    ${c.values.map((v, i) => html`<td class=${v === c.values[0] && i ? "same" : "value"}>${v || "–"}</td>`)}
  </tr>`;
  return html`<div class="scroll tall" tabindex="0" role="region" aria-label="Parameters that differ between the worlds">
    <table class="prose">
      <thead><tr><th scope="col">Parameter</th>${doc.worlds.map((w) => html`<th scope="col">${w.name}</th>`)}</tr></thead>
      <tbody>${doc.changes.map(row)}</tbody>
    </table>
  </div>`;
}

const measured = [
  "lawful_speech",
  "misdeeds",
  "acts",
  "records",
  "entries",
  "false_entries",
  "entries_for_lawful_conduct",
  "listed",
].concat(["wrongly_listed_days", "trips_refused", "resources_mean", "perceived_risk"]);

// Luck says how many times more replicates independent runs would need.
export function Luck({ doc }) {
  const rows = measured.filter((m) => others(doc).some((w) => w.variance_saved?.[m] != null));
  const apart = others(doc).filter((w) => !w.same_luck);
  const cell = (w, m) => (w.variance_saved?.[m] == null ? "–" : `${decimal(w.variance_saved[m], 3)}\u202f×`);
  const told = apart.length
    ? html`<p>${apart.map((w) => w.name).join(", ")}: other kinds of conduct or chances than in ${reference(doc).name}, so that its${" "}
        citizens do not share their luck.</p>`
    : null;
  if (!rows.length) return html`${told}<p>It takes two replicates or more to measure this.</p>`;
  return html`${told}
    <div class="scroll" tabindex="0" role="region" aria-label="Variance saved by common luck">
      <table class="worlds">
        <thead><tr><th scope="col">Measure</th>${others(doc).map((w) => html`<th scope="col" class="n">${w.name}</th>`)}</tr></thead>
        <tbody>${rows.map((m) => html`<tr><th scope="row">${label(m)}</th>${others(doc).map((w) => html`<td class="n">${cell(w, m)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    <p class="deck">${span(doc)}. 1 ×: nothing saved. A dash: the difference was the same in every replicate, or there was none.</p>`;
}

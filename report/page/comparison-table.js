// The measures of all worlds: the level of the reference, then what each other world differs by.
import { html } from "page/html";
import { saveCSV } from "page/save";
import { col } from "page/table";
import { count, label, quantity, span, wronged } from "page/words";
import { blocks, keyMeasures } from "page/worlds";
import { apart, compared, intervals, others, reference } from "page/comparison-frame";

export function Levels({ doc }) {
  const known = Object.keys(reference(doc).measures);
  const named = new Set(blocks.flatMap((b) => b.names));
  const all = [...blocks, { title: "Further measures", names: known.filter((n) => !named.has(n)).sort() }];
  const spec = compared(doc, {
    id: "measures",
    title: "All measures",
    unit: "Means over the replicates",
    table: tableOf(doc),
  });
  return html`<${Rows} doc=${doc} blocks=${[{ names: keyMeasures }]} caption="Key measures: level and differences" />
    <p class="deck">${span(doc)}. ${intervals(doc)} “few”: fewer than 10 events in all worlds and replicates;${" "}
      “no event”: none at all; “level”: the world’s own, where the reference has none.</p>
    <div class="files"><button type="button" class="quiet" data-save="CSV" aria-label="Save all measures as CSV"
      onClick=${() => saveCSV(spec)}>CSV</button></div>
    <details class="behind" id="all-measures">
      <summary>All ${count(known.length)} measures</summary>
      <${Rows} doc=${doc} blocks=${all} caption="All measures: level and differences" />
    </details>`;
}

function Rows({ doc, blocks, caption }) {
  const block = ({ title, names }) => {
    const known = names.filter((n) => reference(doc).measures[n]);
    if (!known.length) return null;
    return html`<tbody>
      ${title && html`<tr class="block"><th scope="rowgroup" colspan=${doc.worlds.length + 1}>${title}</th></tr>`}
      ${known.map((name) => html`<${Row} doc=${doc} name=${name} />`)}
    </tbody>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="worlds compared">
      <caption class="unseen">${caption}</caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          <th scope="col" class="n">${reference(doc).name}, level</th>
          ${others(doc).map((w) => html`<th scope="col" class="n">${w.name}, difference</th>`)}
        </tr>
      </thead>
      ${blocks.map(block)}
    </table>
  </div>`;
}

function Row({ doc, name }) {
  const level = reference(doc).measures[name];
  const [text] = quantity(name, level.value, level.unit);
  const known = doc.worlds.map((w) => w.measures[name]?.value).find((v) => v != null);
  const unit = quantity(name, known, level.unit)[1];
  const red = (v) => (v && wronged.has(name) ? "n wronged" : "n");
  const cell = (w) => {
    const own = w.measures[name];
    if (level.value == null && own?.value != null)
      return html`<td class=${red(own.value)}>${quantity(name, own.value, own.unit, 3)[0]}${" "}
      <span class="mark">level</span></td>`;
    const d = apart(name, w.differences[name]);
    return html`<td class=${red(w.differences[name]?.value)}>${d.text}${d.mark && html` <span class="mark">${d.mark}</span>`}
      ${d.range && html`<br /><span class="range">${d.range}</span>`}</td>`;
  };
  return html`<tr>
    <th scope="row"><a href=${"#measure-" + name}>${label(name)}</a> <span class="unit">${unit}</span></th>
    <td class=${red(level.value)}>${text}</td>
    ${others(doc).map(cell)}
  </tr>`;
}

// tableOf is the whole of it as numbers, in the measures' own units.
function tableOf(doc) {
  const bounds = (d) => [d?.value, d?.low, d?.high];
  return {
    columns: [
      { label: "measure" },
      { label: "unit" },
      ...doc.worlds.flatMap((w) => ["mean", "low", "high"].map((b) => col(`${w.name}, ${b}`))),
      ...others(doc).flatMap((w) =>
        ["mean", "low", "high"].map((b) => col(`${w.name} less ${reference(doc).name}, ${b}`)),
      ),
    ],
    rows: doc.definitions
      .filter((d) => reference(doc).measures[d.name])
      .map((d) => [
        d.name,
        d.unit,
        ...doc.worlds.flatMap((w) => bounds(w.measures[d.name])),
        ...others(doc).flatMap((w) => bounds(w.differences[d.name])),
      ]),
  };
}

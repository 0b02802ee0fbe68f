// The worlds ranked by the harm they avert, with the deterrence lost beside it. The reader chooses by which harm; there is no
// single score, and misdeeds are no key to sort by: nothing here ranks worlds by obedience. Where no world without the system was
// compared nothing is ranked, since it belongs among them.
import { signal } from "@preact/signals";
import { html } from "page/html";
import { saveCSV } from "page/save";
import { col } from "page/table";
import { label, span } from "page/words";
import { apart, compared, intervals, others, reference } from "page/comparison-frame";

// The harms that can be sorted by. A harm averted is the level of the reference less that of the world; of lawful criticism,
// what is given back is the reverse.
const harms = [
  { name: "false_entries", title: "False entries averted" },
  { name: "wrongly_listed_days", title: "Days wrongly on a list averted" },
  { name: "entries_for_lawful_conduct", title: "Entries for lawful conduct averted" },
  { name: "lawful_speech", title: "Acts of lawful criticism given back", gain: true },
];

const by = signal(harms[0].name);

// averted turns a difference into harm averted.
function averted(w, { name, gain }) {
  const d = w.differences?.[name];
  if (!d) return { value: 0, unit: "" }; // the reference against itself
  if (gain || d.value == null) return d;
  const less = (v) => (v == null ? null : -v || 0);
  return { ...d, value: less(d.value), low: less(d.high), high: less(d.low) };
}

export function Safeguards({ doc }) {
  const there = harms.filter((h) => reference(doc).measures[h.name]);
  const harm = there.find((h) => h.name === by.value) ?? there[0];
  const ranks = doc.worlds.some((w) => !w.system);
  const worth = (w) => averted(w, harm).value ?? -Infinity;
  const rows = ranks ? doc.worlds.toSorted((a, b) => worth(b) - worth(a)) : doc.worlds;
  const caption = ranks
    ? `Worlds ranked by ${harm.title.toLowerCase()}, against ${reference(doc).name}`
    : `Harm averted against ${reference(doc).name}, worlds in the order given`;
  const spec = compared(doc, {
    id: "safeguards",
    title: caption,
    unit: "Means over the replicates",
    table: tableOf(doc, rows, there),
  });
  return html`<p class="deck">${caption}. ${span(doc)}.</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table class="worlds compared ranked">
        <caption class="unseen">${caption}</caption>
        <thead>
          <tr>
            <th scope="col">World</th>
            ${there.map((h) => html`<${Head} harm=${h} now=${ranks && h === harm} fixed=${!ranks} />`)}
            <th scope="col" class="n aside">Beside it: deterrence lost, misdeeds more</th>
          </tr>
        </thead>
        <tbody>${rows.map((w) => html`<${Row} doc=${doc} w=${w} harms=${there} now=${ranks && harm} />`)}</tbody>
      </table>
    </div>
    <p class="deck">${remark(ranks)} ${intervals(doc)}</p>
    <div class="files"><button type="button" class="quiet" data-save="CSV" aria-label="Save the ranked worlds as CSV"
      onClick=${() => saveCSV(spec)}>CSV</button></div>`;
}

function Head({ harm, now, fixed }) {
  if (fixed) return html`<th scope="col" class="n">${harm.title}</th>`;
  return html`<th scope="col" class="n" aria-sort=${now ? "descending" : null}>
    <button type="button" class="sort" aria-pressed=${now} onClick=${() => (by.value = harm.name)}>${harm.title}${now ? " ↓" : ""}</button>
  </th>`;
}

function Row({ doc, w, harms, now }) {
  const own = w === reference(doc);
  const name = html`${w.name}${own && html` <span class="mark">reference</span>`}${!w.system && html` <span class="mark">no system</span>`}`;
  const cell = (d, name, extra) => {
    if (own) return html`<td class=${"n " + extra}>0</td>`;
    const { text, range, mark } = apart(name, d);
    return html`<td class=${"n " + extra}>${text}${mark && html` <span class="mark">${mark}</span>`}
      ${range && html`<br /><span class="range">${range}</span>`}</td>`;
  };
  return html`<tr>
    <th scope="row">${name}</th>
    ${harms.map((h) => cell(averted(w, h), h.name, h === now ? "by" : ""))}
    ${cell(w.differences?.misdeeds, "misdeeds", "aside")}
  </tr>`;
}

function remark(ranks) {
  return ranks
    ? "Choose a column’s heading to rank by that harm. Harms are not added up, and worlds whose intervals overlap are not told " +
        "apart by their rank. Misdeeds stand beside each harm and are not ranked by: this is no contest in obedience."
    : "Nothing is ranked here, since no world without the system was compared: add “without” to see it among them. Harms are not " +
        "added up.";
}

function tableOf(doc, rows, harms) {
  const bounds = (d) => [d?.value, d?.low, d?.high];
  const three = (title) => ["mean", "low", "high"].map((b) => col(`${title}, ${b}`));
  return {
    columns: [{ label: "world" }, ...harms.flatMap((h) => three(h.title)), ...three(label("misdeeds") + " more")],
    rows: rows.map((w) => [
      w.name,
      ...harms.flatMap((h) => bounds(averted(w, h))),
      ...bounds(w.differences?.misdeeds ?? { value: 0 }),
    ]),
  };
}

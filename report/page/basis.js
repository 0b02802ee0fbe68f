// What the numbers rest on: the measures' definitions, the scenario's parameters, their sources, the command.
//
// In a template, a line break next to a value takes the space with it: where a space is meant, text and value share a line.
import { signal } from "@preact/signals";
import { html } from "page/html";
import { Chain, parametersOf } from "page/chain";
import { copy } from "page/copy";
import { chart } from "page/frame";
import { saveCSV, save } from "page/save";
import { Assumption, cite, ids } from "page/source";
import { count, label, plural, worldLabel } from "page/words";

const heads = (...names) => html`<thead><tr>${names.map((n) => html`<th scope="col">${n}</th>`)}</tr></thead>`;
const mark = html`<${Assumption} />`;

// Measures defines every measure and leads from it to what it rests on. frame describes the file: a run's or a comparison's.
export function Measures({ doc, frame = chart }) {
  const rows = doc.definitions.map((d) => html`<tr id=${"measure-" + d.name}>
    <th scope="row">${label(d.name)}<br /><code>${d.name}</code></th>
    <td>${d.unit}</td>
    <td>${d.meaning}${d.formula && html`<br /><span class="formula">${d.formula}</span>`}<${Chain} doc=${doc} name=${d.name} /></td>
  </tr>`);
  return html`<div class="files"><button type="button" class="quiet" data-save="CSV" aria-label="Save the measures as CSV"
        onClick=${() => saveCSV(frame(doc, { id: "definitions", table: tableOf(doc) }))}>CSV</button></div>
    <div class="scroll tall measures" tabindex="0" role="region" aria-label="The measures defined">
      <table class="prose">${heads("Measure", "Unit", "Meaning, and what it rests on")}<tbody>${rows}</tbody></table>
    </div>`;
}

// tableOf is the measures with their values, what they rest on and citizens behind them, for a file.
function tableOf(doc) {
  const named = (f) => doc.worlds.map((w) => ({ label: f(w) }));
  return {
    columns: [
      ...["measure", "unit", "meaning", "formula"].map((label) => ({ label })),
      ...named((w) => worldLabel(w.name)),
      { label: "rests on" },
      ...named((w) => `numbers of synthetic citizens behind it, ${worldLabel(w.name)}`),
    ],
    rows: doc.definitions.map((d) => [
      d.name,
      d.unit,
      d.meaning,
      d.formula,
      ...doc.worlds.map((w) => w.measures[d.name]?.value),
      parametersOf(doc, d.name).map((p) => `${p.path} = ${p.value}`).join("; "),
      ...doc.worlds.map((w) => (w.behind?.[d.name] ?? []).join(" ")),
    ]),
  };
}

export function Parameters({ doc }) {
  const sources = new Set(doc.sources.map((s) => s.id));
  return html`<${Tally} parameters=${doc.parameters} sources=${sources} />
    ${blocksOf(doc.parameters).map(([name, rows]) => html`<${Block} name=${name} rows=${rows} sources=${sources} />`)}
    <details class="block">
      <summary>The scenario whole, as YAML</summary>
      <p><button type="button" class="quiet" onClick=${() => saveYAML(doc)}>Save as a file</button></p>
      <pre tabindex="0">${doc.yaml}</pre>
    </details>`;
}

const saveYAML = (doc) =>
  save(new Blob([doc.yaml], { type: "text/yaml" }), doc.scenario.replace(/[^\w.-]+/g, "-") + ".yaml");

// Tally counts what is assumed and what is published.
function Tally({ parameters, sources }) {
  const assumed = parameters.filter((p) => p.assumption).length;
  const published = parameters.filter((p) => !p.assumption && ids(p.source).some((id) => sources.has(id))).length;
  const rest = parameters.length - assumed - published;
  return html`<p>
    ${plural(parameters.length, "parameter")}: <b>${plural(assumed, "assumption")}</b>, marked ${mark}; ${count(published)}
    ${" "}with a published source; ${count(rest)} names, definitions and settings of the run.
  </p>`;
}

// blocksOf gathers the parameters by the part of the scenario in which they stand.
function blocksOf(parameters) {
  const blocks = new Map();
  for (const p of parameters) {
    const parts = p.path.split(".");
    const name = parts.length > 2 ? parts.slice(0, 2).join(".") : parts.length > 1 ? parts[0] : "scenario";
    blocks.set(name, [...(blocks.get(name) ?? []), p]);
  }
  return [...blocks];
}

function Block({ name, rows, sources }) {
  const assumed = rows.filter((p) => p.assumption).length;
  const inside = (path) => (path.startsWith(name + ".") ? path.slice(name.length + 1) : path);
  const row = (p) => html`<tr id=${"parameter-" + p.path}>
    <th scope="row"><code>${inside(p.path)}</code>${p.symbol && html` <i>${p.symbol}</i>`}</th>
    <td class="value">${p.value}</td>
    <td>${p.range}</td>
    <td>${p.assumption && mark} ${p.source !== "assumption" && cite(p.source, sources)}</td>
    <td>${p.meaning}</td>
  </tr>`;
  const tally = plural(rows.length, "parameter") + (assumed ? `, ${plural(assumed, "assumption")}` : "");
  return html`<details class="block">
    <summary><code>${name}</code> <span class="tally">${tally}</span></summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${"Parameters of " + name}>
      <table class="prose">
        ${heads("Parameter", "Value", "Range", "Source", "Meaning")}
        <tbody>${rows.map(row)}</tbody>
      </table>
    </div>
  </details>`;
}

export function Sources({ doc }) {
  const cited = new Set(doc.parameters.flatMap((p) => ids(p.source)));
  const used = doc.sources.filter((s) => cited.has(s.id)),
    rest = doc.sources.filter((s) => !cited.has(s.id));
  const read = used.filter((s) => s.verified).length;
  return html`<p>
      This scenario cites ${plural(used.length, "published figure")}. ${count(read)} of them ${read === 1 ? "was" : "were"} read
      in the page named; the others are from memory of the publication or derived, and say so. Notes open with how far
      the figure is to be trusted.
    </p>
    <${SourceList} title="Cited by this scenario" sources=${used} open=${true} />
    ${rest.length > 0 && html`<${SourceList} title="Other figures that glasshouse knows" sources=${rest} />`}`;
}

function SourceList({ title, sources, open }) {
  const item = (s) => html`<li id=${"source-" + s.id}>
    <b>${s.id}</b> ${s.quantity}. <cite>${s.title}</cite>${[s.publisher, s.date].filter(Boolean).map((t) => ", " + t)}. ${read(s)}
    ${s.url && html`<br /><${Link} url=${s.url} />`}
    ${s.note && html`<br /><span class="note">${s.note}</span>`}
  </li>`;
  return html`<details class="block" open=${open}>
    <summary>${title} <span class="tally">${count(sources.length)}</span></summary>
    <ul class="sources">${sources.map(item)}</ul>
  </details>`;
}

const read = (s) => (s.verified ? "Read in the page named." : html`<span class="assumption">not checked in the page</span>`);

// Link leads out of the page only over http, and only when pressed.
function Link({ url }) {
  if (!/^https?:\/\//.test(url)) return url;
  return html`<a href=${url} rel="noreferrer noopener" target="_blank">${url}</a>`;
}

const copied = signal("");

export function Reproduce({ doc }) {
  const hashes = doc.worlds.slice(1).filter((w) => w.state_hash);
  const facts = [
    ["Scenario", doc.scenario],
    ["Seed", doc.seed],
    ["Version", doc.version],
    ["State hash", html`<code>${doc.state_hash}</code>`],
    ...hashes.map((w) => [`State hash, ${w.name}`, html`<code>${w.state_hash}</code>`]),
  ];
  return html`<div class="command">
      <pre tabindex="0" aria-label="Command">${doc.command}</pre>
      <button type="button" onClick=${() => copy(doc.command).then(() => (copied.value = "Copied."))}>Copy</button>
      <span aria-live="polite">${copied}</span>
    </div>
    <dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
    <p>The same version, scenario and seed give the same state hash, on any machine and with any number of workers.</p>`;
}

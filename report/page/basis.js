// What the numbers rest on: the measures' definitions, the scenario's parameters, their sources, the command.
import { signal } from "@preact/signals";
import { html } from "page/html";
import { count, label, plural } from "page/words";
import { save } from "page/save";

export function Measures({ doc }) {
  return html`<div class="scroll tall" tabindex="0" role="region" aria-label="The measures defined"><table class="prose">
    <thead><tr><th scope="col">Measure</th><th scope="col">Unit</th><th scope="col">Meaning</th></tr></thead>
    <tbody>${doc.definitions.map(
      (
        d,
      ) => html`<tr id=${"measure-" + d.name}><th scope="row">${label(d.name)}<br /><code>${d.name}</code></th><td>${d.unit}</td>
      <td>${d.meaning}${d.formula && html`<br /><span class="formula">${d.formula}</span>`}</td></tr>`,
    )}</tbody></table></div>`;
}

// blocksOf gathers the parameters by the part of the scenario in which they stand.
function blocksOf(parameters) {
  const blocks = new Map();
  for (const p of parameters) {
    const parts = p.path.split("."),
      name = parts.length > 2 ? parts.slice(0, 2).join(".") : parts.length > 1 ? parts[0] : "scenario";
    blocks.set(name, [...(blocks.get(name) ?? []), p]);
  }
  return [...blocks];
}

export function Parameters({ doc }) {
  const assumed = doc.parameters.filter((p) => p.assumption).length;
  const sources = new Set(doc.sources.map((s) => s.id));
  const published = doc.parameters.filter((p) => !p.assumption && ids(p.source).some((id) => sources.has(id))).length;
  return html`<p>${plural(doc.parameters.length, "parameter")}: <b>${plural(assumed, "assumption")}</b>, marked ${mark}; ${count(published)} with a published source; ${count(doc.parameters.length - assumed - published)} names, definitions and settings of the run.</p>
    ${blocksOf(doc.parameters).map(
      ([name, rows]) => html`<details class="block"><summary><code>${name}</code>
      <span class="tally">${plural(rows.length, "parameter")}${tally(rows)}</span></summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${"Parameters of " + name}><table class="prose">
        <thead><tr><th scope="col">Parameter</th><th scope="col">Value</th><th scope="col">Range</th><th scope="col">Source</th><th scope="col">Meaning</th></tr></thead>
        <tbody>${rows.map(
          (
            p,
          ) => html`<tr><th scope="row"><code>${p.path.startsWith(name + ".") ? p.path.slice(name.length + 1) : p.path}</code>${p.symbol && html` <i>${p.symbol}</i>`}</th>
          <td class="value">${p.value}</td><td>${p.range}</td><td>${p.assumption ? mark : ""} ${p.source === "assumption" ? "" : cite(p.source, sources)}</td><td>${p.meaning}</td></tr>`,
        )}</tbody>
      </table></div></details>`,
    )}
    <details class="block"><summary>The scenario whole, as YAML</summary>
      <p><button type="button" class="quiet" onClick=${() => save(new Blob([doc.yaml], { type: "text/yaml" }), doc.scenario.replace(/[^\w.-]+/g, "-") + ".yaml")}>Save as a file</button></p>
      <pre tabindex="0">${doc.yaml}</pre></details>`;
}

const mark = html`<span class="assumption">assumption</span>`;

function tally(rows) {
  const assumed = rows.filter((p) => p.assumption).length;
  return assumed ? `, ${plural(assumed, "assumption")}` : "";
}

// ids are the words of a source among which ids of figures are looked for.
const ids = (text) => (text ?? "").split(/[\s,;]+/);

// cite links the ids of published figures and leaves other words as they are.
function cite(text, known) {
  return (text ?? "")
    .split(/([\s,;]+)/)
    .map((part) =>
      known.has(part) ? html`<a href=${"#source-" + part} onClick=${() => reveal(part)}>${part}</a>` : part,
    );
}

// reveal opens the list in which a source stands, so that a link to it arrives.
function reveal(id) {
  document
    .getElementById("source-" + id)
    ?.closest("details")
    ?.setAttribute("open", "");
}

export function Sources({ doc }) {
  const cited = new Set(doc.parameters.flatMap((p) => ids(p.source)));
  const used = doc.sources.filter((s) => cited.has(s.id)),
    rest = doc.sources.filter((s) => !cited.has(s.id));
  const verified = used.filter((s) => s.verified).length;
  return html`<p>${plural(used.length, "published figure")} ${used.length === 1 ? "is" : "are"} cited by this scenario, of which ${count(verified)} ${verified === 1 ? "was" : "were"} read in the page named;
      the others are from memory of the publication or derived, and say so. Notes open with how far the figure is to be trusted.</p>
    <details class="block" open><summary>Cited by this scenario <span class="tally">${count(used.length)}</span></summary><${SourceList} sources=${used} /></details>
    ${rest.length > 0 && html`<details class="block"><summary>Other figures that glasshouse knows <span class="tally">${count(rest.length)}</span></summary><${SourceList} sources=${rest} /></details>`}`;
}

function SourceList({ sources }) {
  return html`<ul class="sources">${sources.map(
    (
      s,
    ) => html`<li id=${"source-" + s.id}><b>${s.id}</b> ${s.quantity}. <cite>${s.title}</cite>, ${s.publisher}${s.date && `, ${s.date}`}.
    ${s.verified ? " Read in the page named." : html` <span class="assumption">not checked in the page</span>`}
    ${s.url && html`<br /><${Link} url=${s.url} />`}${s.note && html`<br /><span class="note">${s.note}</span>`}</li>`,
  )}</ul>`;
}

// Link leads out of the page only over http, and only when pressed.
function Link({ url }) {
  return /^https?:\/\//.test(url) ? html`<a href=${url} rel="noreferrer noopener" target="_blank">${url}</a>` : url;
}

const copied = signal("");

export function Reproduce({ doc }) {
  return html`<div class="command"><pre tabindex="0" aria-label="Command">${doc.command}</pre>
      <button type="button" onClick=${() => copy(doc.command)}>Copy</button><span aria-live="polite">${copied}</span></div>
    <dl class="facts"><dt>Scenario</dt><dd>${doc.scenario}</dd><dt>Seed</dt><dd>${doc.seed}</dd><dt>Version</dt><dd>${doc.version}</dd>
      <dt>State hash</dt><dd><code>${doc.state_hash}</code></dd>
      ${doc.worlds.slice(1).map((w) => w.state_hash && html`<dt>State hash, ${w.name}</dt><dd><code>${w.state_hash}</code></dd>`)}</dl>
    <p>The same version, scenario and seed give the same state hash, on any machine and with any number of workers.</p>`;
}

// copy uses the clipboard where the browser lets a page from a disk have it, and else a selection.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  copied.value = "Copied.";
}

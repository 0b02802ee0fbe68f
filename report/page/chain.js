// The chain of a number: from a measure to the parameters that it rests on, their values and sources, and to citizens that it
// counts, whose lives can be told again.
import { useSignal } from "@preact/signals";
import { html } from "page/html";
import { copy } from "page/copy";
import { Assumption, cite } from "page/source";
import { count, plural, worldLabel } from "page/words";

// parametersOf are the parameters that a measure rests on.
export const parametersOf = (doc, name) => (doc.chains?.[name] ?? []).map((i) => doc.parameters[i]);

// behind are the worlds that name citizens whom a measure counts, each as [world, numbers].
export const behind = (doc, name) =>
  doc.worlds.map((w) => [w, w.behind?.[name] ?? []]).filter(([, numbers]) => numbers.length);

// Chain is folded until it is opened: a page has a hundred of them.
export function Chain({ doc, name }) {
  const open = useSignal(false);
  const parameters = parametersOf(doc, name),
    worlds = behind(doc, name);
  if (!parameters.length && !worlds.length) return html`<span class="note">This scenario has nothing that it rests on.</span>`;
  return html`<details class="chain" onToggle=${(e) => (open.value = e.currentTarget.open)}>
    <summary>${summary(parameters, worlds)}</summary>
    ${open.value &&
    html`${worlds.length > 0 && html`<${Citizens} doc=${doc} worlds=${worlds} name=${name} />`}
      ${parameters.length > 0 && html`<${Rests} doc=${doc} name=${name} parameters=${parameters} />`}`}
  </details>`;
}

function summary(parameters, worlds) {
  const assumed = parameters.filter((p) => p.assumption).length;
  const numbers = new Set(worlds.flatMap(([, n]) => n)).size;
  const rests = parameters.length
    ? `Rests on ${plural(parameters.length, "parameter")}` + (assumed ? `, ${plural(assumed, "assumption")}` : "")
    : "Rests on no parameter of this scenario";
  return rests + (numbers ? `; ${count(numbers)} of the citizens behind it` : "");
}

// Rests lists the parameters with value and source, each linked to its row in the scenario.
function Rests({ doc, name, parameters }) {
  const sources = new Set(doc.sources.map((s) => s.id));
  const row = (p) => html`<tr>
    <th scope="row"><a href=${"#parameter-" + p.path}><code>${p.path}</code></a>${p.symbol && html` <i>${p.symbol}</i>`}</th>
    <td class="value">${p.value}</td>
    <td>${p.assumption && html`<${Assumption} />`} ${p.source !== "assumption" && cite(p.source, sources)}</td>
  </tr>`;
  return html`<div class="scroll low" tabindex="0" role="region" aria-label=${"Parameters that " + name + " rests on"}>
    <table>
      <thead><tr><th scope="col">Parameter</th><th scope="col">Value</th><th scope="col">Source</th></tr></thead>
      <tbody>${parameters.map(row)}</tbody>
    </table>
  </div>`;
}

// Citizens gives numbers of citizens, and the command that tells the life of the one chosen.
function Citizens({ doc, worlds, name }) {
  const chosen = useSignal({ w: worlds[0][0], n: worlds[0][1][0] }),
    said = useSignal("");
  const tells = ({ w, n }) => command(n, beside(doc, w));
  const choose = async (life) => {
    chosen.value = life;
    await copy(tells(life));
    said.value = `Copied, for citizen ${life.n}.`;
  };
  const button = (w, n) => html`<button type="button" class="quiet" aria-pressed=${chosen.value.w === w && chosen.value.n === n}
      onClick=${() => choose({ w, n })} aria-label=${"Copy the command for citizen " + n}>${n}</button>`;
  const list = ([w, numbers]) => html`<p class="citizens">${whose(doc, w)} ${numbers.map((n) => button(w, n))}</p>`;
  return html`${worlds.map(list)}
    <div class="command" data-measure=${name}>
      <pre tabindex="0" aria-label="Command that tells her life">${tells(chosen.value)}</pre>
      <button type="button" onClick=${() => choose(chosen.value)}>Copy</button>
      <span aria-live="polite">${said}</span>
    </div>
    <p class="note">Numbers of synthetic citizens, some of those that the measure counts, as they stand at the end of the
      ${compares(doc) ? "first seed’s run" : "run"}.</p>`;
}

// compares tells the page of a comparison from that of a run.
const compares = (doc) => doc.replicates != null;

// whose leads a list of citizens.
function whose(doc, w) {
  if (compares(doc)) return `Behind it in “${w.name}”:`;
  return doc.worlds.length < 2 ? "Behind it:" : `Behind it ${worldLabel(w.name)}:`;
}

// beside is the world of a comparison that a life is told in beside the first: the one asked about; "" for the second.
const beside = (doc, w) => (compares(doc) && w !== doc.worlds[0] ? w.name : "");

// command tells a citizen's life again. The run is the folder that this page lies in, where it was opened from a disk.
export function command(citizen, world = "", place = location) {
  const folder = place.protocol === "file:" ? decodeURIComponent(place.pathname).replace(/\/[^/]*$/, "") : "";
  const run = folder ? quoted(folder.replace(/^\/(?=[A-Za-z]:)/, "")) : "DIR";
  return `glasshouse life ${citizen} --run ${run}` + (world ? ` --beside ${quoted(world)}` : "");
}

// quoted writes a word for a POSIX shell, in quotes only where they are needed.
const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

// arrive opens what a link within the page leads to: the folds that it lies in, and the chain of a measure.
export function arrive(id) {
  const target = document.getElementById(id);
  for (let e = target?.closest("details"); e; e = e.parentElement.closest("details")) e.open = true;
  if (id.startsWith("measure-")) target?.querySelector("details.chain")?.setAttribute("open", "");
  return target;
}

// follow opens what links lead to from here on, and what the address leads to now.
export function follow() {
  const go = (id) => arrive(decodeURIComponent(id))?.scrollIntoView();
  document.addEventListener("click", (e) => {
    const link = e.target.closest?.('a[href^="#measure-"], a[href^="#parameter-"], a[href^="#source-"]');
    if (link) arrive(decodeURIComponent(link.hash.slice(1)));
  });
  addEventListener("hashchange", () => arrive(decodeURIComponent(location.hash.slice(1))));
  if (location.hash) go(location.hash.slice(1));
}

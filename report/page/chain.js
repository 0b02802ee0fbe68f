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
    html`${worlds.length > 0 && html`<${Citizens} worlds=${worlds} name=${name} alone=${doc.worlds.length < 2} />`}
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
function Citizens({ worlds, name, alone }) {
  const chosen = useSignal(worlds[0][1][0]),
    said = useSignal("");
  const choose = async (n) => {
    chosen.value = n;
    await copy(command(n));
    said.value = `Copied, for citizen ${n}.`;
  };
  const button = (n) => html`<button type="button" class="quiet" aria-pressed=${chosen.value === n} onClick=${() => choose(n)}
      aria-label=${"Copy the command for citizen " + n}>${n}</button>`;
  const list = ([w, numbers]) => html`<p class="citizens">
    ${alone ? "Behind it:" : `Behind it ${worldLabel(w.name)}:`} ${numbers.map(button)}
  </p>`;
  return html`${worlds.map(list)}
    <div class="command" data-measure=${name}>
      <pre tabindex="0" aria-label="Command that tells her life">${command(chosen.value)}</pre>
      <button type="button" onClick=${() => choose(chosen.value)}>Copy</button>
      <span aria-live="polite">${said}</span>
    </div>
    <p class="note">Numbers of synthetic citizens, some of those that the measure counts, as they stand at the end of the run.</p>`;
}

// command tells a citizen's life again. The run is the folder that this page lies in, where it was opened from a disk.
export function command(citizen, place = location) {
  const folder = place.protocol === "file:" ? decodeURIComponent(place.pathname).replace(/\/[^/]*$/, "") : "";
  return `glasshouse life ${citizen} --run ${folder ? quoted(folder.replace(/^\/(?=[A-Za-z]:)/, "")) : "DIR"}`;
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

// The days of a life, both worlds side by side, and what they come to.
import { html } from "page/html";
import { Table, col } from "page/table";
import { count } from "page/words";

// Days lists every paragraph that is not ordinary, a row a day.
export function Days({ doc }) {
  const told = doc.life.passages.filter((p) => !p.ordinary);
  if (!told.length) return html`<p>Nothing happens to her beyond ordinary acts.</p>`;
  const worlds = doc.life.worlds;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Her days in each world">
    <table class="days">
      <thead><tr><th scope="col">Day</th>${worlds.map((w) => html`<th scope="col">${w.label}</th>`)}</tr></thead>
      <tbody>${byDay(told).map((day) => html`<${Day} doc=${doc} day=${day} />`)}</tbody>
    </table>
  </div>`;
}

// byDay gathers paragraphs of one day: {day, date, shared, own}, own by world.
function byDay(told) {
  const days = [];
  for (const p of told) {
    if (days.at(-1)?.day !== p.day) days.push({ day: p.day, date: p.date, shared: [], own: {} });
    const at = days.at(-1);
    if (p.worlds.length > 1) at.shared.push(p);
    else (at.own[p.worlds[0]] ??= []).push(p);
  }
  return days;
}

// Day is a row for what both worlds share and a row for what they do not.
function Day({ doc, day }) {
  const worlds = doc.life.worlds,
    parting = doc.life.parting,
    parts = parting?.day === day.day,
    first = parting?.from === day.day;
  const head = html`<th scope="row">${day.date}<br /><span class="unit">day ${count(day.day)}</span>
    ${first && html`<br /><b>the lives part</b>`}${parts && !first && html`<br /><b>what decides</b>`}</th>`;
  const apart = Object.keys(day.own).length > 0;
  return html`${
    day.shared.length > 0 &&
    html`<tr>${head}<td colspan=${worlds.length} class="shared">${day.shared.map((p) => html`<${Paragraph} p=${p} />`)}</td></tr>`
  }
  ${
    apart &&
    html`<tr class=${parts ? "parting" : ""}>${head}${worlds.map(
      (w) => html`<td>${(day.own[w.name] ?? []).map((p) => html`<${Paragraph} p=${p} />`)}${day.own[w.name] ? null : html`<span class="unit">–</span>`}</td>`,
    )}</tr>`
  }`;
}

function Paragraph({ p }) {
  const wronged = p.events.some((e) => e.own === false);
  const rules = [...new Set(p.events.map((e) => e.rule).filter(Boolean))];
  return html`<p class=${wronged ? "told wronged" : "told"}>${p.text}${rules.map((r) => html`<br /><span class="formula">${r}</span>`)}</p>`;
}

const counts = [
  ["entries", "entries against her"],
  ["entries_for_anothers_act", "of these, for another’s act"],
  ["entries_for_nobodys_act", "of these, for nobody’s act"],
  ["points_taken", "points taken"],
  ["points_given", "points given"],
  ["points_returned", "points returned"],
  ["fines_yuan", "fines, yuan"],
  ["shown", "times shown in public"],
  ["detained", "times detained"],
  ["lists_joined", "lists joined"],
  ["lists_left", "lists left"],
  ["refused", "times refused something"],
  ["objections", "objections"],
  ["objections_upheld", "of these, upheld"],
];

// Totals counts the life in each world: what was done to her, then what she did, by kind.
export function Totals({ doc }) {
  const worlds = doc.life.worlds;
  const kinds = [...new Set(worlds.flatMap((w) => Object.keys(w.totals.acts)))].sort();
  const rows = [
    ...counts.map(([key, text]) => [text, ...worlds.map((w) => w.totals[key])]),
    ...kinds.map((kind) => [`acts: ${kind}`, ...worlds.map((w) => w.totals.acts[kind] ?? 0)]),
  ];
  const table = { columns: [{ label: "" }, ...worlds.map((w) => col(w.label))], rows };
  return html`<${Table} table=${table} caption="Her life in numbers" />`;
}

export function Months({ doc }) {
  const table = { columns: [{ label: "month" }, { label: "acts by kind" }], rows: doc.months.map((m) => [m.name, m.text]) };
  return html`<${Table} table=${table} caption="Ordinary acts by month" />`;
}

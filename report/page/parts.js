// Details by the scenario's own names: channels, lists, kinds of conduct, sites, rewards and who got them; each a table with its file.
import { html } from "page/html";
import { saveCSV } from "page/save";
import { Table, col } from "page/table";
import { chart } from "page/frame";
import { bytes, count, decimal, groupLabel, label, worldLabel } from "page/words";

// Below so many expected false alarms a group is marked: its rate says little.
const expectedAtLeast = 10;

const titles = {
  channels: ["Channels, and what they keep", "Acts seen, records kept, entries that came of them"],
  lists: ["Lists", "Memberships over the whole run"],
  kinds: ["Kinds of conduct", "Chances, acts, entries and refusals over the whole run"],
  sites: ["Sites", "Visits, and what the site made of them"],
  rewards: ["Rewards", "Times that a high score was worth something"],
  fifths: ["Who got the rewards", "Rewards by fifth of income: each holds a fifth of the people"],
};

const text = (unit) => (unit === "bytes" ? bytes : unit.startsWith("per ") ? (v) => decimal(v) : count);

export function ByName({ doc }) {
  const specs = (doc.parts ?? []).flatMap((part) => [tableOf(doc, part), part.groups && byGroup(doc, part)]).filter(Boolean);
  return specs.map((spec) => html`<${Named} spec=${spec} />`);
}

// Named shows a table with its heading and its file; a long one is folded.
function Named({ spec }) {
  const words = `Save “${spec.title}” as CSV`;
  const table = html`<${Table} table=${spec.table} caption=${`${spec.title}. ${spec.deck}`} />`;
  const button = html`<button type="button" class="quiet" data-save="CSV" aria-label=${words} onClick=${() => saveCSV(spec)}>CSV</button>`;
  return html`<div class="named" id=${spec.id}>
    <h3>${spec.title}</h3>
    <p class="deck">${spec.deck}</p>
    <div class="files">${button}</div>
    ${spec.folded ? html`<details class="behind"><summary>The numbers as a table</summary>${table}</details>` : table}
    ${spec.note && html`<p class="deck note">${spec.note}</p>`}
  </div>`;
}

// Of these the world without the system is shown too: what people did and who saw it.
const inBoth = new Set(["seen", "acts"]);

// Each act seen makes one record: the column would say the same again.
const hidden = new Set(["records"]);

// Short names, for the table has said what it is about.
const short = {
  records_per_citizen_year: "records",
  entries: "entries",
  joined: "joined",
  left: "left",
  listed: "on it at the end",
};

// tableOf lays out the parts of a table, a row each.
function tableOf(doc, part) {
  const [title, unit] = titles[part.table];
  const kept = part.values
    .filter((m) => !hidden.has(m.name))
    .flatMap((m) => m.worlds.slice(0, inBoth.has(m.name) ? 2 : 1).map((values, w) => ({ m, values, w })));
  const keepers = part.keepers?.some(Boolean) ? part.keepers : null;
  const two = (m) => inBoth.has(m.name) && m.worlds.length > 1;
  const heading = ({ m, w }) => (short[m.name] ?? label(m.name)) + (two(m) ? `, ${worldLabel(doc.worlds[w].name)}` : "");
  return chart(doc, {
    id: "by-name-" + part.table,
    title,
    unit,
    note: noteOf[part.table],
    table: {
      columns: [
        { label: "name" },
        ...kept.map((c) => col(heading(c), c.m.unit === "bytes" ? "" : c.m.unit, text(c.m.unit))),
        ...(keepers ? [{ label: "keeper" }] : []),
      ],
      rows: part.names.map((name, i) => [name, ...kept.map((c) => c.values[i]), ...(keepers ? [keepers[i]] : [])]),
    },
  });
}

const noteOf = {
  channels:
    "Passages are records that cameras make of people who do nothing but pass: an expectation, no citizen’s way is drawn. " +
    "Bytes are those held at the end at the run’s mean rate. Channels of ordinary life are there without the system too.",
  sites: "A visit is an act of the site’s kind of conduct that no list refused: right alarms + false alarms + missed + passed.",
};

// byGroup sets the groups of each site one below the other, false alarms as a share of the visits.
function byGroup(doc, part) {
  const of = (name) => part.values.find((m) => m.name === name).groups;
  const [visits, right, wrong, missed] = ["visits", "right_alarms", "false_alarms", "missed"].map(of);
  const rows = part.names.flatMap((name, i) => {
    const all = sum(visits[i]),
      falsely = sum(wrong[i]);
    return part.groups
      .map((group, g) => {
        const n = visits[i][g],
          expected = all ? (falsely * n) / all : 0;
        const note = falsely && expected < expectedAtLeast ? "few: fewer than 10 expected" : "";
        return n ? [name, groupLabel(group), n, right[i][g], wrong[i][g], missed[i][g], (wrong[i][g] / n) * 1000, note] : null;
      })
      .filter(Boolean);
  });
  if (!rows.length) return null;
  return chart(doc, {
    id: "by-name-site-groups",
    title: "Sites by group: whom the false alarms fall on",
    unit: "Visits, alarms, and false alarms per 1000 visits",
    folded: true,
    note: `“few” marks groups in which fewer than ${expectedAtLeast} false alarms are expected; they are shown all the same.`,
    table: {
      columns: [
        { label: "site" },
        { label: "group" },
        col("visits", "count"),
        col("right alarms", "count"),
        col("false alarms", "count"),
        col("missed", "count"),
        col("false alarms", "per 1000 visits", decimal),
        { label: "note" },
      ],
      rows,
    },
  });
}

const sum = (values) => values.reduce((a, b) => a + (b ?? 0), 0);

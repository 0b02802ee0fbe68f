// How unlike the districts are.
import * as Plot from "@observablehq/plot";
import { chart, colours, look, tick } from "page/frame";
import { column, world } from "page/series";
import { col } from "page/table";
import { count, decimal } from "page/words";

const kinds = [
  { name: "listed", title: "On a list at the end", colour: colours.with },
  { name: "wrongly_listed", title: "Wrongly on a list at the end", colour: colours.wronged },
  { name: "entries_so_far", title: "Ledger entries in the whole run", colour: colours.with },
  { name: "false_entries_so_far", title: "False entries in the whole run", colour: colours.wronged },
];

// districts ranks the districts by each measure, a dot a district.
export function districts(doc) {
  const table = world(doc, "with")?.districts,
    people = column(table, "people");
  if (!people || people.length < 5) return null;
  const found = kinds
    .map((k) => ({ ...k, rates: column(table, k.name)?.map((v, i) => (1000 * v) / people[i]) }))
    .filter((k) => k.rates?.some((v) => v > 0));
  if (!found.length) return null;
  const all = table.day.at(-1) + 1;
  return chart(doc, {
    id: "districts",
    title: "District by district",
    unit: "Per 1000 people of the district, children included",
    panels: found.map((k) => ({ title: k.title, draw: (width) => ranked(k, width) })),
    note:
      "Each dot is a district; each panel has its own order and scale. Districts differ by how densely they are watched, " +
      "and by chance." +
      (people.length < all ? ` ${count(people.length)} districts at equal distances are shown.` : ""),
    table: {
      columns: [col("district"), col("people"), ...found.map((k) => col(k.title, "per 1000 people", decimal))],
      rows: table.day.map((d, i) => [d, people[i], ...found.map((k) => k.rates[i])]),
    },
  });
}

function ranked(kind, width) {
  const rows = kind.rates.toSorted((a, b) => a - b).map((rate, i) => ({ rank: i + 1, rate }));
  const axis = { labelArrow: "none", tickSize: 0 };
  return Plot.plot({
    ...look,
    width,
    height: 190,
    marginLeft: 46,
    marginRight: 14,
    marginTop: 26,
    marginBottom: 34,
    x: {
      ...axis,
      domain: [0, rows.length + 1],
      label: "districts, lowest to highest",
      labelAnchor: "right",
      ticks: [1, rows.length],
      tickFormat: count,
    },
    y: { ...axis, label: "per 1000 people", grid: true, ticks: 4, tickFormat: tick, zero: true, nice: true },
    marks: [
      Plot.ruleY([0], { stroke: "var(--ink)" }),
      Plot.dot(rows, { x: "rank", y: "rate", r: rows.length > 120 ? 1.5 : 2.5, fill: kind.colour }),
    ],
  });
}

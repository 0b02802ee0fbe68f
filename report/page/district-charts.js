// How unlike the districts are.
import * as Plot from "@observablehq/plot";
import { chart, colours, tick } from "page/frame";
import { column, world } from "page/series";
import { count, decimal } from "page/words";

const shown = [
  ["listed", "On a list at the end", colours.with],
  ["wrongly_listed", "Wrongly on a list at the end", colours.wronged],
  ["entries_so_far", "Ledger entries in the whole run", colours.with],
  ["false_entries_so_far", "False entries in the whole run", colours.wronged],
];

// districts ranks the districts by each measure, a dot a district.
export function districts(doc) {
  const table = world(doc, "with")?.districts,
    people = column(table, "people");
  if (!people || people.length < 5) return null;
  const measures = shown.filter(([name]) => column(table, name)?.some((v) => v > 0));
  if (!measures.length) return null;
  const rate = (name) => column(table, name).map((v, i) => (1000 * v) / people[i]);
  const draw = (name, colour) => (width) => {
    const rows = rate(name)
      .sort((a, b) => a - b)
      .map((rate, i) => ({ rank: i + 1, rate }));
    return Plot.plot({
      width,
      height: 190,
      marginLeft: 46,
      marginRight: 14,
      marginTop: 26,
      marginBottom: 34,
      style: { fontSize: "12px", fontFamily: "inherit", background: "none", color: "var(--ink)" },
      x: {
        domain: [0, rows.length + 1],
        label: "districts, lowest to highest",
        labelAnchor: "right",
        labelArrow: "none",
        ticks: [1, rows.length],
        tickFormat: count,
        tickSize: 0,
      },
      y: {
        label: "per 1000 people",
        labelArrow: "none",
        grid: true,
        ticks: 4,
        tickFormat: tick,
        zero: true,
        nice: true,
        tickSize: 0,
      },
      marks: [
        Plot.ruleY([0], { stroke: "var(--ink)" }),
        Plot.dot(rows, { x: "rank", y: "rate", r: rows.length > 120 ? 1.5 : 2.5, fill: colour }),
      ],
    });
  };
  const held =
    people.length < table.day.at(-1) + 1 ? ` ${count(people.length)} districts at equal distances are shown.` : "";
  return chart(doc, {
    id: "districts",
    title: "District by district",
    unit: "Per 1000 people of the district, children included",
    panels: measures.map(([name, title, colour]) => ({ title, draw: draw(name, colour) })),
    note:
      "Each dot is a district; each panel has its own order and scale. Districts differ by how densely they are watched, and by chance." +
      held,
    table: {
      columns: [
        { label: "district", text: count },
        { label: "people", text: count },
        ...measures.map(([, title]) => ({ label: title, unit: "per 1000 people", text: (v) => decimal(v) })),
      ],
      rows: table.day.map((d, i) => [d, people[i], ...measures.map(([name]) => rate(name)[i])]),
    },
  });
}

// What the system did, over time. Each function gives a chart, or nothing where the run has no such numbers.
import * as Plot from "@observablehq/plot";
import { averaged, chart, colours, overTime, readout } from "page/frame";
import { column, last, levels, perDay, total, world } from "page/series";
import { col } from "page/table";
import { count } from "page/words";

// levelsPanel draws one column of rows as a line with its values at the pointer.
const levelsPanel = (doc, rows, title, key, colour, words) => ({
  title,
  draw: (width) =>
    overTime(doc, width, { unit: "persons" }, [
      Plot.lineY(rows, { x: "day", y: key, stroke: colour, strokeWidth: 2 }),
      readout(rows, "day", key, (d) => `day ${count(d.day)}\n${words}: ${count(d[key])}`),
    ]),
});

// flowPanel draws one column of rows as a bar over each stretch of days.
const flowPanel = (doc, rows, title, colour) => ({
  title,
  draw: (width) =>
    overTime(doc, width, { unit: "per day" }, [
      Plot.rectY(rows, { x1: "from", x2: "to", y: "rate", fill: colour, insetLeft: 0.5, insetRight: 0.5 }),
    ]),
});

// listed is how many are on a list, and of them those whom it wrongs.
export function listed(doc) {
  const w = world(doc, "with");
  const rows = levels(w, { all: "listed", wrongly: "wrongly_listed" });
  if (!rows.length) return null;
  const lawful = column(w.steps, "listed_for_lawful_conduct");
  rows.forEach((row, i) => (row.lawful = lawful?.[i] ?? null));
  const panel = (...rest) => levelsPanel(doc, rows, ...rest);
  return chart(doc, {
    id: "listed",
    title: "On a list, and on a list wrongly",
    unit: "Persons on a list at the end of each step",
    legend: [
      { label: `on a list: ${count(last(w, "listed"))} at the end`, colour: colours.with },
      lawful && { label: `only for lawful conduct: ${count(lawful.at(-1))}`, colour: colours.lawful },
      { label: `wrongly: ${count(last(w, "wrongly_listed"))}`, colour: colours.wronged },
    ].filter(Boolean),
    wide: 3,
    panels: [
      panel("Everyone on a list", "all", colours.with, "on a list"),
      lawful && panel("Of these, only for lawful conduct (own scale)", "lawful", colours.lawful, "for lawful conduct"),
      panel("Of these, wrongly (own scale)", "wrongly", colours.wronged, "wrongly"),
    ].filter(Boolean),
    note:
      "Wrongly: on a list by the official ledger and not by the true one, which holds what people did. Only for lawful " +
      "conduct: off the list once entries for what the law allows are taken out. A correct entry for lawful conduct is " +
      "still a harm.",
    table: {
      columns: [
        col("day"),
        col("on a list", "persons"),
        col("only for lawful conduct", "persons"),
        col("wrongly", "persons"),
      ],
      rows: rows.map((d) => [d.day, d.all, d.lawful, d.wrongly]),
    },
  });
}

// The kinds of truth of an entry, from the top of the stack down.
const truths = [
  { key: "own", colour: colours.own, label: "her own act, against the rules" },
  { key: "lawful", colour: colours.lawful, label: "her own act, and lawful" },
  { key: "wrong", colour: colours.wronged, label: "not her act" },
];

// entries is what entered the ledgers against people, by kind of truth.
export function entries(doc) {
  const w = world(doc, "with");
  if (!total(w, "entries")) return null;
  const wrong = perDay(doc, w, "false_entries"),
    lawful = perDay(doc, w, "entries_for_lawful_conduct");
  const rows = perDay(doc, w, "entries").map((d, i) => {
    const of = { wrong: wrong[i]?.total ?? 0, lawful: lawful[i]?.total ?? 0 };
    return { ...d, ...of, own: d.total - of.wrong - of.lawful };
  });
  return chart(doc, {
    id: "entries",
    title: "What the ledgers hold against people: true, lawful, false",
    unit: `Ledger entries per day, ${averaged(doc)}`,
    legend: truths.map((t) => ({
      label: `${t.label}: ${count(rows.reduce((sum, d) => sum + d[t.key], 0))}`,
      colour: t.colour,
    })),
    panels: [
      { title: "All entries", draw: (width) => overTime(doc, width, { unit: "per day" }, [stack(rows)]) },
      flowPanel(doc, wrong, "False entries (own scale)", colours.wronged),
    ],
    note:
      "An entry is false when the act was someone else’s, or nobody’s. It is counted when it is made. Entries for lawful " +
      "conduct are true, and stand apart from those against the rules.",
    table: {
      columns: [col("from day"), col("to day"), ...truths.map((t) => col(t.label, "entries"))],
      rows: rows.map((d) => [d.from, d.to, d.own, d.lawful, d.wrong]),
    },
  });
}

// stack puts the kinds of truth on top of each other, the false ones at the bottom where they can be read off.
function stack(rows) {
  const long = truths.flatMap((t) =>
    rows.map((d) => ({ from: d.from, to: d.to, colour: t.colour, rate: d[t.key] / (d.to - d.from) })),
  );
  const order = truths.map((t) => t.colour).reverse();
  const place = { x1: "from", x2: "to", y: "rate", fill: "colour", insetLeft: 0.5, insetRight: 0.5, order };
  return Plot.rectY(long, Plot.stackY(place));
}

// refusals is what lists and screens did to people: trips refused, faces shown.
export function refusals(doc) {
  const w = world(doc, "with");
  const kinds = [
    { name: "trips_refused", title: "Trips refused", colour: colours.with },
    { name: "displays", title: "Faces shown in public", colour: colours.own },
    { name: "wrong_displays", title: "Of these, of somebody else (own scale)", colour: colours.wronged },
  ].map((k) => ({ ...k, total: total(w, k.name), rows: perDay(doc, w, k.name) }));
  const shown = kinds.filter((k) => k.total || (k.name === "wrong_displays" && total(w, "displays")));
  if (!shown.length) return null;
  return chart(doc, {
    id: "refused",
    title: "Trips refused and faces shown",
    unit: `Events per day, ${averaged(doc)}`,
    legend: shown.map((k) => ({
      label: `${k.title.toLowerCase().replace(" (own scale)", "")}: ${count(k.total)}`,
      colour: k.colour,
    })),
    wide: 3,
    panels: shown.map((k) => flowPanel(doc, k.rows, k.title, k.colour)),
    note: "Without the system no trip is refused and no face is shown.",
    table: {
      columns: [col("from day"), col("to day"), ...shown.map((k) => col(k.name.replaceAll("_", " "), "events"))],
      rows: shown[0].rows.map((d, i) => [d.from, d.to, ...shown.map((k) => k.rows[i]?.total)]),
    },
  });
}

const quantiles = { p05: "score_p05", p25: "score_p25", p50: "score_p50", p75: "score_p75", p95: "score_p95" };

// score is the fan of scores: middle half, nine tenths, median.
export function score(doc) {
  const rows = levels(world(doc, "with"), quantiles);
  if (!rows.length) return null;
  const band = (low, high, opacity) =>
    Plot.areaY(rows, { x: "day", y1: low, y2: high, fill: colours.with, fillOpacity: opacity });
  const words = (d) =>
    [`day ${count(d.day)}`, ...Object.keys(quantiles).map((q) => `${+q.slice(1)} %: ${count(d[q])}`)].join("\n");
  const draw = (width) =>
    overTime(doc, width, { unit: "points", zero: false }, [
      band("p05", "p95", 0.18),
      band("p25", "p75", 0.3),
      Plot.lineY(rows, { x: "day", y: "p50", stroke: colours.with, strokeWidth: 2 }),
      readout(rows, "day", "p50", words),
    ]);
  return chart(doc, {
    id: "score",
    title: "The score: half of the scored citizens lie in the darker band",
    unit: "Points, at the end of each step",
    legend: [
      { label: "median", colour: colours.with },
      { label: "middle half (25th to 75th percentile)", colour: colours.with, opacity: 0.45 },
      { label: "nine in ten (5th to 95th)", colour: colours.with, opacity: 0.18 },
    ],
    panels: [{ draw }],
    note:
      "Without the system there is no score. A band that thins to a line means that so many citizens share that very " +
      "score. The scale does not start at 0.",
    table: {
      columns: [col("day"), ...Object.keys(quantiles).map((q) => col(`percentile ${+q.slice(1)}`, "points"))],
      rows: rows.map((d) => [d.day, ...Object.keys(quantiles).map((q) => d[q])]),
    },
  });
}

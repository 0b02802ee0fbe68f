// Who is better and who is worse off than in the world of reference, citizen by citizen, in the first seed.
import * as Plot from "@observablehq/plot";
import { colours, look, tick } from "page/frame";
import { column } from "page/series";
import { col } from "page/table";
import { count, decimal, groupLabel } from "page/words";
import { compared, hue, others, reference } from "page/comparison-frame";

const fifths = ["lowest", "second", "third", "fourth", "highest"].map((f) => `${f} income fifth`);
const seed = "This is counted citizen by citizen and so shown for the first seed alone.";

// chance says of worlds that share no luck that a citizen’s lot differs by chance too.
const chance = (doc) => {
  const names = others(doc)
    .filter((w) => !w.same_luck)
    .map((w) => w.name);
  return names.length
    ? ` Citizens of ${names.join(", ")} have luck of their own, so that much of what differs there is chance.`
    : "";
};

// purse is who has more and who has less, by income and by group.
export function purse(doc) {
  const rows = others(doc).map((w) => ({ w, rows: [...parts(w.lot)].filter(([, s]) => s.people > 0) }));
  const share = (n, s) => (1000 * n) / s.people;
  const bars = rows.map(({ w, rows }) => ({
    w,
    rows: rows.flatMap(([part, s]) => [
      { part, v: share(s.better_off, s), better: true },
      { part, v: -share(s.worse_off, s), better: false },
    ]),
  }));
  const domain = reach(bars.flatMap((b) => b.rows.map((d) => d.v)));
  return compared(doc, {
    id: "better-worse",
    title: `Better and worse off than in ${reference(doc).name}`,
    unit: "Citizens per 1000 with more, or with fewer, resources by a yuan a year or more at the end; first seed",
    legend: [
      { label: "better off", colour: colours.with },
      { label: "worse off", colour: colours.without },
    ],
    wide: 3,
    panels: bars.map((b) => ({
      title: b.w.name,
      draw: (width) => diverging(b.rows, width, domain, "per 1000 citizens", fill),
    })),
    note: `${seed} Resources are not all: what happened to people’s freedom stands below and is not added up with it.${chance(doc)}`,
    table: {
      columns: [
        { label: "world" },
        { label: "who" },
        col("people", "persons"),
        col("better off", "persons"),
        col("worse off", "persons"),
        col("mean gain of the better off", "yuan per year", decimal),
        col("mean loss of the worse off", "yuan per year", decimal),
      ],
      rows: rows.flatMap(({ w, rows }) =>
        rows.map(([part, s]) => [w.name, part, s.people, s.better_off, s.worse_off, s.mean_gain, s.mean_loss]),
      ),
    },
  });
}

const fill = (d) => (d.better ? colours.with : colours.without);

// parts are the shares of a lot with their names: everyone, the fifths of income, the groups.
function* parts(lot) {
  yield ["everyone", lot.all];
  for (const [i, s] of lot.fifths.entries()) yield [fifths[i], s];
  for (const [name, s] of Object.entries(lot.groups)) yield [groupLabel(name), s];
}

// reach is a domain about zero that holds all values, and is not empty.
function reach(values) {
  const low = Math.min(0, ...values),
    high = Math.max(0, ...values);
  return [low, low < high ? high : 1];
}

// labelWidth is the room, in pixels, for a bar's number beside its end.
const labelWidth = 40;

function diverging(rows, width, domain, unit, colour) {
  const narrow = width < 420;
  const text = (d) => (!d.v ? "" : Number.isInteger(d.v) ? count(Math.abs(d.v)) : decimal(Math.abs(d.v), 3));
  const label = { y: "part", x: "v", text, fill: colours.quiet, fontSize: 11 };
  const names = [...new Set(rows.map((d) => d.part))];
  return Plot.plot({
    ...look,
    width,
    height: 60 + 23 * names.length,
    marginLeft: narrow ? 118 : 150,
    marginRight: 10,
    marginTop: 10,
    marginBottom: 40,
    insetLeft: domain[0] < 0 ? labelWidth : 8,
    insetRight: labelWidth,
    x: {
      domain,
      label: unit,
      labelAnchor: "left",
      labelArrow: "none",
      grid: true,
      ticks: narrow ? 3 : 5,
      tickFormat: (v) => tick(Math.abs(v)),
      tickSize: 0,
    },
    y: { domain: names, label: null, padding: 0.3 },
    marks: [
      Plot.axisY({ tickSize: 0, lineWidth: narrow ? 9.5 : 12, lineHeight: 1 }),
      Plot.barX(rows, { y: "part", x: "v", fill: colour }),
      Plot.text(
        rows.filter((d) => d.v > 0),
        { ...label, dx: 4, textAnchor: "start" },
      ),
      Plot.text(
        rows.filter((d) => d.v < 0),
        { ...label, dx: -4, textAnchor: "end" },
      ),
      Plot.ruleX([0], { stroke: "var(--ink)" }),
    ],
  });
}

const freedoms = [
  { part: "on a list", here: "listed_here_only", there: "listed_there_only" },
  { part: "wrongly on a list", here: "wrongly_listed_here_only", there: "wrongly_listed_there_only", wrong: true },
  { part: "ever accused wrongly", here: "wrongly_accused_here_only", there: "wrongly_accused_there_only", wrong: true },
];

// freedom is who is on a list or accused in one of the two worlds only.
export function freedom(doc) {
  const panels = others(doc).map((w) => ({
    w,
    rows: freedoms.flatMap((f) => [
      { part: f.part, v: w.lot.all[f.here], wrong: f.wrong },
      { part: f.part, v: -w.lot.all[f.there], wrong: f.wrong },
    ]),
  }));
  const domain = reach(panels.flatMap((p) => p.rows.map((d) => d.v)));
  const colour = (d) => (d.wrong ? colours.wronged : colours.with);
  return compared(doc, {
    id: "freedom",
    title: "Listed and accused in one world only",
    unit: `Citizens; to the left those in ${reference(doc).name} only, to the right those in the other world only; first seed`,
    legend: [
      { label: "on a list", colour: colours.with },
      { label: "wrongly on a list, or accused", colour: colours.wronged },
    ],
    wide: 3,
    panels: panels.map((p) => ({
      title: p.w.name,
      draw: (width) => diverging(p.rows, width, domain, "citizens", colour),
    })),
    note: `${seed} A row without a bar is a row without anybody.${chance(doc)}`,
    table: {
      columns: [
        { label: "world" },
        { label: "what" },
        col("there only", "persons"),
        col(`in ${reference(doc).name} only`, "persons"),
      ],
      rows: others(doc).flatMap((w) => freedoms.map((f) => [w.name, f.part, w.lot.all[f.here], w.lot.all[f.there]])),
    },
  });
}

// districts ranks the districts by how many of their people are better off, less those who are worse off.
export function districts(doc) {
  const panels = others(doc).map((w) => ({ w, rows: districtRows(w.lot.districts) }));
  if (panels[0].rows.length < 5) return null;
  return compared(doc, {
    id: "districts",
    title: `District by district: better less worse off than in ${reference(doc).name}`,
    unit: "Per 1000 people of the district; first seed",
    wide: 3,
    panels: panels.map((p) => ({ title: p.w.name, draw: (width) => ranked(p.rows, width, hue(doc, p.w)) })),
    note: `Each dot is a district; each panel has its own order and scale. ${seed}`,
    table: {
      columns: [
        { label: "world" },
        col("district"),
        col("people", "persons"),
        col("better off", "persons"),
        col("worse off", "persons"),
        col("on a list there only", "persons"),
        col(`on a list in ${reference(doc).name} only`, "persons"),
      ],
      rows: panels.flatMap(({ w, rows }) =>
        rows.map((d) => [
          w.name,
          d.district,
          d.people,
          d.better_off,
          d.worse_off,
          d.listed_here_only,
          d.listed_there_only,
        ]),
      ),
    },
  });
}

function districtRows(table) {
  const names = ["people", "better_off", "worse_off", "listed_here_only", "listed_there_only"];
  const columns = names.map((n) => column(table, n));
  return table.day.map((district, i) => {
    const row = { district, ...Object.fromEntries(names.map((n, c) => [n, columns[c][i]])) };
    return { ...row, net: (1000 * (row.better_off - row.worse_off)) / row.people };
  });
}

function ranked(rows, width, colour) {
  const sorted = rows.toSorted((a, b) => a.net - b.net).map((d, i) => ({ ...d, rank: i + 1 }));
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
      domain: [0, sorted.length + 1],
      label: "districts, lowest to highest",
      labelAnchor: "right",
      ticks: [1, sorted.length],
      tickFormat: count,
    },
    y: { ...axis, label: "per 1000 people", grid: true, ticks: 4, tickFormat: tick, zero: true, nice: true },
    marks: [
      Plot.ruleY([0], { stroke: "var(--ink)" }),
      Plot.dot(sorted, { x: "rank", y: "net", r: sorted.length > 120 ? 1.5 : 2.5, fill: colour }),
    ],
  });
}

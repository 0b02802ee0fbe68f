// What each world differs by, measure by measure, as a share of the reference's level.
import * as Plot from "@observablehq/plot";
import { colours, look, tick } from "page/frame";
import { col } from "page/table";
import { decimal, label } from "page/words";
import { compared, hue, intervals, ofLevel, others, reference } from "page/comparison-frame";

const shown = [
  "lawful_speech",
  "misdeeds",
  "records",
  "entries",
  "false_entries",
  "accused_wrongly",
  "entries_for_lawful_conduct",
].concat(
  ["listed", "wrongly_listed", "wrongly_listed_days", "listed_for_lawful_conduct", "trips_refused", "requests_refused"],
  ["displays", "wrong_displays", "detentions", "fines", "resources_mean", "resources_gini"],
);
const most = 2; // shares beyond this are drawn at the edge

// percent writes a share; what is next to nothing is not drawn out in powers of ten.
function percent(v) {
  if (v && Math.abs(v) < 1e-4) return (v > 0 ? "< +" : "> \u2212") + "0.01\u202f%";
  return (v > 0 ? "+" : "") + decimal(v * 100, 3) + "\u202f%";
}

// differences draws a panel a world, a measure a line.
export function differences(doc) {
  const measures = shown.filter((m) => reference(doc).measures[m]?.value);
  const panels = others(doc).map((w) => ({ w, rows: measures.map((m) => ({ name: m, ...ofLevel(doc, w, m) })) }));
  if (!measures.length) return null;
  const edge = (v) => Math.max(-1, Math.min(most, v ?? 0));
  const all = panels.flatMap((p) => p.rows.flatMap((d) => [edge(d.value), edge(d.low), edge(d.high)]));
  const domain = [Math.min(-0.02, ...all), Math.max(0.02, ...all)];
  return compared(doc, {
    id: "differences",
    title: `What differs from ${reference(doc).name}`,
    unit: `Difference as a share of the level in ${reference(doc).name}, one scale for all worlds`,
    legend: panels.map(({ w }) => ({ label: w.name, colour: hue(doc, w) })),
    wide: 3,
    panels: panels.map(({ w, rows }) => ({ title: w.name, draw: (width) => dots(rows, width, domain, hue(doc, w)) })),
    note:
      `${intervals(doc)} A hollow dot marks fewer than 10 events in all. Measures that are nothing in ${reference(doc).name} ` +
      `have no share; they stand in the table above. What lies beyond ${most * 100}\u202f% is drawn at the edge.`,
    table: {
      columns: [
        { label: "measure" },
        ...others(doc).flatMap((w) =>
          ["difference", "low", "high"].map((b) => col(`${w.name}, ${b}`, "share", (v) => decimal(v, 4))),
        ),
        { label: "note" },
      ],
      rows: measures.map((m, i) => [
        label(m),
        ...panels.flatMap((p) => [p.rows[i].value, p.rows[i].low, p.rows[i].high]),
        panels
          .filter((p) => p.rows[i].few)
          .map((p) => `few events: ${p.w.name}`)
          .join("; "),
      ]),
    },
  });
}

function dots(rows, width, domain, colour) {
  const drawn = rows.filter((d) => d.value != null);
  const clip = (key) => (d) => (d[key] == null ? null : Math.max(domain[0], Math.min(domain[1], d[key])));
  const narrow = width < 420;
  return Plot.plot({
    ...look,
    width,
    height: 62 + 27 * rows.length,
    marginLeft: narrow ? 118 : 176,
    marginRight: 68,
    marginTop: 14,
    marginBottom: 40,
    x: {
      domain,
      label: "difference",
      labelAnchor: "left",
      labelArrow: "none",
      grid: true,
      ticks: narrow ? 3 : 5,
      tickFormat: (v) => tick(Math.round(v * 1000) / 10) + "\u202f%",
      tickSize: 0,
    },
    y: { domain: rows.map((d) => d.name), label: null },
    marks: [
      Plot.axisY({ tickSize: 0, tickFormat: label, lineWidth: narrow ? 9.5 : 14, lineHeight: 1 }),
      Plot.ruleX([0], { stroke: "var(--ink)" }),
      Plot.link(
        drawn.filter((d) => d.low != null),
        { y: "name", x1: clip("low"), x2: clip("high"), stroke: colour, strokeWidth: 2, strokeOpacity: 0.6 },
      ),
      Plot.dot(drawn, {
        y: "name",
        x: clip("value"),
        r: 4.5,
        stroke: colour,
        strokeWidth: 2,
        fill: (d) => (d.few ? "var(--paper)" : colour),
      }),
      Plot.text(drawn, {
        y: "name",
        frameAnchor: "right",
        dx: 64,
        textAnchor: "end",
        text: (d) => percent(d.value),
        fill: colours.quiet,
      }),
    ],
  });
}

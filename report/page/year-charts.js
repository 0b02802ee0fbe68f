// The years of a run apart.
import * as Plot from "@observablehq/plot";
import { chart, colours, look } from "page/frame";
import { world } from "page/series";
import { col } from "page/table";
import { count, decimal, label, quantity, wronged } from "page/words";

const shown = ["entries", "false_entries", "entries_for_lawful_conduct", "listed", "wrongly_listed"].concat(
  ["listed_for_lawful_conduct", "trips_refused", "displays", "speech_withheld", "misdeeds"],
);
const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

// years sets each year apart: nobody is on a list when the first begins, so that it is like no other.
export function years(doc) {
  const w = world(doc, "with");
  if (!w?.years || w.years.length < 2) return null;
  const named = w.years.map((y, i) => ({ ...y, label: (ordinals[i] ?? String(i + 1)) + shortness(y) }));
  const measures = shown.filter((m) => w.years.some((y) => y.measures[m]?.value));
  return chart(doc, {
    id: "years",
    title: "Year by year, the first apart",
    unit: "Each measure within its year, with the system; persons at the year’s end",
    small: true,
    panels: measures.map((m) => ({ title: label(m), draw: (width) => bars(named, m, width) })),
    note:
      "The first year is paler: nobody is on a list when it begins, and no term of a year has run out when it ends." +
      (shortness(w.years.at(-1)) ? " The last is cut short by the end of the run." : ""),
    table: tableOf(doc, named),
  });
}

// shortness tells how long a year is that is no whole one.
const shortness = (y) => (y.to - y.from < 365 ? ` (${count(y.to - y.from)} days)` : "");

const hue = (m) => (wronged.has(m) ? colours.wronged : m.includes("lawful") ? colours.lawful : colours.with);

function bars(named, m, width) {
  const y = (d) => d.measures[m]?.value;
  const text = (d) => brief(quantity(m, y(d), d.measures[m]?.unit ?? "")[0], y(d), width / named.length);
  return Plot.plot({
    ...look,
    width,
    height: 150,
    marginLeft: 4,
    marginRight: 4,
    marginTop: 22,
    marginBottom: 24,
    x: { domain: named.map((d) => d.label), label: null, tickSize: 0, padding: 0.25 },
    y: { axis: null, zero: true },
    marks: [
      Plot.barY(named, { x: "label", y, fill: hue(m), fillOpacity: (d) => (d.from === 0 ? 0.4 : 1) }),
      Plot.text(named, { x: "label", y, text, dy: -8 }),
      Plot.ruleY([0], { stroke: "var(--ink)" }),
    ],
  });
}

// brief writes millions where the number itself has no room over its bar.
const brief = (text, value, room) =>
  text.length * 6.4 > room && value >= 1e6 ? decimal(value / 1e6) + "\u202fM" : text;

function tableOf(doc, named) {
  const text = (v) => (v == null ? "–" : Number.isInteger(v) ? count(v) : decimal(v, 4));
  const first = doc.worlds[0].years[0].measures;
  return {
    columns: [
      { label: "measure" },
      { label: "unit" },
      ...doc.worlds.flatMap((w) => named.map((y) => col(`${y.label} year, ${w.name}`, "", text))),
    ],
    rows: Object.keys(first)
      .sort()
      .map((m) => [
        label(m),
        first[m].unit,
        ...doc.worlds.flatMap((w) => named.map((_, i) => w.years[i]?.measures[m]?.value)),
      ]),
  };
}

// The measures by group and by year.
import * as Plot from "@observablehq/plot";
import { chart, colours, tick } from "page/frame";
import { interval, world } from "page/series";
import { count, decimal, groupLabel, label, quantity, wronged } from "page/words";

const expectedAtLeast = 10;

// groupRows sets each group against everyone else.
function groupRows(doc, w) {
  const value = (name, measure) => w.groups[name]?.[measure]?.value ?? null;
  const groups = doc.groups.filter((g) => g.people > 0 && value(g.name, "false_positive_rate") != null);
  const all = { people: 0, wrong: 0 };
  for (const g of groups) {
    all.people += g.people;
    all.wrong += value(g.name, "false_entries") ?? 0;
  }
  return groups
    .map((g) => {
      const wrong = value(g.name, "false_entries") ?? 0,
        rate = value(g.name, "false_positive_rate");
      const weeks = wrong > 0 && rate > 0 ? wrong / rate : (g.people * doc.days) / 7;
      const [low, high] = interval(wrong).map((x) => (x / weeks) * 1e6);
      const rest = (all.wrong - wrong) / (all.people - g.people);
      return {
        group: groupLabel(g.name),
        people: g.people,
        wrong,
        rate: rate * 1e6,
        low,
        high,
        hits: value(g.name, "true_positive_rate"),
        expected: (all.wrong * g.people) / all.people,
        ratio: rest > 0 ? wrong / g.people / rest : null,
        wrongly: value(g.name, "wrongly_listed"),
      };
    })
    .sort((a, b) => b.rate - a.rate);
}

// groups is the false positive rate by group: whom the errors fall on.
export function groups(doc) {
  const rows = groupRows(doc, world(doc, "with"));
  if (rows.length < 2) return null;
  const held = new Set(rows.map((d) => d.group));
  const unscored = doc.groups
    .map((g) => ({ group: groupLabel(g.name), people: g.people }))
    .filter((d) => !held.has(d.group));
  const few = (d) => d.expected < expectedAtLeast;
  const text = (d) => (d.ratio == null ? "" : "×" + decimal(d.ratio, 3)) + (few(d) ? " few" : "");
  const draw = (width) =>
    Plot.plot({
      width,
      height: 64 + 30 * rows.length,
      marginLeft: 112,
      marginRight: 74,
      marginTop: 30,
      marginBottom: 38,
      style: { fontSize: "12px", fontFamily: "inherit", background: "none", color: "var(--ink)" },
      x: {
        label: "false entries per million citizen-weeks without a punishable act",
        labelAnchor: "left",
        labelArrow: "none",
        grid: true,
        zero: true,
        nice: true,
        ticks: width < 480 ? 3 : 6,
        tickFormat: tick,
        tickSize: 0,
      },
      y: { domain: rows.map((d) => d.group), label: null, tickSize: 0 },
      marks: [
        Plot.link(rows, {
          x1: "low",
          x2: "high",
          y: "group",
          stroke: colours.wronged,
          strokeWidth: 2,
          strokeOpacity: 0.55,
        }),
        Plot.dot(rows, {
          x: "rate",
          y: "group",
          r: 5,
          stroke: colours.wronged,
          strokeWidth: 2,
          fill: (d) => (few(d) ? "var(--paper)" : colours.wronged),
          title: (d) => `${d.group}\n${count(d.wrong)} false entries, ${count(d.people)} people`,
        }),
        Plot.text(rows, { frameAnchor: "right", y: "group", text, dx: 70, textAnchor: "end" }),
        Plot.text(["to the rest"], {
          frameAnchor: "top-right",
          dx: 70,
          dy: -16,
          textAnchor: "end",
          fill: "var(--quiet)",
        }),
        Plot.ruleX([0], { stroke: "var(--ink)" }),
      ],
    });
  return chart(doc, {
    id: "groups",
    title: "Whom the errors fall on: false positive rate by group",
    unit: "False entries per million citizen-weeks in which the citizen did nothing punishable",
    legend: [{ label: "rate, with its 95 % interval", colour: colours.wronged }],
    panels: [{ draw }],
    note:
      "At the right, the group’s false entries per person over everyone else’s. The interval is that of the count alone (Byar’s approximation to the Poisson), within this one run. " +
      "A hollow dot and “few” mark groups in which fewer than 10 false entries are expected; they are shown all the same." +
      (unscored.length ? " Groups too young to be scored stand in the table." : ""),
    table: {
      columns: [
        { label: "group" },
        { label: "people", text: count },
        { label: "false entries", unit: "count", text: count },
        { label: "expected if all were alike", unit: "count", text: (v) => decimal(v) },
        { label: "false positive rate", unit: "per million citizen-weeks", text: (v) => decimal(v) },
        { label: "low", text: (v) => decimal(v) },
        { label: "high", text: (v) => decimal(v) },
        { label: "ratio to everyone else", text: (v) => decimal(v) },
        { label: "true positive rate", unit: "share of citizen-weeks with a punishable act", text: (v) => decimal(v) },
        { label: "wrongly on a list", unit: "persons", text: count },
        { label: "note" },
      ],
      rows: [...rows, ...unscored].map((d) => [
        d.group,
        d.people,
        d.wrong,
        d.expected,
        d.rate,
        d.low,
        d.high,
        d.ratio,
        d.hits,
        d.wrongly,
        d.rate == null ? "not scored" : few(d) ? "fewer than 10 expected" : "",
      ]),
    },
  });
}

const yearly = [
  "entries",
  "false_entries",
  "entries_for_lawful_conduct",
  "listed",
  "wrongly_listed",
  "listed_for_lawful_conduct",
  "trips_refused",
  "displays",
  "speech_withheld",
  "misdeeds",
];
const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

// years sets each year of the run apart. The first has no one listed at its start.
export function years(doc) {
  const w = world(doc, "with");
  if (!w?.years || w.years.length < 2) return null;
  const named = w.years.map((y, i) => {
    const days = y.to - y.from,
      short = days < 365 ? ` (${count(days)} days)` : "";
    return { ...y, label: (ordinals[i] ?? String(i + 1)) + short };
  });
  const measures = yearly.filter((m) => w.years.some((y) => y.measures[m]?.value));
  const colour = (m) => (wronged.has(m) ? colours.wronged : m.includes("lawful") ? colours.lawful : colours.with);
  const draw = (m) => (width) =>
    Plot.plot({
      width,
      height: 150,
      marginLeft: 4,
      marginRight: 4,
      marginTop: 22,
      marginBottom: 24,
      style: { fontSize: "12px", fontFamily: "inherit", background: "none", color: "var(--ink)" },
      x: { domain: named.map((y) => y.label), label: null, tickSize: 0, padding: 0.25 },
      y: { axis: null, zero: true },
      marks: [
        Plot.barY(named, {
          x: "label",
          y: (y) => y.measures[m]?.value,
          fill: colour(m),
          fillOpacity: (y) => (y.from === 0 ? 0.4 : 1),
        }),
        Plot.text(named, {
          x: "label",
          y: (y) => y.measures[m]?.value,
          text: (y) =>
            short(
              quantity(m, y.measures[m]?.value, y.measures[m]?.unit ?? "")[0],
              y.measures[m]?.value,
              width / named.length,
            ),
          dy: -8,
        }),
        Plot.ruleY([0], { stroke: "var(--ink)" }),
      ],
    });
  const unit = (m) => w.years[0].measures[m]?.unit;
  return chart(doc, {
    id: "years",
    title: "Year by year, the first apart",
    unit: "Each measure within its year, with the system; persons at the year’s end",
    small: true,
    panels: measures.map((m) => ({ title: `${label(m)}`, draw: draw(m) })),
    note:
      "The first year is paler: nobody is on a list when it begins, and no term of a year has run out when it ends." +
      lastYear(doc, w),
    table: {
      columns: [
        { label: "measure" },
        { label: "unit" },
        ...doc.worlds.flatMap((world) =>
          named.map((y) => ({
            label: `${y.label} year, ${world.name}`,
            text: (v) => (v == null ? "–" : Number.isInteger(v) ? count(v) : decimal(v, 4)),
          })),
        ),
      ],
      rows: Object.keys(w.years[0].measures)
        .sort()
        .map((m) => [
          label(m),
          unit(m),
          ...doc.worlds.flatMap((world) => named.map((_, i) => world.years[i]?.measures[m]?.value ?? null)),
        ]),
    },
  });
}

// short writes millions where the number itself has no room over its bar.
const short = (text, value, room) =>
  text.length * 6.4 > room && value >= 1e6 ? decimal(value / 1e6) + "\u202fM" : text;

function lastYear(doc, w) {
  const y = w.years.at(-1),
    days = y.to - y.from;
  return days < 365 ? ` The last is short: ${count(days)} days, from day ${count(y.from)} to day ${count(y.to)}.` : "";
}

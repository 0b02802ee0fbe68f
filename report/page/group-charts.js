// Whom the errors fall on.
import * as Plot from "@observablehq/plot";
import { chart, colours, look, tick } from "page/frame";
import { interval, world } from "page/series";
import { col } from "page/table";
import { count, decimal, groupLabel } from "page/words";

// Below so many expected events a group is marked: its rate says little.
const expectedAtLeast = 10;
const few = (d) => d.expected < expectedAtLeast;

// groups is the false positive rate by group.
export function groups(doc) {
  const rows = againstTheRest(doc, world(doc, "with"));
  if (rows.length < 2) return null;
  const held = new Set(rows.map((d) => d.group));
  const unscored = doc.groups
    .map((g) => ({ group: groupLabel(g.name), people: g.people }))
    .filter((d) => !held.has(d.group));
  return chart(doc, {
    id: "groups",
    title: "Whom the errors fall on: false positive rate by group",
    unit: "False entries per million citizen-weeks in which the citizen did nothing punishable",
    legend: [{ label: "rate, with its 95\u202f% interval", colour: colours.wronged }],
    panels: [{ draw: (width) => dots(rows, width) }],
    note:
      "At the right, the group’s false entries per person over everyone else’s. The interval is that of the count alone " +
      "(Byar’s approximation to the Poisson), within this one run. A hollow dot and “few” mark groups in which fewer than " +
      "10 false entries are expected; they are shown all the same." +
      (unscored.length ? " Groups too young to be scored stand in the table." : ""),
    table: tableOf([...rows, ...unscored]),
  });
}

// againstTheRest sets each group against everyone else.
function againstTheRest(doc, w) {
  const value = (name, measure) => w.groups[name]?.[measure]?.value ?? null;
  const scored = doc.groups.filter((g) => g.people > 0 && value(g.name, "false_positive_rate") != null);
  const people = scored.reduce((sum, g) => sum + g.people, 0);
  const all = scored.reduce((sum, g) => sum + value(g.name, "false_entries"), 0);
  const rows = scored.map((g) => {
    const wrong = value(g.name, "false_entries");
    const rate = value(g.name, "false_positive_rate");
    const weeks = wrong > 0 && rate > 0 ? wrong / rate : (g.people * doc.days) / 7;
    const [low, high] = interval(wrong).map((x) => (x / weeks) * 1e6);
    const rest = (all - wrong) / (people - g.people);
    return {
      group: groupLabel(g.name),
      people: g.people,
      wrong,
      expected: (all * g.people) / people,
      rate: rate * 1e6,
      low,
      high,
      ratio: rest > 0 ? wrong / g.people / rest : null,
      hits: value(g.name, "true_positive_rate"),
      wrongly: value(g.name, "wrongly_listed"),
    };
  });
  return rows.sort((a, b) => b.rate - a.rate);
}

// dots draws a group a line: rate, interval, ratio to the rest.
function dots(rows, width) {
  const red = { y: "group", stroke: colours.wronged, strokeWidth: 2 };
  const fill = (d) => (few(d) ? "var(--paper)" : colours.wronged);
  const title = (d) => `${d.group}\n${count(d.wrong)} false entries, ${count(d.people)} people`;
  const ratio = (d) => (d.ratio == null ? "" : "×" + decimal(d.ratio)) + (few(d) ? " few" : "");
  const right = { dx: 70, textAnchor: "end" };
  return Plot.plot({
    ...look,
    width,
    height: 64 + 30 * rows.length,
    marginLeft: 112,
    marginRight: 74,
    marginTop: 30,
    marginBottom: 38,
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
      Plot.link(rows, { ...red, x1: "low", x2: "high", strokeOpacity: 0.55 }),
      Plot.dot(rows, { ...red, x: "rate", r: 5, fill, title }),
      Plot.text(rows, { ...right, frameAnchor: "right", y: "group", text: ratio }),
      Plot.text(["to the rest"], { ...right, frameAnchor: "top-right", dy: -16, fill: "var(--quiet)" }),
      Plot.ruleX([0], { stroke: "var(--ink)" }),
    ],
  });
}

function tableOf(rows) {
  const note = (d) => (d.rate == null ? "not scored" : few(d) ? "fewer than 10 expected" : "");
  return {
    columns: [
      { label: "group" },
      col("people"),
      col("false entries", "count"),
      col("expected if all were alike", "count", decimal),
      col("false positive rate", "per million citizen-weeks", decimal),
      col("low", "95\u202f% interval", decimal),
      col("high", "95\u202f% interval", decimal),
      col("ratio to everyone else", "", decimal),
      col("true positive rate", "share of citizen-weeks with a punishable act", decimal),
      col("wrongly on a list", "persons"),
      { label: "note" },
    ],
    rows: rows.map((d) => [
      ...[d.group, d.people, d.wrong, d.expected, d.rate, d.low, d.high, d.ratio, d.hits, d.wrongly],
      note(d),
    ]),
  };
}

// What each world differs by in each group.
import * as Plot from "@observablehq/plot";
import { signal } from "@preact/signals";
import { html } from "page/html";
import { Figure } from "page/figure";
import { colours, look, tick } from "page/frame";
import { col } from "page/table";
import { count, decimal, groupLabel, label } from "page/words";
import { compared, hue, intervals, key, others, reference } from "page/comparison-frame";

const offered = [
  "false_entries",
  "accused_wrongly",
  "wrongly_listed",
  "listed",
  "entries_for_lawful_conduct",
  "entries",
].concat(["lawful_speech", "trips_refused", "displays", "misdeeds"]);
const chosen = signal(null);

export function ByGroup({ doc }) {
  const there = offered.filter((m) => others(doc)[0].differences_by_group[doc.groups[0]?.name]?.[m]);
  if (!there.length) return null;
  const m = chosen.value ?? there[0];
  return html`<p class="choose"><label>Measure${" "}
      <select onChange=${(e) => (chosen.value = e.target.value)}>
        ${there.map((n) => html`<option value=${n} selected=${n === m}>${label(n)}</option>`)}
      </select></label></p>
    <${Figure} spec=${groups(doc, m)} />`;
}

// groups is one measure's difference in each group, per 1000 people of the group.
function groups(doc, m) {
  const rows = doc.groups.flatMap((g) => others(doc).map((w) => rowOf(doc, g, w, m)));
  return compared(doc, {
    id: "groups",
    title: `By group: ${label(m)}, against ${reference(doc).name}`,
    unit: "Difference per 1000 people of the group",
    legend: key(doc, others(doc)),
    panels: [{ draw: (width) => dots(doc, rows, width) }],
    note:
      `${intervals(doc)} A hollow dot and “few”: fewer than 10 events in the group, in both worlds and all replicates. A cross ` +
      "and “none”: not one event there in either world. Such groups are shown all the same. Groups too young to be scored have none.",
    table: tableOf(doc, m, rows),
  });
}

function rowOf(doc, g, w, m) {
  const d = w.differences_by_group[g.name]?.[m] ?? {};
  const per = (v) => (v == null ? null : (v * 1000) / g.people);
  const level = reference(doc).groups[g.name]?.[m]?.value;
  return {
    group: groupLabel(g.name),
    people: g.people,
    world: w.name,
    colour: hue(doc, w),
    level: per(level),
    raw: d,
    value: per(d.value),
    low: per(d.low),
    high: per(d.high),
    few: d.few && !d.none,
    none: d.none,
  };
}

const mark = (d) => (d.none ? "none" : d.few ? "few" : "");

function dots(doc, rows, width) {
  const drawn = rows.filter((d) => d.value != null && !d.none);
  const place = { fy: "group", y: "world", stroke: "colour" };
  return Plot.plot({
    ...look,
    width,
    height: 66 + doc.groups.length * (12 + 15 * others(doc).length),
    marginLeft: 112,
    marginRight: 96,
    marginTop: 10,
    marginBottom: 42,
    x: {
      label: "difference per 1000 people of the group",
      labelAnchor: "left",
      labelArrow: "none",
      grid: true,
      zero: true,
      nice: true,
      ticks: width < 480 ? 3 : 6,
      tickFormat: tick,
      tickSize: 0,
    },
    y: { domain: others(doc).map((w) => w.name), axis: null },
    fy: { domain: doc.groups.map((g) => groupLabel(g.name)), label: null, padding: 0.25, axis: "left", tickSize: 0 },
    marks: [
      Plot.ruleX([0], { stroke: "var(--ink)" }),
      Plot.link(
        drawn.filter((d) => d.low != null),
        { ...place, x1: "low", x2: "high", strokeWidth: 2, strokeOpacity: 0.55 },
      ),
      Plot.dot(drawn, { ...place, x: "value", r: 4, strokeWidth: 2, fill: (d) => (d.few ? "var(--paper)" : d.colour) }),
      Plot.dot(
        rows.filter((d) => d.none),
        { ...place, x: 0, r: 3.5, symbol: "times", strokeWidth: 1.5 },
      ),
      Plot.text(rows, {
        fy: "group",
        y: "world",
        frameAnchor: "right",
        dx: 92,
        textAnchor: "end",
        fill: colours.quiet,
        fontSize: 11,
        text: (d) =>
          (d.none ? "none" : d.value == null ? "–" : `${d.value > 0 ? "+" : ""}${decimal(d.value, 3)}`) +
          (d.few ? " few" : ""),
      }),
    ],
  });
}

function tableOf(doc, m, rows) {
  const text = (v) => decimal(v, 4);
  const unit = "per 1000 people";
  return {
    columns: [
      { label: "group" },
      { label: "world" },
      col("people", "persons", count),
      col(`level in ${reference(doc).name}`, unit, text),
      col("difference", unit, text),
      col("low", "95\u202f% interval", text),
      col("high", "95\u202f% interval", text),
      { label: "note" },
    ],
    rows: rows.map((d) => [
      ...[d.group, d.world, d.people, d.level, d.value, d.low, d.high],
      mark(d) && { few: "fewer than 10 events", none: "no event" }[mark(d)],
    ]),
  };
}

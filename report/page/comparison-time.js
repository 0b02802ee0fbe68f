// The worlds over time: the level in each, and beside it what each differs by.
import * as Plot from "@observablehq/plot";
import { html } from "page/html";
import { Figure } from "page/figure";
import { overTime, readout, tick } from "page/frame";
import { col } from "page/table";
import { count, decimal, label } from "page/words";
import { compared, dash, hue, intervals, key, others, reference } from "page/comparison-frame";

const first = ["lawful_speech", "entries", "false_entries", "listed", "wrongly_listed", "misdeeds"];
const further = ["entries_for_lawful_conduct", "trips_refused", "perceived_risk", "speech_risk", "resources_mean"];

export function OverTime({ doc }) {
  const specs = (names) => names.map((m) => overSteps(doc, m)).filter(Boolean);
  const empty = [...first, ...further].filter((m) => known(doc, m) && !happens(doc, m));
  return html`${specs(first).map((spec) => html`<${Figure} spec=${spec} />`)}
    ${empty.length > 0 && html`<p class="deck">Without an event in any world, and so not drawn: ${empty.map(label).join(", ")}.</p>`}
    <details class="block">
      <summary>Further measures over time</summary>
      <div class="inner">${specs(further).map((spec) => html`<${Figure} spec=${spec} />`)}</div>
    </details>`;
}

const known = (doc, m) => doc.worlds.every((w) => w.steps.columns[m]);
const happens = (doc, m) => doc.worlds.some((w) => w.steps.columns[m].level.mean.some((v) => v));

// overSteps is one measure: counts as rates per day, levels as they are at each step's end.
function overSteps(doc, m) {
  if (!known(doc, m) || !happens(doc, m)) return null;
  const unit = reference(doc).steps.columns[m].unit,
    flow = unit === "count";
  const lines = doc.worlds.map((w) => ({ w, rows: rowsOf(doc, w, m, "level", flow) }));
  const apart = others(doc).map((w) => ({ w, rows: rowsOf(doc, w, m, "difference", flow) }));
  const share = unit === "ratio",
    rare = flow && doc.step_days <= 7 && isRare(doc, m);
  const options = {
    unit: flow ? "per day" : share ? "share" : unit,
    tick: share ? (v) => tick(Math.round(v * 1e5) / 1e3) + "\u202f%" : tick,
  };
  const flat = m === "resources_mean" ? { zero: false } : {};
  return compared(doc, {
    id: "time-" + m.replaceAll("_", "-"),
    title: label(m).replace(/^./, (c) => c.toUpperCase()),
    unit: rare
      ? "Per day, averaged over four weeks"
      : flow
        ? "Per day, in each step"
        : `${share ? "Share" : unit === "persons" ? "Persons" : unit}, at the end of each step`,
    legend: key(doc, doc.worlds),
    panels: [
      {
        title: "In each world",
        draw: (width) => overTime(doc, width, { ...options, ...flat }, bands(doc, lines, true, rare)),
      },
      {
        title: `Less ${reference(doc).name}`,
        draw: (width) => overTime(doc, width, options, bands(doc, apart, false, rare)),
      },
    ],
    note: noteOf(doc, rare, flow) + (flat.zero === false ? " The left scale does not start at 0." : ""),
    table: tableOf(doc, lines, apart, flow ? "per day" : unit),
  });
}

function noteOf(doc, rare, flow) {
  if (rare)
    return "Lines are means over the replicates. There are too few events in a step for a band; the table has each step.";
  const short =
    flow && doc.step_days > 1 && doc.days > 365 ? " The one-day step that ends a year is in the table only." : "";
  return `Lines are means over the replicates, bands their intervals. ${intervals(doc)}${short}`;
}

// stepLength is how many days the step has that ends on a day; steps do not cross the end of a year.
function stepLength(doc, day) {
  const inYear = ((day - 1) % 365) + 1;
  return inYear % doc.step_days || doc.step_days;
}

// rowsOf gives one row a step: {day, days, mean, low, high, short}.
function rowsOf(doc, w, m, kind, flow) {
  const { mean, low, high } = w.steps.columns[m][kind];
  return w.steps.day.map((day, i) => {
    const days = stepLength(doc, day),
      over = flow ? days : 1;
    const at = (values) => (values?.[i] == null ? null : values[i] / over);
    return { day, days, mean: at(mean), low: at(low), high: at(high), short: flow && days < doc.step_days / 2 };
  });
}

// isRare tells whether the worlds and replicates together have so few events in a step that its band says nothing.
function isRare(doc, m) {
  const events = doc.worlds.map((w) => w.steps.columns[m].level.mean.reduce((s, v) => s + (v ?? 0), 0));
  return (Math.max(...events) * doc.replicates) / doc.worlds[0].steps.day.length < 10;
}

// fourWeeks joins the steps of rare events to means over four weeks, which have no bands.
function fourWeeks(rows) {
  const out = [{ begun: 0, sum: 0, days: 0 }];
  const end = rows.at(-1)?.day;
  for (const d of rows) {
    const last = out.at(-1);
    last.day = d.day;
    last.sum += d.mean * d.days;
    last.days += d.days;
    if (d.day - last.begun >= 28 && end - d.day >= 14) out.push({ begun: d.day, sum: 0, days: 0 });
  }
  return out.filter((d) => d.days).map((d) => ({ ...d, mean: d.sum / d.days }));
}

// bands draws the worlds; a level that cannot be negative has no band below zero.
function bands(doc, lines, level, rare) {
  const smooth = (rows) => (rare ? fourWeeks(rows) : rows.filter((d) => !d.short && d.mean != null));
  const drawn = lines.map(({ w, rows }) => ({ w, rows: smooth(rows) }));
  const floor = level ? (v) => Math.max(0, v) : (v) => v;
  const words = (d, i) =>
    [`day ${count(d.day)}`, ...drawn.map((l) => `${l.w.name}: ${decimal(l.rows[i]?.mean, 4)}`)].join("\n");
  return [
    ...drawn.map(({ w, rows }) =>
      Plot.areaY(
        rows.filter((d) => d.low != null),
        { x: "day", y1: (d) => floor(d.low), y2: "high", fill: hue(doc, w), fillOpacity: 0.16 },
      ),
    ),
    ...drawn.map(({ w, rows }) =>
      Plot.lineY(rows, {
        x: "day",
        y: "mean",
        stroke: hue(doc, w),
        strokeWidth: w === reference(doc) ? 3.5 : 1.6,
        strokeDasharray: dash(doc, w),
      }),
    ),
    drawn[0].rows.length ? readout(drawn[0].rows, "day", "mean", words) : null,
  ];
}

function tableOf(doc, lines, apart, unit) {
  const text = (v) => decimal(v, 4);
  const three = (name) => ["mean", "low", "high"].map((b) => col(`${name}, ${b}`, unit, text));
  return {
    columns: [
      col("day"),
      ...doc.worlds.flatMap((w) => three(w.name)),
      ...others(doc).flatMap((w) => three(`${w.name} less ${reference(doc).name}`)),
    ],
    rows: lines[0].rows.map((d, i) => [
      d.day,
      ...[...lines, ...apart].flatMap((l) => [l.rows[i].mean, l.rows[i].low, l.rows[i].high]),
    ]),
  };
}

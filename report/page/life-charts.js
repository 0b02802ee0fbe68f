// Charts of one life: what happened when, her score, what she believes. Each function gives a chart, or nothing.
import * as Plot from "@observablehq/plot";
import { chart, colours, look, overTime, readout, tick } from "page/frame";
import { entries, laneNames, marks } from "page/life-events";
import { col } from "page/table";
import { count, decimal, worldLabel } from "page/words";

// hue is a world's colour: grey without the system, else that of the first world or of the one beside it.
function hue(doc, name) {
  const at = doc.life.worlds.findIndex((w) => w.name === name);
  if (!doc.life.worlds[at].system) return colours.without;
  return at ? "var(--beside)" : colours.with;
}

const dash = (name, k) => (k ? "5,4" : null);
const percent = (v) => tick(v * 100) + "\u202f%";
const label = (doc, name) => doc.life.worlds.find((w) => w.name === name)?.label ?? worldLabel(name);

// parting is the rule at the day on which the lives part.
const parting = (doc) =>
  doc.life.parting ? [Plot.ruleX([doc.life.parting.day], { stroke: "var(--ink)", strokeWidth: 1, strokeDasharray: "1,2" })] : [];

// short is a text that fits beside the pointer.
const short = (text) => (text.length > 220 ? text.slice(0, 217) + "…" : text).replace(/(.{44}\S*)\s/g, "$1\n");

// timeline is a lane a kind of happening, a panel a world.
export function timeline(doc) {
  const rows = marks(doc),
    names = laneNames(rows);
  if (!rows.length) return null;
  const draw = (own) => (width) =>
    Plot.plot({
      ...look,
      width,
      height: 46 + 24 * names.length,
      marginLeft: 116,
      marginRight: 14,
      marginTop: 10,
      marginBottom: 34,
      x: { domain: [0, doc.days], label: "day of the run", labelAnchor: "right", labelArrow: "none", ticks: 5, tickFormat: count },
      y: { domain: names, label: null, tickSize: 0 },
      marks: [
        Plot.ruleY(names, { stroke: "var(--rule)" }),
        ...parting(doc),
        Plot.dot(own, { x: "day", y: "lane", fill: (d) => d.colour, r: 4.5, stroke: "var(--paper)", strokeWidth: 0.6 }),
        readout(own, "day", "lane", (d) => `${d.date}\n${short(d.text)}`),
      ],
    });
  return chart(doc, {
    id: "timeline",
    title: "What happened, and when",
    unit: "Happenings by day; ordinary acts are left out",
    legend: [
      { label: "for her own act", colour: colours.own },
      { label: "for what she did not do", colour: colours.wronged },
    ],
    panels: doc.worlds.map((w) => ({ title: label(doc, w.name), draw: draw(rows.filter((r) => r.world === w.name)) })),
    note: doc.life.parting ? `The dotted line is the day of what decides, ${doc.life.parting.date}.` : "Positive means accused or sanctioned.",
    table: {
      columns: [col("day"), { label: "date" }, { label: "world" }, { label: "what" }, { label: "in words" }],
      rows: rows.map((r) => [r.day, r.date, label(doc, r.world), r.what, r.text]),
    },
  });
}

// steps is a world's path from its first day.
const steps = (doc, w, start) => [{ day: 0, ...start }, ...w.path];

// score is her score, by the official ledger and by the true one, with every entry marked.
export function score(doc) {
  const scored = doc.life.worlds.filter((w) => w.system);
  if (!scored.length || !doc.life.who.scored) return null;
  const start = { score: doc.ledger.start, true_score: doc.ledger.start };
  const draw = (width) =>
    overTime(doc, width, { unit: "points", zero: false }, [
      ...parting(doc),
      ...scored.flatMap((w, k) => {
        const rows = steps(doc, w, start);
        const line = { x: "day", curve: "step-before" };
        return [
          Plot.lineY(rows, { ...line, y: "true_score", stroke: colours.quiet, strokeWidth: 1.5, strokeDasharray: "2,3" }),
          Plot.lineY(rows, { ...line, y: "score", stroke: hue(doc, w.name), strokeWidth: 2, strokeDasharray: dash(w.name, k) }),
          readout(rows, "day", "score", (d) => `day ${count(d.day)}\nscore: ${d.score}\nby her own acts alone: ${d.true_score}`),
        ];
      }),
      Plot.dot(
        entries(doc).filter((m) => scored.some((w) => w.name === m.world)),
        { x: "day", y: (d) => d.event.score, fill: (d) => (d.event.own ? colours.own : colours.wronged), r: 4.5, stroke: "var(--paper)" },
      ),
    ]);
  return chart(doc, {
    id: "score",
    title: "Her score, and what it would be by her own acts alone",
    unit: "Points, at the end of each step",
    legend: [
      ...scored.map((w) => ({ label: `score ${w.label}: ${w.end.score} at the end`, colour: hue(doc, w.name) })),
      { label: "by her own acts alone (dotted)", colour: colours.quiet },
      { label: "entry for her own act", colour: colours.own },
      { label: "entry for what she did not do", colour: colours.wronged },
    ],
    panels: [{ draw }],
    note: "Each dot is an entry against her. Without the system there is no score. The scale does not start at 0.",
    table: {
      columns: [col("day"), ...scored.flatMap((w) => [col(`score, ${w.label}`, "points"), col(`by her own acts, ${w.label}`, "points")])],
      rows: scored[0].path.map((m, i) => [m.day, ...scored.flatMap((w) => [w.path[i].score, w.path[i].true_score])]),
    },
  });
}

// risk is what she believes her chance of being made to answer is, in each world.
export function risk(doc) {
  const start = { perceived_risk: doc.baseline_risk, speech_risk: doc.baseline_risk };
  const draw = (key) => (width) =>
    overTime(doc, width, { unit: "chance", tick: percent }, [
      ...parting(doc),
      ...doc.life.worlds.map((w, k) =>
        Plot.lineY(steps(doc, w, start), { x: "day", y: key, stroke: hue(doc, w.name), strokeWidth: 2, strokeDasharray: dash(w.name, k) }),
      ),
      readout(steps(doc, doc.life.worlds[0], start), "day", key, (d) => `day ${count(d.day)}\n${label(doc, doc.worlds[0].name)}: ${percent(d[key])}`),
    ]);
  const share = (v) => decimal(v, 4);
  return chart(doc, {
    id: "risk",
    title: "What she believes: the risk of being caught, and of speaking",
    unit: "Perceived risk, 0 to 100\u202f%, at the end of each step",
    legend: doc.life.worlds.map((w) => ({ label: w.label, colour: hue(doc, w.name) })),
    panels: [
      { title: "Of being made to answer for a misdeed", draw: draw("perceived_risk") },
      { title: "Of being made to answer for lawful speech", draw: draw("speech_risk") },
    ],
    note:
      "Perceived risk rises when she is made to answer, falls when an act of hers goes unseen, moves with the faces shown in " +
      "her district, and fades to its level at rest." + (doc.worlds.length > 1 ? " The dashed line is the second world." : ""),
    table: {
      columns: [
        col("day"),
        ...doc.life.worlds.flatMap((w) => [col(`risk of a misdeed, ${w.label}`, "share", share), col(`risk of speaking, ${w.label}`, "share", share)]),
      ],
      rows: doc.life.worlds[0].path.map((m, i) => [m.day, ...doc.life.worlds.flatMap((w) => [w.path[i].perceived_risk, w.path[i].speech_risk])]),
    },
  });
}

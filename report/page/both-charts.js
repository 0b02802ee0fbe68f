// What differs between the two worlds over time: lawful criticism, and what people believe their risk to be.
import * as Plot from "@observablehq/plot";
import { averaged, chart, colours, overTime, readout, tick } from "page/frame";
import { levels, perDay } from "page/series";
import { col } from "page/table";
import { count, decimal, worldLabel } from "page/words";

const percent = (v) => decimal(v * 100) + "\u202f%";
const percentTick = (v) => tick(v * 100) + "\u202f%";

// hue and dash tell the worlds apart, by colour and without it.
const hue = (name) => colours[name] ?? colours.quiet;
const dash = (name) => (name === "without" ? "5,4" : null);
const worldLine = (name, rows, x, y) =>
  Plot.lineY(rows, { x, y, stroke: hue(name), strokeWidth: 2, strokeDasharray: dash(name) });

const middle = (d) => (d.from + d.to) / 2;
const sum = (rows) => rows.reduce((s, d) => s + d.total, 0);

// speech is lawful criticism in both worlds, and how much of it is withheld; everyday acts, which the system does not touch,
// are the comparator.
export function speech(doc) {
  if (doc.worlds.length < 2) return null;
  const lines = doc.worlds.map((w) => ({
    name: w.name,
    lawful: perDay(doc, w, "lawful_speech"),
    everyday: perDay(doc, w, "everyday_acts"),
  }));
  if (!lines.every((l) => l.lawful.length)) return null;
  const lost = withheld(lines, "lawful"),
    control = withheld(lines, "everyday");
  return chart(doc, {
    id: "speech",
    title: "Lawful criticism, spoken and withheld",
    unit: `Acts per 100\u202f000 citizens and day, ${averaged(doc)}`,
    legend: [
      ...lines.map((l) => ({ label: `${worldLabel(l.name)}: ${count(sum(l.lawful))}`, colour: hue(l.name) })),
      { label: "lawful criticism withheld", colour: colours.lawful },
      { label: "everyday acts withheld", colour: colours.quiet },
    ],
    panels: [
      { title: "Lawful criticism; dashed without the system", draw: (width) => spokenPlot(doc, width, lines) },
      { title: "Withheld, of what is said without the system", draw: (width) => withheldPlot(doc, width, lost, control) },
    ],
    note:
      "The same people have the same chances to speak in both worlds: what lies between the lines is withheld. Everyday " +
      "acts, which the system does not touch, are the comparator.",
    table: {
      columns: [
        col("from day"),
        col("to day"),
        ...lines.flatMap((l) => [
          col(`lawful criticism, ${worldLabel(l.name)}`, "acts"),
          col(`everyday acts, ${worldLabel(l.name)}`, "acts"),
        ]),
      ],
      rows: lost.map((d, i) => [d.from, d.to, ...lines.flatMap((l) => [l.lawful[i].total, l.everyday[i]?.total])]),
    },
  });
}

// withheld is the share of a kind of act that is done without the system and not under it.
function withheld(lines, kind) {
  const [on, off] = ["with", "without"].map((name) => lines.find((l) => l.name === name)[kind]);
  return on.map((d, i) => ({ ...d, share: off[i].total ? 1 - d.total / off[i].total : null }));
}

function spokenPlot(doc, width, lines) {
  const rate = (d) => (d.rate * 1e5) / doc.citizens;
  return overTime(
    doc,
    width,
    { unit: "acts" },
    lines.map((l) => worldLine(l.name, l.lawful, middle, rate)),
  );
}

function withheldPlot(doc, width, lost, control) {
  const words = (d) => `days ${count(d.from)}–${count(d.to)}\nwithheld: ${percent(d.share)}`;
  return overTime(doc, width, { unit: "share", tick: percentTick }, [
    Plot.lineY(control, { x: middle, y: "share", stroke: colours.quiet, strokeWidth: 1.5 }),
    Plot.lineY(lost, { x: middle, y: "share", stroke: colours.lawful, strokeWidth: 2 }),
    readout(lost, middle, "share", words),
  ]);
}

// risk is what people believe their chance of being caught is, in each world.
export function risk(doc) {
  const lines = doc.worlds.map((w) => ({
    name: w.name,
    caught: levels(w, { risk: "perceived_risk" }),
    speaking: levels(w, { risk: "speech_risk" }),
  }));
  if (!lines.every((l) => l.caught.length && l.speaking.length)) return null;
  const draw = (kind) => (width) =>
    overTime(
      doc,
      width,
      { unit: "chance", tick: percentTick },
      lines.map((l) => worldLine(l.name, l[kind], "day", "risk")),
    );
  const share = (v) => decimal(v, 4);
  return chart(doc, {
    id: "risk",
    title: "What people believe: the risk of being caught, and of speaking",
    unit: "Mean perceived risk, 0 to 100\u202f%, at the end of each step",
    legend: lines.map((l) => ({ label: worldLabel(l.name), colour: hue(l.name) })),
    panels: [
      { title: "Of being made to answer for a misdeed", draw: draw("caught") },
      { title: "Of being made to answer for lawful speech", draw: draw("speaking") },
    ],
    note:
      "Perceived risk rises when an act is seen, falls when it is not, and fades to its level at rest." +
      (lines.length > 1 ? " The dashed line is the same society without the system." : ""),
    table: {
      columns: [
        col("day"),
        ...lines.flatMap((l) => [
          col(`risk of a misdeed, ${worldLabel(l.name)}`, "share", share),
          col(`risk of speaking, ${worldLabel(l.name)}`, "share", share),
        ]),
      ],
      rows: lines[0].caught.map((d, i) => [d.day, ...lines.flatMap((l) => [l.caught[i].risk, l.speaking[i].risk])]),
    },
  });
}

// What the charts and tables of a comparison share: the worlds' colours, and differences with their intervals in words.
import { chart, colours } from "page/frame";
import { count, plural, points, quantity, signed } from "page/words";

const letters = "abcdefgh";

export const reference = (doc) => doc.worlds[0];
export const others = (doc) => doc.worlds.slice(1);

// hue is a world's colour: grey without the system, else a colour of its own. Of more than eight the ninth is like the first.
export function hue(doc, w) {
  if (!w.system) return colours.without;
  return `var(--world-${letters[doc.worlds.filter((v) => v.system).indexOf(w) % letters.length]})`;
}

// dash tells the worlds apart without colour: whole for the reference, dashed without the system, dotted for others.
export const dash = (doc, w) =>
  !w.system ? "6,4" : w === reference(doc) ? null : ["2,2", "8,2", "10,3,2,3"][index(doc, w) % 3];

const index = (doc, w) => doc.worlds.indexOf(w) - 1;

// key is the legend of the worlds.
export const key = (doc, worlds) => worlds.map((w) => ({ label: w.name, colour: hue(doc, w) }));

// compared fills in what every chart of a comparison has in common.
export function compared(doc, spec) {
  const made = chart(doc, spec);
  return {
    ...made,
    file: made.file.replace(/^glasshouse-/, "glasshouse-compare-"),
    footing:
      `Means over ${plural(doc.replicates, "replicate")} from seed ${doc.seed}; worlds with the same luck: ` +
      `${doc.worlds.map((w) => w.name).join(", ")}. ${made.footing}`,
  };
}

// apart writes a difference as {text, range, mark, unit}: the mean, its interval, and a mark where it says little.
export function apart(name, d) {
  if (d?.value == null) return { text: "–", range: "", mark: "", unit: d?.unit ?? "" };
  const write = (v) => signed(points(quantity(name, v, d.unit, 3)[0]), v);
  const unit = quantity(name, d.value, d.unit)[1];
  if (d.none) return { text: "0", range: "", mark: "no event", unit };
  if (d.low == null) return { text: write(d.value), range: "", mark: d.few ? "few" : "", unit };
  const none = d.low === 0 && d.high === 0;
  const bare = (v) => write(v).replace(/\u202fpoints$/, "");
  const range = none ? "in each replicate" : `${bare(d.low)} to ${bare(d.high)}`;
  return { text: write(d.value), range, mark: d.few ? "few" : "", unit };
}

// ofLevel gives a difference as a share of the reference's level: {value, low, high}; null where that is nothing.
export function ofLevel(doc, w, name) {
  const level = reference(doc).measures[name]?.value,
    d = w.differences[name];
  if (!level || d?.value == null) return null;
  const share = (v) => (v == null ? null : v / Math.abs(level));
  return { value: share(d.value), low: share(d.low), high: share(d.high), few: d.few, none: d.none };
}

// intervals says what the intervals of a chart are.
export const intervals = (doc) =>
  doc.replicates > 1
    ? `Intervals are Student’s at 95\u202f% over ${count(doc.replicates)} replicates, of differences taken seed by seed.`
    : "One replicate gives no interval.";

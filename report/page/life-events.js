// What happened in a life, as rows that the charts mark and the tables list.
import { colours } from "page/frame";

// lanes are the rows of the timeline: which happenings they gather, by the names that a life gives them.
const lanes = [
  { lane: "entry, own act", of: ["entry, own act"], colour: colours.own },
  { lane: "entry, not her act", of: ["entry, another's act", "entry, nobody's act"], colour: colours.wronged },
  { lane: "face shown", of: ["face shown"], colour: colours.with },
  { lane: "detained", of: ["detained"], colour: colours.with },
  { lane: "joined a list", of: ["joined a list"], colour: colours.with },
  { lane: "left a list", of: ["left a list"], colour: colours.quiet },
  {
    lane: "refused",
    of: ["refused by a list", "refused for a relative", "refused by a site"],
    colour: colours.with,
  },
  { lane: "taken for another", of: ["put to another"], colour: colours.quiet },
  {
    lane: "objections",
    of: ["told of an entry", "objection", "objection upheld", "objection dismissed"],
    colour: colours.quiet,
  },
  { lane: "entry expired", of: ["entry expired"], colour: colours.quiet },
  { lane: "relative struck", of: ["a relative made to answer"], colour: colours.quiet },
  { lane: "debt", of: ["loan", "instalment missed", "default", "judgment", "settlement", "debt ended"], colour: colours.own },
  { lane: "credit", of: ["credit", "reward"], colour: colours.quiet },
];

// marks are the happenings worth a mark: {day, date, world, lane, colour, what, text}.
export function marks(doc) {
  const rows = [];
  for (const p of doc.life.passages) {
    for (const e of p.events) {
      const lane = lanes.find((l) => l.of.includes(e.what));
      if (!lane) continue;
      for (const world of p.worlds) rows.push({ ...lane, day: p.day, date: p.date, world, what: e.what, event: e, text: p.text });
    }
  }
  return rows;
}

// laneNames are the lanes that have a mark, in the order of the list.
export const laneNames = (rows) => lanes.map((l) => l.lane).filter((name) => rows.some((r) => r.lane === name));

// entries are the marks of entries against her.
export const entries = (doc) => marks(doc).filter((m) => m.event.own != null);

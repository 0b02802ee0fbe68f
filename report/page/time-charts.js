// The measures over time. Each function gives a chart, or nothing where the run has no such numbers.
import * as Plot from "@observablehq/plot";
import { chart, colours, overTime, readout, tick } from "page/frame";
import { column, last, levels, perDay, total, world } from "page/series";
import { count, decimal, worldLabel } from "page/words";

const day = { label: "day", text: count };
const percent = (v) => decimal(v * 100) + "\u202f%";
const percentTick = (v) => tick(v * 100) + "\u202f%";

// score is the fan of scores: middle half, nine tenths, median.
export function score(doc) {
  const names = { p05: "score_p05", p25: "score_p25", p50: "score_p50", p75: "score_p75", p95: "score_p95" };
  const rows = levels(world(doc, "with"), names);
  if (!rows.length) return null;
  const band = (low, high, opacity) =>
    Plot.areaY(rows, { x: "day", y1: low, y2: high, fill: colours.with, fillOpacity: opacity });
  return chart(doc, {
    id: "score",
    title: "The score: half of the scored citizens lie in the darker band",
    unit: "Points, at the end of each step",
    legend: [
      { label: "median", colour: colours.with },
      { label: "middle half (25th to 75th percentile)", colour: colours.with, opacity: 0.45 },
      { label: "nine in ten (5th to 95th)", colour: colours.with, opacity: 0.18 },
    ],
    panels: [
      {
        draw: (width) =>
          overTime(doc, width, { unit: "points", zero: false }, [
            band("p05", "p95", 0.18),
            band("p25", "p75", 0.3),
            Plot.lineY(rows, { x: "day", y: "p50", stroke: colours.with, strokeWidth: 2 }),
            readout(
              rows,
              "day",
              "p50",
              (d) =>
                `day ${count(d.day)}\n5 %: ${count(d.p05)}\n25 %: ${count(d.p25)}\nmedian: ${count(d.p50)}\n75 %: ${count(d.p75)}\n95 %: ${count(d.p95)}`,
            ),
          ]),
      },
    ],
    note: "Without the system there is no score. A band that thins to a line means that so many citizens share that very score.",
    table: {
      columns: [
        day,
        ...Object.values(names).map((n) => ({
          label: n.replace("score_p", "percentile "),
          unit: "points",
          text: count,
        })),
      ],
      rows: rows.map((d) => [d.day, d.p05, d.p25, d.p50, d.p75, d.p95]),
    },
  });
}

// listed is how many are on a list, and of them those whom it wrongs.
export function listed(doc) {
  const w = world(doc, "with");
  const rows = levels(w, { all: "listed", wrongly: "wrongly_listed" });
  if (!rows.length) return null;
  const lawful = column(w.steps, "listed_for_lawful_conduct");
  rows.forEach((row, i) => (row.lawful = lawful?.[i] ?? null));
  const line = (y, stroke) => Plot.lineY(rows, { x: "day", y, stroke, strokeWidth: 2 });
  return chart(doc, {
    id: "listed",
    title: "On a list, and on a list wrongly",
    unit: "Persons on a list at the end of each step",
    legend: [
      { label: `on a list: ${count(last(w, "listed"))} at the end`, colour: colours.with },
      { label: `wrongly: ${count(last(w, "wrongly_listed"))}`, colour: colours.wronged },
      ...(lawful ? [{ label: `only for lawful conduct: ${count(lawful.at(-1))}`, colour: colours.lawful }] : []),
    ],
    wide: 3,
    panels: [
      {
        title: "Everyone on a list",
        draw: (width) =>
          overTime(doc, width, { unit: "persons" }, [
            line("all", colours.with),
            readout(rows, "day", "all", (d) => `day ${count(d.day)}\non a list: ${count(d.all)}`),
          ]),
      },
      ...(lawful
        ? [
            {
              title: "Of these, only for lawful conduct (own scale)",
              draw: (width) =>
                overTime(doc, width, { unit: "persons" }, [
                  line("lawful", colours.lawful),
                  readout(
                    rows,
                    "day",
                    "lawful",
                    (d) => `day ${count(d.day)}\nonly for lawful conduct: ${count(d.lawful)}`,
                  ),
                ]),
            },
          ]
        : []),
      {
        title: "Of these, wrongly (own scale)",
        draw: (width) =>
          overTime(doc, width, { unit: "persons" }, [
            line("wrongly", colours.wronged),
            readout(rows, "day", "wrongly", (d) => `day ${count(d.day)}\nwrongly: ${count(d.wrongly)}`),
          ]),
      },
    ],
    note:
      "Wrongly: on a list by the official ledger and not by the true one, which holds what people did. Only for lawful conduct: off the " +
      "list once entries for what the law allows are taken out. A correct entry for lawful conduct is still a harm.",
    table: {
      columns: [
        day,
        { label: "on a list", unit: "persons", text: count },
        { label: "wrongly", unit: "persons", text: count },
        { label: "only for lawful conduct", unit: "persons", text: count },
      ],
      rows: rows.map((d) => [d.day, d.all, d.wrongly, d.lawful]),
    },
  });
}

// entries is what entered the ledgers against people, by kind of truth.
export function entries(doc) {
  const w = world(doc, "with");
  const all = perDay(doc, w, "entries"),
    wrong = perDay(doc, w, "false_entries"),
    lawful = perDay(doc, w, "entries_for_lawful_conduct");
  if (!all.length || !total(w, "entries")) return null;
  const rows = all.map((d, i) => {
    const days = d.to - d.from,
      f = wrong[i]?.total ?? 0,
      l = lawful[i]?.total ?? 0;
    return { ...d, days, wrong: f, lawful: l, own: d.total - f - l };
  });
  const kinds = [
    ["own", colours.own, "her own act, against the rules"],
    ["lawful", colours.lawful, "her own act, and lawful"],
    ["wrong", colours.wronged, "not her act"],
  ];
  const long = kinds.flatMap(([kind, colour]) => rows.map((d) => ({ ...d, colour, perDay: d[kind] / d.days })));
  const tall = (data, y, fill) =>
    Plot.rectY(data, { x1: "from", x2: "to", [y]: "perDay", fill, insetLeft: 0.5, insetRight: 0.5 });
  return chart(doc, {
    id: "entries",
    title: "What the ledgers hold against people: true, lawful, false",
    unit: "Ledger entries per day, averaged over four weeks".replace(
      "four weeks",
      doc.days > 200 ? "four weeks" : "a week",
    ),
    legend: kinds.map(([kind, colour, label]) => ({
      label: `${label}: ${count(rows.reduce((s, d) => s + d[kind], 0))}`,
      colour,
    })),
    panels: [
      {
        title: "All entries",
        draw: (width) =>
          overTime(doc, width, { unit: "per day" }, [
            Plot.rectY(
              long,
              Plot.stackY({
                x1: "from",
                x2: "to",
                y: "perDay",
                fill: "colour",
                insetLeft: 0.5,
                insetRight: 0.5,
                order: kinds.map((k) => k[1]).reverse(),
              }),
            ),
          ]),
      },
      {
        title: "False entries (own scale)",
        draw: (width) =>
          overTime(doc, width, { unit: "per day" }, [
            tall(
              long.filter((d) => d.colour === colours.wronged),
              "y",
              colours.wronged,
            ),
          ]),
      },
    ],
    note: "An entry is false when the act was someone else’s, or nobody’s. It is counted when it is made. Entries for lawful conduct are true, and stand apart from those against the rules.",
    table: {
      columns: [
        { label: "from day", text: count },
        { label: "to day", text: count },
        ...kinds.map(([, , label]) => ({ label, unit: "entries", text: count })),
      ],
      rows: rows.map((d) => [d.from, d.to, d.own, d.lawful, d.wrong]),
    },
  });
}

// refusals is what lists and screens did to people: trips refused, faces shown.
export function refusals(doc) {
  const w = world(doc, "with");
  const trips = perDay(doc, w, "trips_refused"),
    shown = perDay(doc, w, "displays"),
    wrong = perDay(doc, w, "wrong_displays");
  const rect = (rows, fill) =>
    Plot.rectY(rows, { x1: "from", x2: "to", y: "rate", fill, insetLeft: 0.5, insetRight: 0.5 });
  const panels = [],
    legend = [];
  if (total(w, "trips_refused")) {
    panels.push({
      title: "Trips refused",
      draw: (width) => overTime(doc, width, { unit: "per day" }, [rect(trips, colours.with)]),
    });
    legend.push({ label: `trips refused: ${count(total(w, "trips_refused"))}`, colour: colours.with });
  }
  if (total(w, "displays")) {
    panels.push({
      title: "Faces shown in public",
      draw: (width) => overTime(doc, width, { unit: "per day" }, [rect(shown, colours.own)]),
    });
    panels.push({
      title: "Of these, of somebody else (own scale)",
      draw: (width) => overTime(doc, width, { unit: "per day" }, [rect(wrong, colours.wronged)]),
    });
    legend.push(
      { label: `displays: ${count(total(w, "displays"))}`, colour: colours.own },
      { label: `of these, of somebody else: ${count(total(w, "wrong_displays"))}`, colour: colours.wronged },
    );
  }
  if (!panels.length) return null;
  return chart(doc, {
    id: "refused",
    title: "Trips refused and faces shown",
    unit: `Events per day, averaged over ${doc.days > 200 ? "four weeks" : "a week"}`,
    legend,
    panels,
    wide: 3,
    note: "Without the system no trip is refused and no face is shown.",
    table: {
      columns: ["from day", "to day"]
        .map((label) => ({ label, text: count }))
        .concat(
          ["trips refused", "displays", "wrong displays"].map((label) => ({ label, unit: "events", text: count })),
        ),
      rows: trips.map((d, i) => [d.from, d.to, d.total, shown[i]?.total ?? null, wrong[i]?.total ?? null]),
    },
  });
}

// risk is what people believe their chance of being caught is, in each world.
export function risk(doc) {
  const lines = doc.worlds.map((w) => ({
    name: w.name,
    rows: levels(w, { risk: "perceived_risk" }),
    speech: levels(w, { risk: "speech_risk" }),
  }));
  if (!lines.some((l) => l.rows.length)) return null;
  const stroke = (name) => colours[name] ?? colours.quiet;
  const draw = (key) => (width) =>
    overTime(
      doc,
      width,
      { unit: "chance", tick: percentTick },
      lines.flatMap((l) => [
        Plot.lineY(l[key], {
          x: "day",
          y: "risk",
          stroke: stroke(l.name),
          strokeWidth: 2,
          strokeDasharray: l.name === "without" ? "5,4" : null,
        }),
      ]),
    );
  const panels = [{ title: "Of being seen breaking a rule", draw: draw("rows") }];
  if (lines.some((l) => l.speech.length)) panels.push({ title: "Of speaking", draw: draw("speech") });
  return chart(doc, {
    id: "risk",
    title: "What people believe: the risk of being caught, and of speaking",
    unit: "Mean perceived risk, 0 to 100\u202f%, at the end of each step",
    legend: lines.map((l) => ({ label: worldLabel(l.name), colour: stroke(l.name) })),
    panels,
    note: "Perceived risk rises when an act is seen, falls when it is not, and fades to its level at rest. The dashed line is the same society without the system.",
    table: {
      columns: [
        day,
        ...lines.flatMap((l) => [
          { label: `risk, ${worldLabel(l.name)}`, text: (v) => decimal(v, 4) },
          { label: `risk of speaking, ${worldLabel(l.name)}`, text: (v) => decimal(v, 4) },
        ]),
      ],
      rows: lines[0].rows.map((d, i) => [
        d.day,
        ...lines.flatMap((l) => [l.rows[i]?.risk ?? null, l.speech[i]?.risk ?? null]),
      ]),
    },
  });
}

// speech is lawful criticism in both worlds, and everyday acts beside it: the system touches the one and not the other.
export function speech(doc) {
  if (doc.worlds.length < 2) return null;
  const lines = doc.worlds.map((w) => ({
    name: w.name,
    lawful: perDay(doc, w, "lawful_speech"),
    everyday: perDay(doc, w, "everyday_acts"),
  }));
  if (!lines.every((l) => l.lawful.length)) return null;
  const per = 1e5 / doc.citizens,
    middle = (d) => (d.from + d.to) / 2;
  const spoken = (width) =>
    overTime(
      doc,
      width,
      { unit: "acts" },
      lines.map((l) =>
        Plot.lineY(l.lawful, {
          x: middle,
          y: (d) => d.rate * per,
          stroke: colours[l.name] ?? colours.quiet,
          strokeWidth: 2,
          strokeDasharray: l.name === "without" ? "5,4" : null,
        }),
      ),
    );
  const [on, off] = ["with", "without"].map((name) => lines.find((l) => l.name === name));
  const withheld = (kind) =>
    on[kind].map((d, i) => ({ ...d, share: off[kind][i].total ? 1 - d.total / off[kind][i].total : null }));
  const lost = withheld("lawful"),
    control = withheld("everyday");
  const share = (width) =>
    overTime(doc, width, { unit: "share", tick: percentTick }, [
      Plot.lineY(control, { x: middle, y: "share", stroke: colours.quiet, strokeWidth: 1.5 }),
      Plot.lineY(lost, { x: middle, y: "share", stroke: colours.lawful, strokeWidth: 2 }),
      readout(lost, middle, "share", (d) => `days ${count(d.from)}–${count(d.to)}\nwithheld: ${percent(d.share)}`),
    ]);
  const sum = (rows) => rows.reduce((s, d) => s + d.total, 0);
  const panels = [
    { title: "Lawful criticism", draw: spoken },
    { title: "Withheld, of what is said without the system", draw: share },
  ];
  return chart(doc, {
    id: "speech",
    title: "Lawful criticism, spoken in both worlds",
    unit: `Acts per 100\u202f000 citizens and day, averaged over ${doc.days > 200 ? "four weeks" : "a week"}`,
    legend: [
      ...lines.map((l) => ({
        label: `${worldLabel(l.name)}: ${count(sum(l.lawful))} (dashed)`.replace(
          l.name === "without" ? "" : " (dashed)",
          "",
        ),
        colour: colours[l.name] ?? colours.quiet,
      })),
      { label: "lawful criticism withheld", colour: colours.lawful },
      { label: "everyday acts withheld", colour: colours.quiet },
    ],
    panels,
    note: "The same people have the same chances to speak in both worlds: what lies between the lines is withheld. Everyday acts, which the system does not touch, are the comparator.",
    table: {
      columns: ["from day", "to day"]
        .map((label) => ({ label, text: count }))
        .concat(
          lines.flatMap((l) => [
            { label: `lawful criticism, ${worldLabel(l.name)}`, unit: "acts", text: count },
            { label: `everyday acts, ${worldLabel(l.name)}`, unit: "acts", text: count },
          ]),
        ),
      rows: lines[0].lawful.map((d, i) => [
        d.from,
        d.to,
        ...lines.flatMap((l) => [l.lawful[i].total, l.everyday[i]?.total ?? null]),
      ]),
    },
  });
}

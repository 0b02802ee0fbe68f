// What all charts share: heading, axes, type, colours. A chart's colours are the style sheet's variables, so that it follows the
// light or dark page without being drawn again.
import * as Plot from "@observablehq/plot";
import { stretch } from "page/series";
import { count, decimal, span } from "page/words";

export const colours = {
  with: "var(--with)",
  without: "var(--without)",
  own: "var(--own)",
  lawful: "var(--lawful)",
  wronged: "var(--wronged)",
  quiet: "var(--quiet)",
};

// chart fills in what every chart's description has in common: who and when, where its numbers are from, its files' name.
export function chart(doc, spec) {
  return {
    ...spec,
    deck: `${spec.unit}. ${span(doc)}.`,
    file: `glasshouse-${doc.scenario}-seed-${doc.seed}-${spec.id}`.replace(/[^A-Za-z0-9.+-]+/g, "-"),
    footing:
      `glasshouse ${doc.version}, scenario ${doc.scenario}, seed ${doc.seed}, state hash ${doc.state_hash.slice(0, 16)}…. ` +
      "Every citizen is synthetic. Positive means accused or sanctioned.",
  };
}

// look is the type of every drawing.
export const look = { style: { fontSize: "12px", fontFamily: "inherit", background: "none", color: "var(--ink)" } };

// averaged says over how long the rates of flows are taken.
export const averaged = (doc) => `averaged over ${stretch(doc) === 28 ? "four weeks" : "a week"}`;

// overTime draws marks over the days of the run, years ruled off.
export function overTime(doc, width, options, marks) {
  const years = [];
  for (let day = 365; day < doc.days; day += 365) years.push(day);
  const narrow = width < 480;
  return Plot.plot({
    ...look,
    width,
    height: options.height ?? (narrow ? 230 : 270),
    marginLeft: options.marginLeft ?? 58,
    marginRight: 14,
    marginTop: 26,
    marginBottom: 34,
    x: {
      domain: [0, doc.days],
      label: "day of the run",
      labelAnchor: "right",
      labelArrow: "none",
      ticks: dayTicks(doc, narrow),
      tickFormat: count,
      tickSize: 4,
    },
    y: {
      label: options.unit,
      labelArrow: "none",
      grid: true,
      ticks: 5,
      tickFormat: options.tick ?? tick,
      zero: options.zero ?? true,
      nice: true,
      tickSize: 0,
    },
    marks: [
      Plot.ruleX(years, { stroke: "var(--rule)", strokeDasharray: "2,3" }),
      years.length
        ? Plot.text([365], {
            x: 365,
            frameAnchor: "top",
            text: () => "first year",
            dx: -4,
            dy: -13,
            textAnchor: "end",
            fill: "var(--quiet)",
          })
        : null,
      ...marks,
      options.zero === false ? null : Plot.ruleY([0], { stroke: "var(--ink)" }),
    ],
  });
}

function dayTicks(doc, narrow) {
  if (doc.days < 300) return weekTicks(doc.days, narrow ? 4 : 8);
  const years = Math.ceil(doc.days / 365),
    every = Math.ceil(years / 6) * (years === 1 ? 91.25 : 365);
  const ticks = [];
  for (let day = 0; day <= doc.days; day += every) ticks.push(Math.floor(day));
  return ticks;
}

// weekTicks are at most so many whole days, a week or some weeks apart where the run is long enough.
function weekTicks(days, most) {
  const apart = [1, 2, 7, 14, 28, 56].find((d) => days / d <= most) ?? 84;
  return Array.from({ length: Math.floor(days / apart) + 1 }, (_, i) => i * apart);
}

// tick writes an axis label.
export const tick = (v) =>
  Math.abs(v) >= 1000 || Number.isInteger(v)
    ? count(v)
    : decimal(v, 3)
        .replace(/(\.\d*?)0+$/, "$1")
        .replace(/\.$/, "");

// readout shows a row's values where the pointer is.
export const readout = (rows, x, y, title) =>
  Plot.tip(
    rows,
    Plot.pointerX({ x, y, title, fill: "var(--paper)", stroke: "var(--rule)", lineHeight: 1.4, fontSize: 12 }),
  );

// Numbers and names as the page writes them.

const thinSpace = "\u202f";
const minus = "\u2212";

// Measures that are parts of a whole and read as percentages. Other ratios are ratios of two rates, or indices.
const shares = new Set([
  "false_discovery_rate",
  "wrongful_listing_share",
  "speech_withheld",
  "speech_withheld_level",
  "everyday_withheld",
  "perceived_risk",
  "speech_risk",
  "not_recovered",
  "true_positive_rate",
  "uptake_gap",
]);

// Shares that change so much in a year.
const yearly = new Set(["speech_withheld_trend"]);

// Ratios of a kind of citizen-weeks that are too small for percentages.
const weekly = new Set(["false_positive_rate"]);

// The wronged: the only numbers in the accent colour.
export const wronged = new Set([
  "false_entries",
  "misattributed_entries",
  "groundless_entries",
  "false_entry_rate",
  "false_discovery_rate",
  "wrongly_listed",
  "wrongful_listing_share",
  "wrongly_listed_days",
  "joined_wrongly",
  "wrong_displays",
  "trips_refused_wrongly",
  "accused_wrongly",
  "false_positive_rate",
  "site_false_alarms",
  "boarding_refused_wrongly",
  "rationed_wrongly",
  "flagged_wrongly",
]);

// Rates of so many a year that a citizen's own year says more than a million's.
const daily = new Set(["records_per_citizen_year"]);

const names = {
  resources_mean: "mean resources",
  score_mean: "mean score",
  resources_gini: "Gini index of resources",
  entries: "ledger entries",
  listed: "on a list",
  wrongly_listed: "wrongly on a list",
  listed_for_lawful_conduct: "on a list for lawful conduct only",
  wrongly_listed_days: "days wrongly on a list",
  listed_days: "days on a list",
  speech_risk: "perceived risk of speaking",
  accused_wrongly: "ever accused wrongly",
  lawful_speech: "lawful criticism",
  speech_withheld: "lawful criticism withheld",
  speech_withheld_level: "lawful criticism withheld, at the first day",
  speech_withheld_trend: "lawful criticism withheld, change a year",
  speech_chances: "chances of lawful criticism",
  everyday_withheld: "everyday acts withheld",
  joined_wrongly: "joined a list wrongly",
  joined: "joined a list",
  left: "left a list",
  searches_herself: "searches that named her",
  searches_another: "searches that named another",
};

const worlds = { with: "with the system", without: "without it" };

// label is a measure's name in words.
export function label(name) {
  const quantile = /^score_p(\d+)$/.exec(name);
  if (quantile) return quantile[1] === "50" ? "median score" : `score, ${+quantile[1]}th percentile`;
  return names[name] ?? name.replaceAll("_", " ");
}

export const worldLabel = (name) => worlds[name] ?? name;

// groupLabel is a group's name in words: women-18-39 is "women 18–39".
export const groupLabel = (name) =>
  name
    .replace(/-(\d+)-(\d+)$/, " $1–$2")
    .replace(/-(\d+\+)$/, " $1")
    .replaceAll("-", " ");

// count writes a whole number in groups of three.
export function count(n) {
  if (n == null || Number.isNaN(n)) return "–";
  const digits = Math.abs(Math.round(n)).toString();
  const grouped = digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, thinSpace);
  return (Math.round(n) < 0 ? minus : "") + grouped;
}

// decimal writes a number to so many significant digits, never as a power of ten above 10⁻⁴.
export function decimal(v, digits = 3) {
  if (v == null || Number.isNaN(v)) return "–";
  if (v === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(Number(v.toPrecision(digits)))));
  if (size >= digits) return count(v);
  if (size < -4) {
    const power = [...String(-size)].map((d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]).join("");
    return `${decimal(v / 10 ** size, digits)} × 10⁻${power}`;
  }
  return v.toFixed(Math.max(0, digits - 1 - size)).replace("-", minus);
}

// bytes writes an amount of data in the unit that keeps it short.
export function bytes(n) {
  if (n == null) return "–";
  const size = Math.abs(n),
    power = size < 1000 ? 0 : Math.min(Math.floor(Math.log10(size) / 3), 6);
  return `${decimal(n / 1000 ** power)}${thinSpace}${["bytes", "kB", "MB", "GB", "TB", "PB", "EB"][power]}`;
}

// quantity splits a measure into the text of its number and of its unit.
export function quantity(name, value, unit, digits = 4) {
  if (value == null) return ["–", unit];
  if (shares.has(name)) return [decimal(value * 100) + thinSpace + "%", "share"];
  if (yearly.has(name)) return [decimal(value * 100) + thinSpace + "%", "share a year"];
  if (unit === "bytes") return [bytes(value), ""];
  if (weekly.has(name)) return perMillion(value, "per citizen-week");
  if (unit.startsWith("per ") && !daily.has(name)) return perMillion(value, unit);
  const whole = Number.isInteger(value);
  return [whole ? count(value) : decimal(value, digits), unit];
}

// perMillion keeps a small rate readable: per citizen-year becomes per million citizen-years.
function perMillion(value, unit) {
  return [decimal(value * 1e6), unit.replace(/^per (\S+)$/, "per million $1s")];
}

// points says that a difference of percentages is in points.
export const points = (text) => text.replace("%", "points");

// signed writes a difference with its sign.
export function signed(text, value) {
  return value > 0 ? "+" + text : text;
}

export function plural(n, word) {
  return `${count(n)} ${word}${n === 1 ? "" : "s"}`;
}

// span names the population and period that a chart is about.
export function span(doc) {
  const worlds = doc.worlds.length === 1 ? "1 world" : `${doc.worlds.length} worlds`;
  const times = doc.replicates ? `, ${plural(doc.replicates, "replicate")}` : "";
  return `${plural(doc.citizens, "synthetic citizen")}, ${worlds}, days 0–${count(doc.days)}${times}`;
}

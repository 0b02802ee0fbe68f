// Rows of numbers out of a world's tables, as the charts take them.

// world finds a world by name.
export const world = (doc, name) => doc.worlds.find((w) => w.name === name);

// column gives the values of a table's column, or undefined where there are none to show.
export function column(table, name) {
  const values = table?.columns.find((c) => c.name === name)?.values;
  return values?.some((v) => v != null) ? values : undefined;
}

// levels gives one row for each step: its day and the named columns' values at its end.
export function levels(w, columns) {
  const found = Object.entries(columns).map(([as, name]) => [as, column(w?.steps, name)]);
  if (!w || found.some(([, values]) => !values)) return [];
  return w.steps.day.map((day, i) =>
    Object.fromEntries([["day", day], ...found.map(([as, values]) => [as, values[i]])]),
  );
}

// stretch is over how many days flows are added: four weeks, or a week in short runs.
export const stretch = (doc) => (doc.days > 200 ? 28 : 7);

// bins gives the edges of the stretches over which flows are added. A rest of less than half a stretch joins the stretch
// before it, so that the one-day step that ends a year makes no spike.
export function bins(doc) {
  const width = stretch(doc);
  const days = world(doc, "with")?.steps.day ?? doc.worlds[0].steps.day;
  const edges = [0];
  for (const day of days) if (day - edges.at(-1) >= width) edges.push(day);
  const rest = doc.days - edges.at(-1);
  if (rest >= width / 2 || edges.length === 1) edges.push(doc.days);
  else edges[edges.length - 1] = doc.days;
  return edges;
}

// perDay adds a column's counts by stretch and gives each as a rate: {from, to, total, rate}.
export function perDay(doc, w, name) {
  const values = column(w?.steps, name);
  if (!values) return [];
  const edges = bins(doc);
  const rows = edges.slice(1).map((to, i) => ({ from: edges[i], to, total: 0 }));
  let at = 0;
  w.steps.day.forEach((day, i) => {
    while (day > rows[at].to && at < rows.length - 1) at++;
    rows[at].total += values[i] ?? 0;
  });
  for (const row of rows) row.rate = row.total / (row.to - row.from);
  return rows;
}

// last is the last value of a world's column of levels.
export const last = (w, name) => column(w?.steps, name)?.at(-1);

// total is the sum of a world's column of counts.
export const total = (w, name) => column(w?.steps, name)?.reduce((sum, v) => sum + (v ?? 0), 0) ?? 0;

// interval is Byar's approximation to the exact 95 % interval of a Poisson count (Breslow and Day, 1987): it needs no table.
export function interval(x) {
  const z = 1.959964;
  const low = x === 0 ? 0 : x * (1 - 1 / (9 * x) - z / (3 * Math.sqrt(x))) ** 3;
  const y = x + 1;
  return [low, y * (1 - 1 / (9 * y) + z / (3 * Math.sqrt(y))) ** 3];
}

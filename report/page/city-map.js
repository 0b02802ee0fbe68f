// CityMap is the figure of the city: the canvas, how to move on it, its key and whom it shows.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { html } from "page/html";
import { Below } from "page/figure";
import { chart } from "page/frame";
import { at, kinds, layout, number, packedColour, paint, place, unpacked, where } from "page/city";
import { count, decimal } from "page/words";

const keys = "Map of the city. Arrow keys move, plus and minus zoom, 0 shows the whole city.";
const closest = 1 / 16; // pixels of the map for one of the canvas

// The view of the map, shared by its controls: what is shown of it and which statuses are.
const view = signal(null);
const hidden = signal(new Set());
const found = signal(null);

export function CityMap({ doc }) {
  const canvas = useRef(),
    city = useRef(null);
  useEffect(() => open(doc.map, canvas.current, city), []);
  useEffect(() => redraw(canvas.current, city.current), [view.value, hidden.value, found.value]);
  const spec = describe(doc, canvas);
  return html`<figure id="city" class="city" aria-labelledby="city-title">
    <h3 id="city-title">${spec.title}</h3>
    <p class="deck">${spec.deck}</p>
    <${Key} map=${doc.map} />
    <div class="map">
      <canvas ref=${canvas} tabindex="0" role="application" aria-label=${keys}
        onKeyDown=${(e) => key(e, city.current)} onPointerDown=${(e) => drag(e, city.current, doc.map)}></canvas>
      <p class="sampling" aria-live="polite">${sampling(doc.map)}</p>
    </div>
    <${Controls} map=${doc.map} city=${city} />
    <${Below} spec=${spec} />
  </figure>`;
}

function describe(doc, canvas) {
  const map = doc.map;
  return chart(doc, {
    id: "city",
    title: "The city at the end of the run, every citizen a pixel",
    unit: "Each citizen’s status with the system on the last day",
    legend: kinds.map((k, i) => ({ label: `${k.name}: ${count(map.counts[i])}`, colour: `var(${k.colour})` })),
    panels: [{ draw: (width) => picture(canvas.current, width) }],
    note:
      "The highest status that applies is shown. Neighbours in number are neighbours on the map, in tiles of 64, so that a " +
      "district is one patch. In the society without the system nobody has an entry and nobody is on a list." +
      held(map),
    table: {
      columns: [
        { label: "status" },
        { label: "citizens", text: count },
        { label: "share", unit: "%", text: (v) => decimal(v) },
      ],
      rows: kinds.map((k, i) => [k.name, map.counts[i], map.citizens ? (100 * map.counts[i]) / map.citizens : null]),
    },
  });
}

// held says what of a large society the map holds.
function held(map) {
  if (map.citizens === map.of) return "";
  const how = map.stride > 1 ? `each ${count(map.stride)}th` : "in whole tiles";
  return ` The map holds ${count(map.citizens)} of ${count(map.of)} citizens, ${how}, at equal distances.`;
}

// picture is the map as it is seen now, inside an SVG.
function picture(canvas, width) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
  const height = Math.round((width * canvas.height) / canvas.width);
  for (const node of [svg, image]) {
    node.setAttribute("width", width);
    node.setAttribute("height", height);
  }
  image.setAttribute("href", canvas.toDataURL("image/png"));
  svg.append(image);
  return svg;
}

// open unpacks the statuses, lays the city out and keeps the canvas as sharp and as wide as its box.
function open(map, canvas, city) {
  const plan = layout(map);
  city.current = { plan, canvas, statuses: null };
  const fit = () => {
    const sharp = Math.min(2, devicePixelRatio || 1),
      width = Math.max(1, Math.round(canvas.parentElement.clientWidth * sharp));
    if (view.value && canvas.width === width) return;
    const step = view.value && (view.value.step * canvas.width) / width;
    canvas.width = width;
    canvas.height = Math.round((width * plan.height) / plan.width);
    canvas.style.aspectRatio = `${canvas.width} / ${canvas.height}`;
    if (step) look(city.current, view.value.x, view.value.y, step);
    else view.value = whole(city.current);
    redraw(canvas, city.current); // at once: a canvas of a new size is black
  };
  const watch = new ResizeObserver(fit);
  unpacked(map).then((statuses) => {
    city.current.statuses = statuses;
    fit();
    watch.observe(canvas.parentElement);
  });
  const dark = matchMedia("(prefers-color-scheme: dark)"),
    again = () => redraw(canvas, city.current);
  dark.addEventListener("change", again);
  const wheel = (e) => wheeled(e, city.current);
  canvas.addEventListener("wheel", wheel, { passive: false });
  return () => {
    watch.disconnect();
    dark.removeEventListener("change", again);
    canvas.removeEventListener("wheel", wheel);
  };
}

function redraw(canvas, city) {
  if (!city?.statuses || !view.value) return;
  const style = getComputedStyle(document.documentElement),
    colour = (name) => packedColour(style.getPropertyValue(name));
  const colours = kinds.map((k, i) => colour(hidden.value.has(i) ? "--untouched" : k.colour));
  paint(canvas, city.plan, city.statuses, view.value, Uint32Array.from(colours), colour("--paper"));
  ring(canvas, city, style.getPropertyValue("--ink"));
}

// ring marks the citizen that was looked up.
function ring(canvas, city, colour) {
  if (!(found.value?.place >= 0)) return;
  const { x, y } = where(city.plan, found.value.place),
    v = view.value,
    context = canvas.getContext("2d");
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.arc((x + 0.5 - v.x) / v.step, (y + 0.5 - v.y) / v.step, 1 / v.step + 6, 0, 2 * Math.PI);
  context.stroke();
}

const whole = (city) => ({ x: 0, y: 0, step: city.plan.width / city.canvas.width });

// look moves the view, within the map.
function look(city, x, y, step) {
  const { plan, canvas } = city,
    all = whole(city).step;
  step = Math.min(all, Math.max(Math.min(closest, all), step));
  const clamp = (v, most) => Math.max(0, Math.min(most, v));
  view.value = { x: clamp(x, plan.width - canvas.width * step), y: clamp(y, plan.height - canvas.height * step), step };
}

// zoom keeps the point at (px, py) of the canvas, its middle unless told, where it is.
function zoom(city, factor, px = city.canvas.width / 2, py = city.canvas.height / 2) {
  const v = view.value,
    all = whole(city).step;
  const step = Math.min(all, Math.max(Math.min(closest, all), v.step / factor));
  look(city, v.x + px * (v.step - step), v.y + py * (v.step - step), step);
}

function key(e, city) {
  const v = view.value,
    stride = 0.2 * city.canvas.width * v?.step;
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (!v || e.ctrlKey || e.metaKey || e.altKey) return;
  if (moves[e.key]) look(city, v.x + moves[e.key][0] * stride, v.y + moves[e.key][1] * stride, v.step);
  else if (e.key === "+" || e.key === "=") zoom(city, 2);
  else if (e.key === "-") zoom(city, 0.5);
  else if (e.key === "0") view.value = whole(city);
  else return;
  e.preventDefault();
}

// wheeled zooms on a map that has been clicked, or with Ctrl: else the page scrolls past it.
function wheeled(e, city) {
  if (!view.value || !(e.ctrlKey || document.activeElement === city.canvas)) return;
  e.preventDefault();
  const sharp = city.canvas.width / city.canvas.clientWidth;
  zoom(city, e.deltaY < 0 ? 1.25 : 0.8, e.offsetX * sharp, e.offsetY * sharp);
}

// drag pans; a press without a move names whom it fell on.
function drag(e, city, map) {
  if (!view.value) return;
  const start = view.value,
    sharp = city.canvas.width / city.canvas.clientWidth,
    from = [e.clientX, e.clientY],
    spot = [e.offsetX * sharp, e.offsetY * sharp];
  let moved = false;
  const move = (m) => {
    const dx = m.clientX - from[0],
      dy = m.clientY - from[1];
    moved ||= Math.hypot(dx, dy) > 4;
    if (moved) look(city, start.x - dx * sharp * start.step, start.y - dy * sharp * start.step, start.step);
  };
  const up = () => {
    city.canvas.removeEventListener("pointermove", move);
    if (!moved)
      name(
        city,
        map,
        at(city.plan, Math.floor(start.x + spot[0] * start.step), Math.floor(start.y + spot[1] * start.step)),
      );
  };
  city.canvas.setPointerCapture(e.pointerId);
  city.canvas.addEventListener("pointermove", move);
  city.canvas.addEventListener("pointerup", up, { once: true });
  city.canvas.addEventListener("pointercancel", () => city.canvas.removeEventListener("pointermove", move), {
    once: true,
  });
}

function name(city, map, i) {
  found.value = i < 0 ? null : { place: i, number: number(map, i), status: city.statuses[i] };
}

// sampling says how many of the citizens in view are shown.
function sampling(map) {
  const step = view.value?.step;
  if (!step) return "Unpacking the city …";
  const shown = Math.max(1, step * step) * map.every * map.stride;
  if (shown > 1.05) return `1 in ${shown < 10 ? decimal(shown, 2).replace(".0", "") : count(shown)} shown`;
  return `everyone in view shown, ${decimal(Math.max(1, 1 / step), 2).replace(".0", "")} pixels wide`;
}

function Key({ map }) {
  const toggle = (i) => {
    const next = new Set(hidden.value);
    if (!next.delete(i)) next.add(i);
    hidden.value = next;
  };
  const item = (k, i) => html`<li>
    <button type="button" class="key" aria-pressed=${String(!hidden.value.has(i))} onClick=${() => toggle(i)}>
      <span class="swatch" style=${{ background: `var(${k.colour})` }}></span>${k.name} <b>${count(map.counts[i])}</b>
    </button>
  </li>`;
  return html`<ul class="legend" aria-label="Statuses: press one to hide or show it">${kinds.map(item)}</ul>`;
}

function Controls({ map, city }) {
  const find = (e) => {
    e.preventDefault();
    lookUp(city.current, map, Number(new FormData(e.target).get("citizen")));
  };
  return html`<div class="controls">
    <button type="button" onClick=${() => zoom(city.current, 2)} aria-label="Zoom in">+</button>
    <button type="button" onClick=${() => zoom(city.current, 0.5)} aria-label="Zoom out">−</button>
    <button type="button" onClick=${() => (view.value = whole(city.current))}>Whole city</button>
    <form onSubmit=${find}>
      <label>Citizen <input name="citizen" type="number" min="0" max=${map.of - 1} step="1" required /></label>
      <button>Find</button>
    </form>
    <p class="who" aria-live="polite">${who(map)}</p>
  </div>`;
}

// lookUp brings the citizen of a number to the middle of the view, near enough to see.
function lookUp(city, map, n) {
  const i = place(map, n);
  if (i < 0) {
    found.value = { number: n, place: -1 };
    return;
  }
  name(city, map, i);
  const { x, y } = where(city.plan, i);
  const step = Math.min(whole(city).step, 1 / 4);
  look(city, x - (city.canvas.width * step) / 2, y - (city.canvas.height * step) / 2, step);
}

const hint =
  "Drag or use the arrow keys to move; the wheel zooms once the map is clicked. Press on a citizen to see what became of " +
  "her, on a status above to hide it.";

// who says what became of the citizen that was looked up.
function who(map) {
  const f = found.value;
  if (!f) return hint;
  if (f.place >= 0) return html`Citizen <b>${count(f.number)}</b>: ${kinds[f.status].name}.`;
  const why = f.number >= map.of ? `: the numbers end at ${count(map.of - 1)}` : "";
  return `Citizen ${count(f.number)} is not on this map${why}.`;
}

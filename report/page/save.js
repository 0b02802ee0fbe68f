// A chart as a file: SVG, PNG and CSV, made in the page and handed to the browser as a blob, which works from file:// too.
import { csv } from "page/table";

const width = 920,
  margin = 24;
const space = "http://www.w3.org/2000/svg";

// saveCSV saves the table behind a chart.
export const saveCSV = (spec) => save(new Blob([csv(spec.table)], { type: "text/csv" }), spec.file + ".csv");

// saveSVG saves the chart with its heading, key and footing, in the light palette.
export const saveSVG = (spec) => save(new Blob([drawing(spec).text], { type: "image/svg+xml" }), spec.file + ".svg");

// savePNG saves the same drawing as pixels, two for each unit.
export async function savePNG(spec) {
  const { text, height } = drawing(spec);
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  save(await new Promise((done) => canvas.toBlob(done, "image/png")), spec.file + ".png");
}

// save hands a blob to the browser as a download.
export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// drawing puts heading, key, panels and footing one below the other in one SVG.
function drawing(spec) {
  const svg = node("svg", { xmlns: space, width, "font-family": "Helvetica, Arial, sans-serif", color: "var(--ink)" });
  let y = margin;
  const say = (text, size, extra) => {
    for (const line of wrap(text, (width - 2 * margin) / (size * 0.5))) {
      y += size * 1.4;
      svg.append(
        Object.assign(node("text", { x: margin, y, "font-size": size, fill: "var(--ink)", ...extra }), {
          textContent: line,
        }),
      );
    }
  };
  const background = node("rect", { width: "100%", fill: "var(--paper)" });
  svg.append(background);
  say(spec.title, 21, { "font-family": "Georgia, 'Liberation Serif', serif", "font-weight": "bold" });
  say(spec.deck, 13, { fill: "var(--quiet)" });
  y = key(svg, spec.legend, y + 14);
  y = drawPanels(svg, spec, y + 4) + 4;
  say(spec.note, 12, { fill: "var(--quiet)" });
  say(spec.footing, 12, { fill: "var(--quiet)" });
  const height = Math.ceil(y + margin);
  svg.setAttribute("height", height);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  background.setAttribute("height", height);
  return { text: resolved(new XMLSerializer().serializeToString(svg)), height };
}

// drawPanels puts the panels side by side, as many in a row as their kind allows, and returns where they end.
function drawPanels(svg, spec, y) {
  const across = Math.min(spec.panels.length, spec.small ? 4 : (spec.wide ?? 2)),
    gap = 24;
  const wide = (width - 2 * margin - gap * (across - 1)) / across;
  for (let i = 0; i < spec.panels.length; i += across) {
    let tall = 0;
    spec.panels.slice(i, i + across).forEach((panel, n) => {
      const x = margin + n * (wide + gap),
        chart = panel.draw(Math.floor(wide));
      if (panel.title) {
        const title = node("text", { x, y: y + 14, "font-size": 13, "font-weight": "bold", fill: "var(--ink)" });
        svg.append(Object.assign(title, { textContent: panel.title }));
      }
      chart.setAttribute("x", x);
      chart.setAttribute("y", y + (panel.title ? 20 : 0));
      svg.append(chart);
      tall = Math.max(tall, Number(chart.getAttribute("height")) + (panel.title ? 20 : 0));
    });
    y += tall + 8;
  }
  return y;
}

// key draws the legend in as many rows as it needs and returns where it ends.
function key(svg, legend, y) {
  let x = margin;
  for (const item of legend ?? []) {
    const w = 24 + item.label.length * 6.6;
    if (x > margin && x + w > width - margin) [x, y] = [margin, y + 20];
    svg.append(node("rect", { x, y, width: 12, height: 12, fill: item.colour, "fill-opacity": item.opacity ?? 1 }));
    svg.append(
      Object.assign(node("text", { x: x + 17, y: y + 10.5, "font-size": 12.5, fill: "var(--ink)" }), {
        textContent: item.label,
      }),
    );
    x += w + 14;
  }
  return legend?.length ? y + 26 : y;
}

function node(name, attributes) {
  const made = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// wrap breaks a text into lines of about so many letters.
function wrap(text, letters) {
  const lines = [];
  for (const word of (text ?? "").split(" ").filter(Boolean)) {
    if (lines.length && (lines.at(-1) + " " + word).length <= letters) lines[lines.length - 1] += " " + word;
    else lines.push(word);
  }
  return lines;
}

// resolved writes the light palette's colours where the page has variables: a file has no style sheet.
function resolved(text) {
  const light = document.createElement("div");
  light.className = "paper";
  document.body.append(light);
  const style = getComputedStyle(light);
  const out = text.replace(/var\((--[a-z-]+)\)/g, (_, name) => style.getPropertyValue(name).trim() || "black");
  light.remove();
  return out;
}

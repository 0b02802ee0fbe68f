// Figure shows a chart: what it states, unit, period and population, key, drawing, note, files to save and the table behind it.
//
// A chart is {id, title, deck, legend, panels: [{title, draw}], note, table, file, footing}; draw(width) gives an SVG.
import { useEffect, useRef } from "preact/hooks";
import { html } from "page/html";
import { Table } from "page/table";
import { saveCSV, savePNG, saveSVG } from "page/save";

export function Figure({ spec }) {
  return html`<figure id=${spec.id} aria-labelledby=${spec.id + "-title"}>
    <h3 id=${spec.id + "-title"}>${spec.title}</h3>
    <p class="deck">${spec.deck}</p>
    <${Legend} items=${spec.legend} />
    <div class=${"panels " + (spec.small ? "small" : spec.wide === 3 && spec.panels.length > 2 ? "three" : "")}>
      ${spec.panels.map((panel) => html`<${Panel} panel=${panel} name=${spec.title} />`)}
    </div>
    <${Below} spec=${spec} />
  </figure>`;
}

// Charts shows those charts for which the run has numbers.
export function Charts({ doc, makers }) {
  const specs = makers.map((make) => make(doc)).filter(Boolean);
  return specs.map((spec) => html`<${Figure} spec=${spec} />`);
}

// Below is what stands under every drawing: its note, its files, its table.
export function Below({ spec }) {
  return html`<figcaption>${spec.note}</figcaption>
    <div class="files">
      <${Save} spec=${spec} kind="SVG" run=${saveSVG} />
      <${Save} spec=${spec} kind="PNG" run=${savePNG} />
      <${Save} spec=${spec} kind="CSV" run=${saveCSV} />
    </div>
    <details class="behind"><summary>The numbers as a table</summary>
      <${Table} table=${spec.table} caption=${`${spec.title}. ${spec.deck}`} />
    </details>`;
}

function Save({ spec, kind, run }) {
  const words = `Save “${spec.title}” as ${kind}`;
  return html`<button type="button" class="quiet" data-save=${kind} aria-label=${words} onClick=${() => run(spec)}>${kind}</button>`;
}

function Legend({ items }) {
  if (!items?.length) return null;
  const swatch = ({ colour, opacity }) =>
    html`<span class="swatch" style=${{ background: colour, opacity: opacity ?? 1 }}></span>`;
  return html`<ul class="legend">${items.map((item) => html`<li>${swatch(item)}${item.label}</li>`)}</ul>`;
}

// Panel draws to the width it is given and again when that changes.
function Panel({ panel, name }) {
  const box = useRef();
  useEffect(() => {
    box.drawn = 0;
    const draw = () => {
      const width = Math.floor(box.current.clientWidth);
      if (width === box.drawn || width < 40) return;
      box.drawn = width;
      const svg = panel.draw(width);
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", panel.title ? `${name}: ${panel.title}` : name);
      box.current.replaceChildren(svg);
    };
    const watch = new ResizeObserver(draw);
    watch.observe(box.current);
    draw();
    return () => watch.disconnect();
  }, [panel]);
  return html`<div class="panel">${panel.title && html`<h4>${panel.title}</h4>`}<div class="drawing" ref=${box}></div></div>`;
}

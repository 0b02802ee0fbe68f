// Tables: one description serves the table behind a chart and its CSV. A table is {columns: [{label, unit, text}], rows}, where
// text writes a value for the page; CSV gets the values themselves.
import { html } from "page/html";
import { count } from "page/words";

// col describes a column of numbers; without another text they are whole.
export const col = (label, unit, text = count) => ({ label, unit, text });

// Table shows rows in a box of its own that scrolls, so that the page does not.
export function Table({ table, caption, head = true }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <caption class="unseen">${caption}</caption>
      ${
        head &&
        html`<thead><tr>${table.columns.map(
          (c) => html`<th scope="col" class=${c.text ? "n" : ""}>${c.label}
        ${c.unit && html` <span class="unit">${c.unit}</span>`}</th>`,
        )}</tr></thead>`
      }
      <tbody>${table.rows.map((row) => html`<tr>${row.map((value, i) => cell(table.columns[i], value, i))}</tr>`)}</tbody>
    </table>
  </div>`;
}

function cell(column, value, i) {
  const text = column.text ? column.text(value) : value;
  return i === 0
    ? html`<th scope="row" class=${column.text ? "n" : ""}>${text}</th>`
    : html`<td class=${column.text ? "n" : ""}>${text}</td>`;
}

// csv writes a table with full numbers and a unit in each heading that has one.
export function csv(table) {
  const lines = [table.columns.map((c) => (c.unit ? `${c.label} (${c.unit})` : c.label)), ...table.rows];
  return lines.map((line) => line.map(field).join(",")).join("\r\n") + "\r\n";
}

function field(value) {
  if (value == null || Number.isNaN(value)) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Where a value comes from.
import { html } from "page/html";

export const Assumption = () => html`<span class="assumption">assumption</span>`;

// ids are the words of a source among which ids of figures are looked for.
export const ids = (text) => (text ?? "").split(/[\s,;]+/);

// cite links the ids of published figures and leaves other words as they are.
export function cite(text, known) {
  const link = (id) => html`<a href=${"#source-" + id}>${id}</a>`;
  return (text ?? "").split(/([\s,;]+)/).map((part) => (known.has(part) ? link(part) : part));
}

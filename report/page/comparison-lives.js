// Telling lives of a comparison, the deciding event first.
import { command } from "page/chain";
import { html } from "page/html";

// kinds say why a life is told.
const kinds = {
  "worse-off": (world) => `lost the most in “${world}”`,
  "better-off": (world) => `gained the most in “${world}”`,
  "wrongly-accused-here": (world) => `wrongly accused in “${world}” alone`,
  "wrongly-accused-there": (world, first) => `wrongly accused in “${first}”, not in “${world}”`,
  "listed-here": (world) => `on a list in “${world}” alone`,
  "listed-there": (world, first) => `on a list in “${first}”, not in “${world}”`,
};

export function Lives({ doc }) {
  const first = doc.worlds[0].name;
  return doc.lives.map((l) => html`<article class="told">
    <h3>Citizen ${l.citizen}: ${kinds[l.kind](l.world, first)}</h3>
    ${l.sentences.map((s) => html`<p>${s}</p>`)}
    <p class="note">All her days: <code>${command(l.citizen, l.world)}</code></p>
  </article>`);
}

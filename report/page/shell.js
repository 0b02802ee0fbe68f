// The frame of a page: masthead, contents, the findings in sentences, the sections.
import { render } from "preact";
import { follow } from "page/chain";
import { html } from "page/html";
import { decimal, plural } from "page/words";

// length is how long a run lasts, in words.
export function length(doc) {
  if (doc.days % 365 === 0) return plural(doc.days / 365, "year");
  return plural(doc.days, "day") + (doc.days > 500 ? ` (${decimal(doc.days / 365, 2)} years)` : "");
}

function Masthead({ doc, what, sections }) {
  const link = ({ id, short }) => html`<li><a href=${"#" + id}>${short}</a></li>`;
  return html`<header class="masthead wrap">
    <p class="kicker">glasshouse: a laboratory for social scoring</p>
    <h1>${doc.title}</h1>
    <p class="what">${what}</p>
    <p class="standing">
      Every citizen here is synthetic, a number and a seed, under stated assumptions. No verdict on a real person can be
      read out of this page.
    </p>
    <nav aria-label="Contents"><ul>${[{ id: "sentences", short: "Findings" }, ...sections].map(link)}</ul></nav>
  </header>`;
}

function Page({ doc, what, sections, lead }) {
  const sentence = (text, i) => html`<p class=${i || !lead ? "sentence" : "sentence first"}>${text}</p>`;
  const section = (s) => html`<section id=${s.id} aria-labelledby=${s.id + "-heading"}>
    <h2 id=${s.id + "-heading"}>${s.title}</h2>
    ${s.lead && html`<p class="lead">${s.lead}</p>`}
    ${s.body()}
  </section>`;
  return html`<${Masthead} doc=${doc} what=${what} sections=${sections} />
    <main class="wrap">
      <div id="sentences" tabindex="-1">${doc.sentences.map(sentence)}</div>
      ${sections.map(section)}
    </main>`;
}

// show draws the page: what says in one sentence what it is about; a section is {id, short, title, lead, body}; lead tells
// whether the first of the findings stands out.
export function show(doc, what, sections, lead = true) {
  const page = document.getElementById("page");
  page.replaceChildren();
  render(html`<${Page} doc=${doc} what=${what} sections=${sections} lead=${lead} />`, page);
  follow();
  document.documentElement.dataset.ready = "true";
}

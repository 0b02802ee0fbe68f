// The page, from top to bottom.
import { render } from "preact";
import { html } from "page/html";
import { Figure } from "page/figure";
import { CityMap } from "page/city-map";
import { Worlds } from "page/worlds";
import { Measures, Parameters, Reproduce, Sources } from "page/basis";
import { entries, listed, refusals, score } from "page/time-charts";
import { risk, speech } from "page/both-charts";
import { districts } from "page/district-charts";
import { groups } from "page/group-charts";
import { years } from "page/year-charts";
import { count, decimal, plural } from "page/words";

const doc = JSON.parse(document.getElementById("doc").textContent);

const charts = (makers) =>
  makers
    .map((make) => make(doc))
    .filter(Boolean)
    .map((spec) => html`<${Figure} spec=${spec} />`);

// what says in one sentence what was run.
function what() {
  const years =
    doc.days % 365 === 0
      ? plural(doc.days / 365, "year")
      : `${plural(doc.days, "day")}${doc.days > 500 ? ` (${decimal(doc.days / 365, 2)} years)` : ""}`;
  const twice =
    doc.worlds.length > 1
      ? "lived twice with the same luck: once under a system of social scoring and once without it. What differs is the system’s doing."
      : "in one world. Its twin without the system was not run, so no difference can be told.";
  return `A simulation of ${plural(doc.citizens, "synthetic citizen")} over ${years}, scenario “${doc.scenario}”, ${twice}`;
}

const sections = [
  ["sentences", "Findings"],
  ["worlds", "Side by side"],
  ["time", "Over time"],
  ["groups-and-years", "Groups, years, districts"],
  ["the-city", "The city"],
  ["measures", "Measures"],
  ["scenario", "Scenario"],
  ["sources", "Sources"],
  ["reproduce", "Reproduce"],
];

function Section({ id, title, lead, children }) {
  return html`<section id=${id} aria-labelledby=${id + "-heading"}><h2 id=${id + "-heading"}>${title}</h2>
    ${lead && html`<p class="lead">${lead}</p>`}${children}</section>`;
}

function Page() {
  const shown = sections.filter(([id]) => id !== "the-city" || doc.map);
  return html`<header class="masthead wrap">
      <p class="kicker">glasshouse: a laboratory for social scoring</p>
      <h1>${doc.title}</h1>
      <p class="what">${what()}</p>
      <p class="standing">Every citizen here is synthetic, a number and a seed, under stated assumptions. No verdict on a real person can be read out of this page.</p>
      <nav aria-label="Contents"><ul>${shown.map(([id, title]) => html`<li><a href=${"#" + id}>${title}</a></li>`)}</ul></nav>
    </header>
    <main class="wrap">
      <div id="sentences" tabindex="-1">${doc.sentences.map((s, i) => html`<p class=${i ? "sentence" : "sentence first"}>${s}</p>`)}</div>
      <${Section} id="worlds" title="The two worlds side by side"
        lead="Positive means accused or sanctioned. A number in red counts people or acts that the system got wrong. An entry for lawful conduct is no error of the machine, and a harm all the same."><${Worlds} doc=${doc} /><//>
      <${Section} id="time" title="Over time">${charts([listed, entries, refusals, speech, risk, score])}<//>
      <${Section} id="groups-and-years" title="By group, by year, by district">${charts([groups, years, districts])}<//>
      ${doc.map && html`<${Section} id="the-city" title="The city"><${CityMap} doc=${doc} /><//>`}
      <${Section} id="measures" title="What the measures mean" lead="Names are the field’s. Ratios are shown as they are; nothing here passes or fails."><${Measures} doc=${doc} /><//>
      <${Section} id="scenario" title="The scenario" lead=${doc.about?.replace(/([^.!?])$/, "$1.")}><${Parameters} doc=${doc} /><//>
      <${Section} id="sources" title="Sources"><${Sources} doc=${doc} /><//>
      <${Section} id="reproduce" title="Reproduce this" lead="This command gives every number on this page again."><${Reproduce} doc=${doc} /><//>
    </main>`;
}

const page = document.getElementById("page");
page.replaceChildren();
render(html`<${Page} />`, page);
document.documentElement.dataset.ready = "true";

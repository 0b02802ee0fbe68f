// The page, from top to bottom.
import { render } from "preact";
import { html } from "page/html";
import { Figure } from "page/figure";
import { CityMap } from "page/city-map";
import { ByName } from "page/parts";
import { Worlds } from "page/worlds";
import { Measures, Parameters, Reproduce, Sources } from "page/basis";
import { entries, listed, refusals, score } from "page/time-charts";
import { risk, speech } from "page/both-charts";
import { groups } from "page/group-charts";
import { years } from "page/year-charts";
import { districts } from "page/district-charts";
import { decimal, plural, worldLabel } from "page/words";

const doc = JSON.parse(document.getElementById("doc").textContent);

// Charts shows those charts for which the run has numbers.
function Charts({ makers }) {
  const specs = makers.map((make) => make(doc)).filter(Boolean);
  return specs.map((spec) => html`<${Figure} spec=${spec} />`);
}

// what says in one sentence what was run.
function what() {
  const twice =
    doc.worlds.length > 1
      ? "lived twice with the same luck: once under a system of social scoring and once without it. What differs is the " +
        "system’s doing."
      : "in one world. Its twin without the system was not run, so no difference can be told.";
  return `A simulation of ${plural(doc.citizens, "synthetic citizen")} over ${length()}, scenario “${doc.scenario}”, ${twice}`;
}

function length() {
  if (doc.days % 365 === 0) return plural(doc.days / 365, "year");
  return plural(doc.days, "day") + (doc.days > 500 ? ` (${decimal(doc.days / 365, 2)} years)` : "");
}

const sections = [
  {
    id: "worlds",
    short: "Side by side",
    title: "The two worlds side by side",
    lead:
      "Positive means accused or sanctioned. A number in red counts people or acts that the system got wrong. An entry " +
      "for lawful conduct is no error of the machine, and a harm all the same.",
    body: () => html`<${Worlds} doc=${doc} />`,
  },
  {
    id: "time",
    short: "Over time",
    title: "Over time",
    body: () => html`<${Charts} makers=${[listed, entries, refusals, speech, risk, score]} />`,
  },
  {
    id: "groups-and-years",
    short: "Groups, years, districts",
    title: "By group, by year, by district",
    body: () => html`<${Charts} makers=${[groups, years, districts]} />`,
  },
  doc.parts?.length && {
    id: "by-name",
    short: "By name",
    title: "Channels, lists, conduct and sites by name",
    lead: `The same run by the names that the scenario gives, ${worldLabel(doc.worlds[0].name)} where nothing else is said.`,
    body: () => html`<${ByName} doc=${doc} />`,
  },
  doc.map && { id: "the-city", short: "The city", title: "The city", body: () => html`<${CityMap} doc=${doc} />` },
  {
    id: "measures",
    short: "Measures",
    title: "What the measures mean",
    lead: "Names are the field’s. Ratios are shown as they are; nothing here passes or fails.",
    body: () => html`<${Measures} doc=${doc} />`,
  },
  {
    id: "scenario",
    short: "Scenario",
    title: "The scenario",
    lead: doc.about?.replace(/([^.!?])$/, "$1."),
    body: () => html`<${Parameters} doc=${doc} />`,
  },
  { id: "sources", short: "Sources", title: "Sources", body: () => html`<${Sources} doc=${doc} />` },
  {
    id: "reproduce",
    short: "Reproduce",
    title: "Reproduce this",
    lead: "This command gives every number on this page again.",
    body: () => html`<${Reproduce} doc=${doc} />`,
  },
].filter(Boolean);

function Masthead() {
  const link = ({ id, short }) => html`<li><a href=${"#" + id}>${short}</a></li>`;
  return html`<header class="masthead wrap">
    <p class="kicker">glasshouse: a laboratory for social scoring</p>
    <h1>${doc.title}</h1>
    <p class="what">${what()}</p>
    <p class="standing">
      Every citizen here is synthetic, a number and a seed, under stated assumptions. No verdict on a real person can be
      read out of this page.
    </p>
    <nav aria-label="Contents"><ul>${[{ id: "sentences", short: "Findings" }, ...sections].map(link)}</ul></nav>
  </header>`;
}

function Page() {
  const sentence = (text, i) => html`<p class=${i ? "sentence" : "sentence first"}>${text}</p>`;
  const section = (s) => html`<section id=${s.id} aria-labelledby=${s.id + "-heading"}>
    <h2 id=${s.id + "-heading"}>${s.title}</h2>
    ${s.lead && html`<p class="lead">${s.lead}</p>`}
    ${s.body()}
  </section>`;
  return html`<${Masthead} />
    <main class="wrap">
      <div id="sentences" tabindex="-1">${doc.sentences.map(sentence)}</div>
      ${sections.map(section)}
    </main>`;
}

const page = document.getElementById("page");
page.replaceChildren();
render(html`<${Page} />`, page);
document.documentElement.dataset.ready = "true";

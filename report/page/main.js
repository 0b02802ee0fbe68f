// The page, from top to bottom.
import { html } from "page/html";
import { length, show } from "page/shell";
import { Charts } from "page/figure";
import { CityMap } from "page/city-map";
import { ByName } from "page/parts";
import { Worlds } from "page/worlds";
import { Measures, Parameters, Reproduce, Sources } from "page/basis";
import { entries, listed, refusals, score } from "page/time-charts";
import { risk, speech } from "page/both-charts";
import { groups } from "page/group-charts";
import { years } from "page/year-charts";
import { districts } from "page/district-charts";
import { plural, worldLabel } from "page/words";

const doc = JSON.parse(document.getElementById("doc").textContent);

// what says in one sentence what was run.
function what() {
  const twice =
    doc.worlds.length > 1
      ? "lived twice with the same luck: once under a system of social scoring and once without it. What differs is the " +
        "system’s doing."
      : "in one world. Its twin without the system was not run, so no difference can be told.";
  return `A simulation of ${plural(doc.citizens, "synthetic citizen")} over ${length(doc)}, scenario “${doc.scenario}”, ${twice}`;
}

const sections = [
  {
    id: "worlds",
    short: doc.worlds.length > 1 ? "Side by side" : "In numbers",
    title: doc.worlds.length > 1 ? "The two worlds side by side" : "The world in numbers",
    lead:
      "Positive means accused or sanctioned. A number in red counts people or acts that the system got wrong. An entry " +
      "for lawful conduct is no error of the machine, and a harm all the same.",
    body: () => html`<${Worlds} doc=${doc} />`,
  },
  {
    id: "time",
    short: "Over time",
    title: "Over time",
    body: () => html`<${Charts} doc=${doc} makers=${[listed, entries, refusals, speech, risk, score]} />`,
  },
  {
    id: "groups-and-years",
    short: "Groups, years, districts",
    title: "By group, by year, by district",
    body: () => html`<${Charts} doc=${doc} makers=${[groups, years, districts]} />`,
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

show(doc, what(), sections);

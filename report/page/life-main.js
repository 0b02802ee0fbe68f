// The page of one citizen's life, from top to bottom.
import { html } from "page/html";
import { length, show } from "page/shell";
import { Charts } from "page/figure";
import { Parameters, Reproduce, Sources } from "page/basis";
import { risk, score, timeline } from "page/life-charts";
import { Days, Months, Totals } from "page/life-days";
import { count } from "page/words";

const doc = JSON.parse(document.getElementById("doc").textContent);

// charted is the document as the charts' headings read it: of one citizen.
const charted = { ...doc, citizens: 1 };

// what says in one sentence whose life this is.
function what() {
  const [first, second] = doc.worlds;
  const luck = doc.life.parting?.same_luck === false ? "whose chances are not the same" : "with the same luck";
  const twice = !second
    ? "told in one world; the other was not run."
    : first.name === "with"
      ? "told in both worlds, with the same luck: what differs between them is the system’s doing."
      : `told in “${first.name}” and in “${second.name}”, ${luck}: what differs between them is what their rules make of it.`;
  return (
    `One synthetic citizen of ${count(doc.citizens)} over ${length(doc)}, scenario “${doc.scenario}”, ${twice} ` +
    "A citizen is a number, and is called she."
  );
}

const sections = [
  {
    id: "course",
    short: "Her course",
    title: "Her course",
    lead: "Red marks what she was made to answer for and did not do.",
    body: () => html`<${Charts} doc=${charted} makers=${[timeline, score, risk]} />`,
  },
  {
    id: "days",
    short: "Her days",
    title: "Her days",
    lead:
      "Each paragraph is one day and one cause. What happens on the same day in both worlds stands across both columns. " +
      "Ordinary acts, of which nothing came, are counted below.",
    body: () => html`<${Days} doc=${doc} />`,
  },
  {
    id: "counts",
    short: "Counts",
    title: "What it came to",
    body: () => html`<${Totals} doc=${doc} />`,
  },
  doc.months?.length && {
    id: "ordinary",
    short: "Ordinary acts",
    title: "Ordinary acts, by month",
    lead: "Acts of which nothing came" + (doc.worlds.length > 1 ? ", the same in both worlds." : "."),
    body: () => html`<${Months} doc=${doc} />`,
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
    lead: "The run, and this life from it. No history is stored: the life is computed again.",
    body: () => html`<${Reproduce} doc=${doc} />`,
  },
].filter(Boolean);

show(doc, what(), sections);

// The page of a comparison, from top to bottom.
import { html } from "page/html";
import { Charts } from "page/figure";
import { Measures, Parameters, Reproduce, Sources } from "page/basis";
import { length, show } from "page/shell";
import { Lives } from "page/comparison-lives";
import { plural } from "page/words";
import { compared, reference } from "page/comparison-frame";
import { Levels } from "page/comparison-table";
import { differences } from "page/comparison-differences";
import { OverTime } from "page/comparison-time";
import { ByGroup } from "page/comparison-groups";
import { districts, freedom, purse } from "page/comparison-lots";
import { Safeguards } from "page/comparison-safeguards";
import { Luck, Rules } from "page/comparison-basis";

const doc = JSON.parse(document.getElementById("doc").textContent);

// what says in one sentence what was compared.
function what() {
  const apart = doc.worlds.filter((w) => !w.same_luck).map((w) => w.name);
  const but = apart.length ? ` Not so in ${apart.join(", ")}, where people have other chances to act.` : "";
  return (
    `A simulation of ${plural(doc.citizens, "synthetic citizen")} over ${length(doc)} in ${plural(doc.worlds.length, "world")}, ` +
    `each run ${plural(doc.replicates, "time")} with seeds from ${doc.seed}. In one seed everyone has the same luck in every ` +
    `world, so that a difference to “${reference(doc).name}” is what the rules make of it.${but}`
  );
}

const sections = [
  {
    id: "safeguards",
    short: "Harm averted",
    title: "Which rules avert which harm",
    lead:
      "Harm averted is what the world of reference does to people and this world does not. An entry for lawful conduct is no " +
      "error of the machine, and a harm all the same.",
    body: () => html`<${Safeguards} doc=${doc} />`,
  },
  {
    id: "worlds",
    short: "Measures side by side",
    title: "The worlds side by side",
    lead: "Positive means accused or sanctioned. A number in red counts people or acts that the system got wrong.",
    body: () => html`<${Levels} doc=${doc} /><${Charts} doc=${doc} makers=${[differences]} />`,
  },
  { id: "time", short: "Over time", title: "Over time", body: () => html`<${OverTime} doc=${doc} />` },
  { id: "by-group", short: "By group", title: "Group by group", body: () => html`<${ByGroup} doc=${doc} />` },
  {
    id: "lots",
    short: "Winners and losers",
    title: "Winners and losers",
    lead: "The same citizen is looked up in both worlds at the end of the run.",
    body: () => html`<${Charts} doc=${doc} makers=${[purse, freedom, districts]} />`,
  },
  doc.lives?.length && {
    id: "lives",
    short: "Lives",
    title: "A few lives in two worlds",
    lead: "Lives of the first seed, told again in the world of reference and in another. Each is one synthetic citizen, chosen because " +
      "much differs: no life is typical.",
    body: () => html`<${Lives} doc=${doc} />`,
  },
  {
    id: "rules",
    short: "What differs",
    title: "What differs between the rules",
    body: () => html`<${Rules} doc=${doc} />`,
  },
  {
    id: "luck",
    short: "Common luck",
    title: "What common luck saved",
    lead:
      "How many times larger the variance of a difference would be between runs with luck of their own, measured over the " +
      "replicates: about so many times more replicates would be needed for intervals as narrow.",
    body: () => html`<${Luck} doc=${doc} />`,
  },
  {
    id: "measures",
    short: "Measures",
    title: "What the measures mean",
    lead: "Names are the field’s. Ratios are shown as they are; nothing here passes or fails.",
    body: () => html`<${Measures} doc=${doc} frame=${compared} />`,
  },
  {
    id: "scenario",
    short: "Scenario",
    title: `The scenario of the reference, ${reference(doc).name}`,
    lead: doc.about?.replace(/([^.!?])$/, "$1."),
    body: () => html`<${Parameters} doc=${doc} />`,
  },
  { id: "sources", short: "Sources", title: "Sources", body: () => html`<${Sources} doc=${doc} />` },
  {
    id: "reproduce",
    short: "Reproduce",
    title: "Reproduce this",
    lead: "This command gives every number on this page again. State hashes are those of the first seed.",
    body: () => html`<${Reproduce} doc=${doc} />`,
  },
].filter(Boolean);

show(doc, what(), sections, false);

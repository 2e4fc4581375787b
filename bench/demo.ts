// The demo's call costs: one line of JSON per runtime and case, {"runtime":"Bun","case":"no-op","nsPerCall":95}, within 20 seconds.
import { runtimes } from "../scripts/runtimes.ts";
import { bestOf } from "./src/bounds.ts";
import { cases as all } from "./src/cases/index.ts";
import { callContenders } from "./src/contenders.ts";
import { measureRounds } from "./src/runner.ts";

const nodes = runtimes.flatMap(({ name }) => (name.startsWith("node") ? [name.slice("node".length)] : []));
const contenders = callContenders(nodes).filter(
  ({ role, missing }) => missing === undefined && role !== "hand-written",
);
const cases = all["calls"]!.filter(({ name }) => !name.endsWith(":1000000") && !name.startsWith("sum"));
const samples = await measureRounds({
  contenders,
  cases,
  rounds: 3,
  budget: 30,
  // A round takes about five seconds, on a busy machine up to nine.
  deadline: performance.now() + 8000,
});
for (const { name: contender, title, runtime } of contenders) {
  for (const { name, title: caseTitle } of cases) {
    const own = samples.filter((each) => each.contender === contender && each.case === name);
    const shown = runtimes.find((each) => each.name === runtime)?.title ?? title;
    console.log(JSON.stringify({ runtime: shown, case: caseTitle, nsPerCall: bestOf(own) }));
  }
}

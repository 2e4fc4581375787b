// The demo's call costs: one line of JSON per runtime and case, {"runtime":"Bun","case":"no-op","nsPerCall":95}, within 20 seconds.
import { runtimes } from "../scripts/runtimes.ts";
import { buildBaseline } from "./src/build.ts";
import { contendersOf } from "./src/contenders.ts";
import type { KindName } from "./src/kinds.ts";
import { measureRounds } from "./src/runner.ts";
import { calls } from "./src/suites/calls.ts";
import { bestOf } from "./src/summary.ts";

const kinds = new Set<KindName>(["c", "topher", "ctypes"]);
const names = new Set(["noop", "add2", "add", "normalize:8"]);

const nodes = runtimes.flatMap(({ name }) => (name.startsWith("node") ? [name.slice("node".length)] : []));
const contenders = contendersOf(calls.entries, nodes).filter(
  ({ kind, missing }) => kinds.has(kind) && missing === undefined,
);
const cases = calls.cases.filter(({ name }) => names.has(name));
await buildBaseline();
const samples = await measureRounds({
  contenders,
  cases,
  rounds: 3,
  budget: 30,
  // Since this program began, what the build took included. A round takes about five seconds, on a busy machine up to nine.
  deadline: 8000,
});
for (const { name: contender, title, runtime } of contenders) {
  for (const { name, title: caseTitle } of cases) {
    const own = samples.filter((each) => each.contender === contender && each.case === name);
    const shown = runtimes.find((each) => each.name === runtime)?.title ?? title;
    console.log(JSON.stringify({ runtime: shown, case: caseTitle, nsPerCall: bestOf(own) }));
  }
}

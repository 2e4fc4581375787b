// cel-go, the expression language of Kubernetes' admission rules. Its types are strict: an int is no double. topher.config.json of this
// folder says "integers": "int", so that the number 3 is Go's int 3 where Go takes any value.
import { GoError } from "topher";
import * as cel from "./cel-js/cel/index.js";

const { vars } = cel;
const { mapType } = vars;
if (mapType === null) throw new Error("unreachable: a variable of a func type could be nil, this one is not");
const env = cel.newEnv(
  cel.variable("request", mapType(vars.stringType, vars.dynType)),
  cel.variable("limits", mapType(vars.stringType, vars.intType)),
  cel.variable("now", vars.timestampType),
);

/** Compiles a rule; what is wrong with it is an exception. */
function program(source: string, within = env): cel.Program {
  const [ast, issues] = within.compile(source);
  const problem = issues?.err() ?? null;
  if (problem !== null) throw problem;
  return within.program(ast);
}

const rule = program(`
  request.user.startsWith("svc-") &&
  request.containers.all(c, c.image.startsWith("registry.local/") && c.cpu <= limits.cpu) &&
  now < timestamp("2030-01-01T00:00:00Z")`);

const request = {
  user: "svc-deploy",
  containers: [
    { image: "registry.local/web:1", cpu: 2 },
    { image: "registry.local/db:7", cpu: 4 },
  ],
};
const now = new Date("2026-01-01T00:00:00Z");
for (const cpu of [4, 3]) {
  const [value] = rule.eval({ request, limits: { cpu }, now });
  console.log(`at most ${cpu} cpus:`, value?.value());
}

// Values of any shape come back as JavaScript's.
const [summary] = program(`request.containers.map(c, c.cpu * 2)`).eval({ request, limits: {}, now });
console.log(String(summary?.type()?.typeName()), summary?.equal(summary)?.value());

try {
  program("request.user + 1 > limits.cpu && missing");
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}

// A function of JavaScript in the language: it takes and returns values of CEL.
const adapter = env.celTypeAdapter();
const shout = cel.function(
  "shout",
  cel.memberOverload(
    "string_shout",
    [vars.stringType],
    vars.stringType,
    cel.unaryBinding((text) => adapter?.nativeToValue(`${String(text?.value()).toUpperCase()}!`) ?? null),
  ),
);
const [loud] = program(`request.user.shout()`, env.extend(shout)).eval({ request, limits: {}, now });
console.log(loud?.value());

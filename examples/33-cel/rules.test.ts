// CEL over JavaScript objects, against the same questions asked in JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError } from "topher";
import * as cel from "./cel-js/cel/index.js";

const { vars } = cel;
const { mapType } = vars;
if (mapType === null) throw new Error("unreachable: a variable of a func type could be nil, this one is not");

/** Pods as the API of a cluster would describe them. */
const pods = Array.from({ length: 200 }, (_, i) => ({
  name: `pod-${i}`,
  labels: { app: `app-${i % 7}`, tier: i % 2 === 0 ? "web" : "db" } as Record<string, string>,
  replicas: i % 9,
  load: ((i * 37) % 101) / 100,
  containers: Array.from({ length: 1 + (i % 3) }, (_, j) => ({
    image: j === 0 ? `registry.local/app-${i % 7}:${i}` : `docker.io/side-${j}`,
    ports: [80 + j, 443],
  })),
}));
type Pod = (typeof pods)[number];

const env = cel.newEnv(cel.variable("pod", mapType(vars.stringType, vars.dynType)));

function compile(source: string): cel.Program {
  const [ast, issues] = env.compile(source);
  const problem = issues?.err() ?? null;
  if (problem !== null) throw problem;
  return env.program(ast);
}

const questions: readonly (readonly [string, (pod: Pod) => unknown])[] = [
  [`pod.name`, ({ name }) => name],
  [`pod.replicas + 1`, ({ replicas }) => BigInt(replicas + 1)],
  [`double(pod.load) * 2.0`, ({ load }) => load * 2],
  [
    `pod.labels.tier == "web" && pod.replicas >= 3`,
    ({ labels, replicas }) => labels["tier"] === "web" && replicas >= 3,
  ],
  [
    `pod.containers.all(c, c.image.startsWith("registry.local/"))`,
    ({ containers }) => containers.every(({ image }) => image.startsWith("registry.local/")),
  ],
  [`pod.containers.exists(c, 81 in c.ports)`, ({ containers }) => containers.some(({ ports }) => ports.includes(81))],
  [`size(pod.containers)`, ({ containers }) => BigInt(containers.length)],
  [`"app" in pod.labels && !("zone" in pod.labels)`, () => true],
  [`pod.name.matches("^pod-[0-9]{2}$")`, ({ name }) => /^pod-\d{2}$/.test(name)],
  [`pod.replicas > 4 ? "many" : "few"`, ({ replicas }) => (replicas > 4 ? "many" : "few")],
];

for (const [source, meaning] of questions) {
  test(`${source} is what JavaScript says`, () => {
    const program = compile(source);
    for (const pod of pods) {
      const [value] = program.eval({ pod });
      assert.deepEqual(value?.value(), meaning(pod), pod.name);
    }
  });
}

test("eval throws when the rule meets a value that it cannot work with", () => {
  assert.throws(() => compile("pod.missing == 1").eval({ pod: pods[0]! }), GoError);
  assert.throws(() => compile("pod.name + 1").eval({ pod: pods[0]! }), /no such overload/);
});

test("compile reports every mistake with its place", () => {
  const [, issues] = env.compile("pod.name +\n  nobody + nothing");
  assert.equal(issues?.errors().length, 2);
  assert.match(issues?.string() ?? "", /<input>:2:3: undeclared reference to 'nobody'/);
});

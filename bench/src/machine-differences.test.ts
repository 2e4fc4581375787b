import { expect, it } from "vitest";
import { machineDifferences } from "./machine-differences.ts";
import { someMachine } from "./run-file.test-kit.ts";

it("finds none between a machine and itself, whatever its kernel keeps of the memory", () => {
  expect(machineDifferences(someMachine, { ...someMachine, memory: someMachine.memory - 2 ** 20 })).toEqual([]);
});

it("says what differs", () => {
  const other = {
    ...someMachine,
    cpu: "Another",
    versions: { go: "go1.27.0" },
    git: { revision: "b".repeat(40), changed: true },
    libraries: [{ ...someMachine.libraries[0]!, sha256: "2".repeat(64) }],
  };
  expect(machineDifferences(someMachine, other)).toEqual([
    "cpu: Made up there, Another here",
    "the version of node24: 24.0.0 there, absent here",
    "the version of go: go1.26.0 there, go1.27.0 here",
    `the git revision: ${"a".repeat(40)} there, ${"b".repeat(40)} here`,
    "changes beside the git revision: none there, some here",
    "the library bench/dist/libbaseline.so: 111111111111 there, 222222222222 here",
  ]);
});

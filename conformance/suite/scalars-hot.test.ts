// The same rules after enough calls for every tier of the engines' compilers, which treat numbers differently from their interpreters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn } from "topher";
import { bindTable } from "../kit/fixture.ts";
import { refuses } from "../kit/refuses.ts";
import { samples, show } from "../kit/scalar-samples.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const warmUp = 400_000;

const lib = bindTable(Object.fromEntries(samples.map(({ suffix, type }) => [`echo${suffix}`, fn([type], type)])));

for (const { suffix, good, outOfRange, wrongType } of samples) {
  const symbol = `echo${suffix}`;
  const echo = lib[symbol]!;
  const [usual] = good.at(-2)!;

  test(`${symbol} holds its rules after ${warmUp} calls with one value`, () => {
    for (let i = 0; i < warmUp; i++) echo(usual);
    check(echo);
  });

  test(`${symbol} holds its rules after as many calls with all values`, () => {
    for (let i = 0; i < warmUp / good.length; i++) for (const [argument] of good) echo(argument);
    check(echo);
  });

  const check = (call: (argument: unknown) => unknown): void => {
    for (const [argument, echoed] of good) {
      const result: unknown = call(argument);
      assert.ok(Object.is(result, echoed), `${show(argument)} came back as ${show(result)}`);
    }
    for (const argument of outOfRange) refuses("TOPHER_RANGE", () => call(argument));
    for (const argument of wrongType) refuses("TOPHER_TYPE", () => call(argument));
  };
}

nothingLeft();

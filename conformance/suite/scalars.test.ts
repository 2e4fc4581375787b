// Every scalar kind: what it holds, what it refuses, and that results have the declared type whatever their magnitude.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn } from "topher";
import { bindTable } from "../kit/fixture.ts";
import { refuses } from "../kit/refuses.ts";
import { familyOf, samples, show } from "../kit/scalar-samples.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const lib = bindTable(Object.fromEntries(samples.map(({ suffix, type }) => [`echo${suffix}`, fn([type], type)])));

for (const { kind, suffix, row, rule, good, outOfRange, wrongType } of samples) {
  const symbol = `echo${suffix}`;
  const echo = lib[symbol]!;

  for (const [argument, echoed] of good) {
    test(`${symbol} takes ${show(argument)} and gives ${show(echoed)}`, () => {
      const result: unknown = echo(argument);
      assert.ok(Object.is(result, echoed), `${show(result)} came back`);
    });
  }

  for (const argument of outOfRange) {
    test(`${symbol} refuses ${show(argument)} as out of range`, () => {
      const { message } = refuses("TOPHER_RANGE", () => echo(argument));
      assert.ok(message.startsWith(`fixture.${symbol}: parameter 1 must be ${rule}`), message);
      assert.ok(message.includes(`, got ${typeof argument} ${show(argument)}`), message);
    });
  }

  for (const argument of wrongType) {
    test(`${symbol} refuses ${show(argument)} as of the wrong type`, () => {
      const { message } = refuses("TOPHER_TYPE", () => echo(argument));
      assert.ok(message.startsWith(`fixture.${symbol}: parameter 1 must be ${rule}, got `), message);
    });
  }

  test(`${symbol} gives what ${row.go} is, however small or large`, () => {
    const types = new Set(good.map(([argument]) => typeof echo(argument)).filter((name) => name !== "object"));
    const expected = { bool: "boolean", wide: "bigint", pointer: "bigint" } as Record<string, string>;
    assert.deepEqual([...types], [expected[familyOf(kind)] ?? "number"]);
  });
}

nothingLeft();

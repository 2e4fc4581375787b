// Libraries that are built in other ways: of a program of several packages, each in a process of its own, as two libraries of Go do not go together.
import assert from "node:assert/strict";
import { test } from "node:test";
import { resultOf } from "../kit/program.ts";

const cases: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  pair: {
    "a class of one package is a parameter of the other": [
      { kind: "word", text: "a" },
      { kind: "number", text: "12" },
    ],
    "a value of one package is a parameter of the other": "word",
    "a result is of the class of the other package": true,
    "the same name in both": "left right",
    "both count their objects together": 2,
    "messages name the package": "right.tokens: parameter 1 (s) must be a left.Source, got an object",
  },
  secret: {
    "a class of an internal package": "x",
    "its errors": true,
    "its values": { width: 3, height: 0 },
  },
  vendored: {
    "a function of a vendored package": "vendored x",
    "a value of a vendored package": { text: "q", author: "nobody" },
  },
  replaced: { "a function of a replaced package": "replaced x" },
  exported: {
    "integers of 64 bits": "3",
    floats: 1.5,
    slices: 3,
    "plain arrays": 6,
    texts: 3,
    "types of C": 9,
    pointers: 7,
    refusals: 'exported.Halve: parameter 1 (x) must be a number, got string "x"',
    ranges: "TOPHER_RANGE",
    arity: "exported.Add: takes 2 arguments, got 1",
  },
};

for (const [library, expected] of Object.entries(cases)) {
  let got: Readonly<Record<string, unknown>> | undefined;
  for (const [what, value] of Object.entries(expected)) {
    test(`${library} has ${what}`, () => {
      got ??= resultOf("generated", { args: [library] }) as Readonly<Record<string, unknown>>;
      assert.deepEqual(got[what], value);
    });
  }
}

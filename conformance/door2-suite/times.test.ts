// Points in time and durations.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const zero = new Date("0001-01-01T00:00:00Z");

for (const ms of [0, 1, -1, 1_234_567_890_123, -62_135_596_800_000, 8.64e15, -8.64e15]) {
  test(`echoTime gives ${ms} ms back`, () => assert.deepEqual(f.echoTime(new Date(ms)), new Date(ms)));
}

test("zeroTime is the year 1", () => assert.deepEqual(f.zeroTime(), zero));

test("echoTime refuses what is no valid Date", () => {
  const rule = "features.echoTime: parameter 1 (t) must be a valid Date, got";
  refuses("TOPHER_RANGE", () => f.echoTime(new Date(NaN)), `${rule} an object of class Date`);
  refuses("TOPHER_TYPE", () => call["echoTime"]!(5), `${rule} number 5`);
  refuses("TOPHER_TYPE", () => call["echoTime"]!("2020-01-01"), `${rule} string "2020-01-01"`);
  refuses("TOPHER_TYPE", () => call["echoTime"]!(null), `${rule} null`);
});

test("after floors to milliseconds, also before 1970", () => {
  assert.deepEqual(f.after(new Date(0), 0.5), new Date(0));
  assert.deepEqual(f.after(new Date(0), 1.999), new Date(1));
  assert.deepEqual(f.after(new Date(0), -0.5), new Date(-1));
  assert.deepEqual(f.after(new Date(0), -1.5), new Date(-2));
});

test("after fails where no Date holds its result", () => {
  refuses(
    "TOPHER_RANGE",
    () => f.after(new Date(8.64e15), 1),
    /^features\.after: the time 275760-09-13 00:00:00\.001 \+0000 UTC is beyond/,
  );
});

test("between gives the longest durations, where Go stops counting", () => {
  const longest = 2 ** 63 / 1e6;
  assert.equal(f.between(new Date(8.64e15), new Date(-8.64e15)), -longest);
  assert.equal(f.between(new Date(-8.64e15), new Date(8.64e15)), longest);
  assert.equal(f.echoDuration(longest), longest);
  refuses("TOPHER_RANGE", () => f.echoDuration(longest * 1.001), /milliseconds/);
});

test("between gives milliseconds", () => {
  assert.equal(f.between(new Date(1000), new Date(2500)), 1500);
  assert.equal(f.between(new Date(5), new Date(0)), -5);
});

for (const ms of [0, 1, -1, 0.5, 1.000001, 86_400_000, 2 ** 33]) {
  test(`echoDuration gives ${ms} ms back`, () => assert.equal(f.echoDuration(ms), ms));
}

test("nanoseconds gets fractions of milliseconds, rounded to whole nanoseconds", () => {
  assert.deepEqual(
    [1, 1.5, 0.000001, -2].map((ms) => f.nanoseconds(ms)),
    [1_000_000n, 1_500_000n, 1n, -2_000_000n],
  );
});

test("echoDuration refuses NaN, and what lasts longer than 292 years", () => {
  const rule = "features.echoDuration: parameter 1 (d) must be a number of milliseconds within 292 years, got";
  refuses("TOPHER_RANGE", () => f.echoDuration(NaN), `${rule} number NaN`);
  refuses("TOPHER_RANGE", () => f.echoDuration(Infinity), `${rule} number Infinity`);
  refuses("TOPHER_RANGE", () => f.echoDuration(-1e13), `${rule} number -10000000000000`);
  refuses("TOPHER_TYPE", () => call["echoDuration"]!("1s"), `${rule} string "1s"`);
});

test("echoEvent has times in fields, whose zero is Go's", () => {
  assert.deepEqual(f.echoEvent({}), { at: zero, takes: 0, again: null });
  const event = { at: new Date(1), takes: 2.5, again: new Date(3) };
  assert.deepEqual(f.echoEvent(event), event);
  refuses(
    "TOPHER_TYPE",
    () => call["echoEvent"]!({ at: "x" }),
    'features.echoEvent: parameter 1 (e).at must be a valid Date, got string "x"',
  );
});

nothingLeft();

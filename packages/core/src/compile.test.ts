import { expect, test } from "vitest";
import { callSource, type Call } from "./compile.ts";
import type { ParamPlan } from "./plan.ts";

const scalar: ParamPlan = { params: ["f64"], encode: (value) => value };
const slice: ParamPlan = { params: ["buffer", "int"], encode: (value) => value, known: new WeakMap() };
const text: ParamPlan = { params: ["pointer", "int"], encode: (value) => value, scoped: true };
const ref: ParamPlan = {
  params: ["pointer"],
  encode: (value) => value,
  scoped: true,
  after: () => {},
};

function source(params: ParamPlan[], more: Partial<Call> = {}): string {
  return callSource({ params, decode: undefined, callsBack: false, wide: undefined, ...more } as Call);
}

test("callSource is straight-line for scalars", () => {
  expect(source([scalar, scalar])).toMatchSnapshot();
});

test("callSource passes a slice as view and length, and looks again at one that a later argument may have detached", () => {
  expect(source([slice, slice])).toMatchSnapshot();
});

test("callSource enters the frame for what needs memory, and leaves it whatever happens", () => {
  expect(source([text, ref], { callsBack: true, decode: (raw) => raw })).toMatchSnapshot();
});

test("callSource widens 64-bit arguments where the runtime wants bigints", () => {
  expect(source([slice, text], { wide: BigInt })).toMatchSnapshot();
});

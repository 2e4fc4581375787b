// Structs by value that take many words of stack.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { cLibrary } from "../kit/c-library.ts";
import { nothingLeft } from "../kit/nothing-left.ts";
import { refuses } from "../kit/refuses.ts";
import { runtimeName } from "../kit/runtime.ts";

const counts = [3, 15, 16, 17, 100, 127, 128, 129, 1000];
const file = cLibrary(
  "words",
  counts
    .map(
      (n) => `
  typedef struct { double v[${n}]; } s${n};
  double weigh${n}(char first, s${n} s, float last) {
    double sum = first + last;
    for (int i = 0; i < ${n}; i++) sum += (i + 1) * s.v[i];
    return sum;
  }
  s${n} make${n}(int first, s${n} s) { for (int i = 0; i < ${n}; i++) s.v[i] += first + i; return s; }`,
    )
    .join("\n"),
);

for (const n of counts) {
  const type = t.struct({ v: t.array(t.f64, n) });
  const weigh = () => open(file, { [`weigh${n}`]: fn([t.i8, type, t.f32], t.f64) })[`weigh${n}`]!;
  const make = () => open(file, { [`make${n}`]: fn([t.i32, type], type) })[`make${n}`]!;
  const values = Float64Array.from({ length: n }, (_, i) => i + 0.5);

  if (runtimeName === "bun" && n > 128) {
    const message = `open: the arguments of weigh${n} take ${8 * n} bytes of stack, and in Bun at most 1024 can be passed with structs. Pass the address of a struct, as t.ref does`;
    test(`open refuses weigh${n}`, () => void refuses("TOPHER_UNSUPPORTED", weigh, message));
    continue;
  }

  test(`weigh${n} takes ${n} words between others`, () => {
    const sum = values.reduce((all, value, i) => all + (i + 1) * value, -5 + 0.25);
    assert.equal(weigh()(-5, { v: values }, 0.25), sum);
  });

  test(`make${n} gives ${n} words`, () => {
    assert.deepEqual(
      make()(7, { v: values }).v,
      values.map((value, i) => value + 7 + i),
    );
  });
}

test("make3 names the element that is no safe integer", () => {
  const [given, taken] = [t.struct({ v: t.array(t.f64, 3) }), t.struct({ v: t.array(t.int, 3) })];
  const { make3 } = open(file, { make3: fn([t.i32, given], taken) });
  assert.deepEqual(make3(0, { v: [0, -1, -2] }), { v: [0, 0, 0] });
  const message = /^words\.make3: result\.v\[1\] is 4611686018427387904, /;
  refuses("TOPHER_RANGE", () => make3(0, { v: [0, 1, 1] }), message); // the bits of 2.0 are a large integer
});

nothingLeft();

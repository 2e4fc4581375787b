// What a struct points to and holds, after Go has changed it: each object is the one that was passed, unless Go has put another in its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { cLibrary } from "../kit/c-library.ts";
import { nothingLeft } from "../kit/nothing-left.ts";
import { refuses } from "../kit/refuses.ts";

const file = cLibrary(
  "back",
  `#include <stdint.h>
  #include <stddef.h>
  typedef void callback(void);
  typedef struct { int64_t x; } inner;
  typedef struct { inner *p; inner e; inner a[2]; int32_t n[3]; } outer;
  typedef struct { uint8_t *data; int64_t length; int64_t k; } block;
  static inner other = {40};
  static uint8_t bytes[] = {7, 8, 9};
  void bump(outer *o) { if (o->p != NULL) o->p->x++; o->e.x++; o->a[1].x++; o->n[2]++; }
  void turn(outer *o) { o->p = &other; other.x++; }
  int64_t hold(block *b, callback *f) { f(); b->k++; return b->length; }
  void cut(block *b) { b->length--; }
  void swap(block *b) { b->data = bytes; b->length = 3; }`,
);

const inner = t.struct({ x: t.int });
const outer = t.struct({ p: t.nullable(t.ref(inner)), e: inner, a: t.array(inner, 2), n: t.array(t.i32, 3) });
const block = t.struct({ data: t.bytes, k: t.int });
const nullable = t.struct({ data: t.nullable(t.bytes), k: t.int });
const addressed = t.struct({ data: t.pointer, length: t.int, k: t.int });
const nothing = t.callback([], t.void);
const lib = open(file, {
  bump: fn([t.ref(outer)], t.void),
  turn: fn([t.ref(outer)], t.void),
  hold: fn([t.ref(block), nothing], t.int),
  cut: fn([t.ref(block)], t.void),
  swap: fn([t.ref(block)], t.void),
  holdNullable: fn([t.ref(nullable), nothing], t.int, { symbol: "hold" }),
  holdAddress: fn([t.ref(addressed), nothing], t.int, { symbol: "hold" }),
});

/** Takes a view's memory away. */
type Detach = (data: Uint8Array<ArrayBuffer>) => void;
const detaching: Readonly<Record<string, Detach>> = {
  transferred: ({ buffer }) => void buffer.transfer(),
  "transferred to nothing": ({ buffer }) => void buffer.transfer(0),
  cloned: (data) => void structuredClone(data, { transfer: [data.buffer] }),
};

const filled = () => ({ p: { x: 1 }, e: { x: 1 }, a: [{ x: 1 }, { x: 1 }], n: Int32Array.of(1, 1, 1) });

test("bump changes the objects that were passed, whether they lie in the struct, in an array or behind a pointer", () => {
  const value = filled();
  const { p, e, a, n } = value;
  const [first, second] = a;
  lib.bump(value);
  assert.deepEqual(value, { p: { x: 2 }, e: { x: 2 }, a: [{ x: 1 }, { x: 2 }], n: Int32Array.of(1, 1, 2) });
  assert.ok(value.p === p && value.e === e && value.a === a && value.n === n, "another object");
  assert.ok(a[0] === first && a[1] === second, "another element");
});

test("bump makes an array where there is none of the kind any more, and fills a plain one", () => {
  const gives = (given: unknown) => {
    let asked = 0;
    const value = filled();
    const { n } = value;
    const plain = Object.defineProperty(value, "n", {
      get: () => (asked++ === 0 ? n : given),
      set(now: unknown) {
        given = now;
      },
    });
    lib.bump(plain);
    return given;
  };
  for (const other of [null, "text", [1], new Int8Array(3)]) assert.deepEqual(gives(other), Int32Array.of(1, 1, 2));
  const [plain, value] = [[1, 1, 1], filled()];
  lib.bump({ ...value, n: plain });
  assert.deepEqual(plain, [1, 1, 2]);
});

test("bump takes null for a pointer, and gives it back", () => {
  const value = { ...filled(), p: null };
  lib.bump(value);
  assert.equal(value.p, null);
  assert.equal(value.e.x, 2);
});

test("bump refuses what takes no changes, wherever that is", () => {
  const places = {
    p: { ...filled(), p: Object.freeze({ x: 1 }) },
    "a[1]": { ...filled(), a: [{ x: 1 }, Object.freeze({ x: 1 })] },
  };
  for (const [at, value] of Object.entries(places)) {
    const escaped = at.replaceAll(/[[\]]/g, "\\$&");
    refuses(
      "TOPHER_FROZEN",
      () => lib.bump(value),
      new RegExp(`^back\\.bump: parameter 1\\.${escaped}\\.x must be writable`),
    );
  }
});

test("turn gives another object where Go has put another pointer", () => {
  const value = filled();
  const { p } = value;
  lib.turn(value);
  assert.deepEqual([value.p, p], [{ x: 41 }, { x: 1 }]);
});

test("hold leaves a view as it is, and one that the program has put in its place meanwhile", () => {
  const data = Uint8Array.of(1, 2, 3);
  const value = { data, k: 1 };
  assert.equal(
    lib.hold(value, () => {}),
    3,
  );
  assert.ok(value.data === data && value.k === 2);
  const mine = Uint8Array.of(4);
  assert.equal(
    lib.hold(value, () => void (value.data = mine)),
    3,
  );
  assert.ok(value.data === mine);
  assert.equal(Number(value.k), 3);
});

for (const [what, detach] of Object.entries(detaching)) {
  for (const replaced of [false, true]) {
    test(`hold reads nothing of a view that is ${what} during the call${replaced ? ", and replaced" : ""}`, () => {
      const data = new Uint8Array(64 << 20).fill(7);
      const forms = { hold: lib.hold, holdNullable: lib.holdNullable };
      for (const [name, hold] of Object.entries(forms)) {
        const value = { data: data.slice(), k: 1 };
        const held = () =>
          hold(value, () => {
            detach(value.data);
            if (replaced) value.data = Uint8Array.of(1);
          });
        const message = `back.${name}: parameter 1.data was detached during the call, while Go had its memory`;
        refuses("TOPHER_BUFFER", held, message);
        assert.equal(value.data.length, replaced ? 1 : 0);
      }
      const value = { data: data.slice(), length: 3, k: 1 };
      refuses(
        "TOPHER_BUFFER",
        () => lib.holdAddress(value, () => detach(value.data)),
        /parameter 1\.data was detached/,
      );
    });
  }
}

test("hold leaves a view of nothing as it is, also where null is one", () => {
  const data = new Uint8Array(0);
  for (const hold of [lib.hold, lib.holdNullable]) {
    const value = { data, k: 1 };
    assert.equal(
      hold(value, () => {}),
      0,
    );
    assert.ok(value.data === data && value.k === 2);
  }
  const none = { data: null, k: 1 };
  lib.holdNullable(none, () => {});
  assert.equal(none.data, null);
});

test("cut and swap give a copy of what Go has put in place", () => {
  const value = { data: Uint8Array.of(1, 2, 3), k: 1 };
  lib.cut(value);
  assert.deepEqual(value.data, Uint8Array.of(1, 2));
  lib.swap(value);
  assert.deepEqual(value.data, Uint8Array.of(7, 8, 9));
});

nothingLeft();

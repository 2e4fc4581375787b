// What a function returns is given back also where nobody gets to read it: a callback threw, or an argument could not be written back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { callback, fn, open, t, type Fn } from "topher";
import { cLibrary } from "../kit/c-library.ts";
import { collectUntil } from "../kit/collect.ts";
import { nothingLeft } from "../kit/nothing-left.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";

const file = cLibrary(
  "owned",
  `#include <stdint.h>
  #include <stdlib.h>
  #include <string.h>
  typedef void callback(void);
  typedef struct { char *data; int64_t length; } slice;
  typedef struct { char *text; int64_t id; } label;
  typedef struct { char *value, *error; } fallible;
  static int64_t live;
  static callback *kept;
  static void *make(const void *from, size_t size) { live++; return memcpy(malloc(size), from, size); }
  int64_t count(void) { return live; }
  void give_back(void *p) { live--; free(p); }
  void give_back_label(label l) { give_back(l.text); }
  void keep(callback *f) { kept = f; }
  void give_back_and_call(void *p) { give_back(p); if (kept != NULL) kept(); }
  char *text(callback *f) { f(); return make("text", 5); }
  char *nothing(callback *f) { f(); return NULL; }
  slice bytes(callback *f) { f(); return (slice){make("text", 5), 4}; }
  slice huge(void) { return (slice){make("text", 5), (int64_t)1 << 50}; }
  slice texts(callback *f) {
    f();
    char *both[] = {make("one", 4), make("two", 4)};
    return (slice){make(both, sizeof both), 2};
  }
  label labelled(callback *f) { f(); return (label){make("text", 5), 7}; }
  label *pointed(callback *f) { f(); label l = {NULL, 7}; return make(&l, sizeof l); }
  fallible failing(callback *f) { f(); return (fallible){make("value", 6), make("error", 6)}; }
  char *changing(label *l, callback *f) { l->id++; f(); return make("text", 5); }`,
);

const nothing = t.callback([], t.void);
const free = { free: "give_back" };
const label = t.struct({ text: t.nullable(t.cstring), id: t.int });
const point = t.struct({ text: t.pointer, id: t.int });
const lib = open(file, {
  count: fn([], t.int),
  keep: fn([t.nullable(nothing)], t.void),
  changing: fn([t.ref(point), nothing], t.cstring, free),
  text: fn([nothing], t.cstring, { free: "give_back_and_call" }),
});
const results: Readonly<Record<string, Fn<any, any>>> = {
  "t.cstring": fn([nothing], t.cstring, { symbol: "text", ...free }),
  "t.nullable(t.cstring)": fn([nothing], t.nullable(t.cstring), { symbol: "text", ...free }),
  "t.nullable(t.cstring) that is null": fn([nothing], t.nullable(t.cstring), { symbol: "nothing", ...free }),
  "t.bytes": fn([nothing], t.bytes, { symbol: "bytes", ...free }),
  "t.string": fn([nothing], t.string, { symbol: "bytes", ...free }),
  "t.slice": fn([nothing], t.slice(t.u8), { symbol: "bytes", ...free }),
  "t.slice of t.cstring": fn([nothing], t.slice(t.cstring), { symbol: "texts", ...free }),
  "t.struct": fn([nothing], label, { symbol: "labelled", ...free }),
  "t.ref": fn([nothing], t.ref(point), { symbol: "pointed", ...free }),
  "t.fallible": fn([nothing], t.fallible(t.cstring), { symbol: "failing", ...free }),
  "t.owned": fn([nothing], t.owned(point, "give_back_label"), { symbol: "labelled" }),
};

const inParts: Readonly<Record<string, readonly [description: Fn<any, any>, calls: number]>> = {
  "t.cstring": [fn([nothing], t.cstring, { symbol: "text", free: "give_back_and_call" }), 1],
  "t.slice of t.cstring": [fn([nothing], t.slice(t.cstring), { symbol: "texts", free: "give_back_and_call" }), 3],
  "t.fallible": [fn([nothing], t.fallible(t.cstring), { symbol: "failing", free: "give_back_and_call" }), 2],
};

for (const [what, [description, calls]] of Object.entries(inParts)) {
  test(`${what} is given back to the end where the function that frees calls what throws`, () => {
    const { call } = open(file, { call: description });
    const mine = new Error("mine");
    let times = 0;
    const handle = callback(nothing, () => {
      times++;
      throw mine;
    });
    lib.keep(handle);
    thrownBy(() => call(() => {}));
    assert.ok(times >= 1 && times <= calls, `${times} calls`);
    const first = new Error("first");
    const thrown = thrownBy(() =>
      call(() => {
        throw first;
      }),
    );
    lib.keep(null);
    handle[Symbol.dispose]();
    assert.equal(thrown, first);
    assert.equal(lib.count(), 0, "not given back");
    assert.equal(
      lib.text(() => {}),
      "text",
    );
  });
}

test("t.owned is given back by the collector where the library's object is lost as well", async () => {
  (() => {
    const lost = open(file, { labelled: results["t.owned"]! });
    for (let i = 0; i < 100; i++) lost.labelled(() => {});
  })();
  assert.ok(lib.count() > 0);
  await collectUntil(() => lib.count() === 0);
  assert.equal(lib.count(), 0);
});

for (const [what, description] of Object.entries(results)) {
  test(`${what} is given back where a callback threw`, () => {
    const { call } = open(file, { call: description });
    const mine = new Error("mine");
    for (let i = 0; i < 3; i++) {
      const thrown = thrownBy(() =>
        call(() => {
          throw mine;
        }),
      );
      assert.equal(thrown, mine);
      assert.equal(lib.count(), 0);
    }
  });
}

test("a result that says it is longer than memory is refused, and given back", () => {
  const { huge } = open(file, { huge: fn([], t.bytes, free) });
  refuses("TOPHER_RANGE", huge, "owned.huge: result came with 1125899906842624 bytes, which cannot be copied");
  assert.equal(lib.count(), 0);
});

test("changing gives its result back where an argument cannot take what Go wrote", () => {
  const value = { text: null, id: 1 };
  const changed = () => lib.changing(value, () => Object.freeze(value));
  refuses("TOPHER_FROZEN", changed, /^owned\.changing: parameter 1\.id must be writable/);
  assert.equal(lib.count(), 0);
  assert.equal(
    lib.changing({ text: null, id: 1 }, () => {}),
    "text",
  );
});

test("changing throws what its callback threw, and the next call nothing", () => {
  const value = { text: null, id: 1 };
  const mine = new Error("mine");
  const thrown = thrownBy(() =>
    lib.changing(value, () => {
      Object.freeze(value);
      throw mine;
    }),
  );
  assert.equal(thrown, mine);
  assert.equal(lib.count(), 0);
  const next = { text: null, id: 1 };
  assert.equal(
    lib.changing(next, () => {}),
    "text",
  );
  assert.equal(next.id, 2);
});

test("text throws what is thrown in a function that frees, in the same call", () => {
  let calls = 0;
  const mine = new Error("mine");
  const handle = callback(nothing, () => {
    if (++calls === 2) throw mine;
  });
  lib.keep(handle);
  assert.equal(
    lib.text(() => {}),
    "text",
  );
  assert.equal(
    thrownBy(() => lib.text(() => {})),
    mine,
  );
  assert.equal(
    lib.text(() => {}),
    "text",
  );
  const first = new Error("first");
  calls = 1;
  const thrown = thrownBy(() =>
    lib.text(() => {
      throw first;
    }),
  );
  assert.equal(thrown, first);
  assert.equal(calls, 2);
  lib.keep(null);
  handle[Symbol.dispose]();
  assert.equal(lib.count(), 0);
});

nothingLeft();

// Several objects of one file: what one of them lets Go keep is called in functions of the others.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { callback, fn, open, stats, t } from "topher";
import { cLibrary } from "../kit/c-library.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const step = t.callback([t.int], t.int);
const plain = { callKept: fn([t.int], t.int) };
const warmUp = 20_000;

// It is made, and the engine has compiled what calls it, before topher can know that Go calls back.
const before = open(libraryUrl("fixture"), plain);
const closed = open(libraryUrl("fixture"), plain);
const hotBefore = hot(before.callKept);
for (let i = 0; i < warmUp; i++) hotBefore.run();

const keeping = open(libraryUrl("fixture"), {
  keepCallback: fn([t.nullable(step)], t.void),
  callbackTimes: fn([step, t.int], t.int),
  dropKept: fn([], t.bool),
});
const later = open(libraryUrl("fixture"), plain);
const hotLater = hot(later.callKept);
const objects = { before, after: later };

after(() => {
  keeping.dropKept();
  assert.equal(stats().callbacks, 0);
});

for (const [when, object] of Object.entries(objects)) {
  test(`an object opened ${when} the one that takes callbacks throws what a kept callback threw in its call`, () => {
    const mine = new Error("mine");
    const handle = callback(step, () => {
      throw mine;
    });
    keeping.keepCallback(handle);
    assert.equal(
      thrownBy(() => object.callKept(1)),
      mine,
    );
    let calls = 0;
    assert.equal(
      keeping.callbackTimes((x) => (calls++, x), 5),
      10,
    );
    assert.equal(calls, 5);
    handle[Symbol.dispose]();
    refuses("TOPHER_CALLBACK_GONE", () => object.callKept(1));
    keeping.keepCallback((x) => x);
    refuses("TOPHER_CALLBACK_GONE", () => object.callKept(1));
    keeping.dropKept();
    assert.equal(object.callKept(1), -1);
  });
}

for (const [when, { run, surprise }] of Object.entries({ before: hotBefore, after: hotLater })) {
  test(`a callback kept by one object may undo what the engine assumed in a hot call of one opened ${when}`, () => {
    let armed = false;
    const handle = callback(step, (x) => {
      if (armed && x === 50) surprise();
      return x;
    });
    keeping.keepCallback(handle);
    for (let i = 0; i < warmUp; i++) run();
    armed = true;
    assert.equal(run(), 4950 + 50 + 50 * 2);
    handle[Symbol.dispose]();
    keeping.dropKept();
  });
}

test("an object without callbacks still refuses wrong calls once another of its file takes them", () => {
  refuses("TOPHER_ARITY", () => (before.callKept as () => number)(), /^fixture\.callKept: takes 1 argument, got 0$/);
  refuses("TOPHER_TYPE", () => before.callKept("1" as never), /^fixture\.callKept: parameter 1 must be /);
  assert.equal(before.callKept.name, "callKept");
  assert.equal(before.callKept.length, 1);
  closed[Symbol.dispose]();
  refuses("TOPHER_CLOSED", () => closed.callKept(1), /^fixture\.callKept: the library /);
  assert.equal(before.callKept(1), -1);
});

test("a function of a file without callbacks throws what a handle did that it was given as an address", () => {
  const [taking, calling] = ["taking", "calling"].map((name) =>
    cLibrary(
      name,
      `// ${name}
      #include <stdint.h>
      typedef int64_t callback(int64_t);
      void *address(callback *f) { return f; }
      int64_t call(callback *f, int64_t x) { return f(x); }`,
    ),
  );
  const addresses = open(taking!, { address: fn([step], t.pointer) });
  const calls = { call: fn([t.pointer, t.int], t.int) };
  const opened = open(calling!, calls);
  const mine = new Error("mine");
  const handle = callback(step, (x) => {
    if (x === 0) throw mine;
    return x + 1;
  });
  const address = addresses.address(handle);
  for (const { call } of [opened, open(calling!, calls), open(taking!, calls)]) {
    assert.equal(call(address, 1), 2);
    assert.equal(
      thrownBy(() => call(address, 0)),
      mine,
    );
    assert.equal(call(address, 2), 3);
  }
  handle[Symbol.dispose]();
});

interface Hot {
  readonly run: () => number;
  /** Undoes what the engine assumed when it compiled `run`. */
  readonly surprise: () => void;
}

/** Makes code of its own that calls a library's function, so that the engine compiles the two together. */
function hot(call: (x: number) => number): Hot {
  const source = `
    class Shape { sides() { return 1; } }
    const shape = new Shape();
    return {
      run() {
        let sum = 0;
        for (let i = 0; i < 100; i++) sum = (sum + call(i) + shape.sides()) | 0;
        return sum;
      },
      surprise() { Shape.prototype.sides = () => 2; },
    };`;
  return new Function("call", source)(call) as Hot;
}

nothingLeft();

// Views that lie about themselves: what Go gets depends on the memory that is there, never on what a property says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { detach } from "../kit/buffers.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const lib = open(libraryUrl("fixture"), {
  bytesLength: fn([t.bytes], t.int),
  bytesSum: fn([t.bytes], t.int),
  sliceLength: fn([t.slice(t.f64)], t.int),
  sliceSumF64: fn([t.slice(t.f64)], t.f64),
});
const nullable = open(libraryUrl("fixture"), { bytesLength: fn([t.nullable(t.bytes)], t.int) });

const lies: Readonly<Record<string, (view: Uint8Array | Float64Array) => void>> = {
  "has a length of its own": (view) => Object.defineProperty(view, "length", { value: 1_000_000 }),
  "has a length that grows": (view) => {
    let length = 3;
    Object.defineProperty(view, "length", { get: () => (length *= 1000) });
  },
  "has a byteLength of its own": (view) => Object.defineProperty(view, "byteLength", { value: 1_000_000 }),
  "has a byteLength of 0": (view) => Object.defineProperty(view, "byteLength", { value: 0 }),
  "has a byteOffset of its own": (view) => Object.defineProperty(view, "byteOffset", { value: 1_000_000 }),
  "has a buffer of its own": (view) => Object.defineProperty(view, "buffer", { value: new ArrayBuffer(1) }),
  "has a constructor of its own": (view) => Object.defineProperty(view, "constructor", { value: BigInt64Array }),
  "has no prototype": (view) => Object.setPrototypeOf(view, null),
  "has an array's prototype": (view) => Object.setPrototypeOf(view, Array.prototype),
  "is of a class with another length": (view) =>
    Object.setPrototypeOf(
      view,
      class extends Uint8Array {
        override get length(): 1_000_000 {
          return 1_000_000;
        }
      }.prototype,
    ),
};

for (const [what, lie] of Object.entries(lies)) {
  test(`bytesLength sees the true length of a view that ${what}`, () => {
    const bytes = Uint8Array.of(1, 2, 3);
    lie(bytes);
    assert.equal(lib.bytesLength(bytes), 3);
    assert.equal(nullable.bytesLength(bytes), 3);
    assert.equal(lib.bytesSum(bytes), 6);
  });

  test(`sliceLength sees the true length of a view that ${what}`, () => {
    const numbers = Float64Array.of(1, 2, 3);
    lie(numbers);
    assert.equal(lib.sliceLength(numbers), 3);
    assert.equal(lib.sliceSumF64(numbers), 6);
  });
}

test("bytesLength refuses a detached view that has no prototype", () => {
  const bytes = detach(Uint8Array.of(1, 2, 3));
  Object.setPrototypeOf(bytes, null);
  refuses("TOPHER_BUFFER", () => lib.bytesLength(bytes), /that is not detached, got Uint8Array\(0\)$/);
});

nothingLeft();

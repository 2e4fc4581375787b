import { expect, test } from "vitest";
import { codeOf } from "../errors.ts";
import { otherSide } from "./bridge.fixture.ts";
import { Handle, isHandle, register, same } from "./handle.ts";
import type { Run } from "./target.ts";

const u32 = (value: number): number[] => [value & 0xff, value >> 8, 0, 0];
const f64 = (value: number): number[] => [...new Uint8Array(new Float64Array([value]).buffer)];
const runDouble: Run = [($, f) => f($.readFloat64()), ($, value) => $.float64(value, "the result")];
const runOther: Run = [() => {}];

const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return `${codeOf(error)} ${(error as Error).message}`;
  }
  throw new Error("nothing was thrown");
};

test("func keeps one number for a function and its type, lend gives one for the call", () => {
  const { written, bridge } = otherSide();
  const f = (x: number): number => x * 2;
  const [kind, ...id] = written(($) => $.func(f, runDouble, "parameter 1 (f)"));
  expect([kind, id]).toEqual([1, u32(1)]);
  expect(written(($) => $.func(f, runDouble, "parameter 2 (g)"))).toEqual([1, ...u32(1)]);
  expect(written(($) => $.func(f, runOther, "parameter 1 (f)"))).toEqual([1, ...u32(2)]);
  expect(written(($) => $.lend(f, runDouble, "parameter 1 (f)"))).toEqual([3, ...u32(3)]);
  expect(written(($) => $.func(null, runDouble, "parameter 1 (f)"))).toEqual([0]);
  expect([bridge.slots.kept, bridge.slots.lent]).toEqual([2, 0]);
  expect(messageOf(() => written(($) => $.func("f", runDouble, "parameter 1 (f)")))).toBe(
    'TOPHER_TYPE geo.pass: parameter 1 (f) must be a function, got string "f"',
  );
});

test("func is called with what its run function reads, and throws what it throws", () => {
  const { written, call } = otherSide();
  const wrong = new Error("wrong");
  written(($) =>
    $.func((x: number) => (x < 0 ? "text" : x === 0 ? raise(wrong) : x * 2), runDouble, "parameter 1 (f)"),
  );
  expect(call(1, (codec) => codec.float64(21, "")).readFloat64()).toBe(42);
  expect(() => call(1, (codec) => codec.float64(0, ""))).toThrow(wrong);
  expect(messageOf(() => call(1, (codec) => codec.float64(-1, "")))).toBe(
    'TOPHER_TYPE geo.pass: parameter 1 (f): the result must be a number, got string "text"',
  );
  expect(messageOf(() => call(7))).toBe(
    "TOPHER_CALLBACK_GONE callback: was called by Go after the call that it was lent to",
  );
});

test("a lent function cannot be called after its call", () => {
  const { pass, call } = otherSide();
  pass(
    ($) => $.lend((x: number) => x + 1, runDouble, "parameter 1 (f)"),
    () => {
      expect(call(1, (codec) => codec.float64(1, "")).readFloat64()).toBe(2);
      return 0;
    },
  );
  expect(messageOf(() => call(1))).toContain("TOPHER_CALLBACK_GONE");
});

test("what Go drops is forgotten, and gets a new number when it is passed again", () => {
  const { written, dropped, bridge } = otherSide();
  const f = (): void => {};
  const g = (): void => {};
  written(($) => $.func(f, runDouble, "f"));
  written(($) => $.func(f, runOther, "f"));
  written(($) => $.func(g, runDouble, "g"));
  dropped.push(1, 99);
  bridge.slots.sweep();
  expect(bridge.slots.kept).toBe(2);
  expect(written(($) => $.func(f, runOther, "f"))).toEqual([1, ...u32(2)]);
  expect(written(($) => $.func(f, runDouble, "f"))).toEqual([1, ...u32(4)]);
  dropped.push(2, 3, 4);
  bridge.slots.sweep();
  expect(bridge.slots.kept).toBe(0);
});

test("nothing is forgotten while a number is on its way to Go", () => {
  const { pass, written, dropped, bridge } = otherSide();
  const f = (): void => {};
  written(($) => $.func(f, runDouble, "f"));
  dropped.push(1); // Go has let it go, and gets it again
  pass(
    ($) => {
      $.func(f, runDouble, "f");
      bridge.slots.sweep();
      written((inner) => inner.func(() => {}, runDouble, "f")); // a getter may make a call
      bridge.slots.sweep();
    },
    () => {
      expect(bridge.targetOf(1)).toBe(f);
      dropped.length = 0; // as Go does when it reads the number
      return 0;
    },
  );
  bridge.slots.sweep();
  expect(bridge.targetOf(1)).toBe(f);
});

test("nothing is forgotten while code of the program runs before all is read that Go has written", () => {
  const { call, codec, written, dropped, bridge } = otherSide();
  const f = (): void => {};
  const read: unknown[] = [];
  // What gives a method may be a getter, and so may be what takes a change.
  const runLate: Run = [
    ($) => {
      bridge.slots.sweep();
      read.push($.readFunc(() => f));
      bridge.slots.sweep();
    },
  ];
  expect(written(($) => $.func(f, runDouble, "f"))).toEqual([1, ...u32(1)]);
  written(($) => $.func(() => {}, runLate, "g"));
  call(2, (argument) => {
    argument.tag(1);
    argument.uint32(1, "");
    dropped.push(1); // Go has let it go
  });
  expect(read).toEqual([f]);
  expect([bridge.slots.kept, dropped]).toEqual([1, []]);

  const again = written(($) => $.func(f, runDouble, "f"));
  expect(again).toEqual([1, ...u32(3)]);
  bridge.call(
    "geo.change",
    (at) => {
      const changed = codec(at as number);
      changed.tag(1);
      changed.uint32(3, "");
      dropped.push(3);
      return 0;
    },
    ($) => $.writable({}, "parameter 1"),
    ($) => {
      bridge.slots.sweep();
      expect($.readFunc(() => f)).toBe(f);
    },
  );
  expect(bridge.slots.kept).toBe(2);
  bridge.slots.sweep();
  expect(bridge.slots.kept).toBe(1);
});

test("what a refused call would have given to Go is forgotten at once", () => {
  const { pass, written, bridge } = otherSide();
  const f = (): void => {};
  written(($) => $.func(f, runDouble, "f"));
  expect(() =>
    pass(($) => {
      $.func(f, runDouble, "f");
      $.func(() => {}, runDouble, "g");
      $.string(1 as never, "parameter 3");
    }),
  ).toThrow("parameter 3 must be a string");
  expect([bridge.slots.kept, bridge.targetOf(1)]).toEqual([1, f]);
});

test("what a refused call would have given to Go stays where a call outside of it gives the same", () => {
  const { pass, call, bridge } = otherSide();
  const f = (x: number): number => x + 1;
  const refused = (): void =>
    expect(() =>
      pass(($) => {
        $.func(f, runDouble, "f");
        $.string(1 as never, "parameter 2");
      }),
    ).toThrow("parameter 2 must be a string");
  pass(
    ($) => {
      $.func(f, runDouble, "f");
      refused(); // a getter may make a call
      expect(bridge.targetOf(1)).toBe(f);
    },
    () => {
      refused(); // and so may what Go calls
      expect(call(1, (codec) => codec.float64(1, "")).readFloat64()).toBe(2);
      return 0;
    },
  );
  refused();
  expect([bridge.slots.kept, bridge.targetOf(1)]).toEqual([1, f]);
});

test("many targets that Go drops do not pile up", () => {
  const { written, dropped, bridge } = otherSide();
  for (let i = 1; i <= 1000; i++) {
    const [, low = 0, high = 0] = written(($) => $.func(() => {}, runDouble, "f"));
    dropped.push(low + 256 * high);
  }
  expect(bridge.slots.kept).toBeLessThan(130);
});

test("a function that Go gives back is the same one, and a func of Go is wrapped", () => {
  const { written, results, released, bridge } = otherSide();
  const f = (): void => {};
  const make =
    (handle: () => number) =>
    (x: number): number =>
      handle() + x;
  const read = (bytes: number[]) =>
    results(
      (codec) => bytes.forEach((byte) => codec.tag(byte)),
      ($) => $.readFuncOrNil(make),
    ) as ((x: number) => number) & Disposable;
  expect(read(written(($) => $.func(f, runDouble, "f")))).toBe(f);
  expect(read([0])).toBeNull();
  const add = read([2, ...f64(7)]);
  expect(add(1)).toBe(8);
  expect(Object.keys(add)).toEqual([]);
  expect(written(($) => $.func(add, runDouble, "f"))).toEqual([2, ...f64(7)]);
  expect(written(($) => $.lend(add, runDouble, "f"))).toEqual([2, ...f64(7)]);
  expect(written(($) => $.any(add, "v"))).toEqual([16, 0, 0, 0, 0, ...f64(7)]);
  expect([same(add, read([2, ...f64(7)])), same(add, read([2, ...f64(8)]))]).toEqual([true, false]);
  add[Symbol.dispose]();
  expect(released).toEqual([7]);
  expect(messageOf(() => add(1))).toBe(
    "TOPHER_HANDLE_RELEASED a func of Go: the handle was released and stands for nothing any more",
  );
  expect(messageOf(() => written(($) => $.func(add, runDouble, "parameter 1 (f)")))).toContain("HANDLE_RELEASED");
  expect(bridge.slots.kept).toBe(1);
  expect(
    messageOf(() =>
      results(
        (codec) => codec.tag(0),
        ($) => $.readFunc(make),
      ),
    ),
  ).toBe("TOPHER_NIL geo.give got nil from Go, where a func is promised");
});

test("a func of one library is a function of JavaScript in another", () => {
  const one = otherSide();
  const other = otherSide();
  const f = one.results(
    (codec) => [2, ...f64(7)].forEach((byte) => codec.tag(byte)),
    ($) => $.readFunc((handle) => () => handle()),
  );
  expect(other.written(($) => $.func(f, runDouble, "f"))).toEqual([1, ...u32(1)]);
});

class Node extends Handle {}
class Leaf extends Handle {}

function nodes() {
  const side = otherSide();
  const owner = side.bridge;
  owner.define(4, Node);
  owner.define(5, Leaf);
  register(Node, { owner, type: 4, name: "geo.Node", zero: undefined, fields: [] });
  register(Leaf, { owner, type: 5, name: "geo.Leaf", zero: undefined, fields: [] });
  return side;
}

const runNode: Run = [
  (_, target, operation) => {
    if (operation !== 1) throw new Error("the second method is called");
    return target.text();
  },
  ($, value) => $.string(value, "the result of text"),
];
const methods = ["kind", "text"];

test("object takes an object with the methods, which is called and comes back as itself", () => {
  const { written, results, call } = nodes();
  class Text {
    readonly #text = "hello";
    kind(): string {
      return "text";
    }
    text(): string {
      return this.#text;
    }
  }
  const text = new Text();
  const bytes = written(($) => $.object(text, runNode, methods, "geo.Node", "parameter 1 (n)"));
  expect(bytes).toEqual([1, ...u32(1)]);
  expect(call(1, (codec) => codec.uint32(1, "")).readString()).toBe("hello");
  const given = results(
    (codec) => bytes.forEach((byte) => codec.tag(byte)),
    ($) => $.readInterface(Node),
  );
  expect(given).toBe(text);
  const inAny = results(
    (codec) => [20, ...u32(1)].forEach((byte) => codec.tag(byte)),
    ($) => $.readAny(),
  );
  expect(inAny).toBe(text);
  expect(written(($) => $.object(null, runNode, methods, "geo.Node", "parameter 1 (n)"))).toEqual([0]);
  const callable = Object.assign(() => {}, { kind: () => "f", text: () => "f" });
  expect(written(($) => $.object(callable, runNode, methods, "geo.Node", "n"))).toEqual([1, ...u32(2)]);
});

test("object refuses what lacks a method, and what is no handle where only Go can make it", () => {
  const { written } = nodes();
  const object = (value: unknown, run: Run | null = runNode) =>
    messageOf(() => written(($) => $.object(value, run, run && methods, "geo.Node", "parameter 1 (n)")));
  expect(object({ kind: () => "" })).toBe(
    "TOPHER_TYPE geo.pass: parameter 1 (n) must be a geo.Node: a handle, or an object with kind(), text(), got an object. It has no method text",
  );
  expect(object("node")).toBe(
    'TOPHER_TYPE geo.pass: parameter 1 (n) must be a geo.Node: a handle, or an object with kind(), text(), got string "node"',
  );
  expect(object({ kind() {}, text() {} }, null)).toBe(
    "TOPHER_TYPE geo.pass: parameter 1 (n) must be a geo.Node that Go made, or null, got an object",
  );
  expect(object(undefined)).toContain("got undefined");
});

test("an interface of Go is an object of the class of what is in it", () => {
  const { written, results } = nodes();
  const read = (type: number, handle: number) =>
    results(
      (codec) => {
        codec.tag(2);
        codec.uint32(type, "");
        codec.float64(handle, "");
      },
      ($) => $.readInterfaceOrNil(Node),
    );
  const leaf = read(5, 11);
  expect(leaf).toBeInstanceOf(Leaf);
  expect(read(4, 12)).toBeInstanceOf(Node);
  expect(read(0, 13)).toBeInstanceOf(Node);
  expect(read(77, 14)).toBeInstanceOf(Node);
  expect(written(($) => $.object(leaf, null, null, "geo.Node", "n"))).toEqual([2, 0, 0, 0, 0, ...f64(11)]);
  expect(messageOf(() => nodes().written(($) => $.object(leaf, null, null, "geo.Node", "n")))).toContain("FOREIGN");
  expect(
    results(
      (codec) => codec.tag(0),
      ($) => $.readInterfaceOrNil(Node),
    ),
  ).toBeNull();
  expect(
    messageOf(() =>
      results(
        (codec) => codec.tag(0),
        ($) => $.readInterface(Node),
      ),
    ),
  ).toContain("TOPHER_NIL geo.give got nil from Go, where a geo.Node is promised");
});

test("any refuses objects of classes on the way in, and takes functions", () => {
  const { written } = nodes();
  const twice = (x: number): number => 2 * x;
  const first = written(($) => $.any(twice, "v"));
  expect(first[0]).toBe(21);
  expect(written(($) => $.any(twice, "v"))).toEqual(first);
  expect(messageOf(() => written(($) => $.any(new (class Shape {})(), "v")))).toContain("class Shape");
});

test("an unknown number, or kind, is no value", () => {
  const { results } = nodes();
  const read = (...bytes: number[]) =>
    messageOf(() =>
      results(
        (codec) => bytes.forEach((byte) => codec.tag(byte)),
        ($) => $.readInterface(Node),
      ),
    );
  expect(read(1, 9, 0, 0, 0)).toContain("TOPHER_WIRE");
  expect(read(3)).toContain("TOPHER_WIRE");
  expect(isHandle(null)).toBe(false);
});

function raise(error: Error): never {
  throw error;
}

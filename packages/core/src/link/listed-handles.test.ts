import { expect, test } from "vitest";
import { codeOf } from "../errors.ts";
import { handles, list, otherSide, type OtherSide } from "./bridge.fixture.ts";
import type { Call } from "./call.ts";
import { Handle, idOf } from "./handle.ts";
import { answers } from "./call.ts";
import type { Run } from "./target.ts";

/** Has the other side give handles between numbers, and reads them; `refuses` is the number that is refused. */
function give(side: OtherSide, of: number[], read: (call: Call) => unknown, write?: (call: Call) => void): unknown {
  const native = (at: number): number => {
    const codec = side.codec(at);
    for (const each of of) codec.float64(each, "");
    side.bridge.arena.header[3] = list(codec, ...of);
    return handles;
  };
  return side.bridge.call("geo.give", native, write ?? (() => {}), read);
}

function reason(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

test("a result that is refused leaves no handle, whichever of them were read", () => {
  const side = otherSide();
  const read = (call: Call): unknown => [
    call.readHandle(Handle),
    call.setKey(new Map<number, unknown>([[1, 1]]), 1, call.readHandle(Handle)),
  ];
  expect(reason(() => give(side, [11, 12, 13], read))).toBe("TOPHER_KEYS");
  expect(side.released).toEqual([11, 12, 13]);
});

test("a result that is read keeps its handles, also where a later call is refused before it is made", () => {
  const side = otherSide();
  const object = give(side, [11], (call) => call.readHandle(Handle)) as Handle;
  const write = (call: Call): void => call.int("no number" as never, "parameter 1 (n)");
  expect(
    reason(() =>
      side.bridge.call(
        "geo.pass",
        () => 0,
        write,
        () => {},
      ),
    ),
  ).toBe("TOPHER_TYPE");
  expect([idOf(object), side.released]).toEqual([11, []]);
});

test("a failure that is refused leaves no handle, and one that is thrown keeps its", () => {
  const side = otherSide();
  let results = 0;
  const fails = (at: number): number => {
    const codec = side.codec(at);
    codec.tag(1);
    codec.tag(1);
    codec.float64(21, "");
    codec.string("an error", "");
    codec.string("", "");
    codec.uint32(0, "");
    codec.uint32(results, "");
    if (results > 0) {
      // A map with a key twice, and a handle behind it.
      codec.tag(11);
      codec.uint32(2, "");
      for (let i = 0; i < 4; i++) codec.tag(0);
    }
    side.bridge.arena.header[3] = list(codec, 21, 22);
    return handles + 2;
  };
  const call = (): unknown =>
    side.bridge.call(
      "geo.fail",
      fails,
      () => {},
      () => {},
    );
  expect(reason(call)).toBe("TOPHER_GO_ERROR");
  expect(side.released).toEqual([]);
  results = 1;
  expect(reason(call)).toBe("TOPHER_KEYS");
  expect(side.released).toEqual([21, 22]);
});

test("what was written back before the rest is refused stays the program's", () => {
  const side = otherSide();
  const into: { object?: Handle } = {};
  const read = (call: Call): void => {
    into.object = call.readHandle(Handle);
    give(side, [31], (inner) => inner.readHandle(Handle)); // a setter of the program calls Go
    call.readHandleNumber();
    throw new TypeError("a setter throws");
  };
  expect(() => give(side, [11, 12, 13], read, (call) => call.writable(into, "parameter 1 (p)"))).toThrow(
    "a setter throws",
  );
  expect([idOf(into.object!), side.released]).toEqual([11, [12, 13]]);
});

test("values before one that is refused are given out, and the handles behind them released", () => {
  const pulls = (at: number): number => {
    const { arena } = side.bridge;
    const codec = side.codec(at);
    codec.tag(0);
    codec.uint32(3, "");
    for (const handle of [11, 0, 12]) codec.float64(handle, "");
    arena.header[3] = list(codec, 11, 12);
    return handles;
  };
  const side = otherSide({ topher_pull: pulls });
  const { values, failure } = side.bridge.streams.pull(1, "channel", (call) => call.readHandle(Handle));
  expect([values.map(idOf), codeOf(failure?.error), side.released]).toEqual([[11], "TOPHER_NIL", [12]]);
});

test("arguments of a callback that are refused are nobody's, which the answer says", () => {
  let answer = 0;
  const dispatched: Handle[] = [];
  const run: Run = [(call: Call, f: (object: Handle) => void) => f(call.readHandle(Handle)), () => {}];
  const side = otherSide();
  let id = 0;
  const got: string[] = [];
  const call = (handle: number): number => {
    const { active, header } = side.bridge.arena;
    const at = 4096;
    const codec = side.codec(at);
    codec.float64(handle, "");
    header[2] = codec.position;
    expect(active).toBe(side.bridge.arena.active);
    return side.dispatch(id, at);
  };
  const write = ($: Call): void => {
    const f = (object: Handle): void => {
      dispatched.push(object);
      if (idOf(object) === 12) throw new Error("of the program");
    };
    $.lend(f, run, "parameter 1 (f)");
    id = $.view.getUint32($.position - 4, true);
  };
  side.pass(write, () => {
    for (const handle of [11, 12, 0]) {
      answer = call(handle);
      got.push(answer.toString(2));
    }
    return 0;
  });
  const { answered, threw, unread } = answers;
  expect(got).toEqual([answered, answered + threw, answered + threw + unread].map((sum) => sum.toString(2)));
  expect(dispatched.map(idOf)).toEqual([11, 12]);
});

import { describe, expect, test } from "vitest";
import { Frame } from "./frame.ts";
import { fakeMemory } from "./memory.fixture.ts";

describe("Frame", () => {
  test("gives aligned memory that nested calls do not share", () => {
    const frame = new Frame(fakeMemory());
    const first = frame.enter();
    const outer = Number(frame.reserve(3));
    const second = frame.enter();
    const inner = Number(frame.reserve(5));
    expect(inner % 8).toBe(0);
    expect(inner).toBeGreaterThanOrEqual(outer + 3);
    frame.leave(second);
    expect(Number(frame.reserve(1))).toBe(inner);
    frame.leave(first);
    expect(frame.live).toEqual({ bytes: 0, objects: 0 });
  });

  test("goes on in further chunks, which it keeps, and allocates what is larger than a chunk apart", () => {
    const memory = fakeMemory();
    const frame = new Frame(memory);
    for (let round = 0; round < 3; round++) {
      const mark = frame.enter();
      for (let i = 0; i < 100; i++) frame.reserve(1000);
      frame.leave(mark);
    }
    expect(memory.allocated).toHaveLength(2);
    const mark = frame.enter();
    frame.reserve(1_000_000);
    expect(frame.bytes).toHaveLength(1_000_000);
    frame.leave(mark);
    expect(memory.allocated).toEqual([65_536, 65_536, 1_000_000]);
    expect(frame.live).toEqual({ bytes: 0, objects: 0 });
  });

  test("takes back what was lent at the end of the very call, last first", () => {
    const frame = new Frame(fakeMemory());
    const order: string[] = [];
    const first = frame.enter();
    frame.atLeave({ leave: () => order.push("a") });
    const second = frame.enter();
    frame.atLeave({ leave: () => order.push("b") });
    frame.atLeave({ leave: () => order.push("c") });
    frame.leave(second);
    expect(order).toEqual(["c", "b"]);
    frame.leave(first);
    expect(order).toEqual(["c", "b", "a"]);
  });

  test("leaves calls inside a call that never left themselves", () => {
    const frame = new Frame(fakeMemory());
    const order: string[] = [];
    const outer = frame.enter();
    frame.inside++;
    frame.enter();
    frame.reserve(100_000);
    frame.atLeave({ leave: () => order.push("inner") });
    frame.leave(outer);
    expect(order).toEqual(["inner"]);
    expect(frame.inside).toBe(0);
    expect(frame.live).toEqual({ bytes: 0, objects: 0 });
  });

  test("the next call takes back what the stack was too short for", () => {
    const frame = new Frame(fakeMemory());
    const order: string[] = [];
    const lent = { leave: () => order.push("lent") };
    const mark = frame.enter();
    frame.reserve(100);
    frame.hold({});
    frame.atLeave(lent);
    frame.level = mark; // and no leave
    const next = frame.enter();
    expect([next, order]).toEqual([0, ["lent"]]);
    frame.leave(next);
    expect(frame.live).toEqual({ bytes: 0, objects: 0 });
    frame.enter();
    frame.reserve(100);
    frame.level = 0;
    expect(frame.live).toEqual({ bytes: 0, objects: 0 });
  });

  test("a call inside another one keeps its memory apart from what the stack was too short for", () => {
    const frame = new Frame(fakeMemory());
    const outer = frame.enter();
    frame.reserve(8);
    const inner = frame.enter();
    frame.reserve(8);
    frame.level = inner; // and no leave: the program has caught the overflow, and the outer call goes on
    const more = Number(frame.reserve(8));
    const again = frame.enter();
    expect(Number(frame.reserve(8))).toBe(more + 8);
    frame.level = again;
    frame.leave(again);
    expect(Number(frame.reserve(8))).toBe(more + 8);
    frame.level = outer;
    frame.leave(outer);
    expect(frame.live).toEqual({ bytes: 0, objects: 0 });
  });

  test("takes back again what a leave has thrown in the middle of", () => {
    const frame = new Frame(fakeMemory());
    let fails = true;
    const order: string[] = [];
    const mark = frame.enter();
    frame.atLeave({ leave: () => order.push("first") });
    frame.atLeave({
      leave() {
        if (fails) throw new RangeError("Maximum call stack size exceeded");
        order.push("second");
      },
    });
    expect(() => frame.leave(mark)).toThrow(RangeError);
    fails = false;
    expect(frame.live).toEqual({ bytes: 0, objects: 0 });
    expect(order).toEqual(["second", "first"]);
  });

  test("throws the first error of callbacks, once", () => {
    const frame = new Frame(fakeMemory());
    const first = new Error("first");
    frame.fail(first);
    frame.fail(new Error("second"));
    expect(frame.unsettled).toBe(true);
    expect(() => frame.settle()).toThrow(first);
    expect(frame.unsettled).toBe(false);
    expect(() => frame.settle()).not.toThrow();
  });

  test("takes back what a callback left outside of any scope, once the outermost call has returned", () => {
    const frame = new Frame(fakeMemory());
    frame.inside++;
    frame.loosen();
    frame.reserve(10);
    frame.hold({});
    frame.settle(); // a call made by the callback
    frame.inside--;
    expect(frame.live).not.toEqual({ bytes: 0, objects: 0 });
    expect(frame.unsettled).toBe(true);
    frame.settle();
    expect(frame.live).toEqual({ bytes: 0, objects: 0 });
  });
});

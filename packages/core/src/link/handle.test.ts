import { expect, test } from "vitest";
import { adopt, Handle, register, same, type HandleOwner } from "./handle.ts";

function ownerOf(): HandleOwner & { readonly released: number[] } {
  const released: number[] = [];
  return {
    released,
    release: (id) => void released.push(id),
    same: (a, b) => (a % 10 === b % 10 ? 1 : 0),
    stringOf: (id) => `value ${id}`,
    collected: new FinalizationRegistry(() => {}),
  };
}

class Counter extends Handle {
  declare step: number;
}
const owner = ownerOf();
let steps: number[] = [];
Object.defineProperty(Counter.prototype, "step", {
  set(step: number) {
    if (step < 0) throw new RangeError("step");
    steps.push(step);
  },
});
register(Counter, { owner, type: 1, name: "geo.Counter", zero: () => 7, fields: ["step"] });

test("a class makes Go's zero value and sets its fields", () => {
  steps = [];
  const counter = new Counter({ step: 3 });
  expect(String(counter)).toBe("value 7");
  expect(steps).toEqual([3]);
  class Better extends Counter {}
  expect(String(new Better())).toBe("value 7");
});

test("a class refuses other fields, and releases what a field does not fit", () => {
  expect(() => new Counter({ stp: 1 })).toThrow('geo.Counter: "stp" is no field that can be set. The nearest is step');
  expect(() => new Counter(1)).toThrow("geo.Counter: the fields must be an object with step, got number 1");
  owner.released.length = 0;
  expect(() => new Counter({ step: -1 })).toThrow(RangeError);
  expect(owner.released).toEqual([7]);
  class Numbered extends Handle {
    static override name = 5;
  }
  expect(() => new Numbered()).toThrow(": has no zero value");
  expect(() => new Handle()).toThrow("Handle: has no zero value: only Go makes its values");
});

test("a class reads its fields as a struct does: by getters, inherited, and nothing where they are undefined", () => {
  const given = [
    new (class {
      get step() {
        return 3;
      }
    })(),
    Object.create({ step: 4 }),
    { step: undefined },
    Object.create(null),
  ];
  steps = [];
  for (const fields of given) new Counter(fields);
  expect(steps.splice(0)).toEqual([3, 4]);
  for (const value of [null, [], new Map([["step", 1]]), new Date(), new Counter()[Symbol.dispose]]) {
    expect(() => new Counter(value)).toThrow("geo.Counter: the fields must be an object with step, got ");
  }
  expect(() => new Counter({ ["x".repeat(1e6)]: 1 })).toThrow(/^.{100,150}$/);
  expect(steps).toEqual([]);
});

test("a class makes nothing where a getter of its fields throws", () => {
  const mine = new Error("mine");
  owner.released.length = 0;
  const fields = {
    get step() {
      throw mine;
    },
  };
  expect(() => new Counter(fields)).toThrow(mine);
  expect(owner.released).toEqual([]);
});

test("a handle is released once", () => {
  const counter = adopt(owner, Counter, 11);
  owner.released.length = 0;
  counter[Symbol.dispose]();
  counter[Symbol.dispose]();
  expect(owner.released).toEqual([11]);
  expect(Handle.isReleased(counter)).toBe(true);
  expect(() => String(counter)).toThrow("toString: the handle was released");
});

test("same asks Go, within one library", () => {
  const [a, b, c] = [adopt(owner, Counter, 11), adopt(owner, Counter, 21), adopt(owner, Counter, 22)];
  expect([same(a, b), same(a, c), same(a, adopt(ownerOf(), Handle, 11))]).toEqual([true, false, false]);
  a[Symbol.dispose]();
  expect(() => same(a, b)).toThrow("same: the handle was released");
  expect(() => same({} as Handle, b)).toThrow("same: takes two handles, got an object");
});

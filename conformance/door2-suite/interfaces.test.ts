// Interfaces with methods: values of Go behind them, objects of JavaScript given for them, and what comes back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic, Handle, same } from "topher";
import * as n from "../../dist/door2/whole/nodes/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(n);

/** A shape of JavaScript. */
const shape = (area: number, name = "mine"): n.Shape => ({ area: () => area, name: () => name });
const mine = shape(5);

test("makeCircle gives an object of the class that is in the interface", () => {
  const circle = n.makeCircle(2);
  assert.ok(circle instanceof n.Circle);
  assert.equal(circle.area(), 12);
  circle.grow(1);
  assert.equal(circle.area(), 27);
});

test("makeSquare gives an object of the class, though Go holds no pointer", () => {
  const square = n.makeSquare(3);
  assert.ok(square instanceof n.Square);
  assert.deepEqual([square.side, square.area(), square.name()], [3, 9, "square"]);
});

test("a struct in an interface is the struct again in Go, a pointer the pointer", () => {
  assert.equal(n.typeOf(n.makeSquare(1)), "nodes.Square");
  assert.equal(n.typeOf(n.makeSquarePointer(1)), "*nodes.Square");
  assert.equal(n.kind(n.makeSquare(1)), "Square");
  assert.equal(n.kind(n.echo(n.echo(n.makeSquare(1)))), "Square");
  assert.equal(n.anyType(n.makeSquare(1) as never), "nodes.Square");
});

test("makeUnit and makeHidden give objects with the methods of the interface alone", () => {
  for (const [made, name, type] of [
    [n.makeUnit(7), "unit", "nodes.Unit"],
    [n.makeHidden(7), "hidden", "*nodes.hidden"],
  ] as const) {
    assert.ok(made instanceof Handle);
    assert.deepEqual([made!.area(), made!.name(), n.typeOf(made)], [7, name, type]);
  }
});

test("a method of an interface's object refuses another this and a wrong number of arguments", () => {
  const hidden = n.makeHidden(7) as any;
  refuses("TOPHER_TYPE", () => hidden.area.call({}), "nodes.Shape.area: this must be a nodes.Shape, got an object");
  refuses("TOPHER_ARITY", () => hidden.area(1), "nodes.Shape.area: takes 0 arguments, got 1");
});

test("an interface's object is released as any other", () => {
  const hidden = n.makeHidden(7) as n.Shape & Handle;
  assert.ok(same(hidden, n.echo(hidden) as unknown as Handle));
  hidden[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => hidden.area(), /^nodes\.Shape\.area: /);
  refuses("TOPHER_HANDLE_RELEASED", () => n.area(hidden), /^nodes\.area: parameter 1 \(s\)/);
});

test("noShape gives null, and null is nil", () => {
  assert.equal(n.noShape(), null);
  assert.equal(n.echo(null), null);
  assert.equal(n.kind(null), "nil");
  assert.equal(n.typeOf(null), "<nil>");
});

test("area of null panics in Go", () => {
  assert.ok(thrownBy(() => n.area(null)) instanceof GoPanic);
});

test("findShape throws its error, and TOPHER_NIL where there is neither", () => {
  assert.ok(n.findShape("circle") instanceof n.Circle);
  assert.throws(
    () => n.findShape("cube"),
    (error) => error instanceof GoError && error.message === "there is no cube",
  );
  refuses("TOPHER_NIL", () => n.findShape("nothing"), /^nodes\.findShape got nil/);
});

test("area calls the method of an object", () => {
  assert.equal(n.area(mine), 5);
  assert.equal(n.both(mine), "mine 5");
  assert.equal(n.kind(mine), "JavaScript's");
});

test("area calls methods with this and without arguments", () => {
  const seen: unknown[] = [];
  const object = {
    size: 3,
    area(...args: unknown[]) {
      seen.push(this === object, args.length);
      return this.size;
    },
    name: () => "",
  };
  assert.equal(n.area(object), 3);
  assert.deepEqual(seen, [true, 0]);
});

test("area takes an object of a class, with private fields and inherited methods", () => {
  class Named {
    name(): string {
      return "from above";
    }
  }
  class Secret extends Named {
    readonly #area = 4;
    area(): number {
      return this.#area;
    }
  }
  assert.equal(n.both(new Secret()), "from above 4");
});

test("area takes a frozen object, one without prototype, and one that is a proxy", () => {
  assert.equal(n.area(Object.freeze(shape(1))), 1);
  assert.equal(n.area(Object.assign(Object.create(null) as n.Shape, shape(2))), 2);
  assert.equal(n.area(new Proxy(shape(3), {})), 3);
});

test("area takes an object whose methods change, and calls what is there then", () => {
  const object = shape(1);
  n.keep(object);
  object.area = () => 8;
  assert.equal(n.keptArea(), 8);
  n.dropKept();
});

test("echo gives the same object back", () => {
  assert.equal(n.echo(mine), mine);
  assert.equal(n.echo(n.echo(mine)), mine);
});

test("an object is itself through slices, maps, arrays, tuples and variadics", () => {
  const other = shape(6, "other");
  const [first, second] = n.echoTwo(mine, other);
  assert.ok(first === other && second === mine);
  const shapes = n.echoShapes([mine, null, other, mine]);
  assert.ok(shapes[0] === mine && shapes[1] === null && shapes[2] === other && shapes[3] === mine);
  const named = n.echoNamed({ a: mine, b: null });
  assert.ok(named["a"] === mine && named["b"] === null);
  const pair = n.echoPair([other, mine]);
  assert.ok(pair[0] === other && pair[1] === mine);
  assert.equal(n.total(mine, null, other, n.makeCircle(1)), 14);
  assert.equal(n.total(), 0);
});

test("an object is itself as the key of a map", () => {
  const weights = n.echoWeights([
    [mine, 1],
    [n.makeSquare(2), 2],
  ]);
  const byKey = new Map(weights);
  assert.equal(byKey.get(mine), 1);
  assert.equal(weights.length, 2);
  refuses(
    "TOPHER_KEYS",
    () =>
      n.echoWeights([
        [mine, 1],
        [mine, 2],
      ]),
    /^nodes\.echoWeights: /,
  );
});

test("an object is one in Go, however often it is given", () => {
  assert.equal(n.same(mine, mine), true);
  assert.equal(n.same(mine, shape(5)), false);
  assert.equal(n.distinct([mine, mine, shape(5), mine, null, null]), 3);
  n.keep(mine);
  assert.equal(n.same(n.kept(0), mine), true);
  n.dropKept();
});

test("a value of Go is one in Go, whichever object stands for it", () => {
  const circle = n.makeCircle(1);
  assert.equal(n.same(circle, n.echo(circle)), true);
  assert.equal(n.same(n.makeSquare(2), n.makeSquare(2)), true, "structs are equal by their fields");
  assert.equal(n.same(n.makeSquarePointer(2), n.makeSquarePointer(2)), false);
});

test("largest gives one of those that it got", () => {
  const circle = n.newCircle(1);
  assert.equal(n.largest([circle, mine, shape(4)]), mine);
  const larger = n.largest([mine, n.newCircle(2)]);
  assert.ok(larger instanceof n.Circle);
  assert.equal(n.largest([]), null);
});

test("asAny gives an object back as itself, and a class as its own", () => {
  assert.equal(n.asAny(mine), mine);
  assert.equal(n.asAny(null), null);
  assert.ok((n.asAny(n.makeCircle(1)) as unknown) instanceof n.Circle);
});

test("mixed gives an object back as itself among other values", () => {
  const [first, number, text, nil, circle, record] = n.mixed(mine) as unknown[];
  assert.equal(first, mine);
  assert.deepEqual([number, text, nil], [1.5, "text", null]);
  assert.ok(circle instanceof n.Circle);
  assert.equal((record as { s: unknown }).s, mine);
});

test("anyArea finds the interface in a value of any type", () => {
  assert.equal(n.anyArea(n.makeSquare(3) as never), 9);
  assert.equal(n.anyArea(n.makeHidden(3) as never), 3);
  assert.throws(
    () => n.anyArea(1),
    (error) => error instanceof GoError && error.message === "float64 is no shape",
  );
});

test("echoFrame gives objects back in the fields of a struct", () => {
  const frame = n.echoFrame({ label: "l", shape: mine, others: [mine, n.makeUnit(2)] });
  assert.equal(frame.label, "l");
  assert.equal(frame.shape, mine);
  assert.equal(frame.others[0], mine);
  assert.equal(frame.others[1]!.area(), 2);
  assert.deepEqual(n.echoFrame({}), { label: "", shape: null, others: [] });
});

test("replaceShape writes an object back into a struct", () => {
  const frame = n.echoFrame({ label: "l" });
  n.replaceShape(frame, mine);
  assert.equal(frame.shape, mine);
  n.replaceShape(frame, null);
  assert.equal(frame.shape, null);
});

test("Holder has an object in a field", () => {
  const holder = n.newHolder(mine);
  assert.equal(holder.shape, mine);
  assert.equal(holder.held(), mine);
  holder.shape = n.makeCircle(1);
  assert.equal(holder.area(), 3);
  holder.shape = null;
  assert.equal(holder.shape, null);
  assert.equal(new n.Holder({ shape: mine }).area(), 5);
  refuses("TOPHER_TYPE", () => ((holder as any).shape = 5), /^nodes\.Holder\.shape must be .*got number 5$/);
});

const partial: readonly (readonly [string, unknown, RegExp])[] = [
  ["an object without methods", {}, /no method area$/],
  ["an object without one of them", { area: () => 1 }, /no method name$/],
  ["an object whose method is a number", { area: 1, name: () => "" }, /no method area$/],
  ["an object whose method is null", { area: () => 1, name: null }, /no method name$/],
  ["an array", [], /no method area$/],
];
for (const [what, value, missing] of partial) {
  test(`area refuses ${what} and names the method`, () => {
    const { message } = refuses("TOPHER_TYPE", () => call["area"]!(value), /^nodes\.area: parameter 1 \(s\) must be/);
    assert.match(message, missing);
    assert.match(message, /nodes\.Shape/);
  });
}

for (const [what, value, got] of [
  ["a number", 5, "number 5"],
  ["text", "x", 'string "x"'],
  ["undefined", undefined, "undefined"],
  ["a boolean", true, "boolean true"],
  ["a symbol", Symbol("x"), "a symbol"],
] as const) {
  test(`area refuses ${what}`, () => {
    const { message } = refuses("TOPHER_TYPE", () => call["area"]!(value), /^nodes\.area: parameter 1 \(s\) must be/);
    assert.ok(message.endsWith(`got ${got}`), message);
  });
}

test("area refuses a handle of a type that lacks the methods", () => {
  refuses("TOPHER_TYPE", () => call["area"]!(n.newBox("x")), /^nodes\.area: .*nodes\.Box/);
  refuses("TOPHER_TYPE", () => call["storeSize"]!(n.newCircle(1)), /^nodes\.storeSize: /);
  assert.equal(n.area(mine), 5);
});

test("total names the argument that is wrong", () => {
  refuses("TOPHER_TYPE", () => call["total"]!(mine, 5), /^nodes\.total: .*\(shapes\)\[1\] must be/);
  refuses(
    "TOPHER_TYPE",
    () => call["echoFrame"]!({ others: [mine, {}] }),
    /^nodes\.echoFrame: parameter 1 \(f\)\.others\[1\] must be/,
  );
});

for (const [what, use, message] of [
  ["text for a number", () => n.area(shape("x" as never)), /the result of area must be a number, got string "x"$/],
  [
    "nothing for a number",
    () => n.area(shape(undefined as never)),
    /the result of area must be a number, got undefined$/,
  ],
  ["a number for text", () => n.both(shape(1, 5 as never)), /the result of name must be a string, got number 5$/],
] as const) {
  test(`a method's wrong result is refused: ${what}`, () => void refuses("TOPHER_TYPE", use, message));
}

test("a method's promise is refused: a synchronous call cannot wait for it", () => {
  const area = (async () => 1) as never;
  refuses("TOPHER_NEEDS_ASYNC", () => n.area({ ...mine, area }), /an object of class Promise.*\.async/);
});

for (const [what, thrown] of [
  ["an error", new Error("mine")],
  ["text", "text"],
  ["undefined", undefined],
] as const) {
  test(`what a method without an error throws goes through Go: ${what}`, () => {
    const throwing: n.Shape = {
      area: () => {
        throw thrown;
      },
      name: () => "",
    };
    assert.equal(
      thrownBy(() => n.area(throwing)),
      thrown,
    );
    assert.equal(
      thrownBy(() => n.largest([mine, throwing])),
      thrown,
    );
    assert.equal(n.area(mine), 5);
  });
}

test("a method may call Go with the same object", () => {
  const nested: n.Shape = { area: () => n.total(mine, mine), name: () => n.both(mine) };
  assert.equal(n.both(nested), "mine 5 10");
});

test("echo gives 10,000 objects back as themselves", () => {
  const many = Array.from({ length: 10_000 }, (_, i) => shape(i));
  const back = n.echoShapes(many);
  assert.ok(back.every((each, i) => each === many[i]));
  assert.equal(n.distinct(many), 10_000);
});

test("yell has the name that a directive gives", () => {
  assert.equal(n.yell({ string: () => "loud" }), "LOUD");
  assert.ok(!("shout" in n));
});

test("an object of a class that extends one of Go's is Go's value, with Go's methods", () => {
  class Large extends n.Circle {
    override area(): number {
      return 1000;
    }
  }
  const large = new Large();
  assert.equal(large.area(), 1000);
  assert.equal(n.area(large), 0);
  assert.equal(n.typeOf(large), "*nodes.Circle");
});

test("what a getter throws while an object is looked at is thrown, and the next call is as before", () => {
  const thrown = new Error("mine");
  const object = {
    get area(): never {
      throw thrown;
    },
    name: () => "",
  };
  assert.equal(
    thrownBy(() => n.area(object)),
    thrown,
  );
  const { proxy, revoke } = Proxy.revocable(shape(1), {});
  revoke();
  assert.throws(() => n.area(proxy), TypeError);
  assert.equal(n.total(mine, mine), 10);
});

test("a method may be given and give more than the arena holds", () => {
  const large = "x".repeat(2_000_000);
  assert.equal(n.both(shape(1, large)).length, 2_000_002);
  let heard = 0;
  n.tell({ hear: (text, _numbers, frame) => void (heard = text.length + frame.label!.length) }, large, null);
  assert.equal(heard, 4_000_000);
});

test("methods that throw are counted as errors of JavaScript only while Go holds what they threw", async () => {
  const before = await settled(() => n.collect());
  for (let i = 0; i < 1000; i++) {
    thrownBy(() =>
      n.area({
        area() {
          throw new Error(String(i));
        },
        name: () => "",
      }),
    );
  }
  await settlesAt(before, () => n.collect());
});

nothingLeft(() => n.collect());

// Value structs: objects whose fields may be left out on the way in and are all there on the way out.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const address = { street: "", city: "", zip: "" };
const nobody = {
  name: "",
  age: 0,
  email: null,
  tags: [],
  address,
  previous_addresses: [],
  notes: {},
  friend: null,
  photo: new Uint8Array(0),
  score: 0,
  secret: "",
};

test("echoPoint takes and gives every field", () =>
  assert.deepEqual(f.echoPoint({ x: 1.5, y: -0 }), { x: 1.5, y: -0 }));

test("echoPoint fills in what is absent or undefined", () => {
  assert.deepEqual(f.echoPoint({}), { x: 0, y: 0 });
  assert.deepEqual(f.echoPoint({ y: 1 }), { x: 0, y: 1 });
  assert.deepEqual(f.echoPoint({ x: undefined, y: 1 }), { x: 0, y: 1 });
});

test("echoPoint gives a plain object, whose fields are in Go's order", () => {
  const point = f.echoPoint({ y: 1, x: 2 });
  assert.deepEqual(Object.keys(point), ["x", "y"]);
  assert.equal(Object.getPrototypeOf(point), Object.prototype);
});

test("echoPoint takes objects of classes, getters and frozen objects", () => {
  class Place {
    x = 1;
    get y(): number {
      return 2;
    }
  }
  assert.deepEqual(f.echoPoint(new Place()), { x: 1, y: 2 });
  assert.deepEqual(f.echoPoint(Object.freeze({ x: 3 })), { x: 3, y: 0 });
  assert.deepEqual(f.echoPoint(Object.assign(Object.create(null), { x: 4 })), { x: 4, y: 0 });
});

test("echoPoint leaves the argument as it is", () => {
  const point = { x: 1 };
  f.echoPoint(point);
  assert.deepEqual(point, { x: 1 });
});

test("echoPoint refuses what is no object", () => {
  const rule = "features.echoPoint: parameter 1 (p) must be an object with x, y, got";
  for (const [value, text] of [
    [null, "null"],
    [undefined, "undefined"],
    [[], "an array of 0"],
    ["x", 'string "x"'],
    [new Map(), "an object of class Map"],
    [new Date(), "an object of class Date"],
    [() => 1, "a function"],
  ] as const)
    refuses("TOPHER_TYPE", () => call["echoPoint"]!(value), `${rule} ${text}`);
});

test("echoPoint names the field that is wrong", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["echoPoint"]!({ x: "1" }),
    'features.echoPoint: parameter 1 (p).x must be a number, got string "1"',
  );
  refuses(
    "TOPHER_TYPE",
    () => call["echoPoint"]!({ x: 1, y: null }),
    "features.echoPoint: parameter 1 (p).y must be a number, got null",
  );
});

const unknown: readonly (readonly [string, unknown, string, string])[] = [
  ["echoPoint", { z: 1 }, "parameter 1 (p).z", "x"],
  ["echoPoint", { X: 1 }, "parameter 1 (p).X", "x"],
  ["echoLine", { form: {} }, "parameter 1 (l).form", "from"],
  ["echoLine", { to: { yy: 1 } }, "parameter 1 (l).to.yy", "y"],
  ["echoPerson", { Name: "x" }, "parameter 1 (p).Name", "name"],
  ["echoPerson", { previousAddresses: [] }, "parameter 1 (p).previousAddresses", "previous_addresses"],
  ["echoPerson", { address: { stret: "" } }, "parameter 1 (p).address.stret", "street"],
  ["echoPerson", { friend: { friend: { agee: 1 } } }, "parameter 1 (p).friend.friend.agee", "age"],
  ["echoPoints", [{ x: 1 }, { q: 1 }], "parameter 1 (ps)[1].q", "x"],
  ["echoEmployee", { bos: "" }, "parameter 1 (e).bos", "boss"],
];

for (const [name, value, path, near] of unknown) {
  test(`${name} refuses ${path} and names the nearest field`, () => {
    refuses(
      "TOPHER_UNKNOWN_FIELD",
      () => call[name]!(value),
      `features.${name}: ${path} is not a field of the struct. The nearest is ${near}`,
    );
  });
}

test("echoLine fills in structs inside of structs", () => {
  assert.deepEqual(f.echoLine({ from: { y: 1 } }), { from: { x: 0, y: 1 }, to: { x: 0, y: 0 }, name: "" });
});

test("echoLine refuses null for a struct", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["echoLine"]!({ from: null }),
    "features.echoLine: parameter 1 (l).from must be an object with x, y, got null",
  );
});

test("echoPerson fills in every kind of field", () => assert.deepEqual(f.echoPerson({}), nobody));

test("echoPerson takes and gives every kind of field, by its json name", () => {
  const person = {
    name: "Ann",
    age: 30,
    email: "ann@example.com",
    tags: ["a", "b"],
    address: { street: "S", city: "C", zip: "1" },
    previous_addresses: [{ street: "T", city: "D", zip: "2" }],
    notes: { a: "b", __proto__: "c" },
    friend: { ...nobody, name: "Bob", friend: { ...nobody, name: "Cy" } },
    photo: Uint8Array.of(1, 2),
    score: 0.5,
    secret: "s",
  };
  assert.deepEqual(f.echoPerson(person), person);
});

test("echoPerson fills in structs in slices and behind pointers", () => {
  const person = f.echoPerson({ previous_addresses: [{ city: "X" }, {}], friend: { name: "B" } });
  assert.deepEqual(person.previous_addresses, [{ ...address, city: "X" }, address]);
  assert.deepEqual(person.friend, { ...nobody, name: "B" });
});

test("echoPerson tells an absent pointer from a zero one", () => {
  assert.equal(f.echoPerson({ email: "" }).email, "");
  assert.equal(f.echoPerson({ email: null }).email, null);
  assert.equal(f.echoPerson({ email: undefined }).email, null);
});

test("echoPerson names the place inside of slices, maps and pointers", () => {
  const at = "features.echoPerson: parameter 1 (p)";
  refuses(
    "TOPHER_TYPE",
    () => call["echoPerson"]!({ previous_addresses: [{}, { city: 5 }] }),
    `${at}.previous_addresses[1].city must be a string, got number 5`,
  );
  refuses(
    "TOPHER_TYPE",
    () => call["echoPerson"]!({ notes: { "a b": 1 } }),
    `${at}.notes["a b"] must be a string, got number 1`,
  );
  refuses(
    "TOPHER_RANGE",
    () => f.echoPerson({ friend: { friend: { age: 1.5 } } }),
    /^features\.echoPerson: parameter 1 \(p\)\.friend\.friend\.age must be/,
  );
  refuses("TOPHER_TYPE", () => call["echoPerson"]!({ tags: ["a", 1] }), `${at}.tags[1] must be a string, got number 1`);
  refuses(
    "TOPHER_TYPE",
    () => call["echoPerson"]!({ photo: [1] }),
    `${at}.photo must be a Uint8Array, got an array of 1`,
  );
});

test("echoEmployee has the fields of the struct that it embeds", () => {
  assert.deepEqual(f.echoEmployee({ id: 1, name: "n", boss: "b", salary: 5 }), {
    id: 1,
    name: "n",
    boss: "b",
    salary: 5n,
  });
  refuses("TOPHER_UNKNOWN_FIELD", () => call["echoEmployee"]!({ base: {} }), /parameter 1 \(e\)\.base is not a field/);
});

test("echoErrorValue takes and gives a struct named like a global", () => {
  assert.deepEqual(f.echoErrorValue({ name: "a", message: "b" }), { name: "a", message: "b" });
});

test("echoDocumentation, echoAlias and midpoint take structs in any order", () => {
  assert.deepEqual(f.echoDocumentation({ pages: 1 }), { title: "", pages: 1, name: "" });
  assert.deepEqual(f.echoAlias({ x: 1 }), { x: 1, y: 0 });
  assert.deepEqual(f.midpoint({ x: 2 }, { y: 2 }), { x: 1, y: 1 });
  assert.equal(f.shout({ name: "ann" }), "ANN");
});

test("grid gives 100,000 structs", () => {
  const points = f.grid(100_000);
  assert.equal(points.length, 100_000);
  assert.deepEqual(points.at(-1), { x: 99_999, y: -99_999 });
});

test("echoPoints takes 100,000 structs, more than the arena holds", () => {
  const points = Array.from({ length: 100_000 }, (_, i) => ({ x: i, y: -i - 1 }));
  assert.deepEqual(f.echoPoints(points), points);
});

test("a getter that calls Go while a struct is written changes nothing", () => {
  const point = {
    get x(): number {
      return f.midpoint({ x: 10 }, f.echoPoint({ x: 20 })).x;
    },
    y: 2,
  };
  assert.deepEqual(f.echoLine({ from: point, to: { x: 7 }, name: "n" }), {
    from: { x: 15, y: 2 },
    to: { x: 7, y: 0 },
    name: "n",
  });
});

test("a getter that throws ends the call with its own error", () => {
  const mine = new Error("mine");
  const point = {
    get x(): number {
      throw mine;
    },
  };
  assert.throws(
    () => f.echoPoint(point),
    (error) => error === mine,
  );
  assert.deepEqual(f.echoPoint({ x: 1 }), { x: 1, y: 0 });
});

nothingLeft();

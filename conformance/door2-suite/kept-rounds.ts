// What the hammers do with things that one side keeps for the other: each step makes, uses or gives up one of them, at random.
import assert from "node:assert/strict";
import type { GoReader } from "topher";
import * as f from "../../dist/door2/whole/funcs/index.js";
import * as i from "../../dist/door2/whole/iterators/index.js";
import * as n from "../../dist/door2/whole/nodes/index.js";
import * as s from "../../dist/door2/whole/streams/index.js";
import type { Random } from "../stress/random.ts";

const mine = new Error("mine");
const most = 40;

// Made outside of the steps, so that what Go keeps keeps nothing else: no collector sees a ring through both sides.
const adding =
  (by: number) =>
  (x: number): number =>
    x + by;
const throwing = (): never => {
  throw mine;
};
const shapeOf = (area: number): n.Shape => ({ area: () => area, name: () => `shape ${area}` });
const writing =
  (texts: string[]) =>
  (chunk: Uint8Array): void => {
    texts.push(new TextDecoder().decode(chunk));
  };
function* lettersOf(count: number): Generator<Uint8Array> {
  for (let k = 0; k < count; k++) yield Uint8Array.of(97 + (k % 26));
}

type Numbers = (x: number) => number;

/** The funcs of Go among them, of which each crossing gives another function. */
const foreign = new WeakSet<Numbers>();

interface Registered {
  readonly registry: f.Registry;
  readonly funcs: Numbers[];
  sum: number;
}

interface Held {
  readonly holder: n.Holder;
  readonly shape: n.Shape;
  readonly area: number;
}

interface Running {
  readonly iterator: Iterator<number>;
  next: number;
}

interface Read {
  readonly reader: GoReader;
  rest: number;
}

interface Written {
  readonly table: s.Table;
  readonly texts: string[];
  expected: string;
}

/** Makes, uses and gives up things that Go keeps for JavaScript and JavaScript for Go. */
export class KeptRounds {
  readonly #random: Random;
  readonly #collect: () => void;
  readonly #registries: Registered[] = [];
  readonly #holders: Held[] = [];
  readonly #iterators: Running[] = [];
  readonly #readers: Read[] = [];
  readonly #tables: Written[] = [];
  readonly #steps: readonly (() => void)[];
  /** How many of each step were made. */
  steps = 0;

  /** @param collect forces the runtime's collector */
  constructor(random: Random, collect: () => void) {
    this.#random = random;
    this.#collect = collect;
    this.#steps = [
      () => this.#register(),
      () => this.#sum(),
      () => this.#hold(),
      () => this.#held(),
      () => this.#compose(),
      () => this.#iterate(),
      () => this.#read(),
      () => this.#write(),
      () => this.#giveUp(),
    ];
  }

  /** Makes so many steps, with both collectors in between. */
  run(steps: number): void {
    for (let k = 0; k < steps; k++) {
      this.#random.pick(this.#steps)();
      this.steps++;
      if (this.#random.next() < 0.01) f.collect();
      if (this.#random.next() < 0.01) this.#collect();
    }
  }

  /** Gives everything up. */
  drop(): void {
    for (const all of [this.#registries, this.#holders, this.#iterators, this.#readers, this.#tables]) all.length = 0;
  }

  /** A call of an iterator, which stops the loops that were given up, and Go's collector. */
  settle(): void {
    const iterator = i.count(1)[Symbol.iterator]();
    while (iterator.next().done !== true);
    f.collect();
  }

  #register(): void {
    const isNew = this.#registries.length === 0 || (this.#registries.length < most && this.#random.next() < 0.3);
    if (isNew) this.#registries.push({ registry: f.newRegistry(), funcs: [], sum: 0 });
    const known = isNew ? this.#registries.at(-1)! : this.#random.pick(this.#registries);
    const by = this.#random.between(0, 1000);
    const isForeign = this.#random.next() < 0.3;
    const added: Numbers = isForeign ? f.adder(by)! : adding(by);
    if (isForeign) foreign.add(added);
    known.funcs.push(added);
    known.sum += by;
    assert.equal(known.registry.add(added), known.funcs.length);
  }

  #sum(): void {
    const known = this.#any(this.#registries);
    if (known === undefined) return;
    const { registry, funcs, sum } = known;
    const x = this.#random.between(0, 9);
    assert.equal(registry.sum(x), sum + x * funcs.length);
    const place = this.#random.between(0, funcs.length - 1);
    const [func, given] = [registry.at(place)!, funcs[place]!];
    assert.equal(func(x), given(x));
    assert.ok(func === given || foreign.has(given));
  }

  #hold(): void {
    if (this.#holders.length >= most) return;
    const area = this.#random.between(0, 1000);
    const shape = shapeOf(area);
    this.#holders.push({ holder: n.newHolder(shape), shape, area });
  }

  #held(): void {
    const known = this.#any(this.#holders);
    if (known === undefined) return;
    const { holder, shape, area } = known;
    assert.equal(holder.area(), area);
    assert.equal(holder.held(), shape);
    assert.equal(n.same(holder.shape, shape), true);
    const others = this.#holders.map((each) => each.shape);
    const largest = n.largest(others);
    assert.ok(others.includes(largest!));
    assert.equal(n.distinct(others), new Set(others).size);
  }

  #compose(): void {
    const by = this.#random.between(0, 99);
    const fails = this.#random.next() < 0.3;
    const composed = f.compose(adding(by), fails ? throwing : adding(1))!;
    if (!fails) return assert.equal(composed(1), by + 2);
    try {
      composed(1);
    } catch (error) {
      return assert.equal(error, mine);
    }
    assert.fail("nothing was thrown");
  }

  #iterate(): void {
    const known = this.#iterators.length < most && this.#random.next() < 0.4 ? undefined : this.#any(this.#iterators);
    if (known === undefined) {
      const source = this.#random.next() < 0.5 ? i.naturals() : Array.from({ length: 50 }, (_, k) => k);
      this.#iterators.push({ iterator: i.map(source, adding(5))[Symbol.iterator](), next: 5 });
      return;
    }
    for (let k = this.#random.between(0, 4); k > 0; k--) {
      const { done, value } = known.iterator.next();
      if (done === true) return;
      assert.equal(value, known.next++);
    }
    if (this.#random.next() < 0.2) {
      this.#iterators.splice(this.#iterators.indexOf(known), 1);
      known.iterator.return!();
    }
  }

  #read(): void {
    const known = this.#readers.length < most && this.#random.next() < 0.4 ? undefined : this.#any(this.#readers);
    if (known === undefined) {
      const rest = this.#random.between(0, 60);
      this.#readers.push({ reader: s.upper(lettersOf(rest))!, rest });
      return;
    }
    const into = new Uint8Array(this.#random.between(1, 8));
    const count = known.reader.read(into);
    assert.ok(count > 0 || known.rest === 0);
    assert.ok(into.subarray(0, count).every((byte) => byte >= 65 && byte <= 90));
    known.rest -= count;
  }

  #write(): void {
    const known = this.#tables.length < most && this.#random.next() < 0.4 ? undefined : this.#any(this.#tables);
    if (known === undefined) {
      const texts: string[] = [];
      this.#tables.push({ table: s.newTable(writing(texts)), texts, expected: "" });
      return;
    }
    const cell = String(this.#random.between(0, 1e6));
    known.table.row(cell, "x");
    known.expected += `${cell},x\n`;
    known.table.flush();
    assert.equal(known.texts.join(""), known.expected);
  }

  // Disposed of, or left to the collector.
  #giveUp(): void {
    const registered = this.#take(this.#registries);
    if (registered !== undefined && this.#random.next() < 0.5) registered.registry[Symbol.dispose]();
    const held = this.#take(this.#holders);
    if (held !== undefined && this.#random.next() < 0.5) held.holder[Symbol.dispose]();
    this.#take(this.#iterators);
    const read = this.#take(this.#readers);
    if (read !== undefined && this.#random.next() < 0.5) read.reader[Symbol.dispose]();
    const written = this.#take(this.#tables);
    if (written !== undefined && this.#random.next() < 0.5) written.table[Symbol.dispose]();
  }

  #any<T>(all: readonly T[]): T | undefined {
    return all.length === 0 ? undefined : this.#random.pick(all);
  }

  #take<T>(all: T[]): T | undefined {
    return all.length === 0 ? undefined : all.splice(this.#random.between(0, all.length - 1), 1)[0];
  }
}

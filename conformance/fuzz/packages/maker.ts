// What makes random types and values.
import type { Random } from "../../stress/random.ts";
import type { Declaration } from "./declaration.ts";
import type { Package } from "./package.ts";
import { chooseType, type Place } from "./types.ts";
import type { Type } from "./type.ts";

/** Makes what a package is made of. */
export class Maker {
  readonly random: Random;
  readonly package: Package;
  /** How deep what is being made is nested. */
  depth = 0;
  /** Whether values are keys: all of them are told apart by what they show. */
  keys = false;
  /** Whether Go gives the values. */
  giving = false;
  /** Whether what can be nil is not. */
  #present = false;
  readonly #rows = new Map<Place, string[]>();

  constructor(random: Random, owner: Package) {
    this.random = random;
    this.package = owner;
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.random.between(1, 100) <= percent;
  }

  times<T>(low: number, high: number, one: (i: number) => T): T[] {
    return Array.from({ length: this.random.between(low, high) }, (_, i) => one(i));
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, order: this.random.next() }))
      .toSorted((x, y) => x.order - y.order)
      .map(({ item }) => item);
  }

  /** What `make` makes is nested one level deeper. */
  deeper<T>(make: () => T): T {
    const before = this.#present;
    this.#present = false;
    this.depth++;
    try {
      return make();
    } finally {
      this.depth--;
      this.#present = before;
    }
  }

  /** What `make` makes is not nil at its top. */
  present<T>(make: () => T): T {
    const before = this.#present;
    this.#present = true;
    try {
      return make();
    } finally {
      this.#present = before;
    }
  }

  /** Whether what is being made is nil. What is inside of it may be. */
  nil(percent: number = 20): boolean {
    const present = this.#present;
    this.#present = false;
    return !present && this.chance(this.depth > 3 ? 100 : percent);
  }

  /** A type for a place. Rows take turns, so that each has its place. */
  type(place: Place): Type {
    return this.deeper(() => chooseType(this, place));
  }

  /** The rows in an order of this maker's own, for one place. */
  turn(place: Place, rows: readonly string[]): string[] {
    let left = this.#rows.get(place);
    if (left === undefined || left.length === 0) this.#rows.set(place, (left = this.shuffled(rows)));
    return left;
  }

  /** A declaration of the library that is made already. */
  declared<D extends Declaration>(kind: abstract new (...args: any[]) => D): D | undefined {
    const own = this.package.declarations.filter((each): each is D => each instanceof kind);
    const others = this.package.earlier.flatMap(({ declarations }) =>
      declarations.filter((each): each is D => each instanceof kind),
    );
    const from = own.length > 0 && (others.length === 0 || this.chance(70)) ? own : others;
    return from.length === 0 ? undefined : this.random.pick(from);
  }
}

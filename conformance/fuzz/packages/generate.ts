import { Random } from "../../stress/random.ts";
import type { Declaration } from "./declaration.ts";
import { Alias, Constant, ErrorVariable, FunctionDeclaration, Generic, Unbound, Variable } from "./function.ts";
import { Interface } from "./interface.ts";
import { Maker } from "./maker.ts";
import { Enum, NamedOther, Recursive } from "./named.ts";
import { pools } from "./names.ts";
import { Package } from "./package.ts";
import { ClassStruct, ValueStruct } from "./struct.ts";

/** A library of random packages. */
export interface Library {
  readonly seed: number;
  readonly packages: readonly Package[];
}

/** What a package has, in the order in which it is made: what comes later may mention what came before. */
const plan: readonly (readonly [low: number, high: number, make: (make: Maker) => Declaration])[] = [
  [0, 2, (make) => new Enum(make)],
  [0, 2, (make) => new ErrorVariable(make)],
  [1, 3, (make) => new ValueStruct(make)],
  [1, 3, (make) => new NamedOther(make)],
  [0, 1, (make) => new Recursive(make)],
  [0, 2, (make) => new Interface(make)],
  [0, 1, (make) => new ClassStruct(make, true)],
  [1, 3, (make) => new ClassStruct(make)],
  [0, 2, (make) => new ValueStruct(make)],
  [0, 1, (make) => new Generic(make)],
  [0, 1, (make) => new Alias(make)],
  [0, 3, (make) => new Constant(make)],
  [0, 2, (make) => new Variable(make)],
  [3, 8, (make) => new FunctionDeclaration(make)],
  [0, 2, (make) => new Unbound(make)],
];

/** Makes a library: the same one for the same seed and number. */
export function generate(seed: number, count: number): Library {
  const random = new Random(seed);
  const packages: Package[] = [];
  for (let i = 0; i < count; i++) {
    const owner = new Package(random, [...packages], random.pick(pools.packages));
    const make = new Maker(random, owner);
    for (const [low, high, one] of plan) {
      for (let n = random.between(low, high); n > 0; n--) owner.declarations.push(one(make));
    }
    packages.push(owner);
  }
  return { seed, packages };
}

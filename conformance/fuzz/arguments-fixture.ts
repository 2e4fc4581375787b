// The functions of the hand-written fixture, with arguments by the types that they are described with.
import { readdirSync, readFileSync } from "node:fs";
import { scalars } from "@topher/core/adapter";
import { open, type ScalarName, type Type } from "topher";
import { argumentOf } from "../kit/arguments.ts";
import { libraryUrl } from "../kit/library.ts";
import { samples } from "../kit/scalar-samples.ts";
import { fixtureSymbols } from "../kit/symbols.ts";
import type { Verdict } from "./arguments-judge.ts";
import { anything, type Made, type Supply } from "./arguments-values.ts";

interface Described extends Type {
  readonly element?: Described;
  readonly length?: number;
  readonly fields?: Readonly<Record<string, Described>>;
  readonly args?: readonly Described[];
  readonly result?: Described;
}

/** A function of the fixture. */
export interface FixtureTarget {
  readonly name: string;
  readonly args: readonly Described[];
  /** True where by its comment what it gives is a count of how far it came in time. */
  readonly counts: boolean;
  /** True where it takes an address, which means memory that the caller has to know: only calls are made that have to be refused. */
  readonly onlyWrong: boolean;
  readonly call: (args: readonly unknown[]) => unknown;
}

/** All of them. */
export function fixtureTargets(): FixtureTarget[] {
  const bound = open(libraryUrl("fixture"), fixtureSymbols) as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  const comments = commentsOf(new URL("../fixture/", import.meta.url));
  return Object.entries(fixtureSymbols).map(([name, described]) => {
    const args = described.args as readonly Described[];
    return {
      name: `fixture.${name}`,
      args,
      counts: args.length === 0 || /\bspins\b/.test(comments.get(name) ?? ""),
      onlyWrong: args.some(hasAddress),
      call: (values) => bound[name]!(...values),
    };
  });
}

// The comments of what is exported, by its name.
function commentsOf(folder: URL): Map<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".go"));
  const text = files.map((file) => readFileSync(new URL(file, folder), "utf8")).join("\n");
  return new Map(Array.from(text.matchAll(/((?:^\/\/.*\n)*)^\/\/export (\w+)$/gm), ([, doc, name]) => [name!, doc!]));
}

function hasAddress(type: Described): boolean {
  if (type.kind === "pointer") return true;
  const inner = [type.element, type.result, ...(type.args ?? []), ...Object.values(type.fields ?? {})];
  return inner.some((each) => each !== undefined && hasAddress(each));
}

/** An argument of a type: a harmless one, one that the kind cannot hold, or anything. */
export function fixtureArgument(type: Described, supply: Supply): Made {
  const { random } = supply;
  const kind = random.next();
  if (kind < 0.4) return anything(supply);
  if (kind < 0.5 && type.kind in scalars) {
    const { outOfRange } = samples.find((each) => each.kind === type.kind)!;
    if (outOfRange.length > 0) {
      const value = random.pick(outOfRange);
      return { label: `out of range: ${String(value)}`, value };
    }
  }
  if (type.kind === "nullable" && random.next() < 0.2) return { label: "null", value: null };
  return { label: `a ${type.kind}`, value: argumentOf(type) };
}

/** Judges an argument by what the kinds say of themselves. */
export function fitsFixture(type: Described, value: unknown): Verdict {
  const { kind, element } = type;
  if (kind === "nullable") return value === null ? true : fitsFixture(element!, value);
  if (kind === "pointer")
    return typeof value === "number" || typeof value === "boolean" || typeof value === "string" ? false : undefined;
  if (kind in scalars) return fitsScalar(kind as ScalarName, value);
  switch (kind) {
    case "cstring":
      return typeof value === "string" && !value.includes("\0");
    case "string":
      return typeof value === "string";
    case "callback":
      return typeof value === "function" ? true : typeof value === "object" && value !== null ? undefined : false;
    default:
      return typeof value === "object" && value !== null ? undefined : false;
  }
}

function fitsScalar(kind: ScalarName, value: unknown): Verdict {
  const { native, size } = scalars[kind];
  if (kind === "bool") return typeof value === "boolean";
  if (kind === "f64") return typeof value === "number";
  if (kind === "f32")
    return typeof value === "number" && (!Number.isFinite(value) || Number.isFinite(Math.fround(value)));
  const bits = BigInt(size * 8);
  const signed = native.startsWith("i");
  const [min, max] = signed ? [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n] : [0n, 2n ** bits - 1n];
  const isWide = native === "i64" || native === "u64";
  if (typeof value === "bigint") return isWide && value >= min && value <= max;
  return typeof value === "number" && Number.isSafeInteger(value) && BigInt(value) >= min && BigInt(value) <= max;
}

// The independent judge of the fuzzed arguments: whether a value is of a declared type, by the mapping and not by topher's own checks.
import { Handle } from "topher";
import type { Declarations, Member, Param, Type } from "./arguments-types.ts";

/** What a type's names mean: the declarations of its module, what the module exports, and the Go types of plain parameters. */
export interface Scope {
  readonly declared: Declarations;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** True, false, or undefined where only running the value's own code could tell. */
export type Verdict = boolean | undefined;

/** The values that plain Go types hold, whatever TypeScript calls them. */
export const ranges: Readonly<Record<string, (value: unknown) => boolean>> = {
  int8: integer(-128, 127),
  int16: integer(-32_768, 32_767),
  int32: integer(-2_147_483_648, 2_147_483_647),
  rune: integer(-2_147_483_648, 2_147_483_647),
  uint8: integer(0, 255),
  byte: integer(0, 255),
  uint16: integer(0, 65_535),
  uint32: integer(0, 4_294_967_295),
  int: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  uint: integer(0, Number.MAX_SAFE_INTEGER),
  int64: wide(-(2n ** 63n), 2n ** 63n - 1n),
  uint64: wide(0n, 2n ** 64n - 1n),
  uintptr: wide(0n, 2n ** 64n - 1n),
  float64: (value) => typeof value === "number",
  float32: (value) => typeof value === "number" && (!Number.isFinite(value) || Math.abs(value) < 2 ** 128 - 2 ** 103),
  "time.Duration": (value) => typeof value === "number" && Math.abs(value) < 2 ** 63 / 1e6,
  bool: (value) => typeof value === "boolean",
  string: (value) => typeof value === "string",
};

function integer(least: number, most: number): (value: unknown) => boolean {
  return (value) => typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function wide(least: bigint, most: bigint): (value: unknown) => boolean {
  return (value) => {
    if (typeof value === "number") return Number.isSafeInteger(value) && BigInt(value) >= least;
    return typeof value === "bigint" && value >= least && value <= most;
  };
}

/** Judges an argument. */
export function fits(type: Type, value: unknown, scope: Scope, depth = 0): Verdict {
  if (depth > 8) return undefined;
  if (typeof value !== "function" && isRevoked(value)) return false;
  switch (type.kind) {
    case "literal":
      return value === type.value;
    case "union":
      return any(type.of.map((each) => fits(each, value, scope, depth + 1)));
    case "intersection":
      return fits(type.of[0]!, value, scope, depth + 1);
    case "function":
      return typeof value === "function";
    case "array":
      // An array of pairs is a map of Go's, which a Map is as well, and any iterable.
      if (type.of.kind === "tuple" && !Array.isArray(value))
        return pairs(value, scope, depth, type.of.of[0]!, type.of.of[1]!);
      return list(value, scope, depth, () => type.of);
    case "tuple": {
      const verdict = list(value, scope, depth, (i) => type.of[i] ?? { kind: "union", of: [] });
      return verdict === true ? ownLength(value as object) === type.of.length : verdict;
    }
    case "object":
      return fields(type.members, value, scope, depth);
    case "name":
      return byName(type, value, scope, depth);
  }
}

function byName(type: Type & { kind: "name" }, value: unknown, scope: Scope, depth: number): Verdict {
  const simple = simples[type.name];
  if (simple !== undefined) return simple(value);
  const [first, second] = type.args as [Type, Type];
  switch (type.name) {
    case "Readonly":
      return fits(first, value, scope, depth + 1);
    case "Record":
      return entries(value, scope, depth, second);
    case "ReadonlyMap":
      return pairs(value, scope, depth, first, second);
    default:
      return declaredAs(type.name, value, scope, depth);
  }
}

function declaredAs(name: string, value: unknown, scope: Scope, depth: number): Verdict {
  const { aliases, classes, members } = scope.declared;
  const alias = aliases.get(name);
  if (alias !== undefined) return fits(alias, value, scope, depth + 1);
  const own = members.get(name);
  if (own === undefined) return undefined;
  if (classes.has(name)) {
    const type = scope.exports[name];
    if (!isObject(value) || isOdd(value)) return isObject(value) ? undefined : false;
    return typeof type === "function" && value instanceof type ? !Handle.isReleased(value as Handle) : false;
  }
  if (own.some(({ how, optional }) => how === "method" && !optional)) return isObject(value) ? undefined : false;
  return fields(own, value, scope, depth);
}

const typedArrays = ["Int8Array", "Int16Array", "Int32Array", "BigInt64Array", "Uint8Array", "Uint16Array"].concat([
  "Uint32Array",
  "BigUint64Array",
  "Float32Array",
  "Float64Array",
]);

const simples: Readonly<Record<string, (value: unknown) => Verdict>> = {
  number: (value) => typeof value === "number",
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  // An int64 takes a safe integer as well, also where TypeScript asks for one of its constants.
  bigint: (value) => typeof value === "bigint" || (Number.isSafeInteger(value) ? undefined : false),
  null: (value) => value === null,
  undefined: (value) => value === undefined,
  Date: (value) =>
    isObject(value) ? (isDate(value) ? !Number.isNaN(Date.prototype.getTime.call(value)) : false) : false,
  Error: (value) => (isObject(value) ? (isOdd(value) ? undefined : value instanceof Error) : false),
  GoAnyInput: (value) =>
    typeof value === "symbol" ? false : isObject(value) || typeof value === "bigint" ? undefined : true,
  Handle: (value) => (isObject(value) ? (isOdd(value) ? undefined : value instanceof Handle) : false),
  TaskOptions: (value) => (value === undefined ? true : isObject(value) ? undefined : false),
  GoReaderInput: stream,
  GoReaderAsyncInput: stream,
  GoSourceInput: stream,
  GoWriterInput: objectsOnly,
  GoWriterAsyncInput: objectsOnly,
  Iterable: objectsOnly,
  AsyncIterable: objectsOnly,
  Channel: objectsOnly,
  ReceiveChannel: objectsOnly,
  ReceiveChannelInput: objectsOnly,
  SendChannel: objectsOnly,
  SendChannelInput: objectsOnly,
  ...Object.fromEntries(typedArrays.map((name) => [name, (value: unknown) => typed(name, value)])),
};

function stream(value: unknown): Verdict {
  return typeof value === "string" ? true : objectsOnly(value);
}

function objectsOnly(value: unknown): Verdict {
  return isObject(value) ? undefined : false;
}

const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)!.get!;

// A view of memory that can be taken away is refused, too, by rules that other tests are about.
function typed(name: string, value: unknown): Verdict {
  return (tagOf.call(value) as string | undefined) === name ? undefined : false;
}

/** An array whose elements can be looked at without running code: undefined for any other array. */
function list(value: unknown, scope: Scope, depth: number, typeAt: (i: number) => Type): Verdict {
  if (!Array.isArray(value)) return false;
  if (isOdd(value)) return undefined;
  const verdicts: Verdict[] = [];
  for (let i = 0; i < Math.min(value.length, 100); i++) {
    const property = Object.getOwnPropertyDescriptor(value, i);
    if (property !== undefined && !("value" in property)) return undefined;
    verdicts.push(fits(typeAt(i), property?.value, scope, depth + 1));
  }
  return all(verdicts);
}

function entries(value: unknown, scope: Scope, depth: number, of: Type): Verdict {
  if (!isObject(value)) return false;
  if (typeof value === "function" || Array.isArray(value)) return false;
  if (isOdd(value) || !isPlain(value)) return undefined;
  const verdicts = Object.values(Object.getOwnPropertyDescriptors(value))
    .filter(({ enumerable }) => enumerable)
    .map((property) => ("value" in property ? fits(of, property.value, scope, depth + 1) : undefined));
  return all(verdicts);
}

function pairs(value: unknown, scope: Scope, depth: number, key: Type, of: Type): Verdict {
  if (!isObject(value)) return false;
  if (isOdd(value) || !(value instanceof Map)) return undefined;
  return all([...value].flatMap(([k, v]) => [fits(key, k, scope, depth + 1), fits(of, v, scope, depth + 1)]));
}

function fields(members: readonly Member[], value: unknown, scope: Scope, depth: number): Verdict {
  if (!isObject(value) || typeof value === "function") return false;
  if (Array.isArray(value)) return false;
  if (isOdd(value) || !isPlain(value)) return undefined;
  const known = new Map(members.filter(({ how }) => how === "property").map((member) => [member.name, member]));
  const verdicts: Verdict[] = [];
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!property.enumerable) continue;
    const member = known.get(key);
    if (member === undefined) return false;
    if (!("value" in property)) verdicts.push(undefined);
    else if (property.value !== undefined) verdicts.push(fits(member.type, property.value, scope, depth + 1));
  }
  return all(verdicts);
}

/** Judges a whole list of arguments; the Go types of plain parameters narrow what TypeScript calls a number. */
export function fitsAll(
  params: readonly Param[],
  goTypes: readonly (string | undefined)[],
  args: readonly unknown[],
  scope: Scope,
): Verdict {
  const rest = params.find((param) => param.rest);
  const least = params.filter((param) => !param.optional && !param.rest).length;
  if (args.length < least || (rest === undefined && args.length > params.length)) return false;
  return all(
    args.map((arg, i) => {
      const param = params[i] ?? rest!;
      if (param.optional && arg === undefined) return true;
      const type: Type = param.rest && param.type.kind === "array" ? param.type.of : param.type;
      const range = ranges[goTypes[i] ?? ""];
      return range !== undefined && !param.rest ? range(arg) : fits(type, arg, scope);
    }),
  );
}

function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

const odd = new WeakSet<object>();

/** Marks a value whose own code decides what it is, such as a proxy: nobody can judge it from outside. */
export function markOdd<T extends object>(value: T): T {
  odd.add(value);
  return value;
}

function isOdd(value: object): boolean {
  return odd.has(value);
}

function isRevoked(value: unknown): boolean {
  try {
    Array.isArray(value);
    return false;
  } catch {
    return true;
  }
}

// Others may have their fields from a prototype.
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || prototype === Object.prototype;
}

function isDate(value: object): boolean {
  try {
    Date.prototype.getTime.call(value as Date);
    return true;
  } catch {
    return false;
  }
}

function ownLength(value: object): number {
  return (value as unknown[]).length;
}

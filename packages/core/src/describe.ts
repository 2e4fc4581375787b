import { isRevoked } from "./arrays.ts";
import { typedArrayLength, typedArrayTag } from "./view.ts";

const longest = 40;

/**
 * Says in a few words what a value is, for the last part of an error message: `string "x"`, `number 1.9`,
 * `Float32Array(3)`. Runs no code of the value (no getters, no `toString`) but the traps of a proxy, and never throws.
 */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "undefined";
    case "boolean":
      return `boolean ${value}`;
    case "number":
      return `number ${Object.is(value, -0) ? "-0" : value}`;
    case "bigint":
      return `bigint ${value}n`;
    case "string":
      return `string ${JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)}`;
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    default:
      return value === null ? "null" : describeObject(value as object);
  }
}

/** `String(value)` of what a program may have thrown: where that throws itself, it says so. */
export function shown(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "a value that cannot be shown";
  }
}

function describeObject(value: object): string {
  if (isRevoked(value)) return "a proxy that was revoked";
  if (Array.isArray(value)) return describeArray(value);
  if (ArrayBuffer.isView(value)) {
    const name = typedArrayTag.call(value);
    return name === undefined ? "a DataView" : `${name}(${typedArrayLength.call(value)})`;
  }
  const name = constructorName(value);
  return name === "" || name === "Object" ? "an object" : `an object of class ${name}`;
}

// The length of a proxy around an array is code of the program.
function describeArray(values: readonly unknown[]): string {
  try {
    const length: unknown = values.length;
    return typeof length === "number" ? `an array of ${length}` : "an array";
  } catch {
    return "an array";
  }
}

function constructorName(value: object): string {
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null) return "";
    const found = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value as unknown;
    const name = typeof found === "function" ? (Object.getOwnPropertyDescriptor(found, "name")?.value as unknown) : "";
    return typeof name === "string" ? name : "";
  } catch {
    return ""; // a proxy whose traps throw
  }
}

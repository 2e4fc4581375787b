import { isRevoked } from "./arrays.ts";
import { typedArrayLength, typedArrayTag } from "./view.ts";

const longest = 40;
const longestShown = 1000;
const mostDigits = 100;
// To print a bigint takes time that grows with the square of its length.
const tooLong = 10n ** BigInt(mostDigits);

/** A text of the program, as much of it as has room in a message. */
export function cut(text: string, most: number = longest): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}

// The most names that a message lists.
const mostNames = 20;

/** Names of the program as a list, the first of them where they are many. */
export function listed(names: readonly string[]): string {
  const first = names.slice(0, mostNames).join(", ");
  return names.length > mostNames ? `${first} and ${names.length - mostNames} more` : first;
}

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
      return isLong(value) ? `a bigint of more than ${mostDigits} digits` : `bigint ${value}n`;
    case "string":
      return `string ${JSON.stringify(cut(value))}`;
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    default:
      return value === null ? "null" : describeObject(value as object);
  }
}

/** `String(value)` of what a program may have thrown, cut to a thousand characters: where that throws itself, it says so. */
export function shown(value: unknown): string {
  try {
    return typeof value === "bigint" && isLong(value) ? describe(value) : cut(String(value), longestShown);
  } catch {
    return "a value that cannot be shown";
  }
}

function isLong(value: bigint): boolean {
  return value >= tooLong || value <= -tooLong;
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
    return typeof found === "function" ? className(found) : "";
  } catch {
    return ""; // a proxy whose traps throw
  }
}

/** The name of a class, or as much of it as has room in a message; nothing where it is no string. */
export function className(type: object): string {
  try {
    const name = Object.getOwnPropertyDescriptor(type, "name")?.value as unknown;
    return typeof name === "string" ? cut(name) : "";
  } catch {
    return "";
  }
}

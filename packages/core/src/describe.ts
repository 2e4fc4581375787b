import { typedArrayLength, typedArrayTag } from "./view.ts";

const longest = 40;

/**
 * Says in a few words what a value is, for the last part of an error message: `string "x"`, `number 1.9`,
 * `Float32Array(3)`. Runs no code of the value (no getters, no `toString`), so that describing never throws.
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

function describeObject(value: object): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) {
    const name = typedArrayTag.call(value);
    return name === undefined ? "a DataView" : `${name}(${typedArrayLength.call(value)})`;
  }
  const name = constructorName(value);
  return name === "" || name === "Object" ? "an object" : `an object of class ${name}`;
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

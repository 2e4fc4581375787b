// What arrays say about themselves may be a lie: a proxy around one answers as it likes, and a revoked one throws the engine's own error.

/** The most elements that an array can have. */
const most = 2 ** 32 - 1;

/** `Array.isArray`, but false for a proxy that was revoked, which can be nothing any more. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** True for a proxy that was revoked: whatever is asked of it throws an error of the engine. */
export function isRevoked(value: unknown): boolean {
  try {
    return typeof Array.isArray(value) !== "boolean"; // a bundler leaves out a call whose result nobody wants
  } catch {
    return true;
  }
}

/** The length of an array, or undefined where a proxy around one gives something that is no length. It is asked for once. */
export function lengthOf(values: { readonly length: number }): number | undefined {
  const { length } = values;
  return Number.isInteger(length) && length >= 0 && length <= most ? length + 0 : undefined;
}

/** True for objects and functions, but for a proxy that was revoked. */
export function isObject(value: unknown): value is object {
  return ((typeof value === "object" && value !== null) || typeof value === "function") && !isRevoked(value);
}

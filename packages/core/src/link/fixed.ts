import { codeOf } from "../errors.ts";

/** True for what an assignment throws that changes nothing. A setter of the program may throw the same, into an object that can be written. */
export function isEngines(error: unknown): boolean {
  try {
    return error instanceof TypeError && codeOf(error) === undefined;
  } catch {
    return false;
  }
}

/** True for an object with a property that cannot be set, or that can get no other. */
export function isFixed(of: object): boolean {
  try {
    if (!Object.isExtensible(of)) return true;
    for (const key in of) if (!isSettable(of, key)) return true;
    return false;
  } catch {
    return false;
  }
}

function isSettable(of: object, key: string): boolean {
  for (let at: object | null = of; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const property = Object.getOwnPropertyDescriptor(at, key);
    if (property === undefined) continue;
    if (property.get !== undefined || property.set !== undefined) return property.set !== undefined;
    // Nothing but asking tells that a trap refuses.
    return property.writable === true && (at !== of || Reflect.set(of, key, property.value));
  }
  return true;
}

const { forEach } = Map.prototype;
const sizeOf = Object.getOwnPropertyDescriptor(Map.prototype, "size")!.get as (this: unknown) => number;

/** True for a Map of any realm, whatever its prototype claims. */
export function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  if (typeof value !== "object" || value === null) return false;
  try {
    sizeOf.call(value);
    return true;
  } catch {
    return false;
  }
}

/** What a Map holds, whatever its own iterator would give. */
export function entriesOf<K, V>(map: ReadonlyMap<K, V>): (readonly [K, V])[] {
  const entries: (readonly [K, V])[] = [];
  forEach.call(map as Map<unknown, unknown>, (value, key) => void entries.push([key as K, value as V]));
  return entries;
}

// Values for the fixture's structs, as its functions make them.
import { familyOf } from "./scalar-samples.ts";
import type { FieldShape, Shape } from "./header.ts";
import { scalars } from "@topher/core/adapter";
import type { ScalarName } from "topher";

/** What `structMake…` gives for a seed: seed, seed + 1, … in the order of the scalars inside, true for odd numbers. */
export function made(shape: Shape, seed: number): Record<string, unknown> {
  let next = seed;
  const of = (field: FieldShape): unknown => {
    if (typeof field === "string") return scalar(field as ScalarName, next++);
    if ("element" in field) {
      const values = Array.from({ length: field.length }, () => scalar(field.element, next++));
      const { array } = scalars[field.element];
      return array === undefined ? values : (array as unknown as Uint8ArrayConstructor).from(values as number[]);
    }
    return Object.fromEntries(Object.entries(field.fields).map(([name, inner]) => [name, of(inner)]));
  };
  return of(shape) as Record<string, unknown>;
}

/** The weighted sum of the scalars inside, as the fixture computes it. */
export function weighted(value: unknown): number {
  return flat(value).reduce((sum: number, each, i) => sum + (i + 1) * Number(each), 0);
}

function flat(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return (ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : Object.values(value)).flatMap(flat);
}

function scalar(kind: ScalarName, value: number): unknown {
  const family = familyOf(kind);
  if (family === "bool") return value % 2 !== 0;
  return family === "wide" || family === "pointer" ? BigInt(value) : value;
}

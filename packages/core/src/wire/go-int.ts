import { errorOf } from "../errors.ts";
import { describe } from "../describe.ts";
import { scalars } from "../scalar.ts";

/** A number that crosses as Go's `int` where the parameter is `any`; made by {@link goInt}. */
export class GoInt {
  readonly value: number;

  constructor(value: number) {
    if (!Number.isSafeInteger(value)) {
      const code = typeof value === "number" ? "TOPHER_RANGE" : "TOPHER_TYPE";
      throw errorOf(code, `goInt: the value must be ${scalars.int.rule}, got ${describe(value)}`);
    }
    this.value = value;
  }
}

/**
 * Makes a number cross as Go's `int`, where `any` would make it a `float64`.
 *
 * @param value a safe integer
 * @throws `TOPHER_RANGE`, `TOPHER_TYPE`
 * @example
 * print(goInt(3)); // 3 as int, where print(3) is 3 as float64
 */
export function goInt(value: number): GoInt {
  return new GoInt(value);
}

import type { GoError } from "../go-error.ts";
import type { GoFunction, Handle } from "../link/handle.ts";
import type { TypedArray } from "../scalar.ts";
import type { GoInt } from "./go-int.ts";

/** A typed array that an `any` of Go can be. */
export type GoNumbers = TypedArray;

/**
 * What an `any` of Go is in TypeScript: by its dynamic type, through the table of kinds. An object of JavaScript that stands for an interface
 * of Go is itself.
 */
export type GoAny =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | GoNumbers
  | GoError
  | Handle
  | GoFunction
  | GoAny[]
  | Map<GoAny, GoAny>
  | { [key: string]: GoAny };

/**
 * What can be given to Go as `any`: numbers become float64, bigints int64, `goInt(x)` int, arrays `[]any`, plain objects `map[string]any`, maps
 * `map[any]any`, dates `time.Time`, typed arrays slices, functions `func(...any) (any, error)`, handles the values that they stand for. Any other object throws.
 */
export type GoAnyInput = null | undefined | boolean | number | bigint | string | GoInt | object;

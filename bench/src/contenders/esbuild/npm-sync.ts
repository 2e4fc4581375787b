import { transformSync } from "esbuild";
import type { TransformFunctions } from "../../cases/transform.ts";
import { asked } from "./options.ts";

/** The npm package's transformSync: a worker that stays, and behind it a process that stays. */
export function open(): TransformFunctions {
  return { transform: (source) => transformSync(source, asked).code };
}

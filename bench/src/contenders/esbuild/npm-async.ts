import { transform } from "esbuild";
import type { TransformFunctions } from "../../cases/transform.ts";
import { asked } from "./options.ts";

/** The npm package's transform: one process that stays, and messages to it. */
export function open(): TransformFunctions {
  return { transform: async (source) => (await transform(source, asked)).code };
}

import process from "node:process";
import type { TransformFunctions } from "../../cases/transform.ts";
import { asked } from "./options.ts";

/** The npm package's transformSync where it may keep no worker: a process for each call. */
export async function open(): Promise<TransformFunctions> {
  process.env["ESBUILD_WORKER_THREADS"] = "0"; // read when the package is loaded
  const { transformSync } = await import("esbuild");
  return { transform: (source) => transformSync(source, asked).code };
}

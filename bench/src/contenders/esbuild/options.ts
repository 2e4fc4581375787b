import type { TransformOptions } from "esbuild";

/** What the npm package is asked; esbuild.ts beside this file asks the Go API the same. */
export const asked: TransformOptions = { loader: "ts", target: "es2020", sourcefile: "cart.ts" };

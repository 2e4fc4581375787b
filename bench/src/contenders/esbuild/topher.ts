import { pathToFileURL } from "node:url";
import type { TransformFunctions } from "../../cases/transform.ts";

/** What is called of the generated module, which is built later than this file is checked. */
interface Generated {
  transform(source: string, options: { loader: number; target: number; sourcefile: string }): { code: Uint8Array };
  readonly Loader: { readonly ts: number };
  readonly Target: { readonly es2020: number };
}

/** esbuild's Go API through topher, in process. */
export async function open(path: string): Promise<TransformFunctions> {
  const { transform, Loader, Target } = (await import(pathToFileURL(path).href)) as Generated;
  const options = { loader: Loader.ts, target: Target.es2020, sourcefile: "cart.ts" };
  const text = new TextDecoder();
  return { transform: (source) => text.decode(transform(source, options).code) };
}

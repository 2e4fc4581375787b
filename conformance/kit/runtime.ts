// The runtime that the suite runs in, and what its adapter says that it lacks.
import type { Adapter, Flag } from "@topher/core/adapter";

/** Its name, as adapters give it. */
export const runtimeName: "node" | "bun" | "deno" =
  "Bun" in globalThis ? "bun" : "Deno" in globalThis ? "deno" : "node";

const { adapter } = (await import(`../../packages/${runtimeName}/dist/adapter.js`)) as { adapter: Adapter };

/** The version, as the adapter gives it. */
export const runtimeVersion: string = adapter.runtime.version;

/** The adapter's flags with their reasons. */
export const lacks: Adapter["lacks"] = adapter.lacks;

/** Options of a test that needs what a flag stands for: the only way in which a case is skipped. */
export function needs(flag: Flag): { skip: string | false } {
  return { skip: lacks[flag] ?? false };
}

// Writes into flags.json what the adapter of the running runtime lacks. Run in every runtime after a flag has changed:
//   node conformance/flags.ts && bun conformance/flags.ts && deno run --allow-all conformance/flags.ts
import { flags } from "@topher/core/adapter";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { lacks, runtimeName } from "./kit/runtime.ts";

/** Reasons by runtime, for each flag that a runtime may have. */
export type Flags = Readonly<Record<string, Readonly<Record<string, string>>>>;

const file = new URL("flags.json", import.meta.url);

/** What the file says. */
export function storedFlags(): Flags {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Flags) : {};
}

/** What the file should say of this runtime, and already says of the others. */
export function currentFlags(): Flags {
  const stored = storedFlags();
  return Object.fromEntries(
    flags.map((flag) => {
      const { [runtimeName]: _, ...others } = stored[flag] ?? {};
      const reason = lacks[flag];
      const all = { ...others, ...(reason === undefined ? {} : { [runtimeName]: reason }) };
      return [flag, Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)))];
    }),
  );
}

if (import.meta.main) writeFileSync(file, `${JSON.stringify(currentFlags(), null, 2)}\n`);

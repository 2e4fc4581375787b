// What the counted module imports in place of `topher`: the same, and every C function that is called counts.
import { topherOn, type Adapter, type Topher } from "@topher/core/adapter";

export * from "@topher/core";

const runtime = "Deno" in globalThis ? "deno" : "Bun" in globalThis ? "bun" : "node";
const { adapter } = (await import(`../../packages/${runtime}/dist/adapter.js`)) as { adapter: Adapter };

let count = 0;

/** C functions that were called so far. */
export function crossings(): number {
  return count;
}

export const link: Topher["link"] = topherOn({
  ...adapter,
  load(path, functions) {
    const natives = Object.entries(adapter.load(path, functions));
    return Object.fromEntries(
      natives.map(([name, native]) => [
        name,
        native &&
          ((...args: unknown[]) => {
            count++;
            return native(...args);
          }),
      ]),
    );
  },
}).link;

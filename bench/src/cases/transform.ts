import { readFileSync } from "node:fs";
import { expectSame, type Case } from "./case.ts";

/** What every contender of `esbuild` does, whatever is underneath: TypeScript in, JavaScript out. */
export interface TransformFunctions {
  transform(source: string): string | Promise<string>;
}

/** The bytes of a source. */
const size = 1024;

/** Where `buildEsbuild` has written what the npm package makes of each source. */
export const expected: string = new URL("../../dist/esbuild.json", import.meta.url).pathname;

/** Eight sources of 1 KiB that differ, so that nothing can remember the last answer. */
export function sources(): string[] {
  return Array.from({ length: 8 }, (_, i) => {
    const text = `import { type Store, create } from "./store-${i}";

export interface Item${i} { readonly id: number; name?: string; tags: readonly string[] }
enum Level { low = ${i}, high = low << 2 }

export class Cart${i}<T extends Item${i}> {
  static #made = 0;
  readonly #items = new Map<number, T>();
  constructor(private readonly store: Store<T>, public level: Level = Level.low) { Cart${i}.#made++; }

  async add(item: T, count = 1): Promise<number> {
    const known = this.#items.get(item.id) ?? (await this.store.find(item.id)) ?? item;
    this.#items.set(item.id, { ...known, tags: [...known.tags, \`x\${count}\`] } as T);
    return this.#items.size;
  }

  get names() { return [...this.#items.values()].map(({ name }) => name?.trim() ?? "item ${i}"); }

  *[Symbol.iterator]() { for (const item of this.#items.values()) if (item.tags.length > ${i}) yield item; }
}

export const cart = create(Cart${i}, (level: Level): level is Level.high => level === Level.high);
`;
    return `${text}// ${"-".repeat(size - text.length - 3)}`;
  });
}

/** A module of 1 KiB in TypeScript, in JavaScript. */
export const transform: Case<TransformFunctions> = {
  name: `transform:${size}`,
  title: "TypeScript of 1 KiB",
  about:
    "One of eight modules of 1 KiB in TypeScript becomes JavaScript, which has to be what the npm package makes of it.",
  patience: 4,
  async check({ transform: of }) {
    const made = JSON.parse(readFileSync(expected, "utf8")) as string[];
    for (const [i, source] of sources().entries()) {
      expectSame("the size of the source", new TextEncoder().encode(source).length, size);
      expectSame("transform", await of(source), made[i]);
    }
  },
  operation({ transform: of }) {
    const all = sources();
    let i = 0;
    return () => of(all[i++ & 7]!);
  },
};

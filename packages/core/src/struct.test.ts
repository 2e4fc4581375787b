import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { NativeLeaf } from "./adapter.ts";
import { CallbackPool } from "./trampoline.ts";
import { Frame } from "./frame.ts";
import { planOf } from "./kinds.ts";
import { fakeMemory } from "./memory.fixture.ts";
import { scalars } from "./scalar.ts";
import { Site } from "./site.ts";
import { t, type Described } from "./t.ts";
import type { ScalarName } from "./type.ts";

const names = Object.keys(scalars) as ScalarName[];

/** A random type as topher and as C declare it: scalars, nested structs, arrays of both. */
interface Declared {
  readonly type: Described;
  readonly c: (name: string) => string;
}

const { declared } = fc.letrec<{ declared: Declared; scalar: Declared; struct: Declared; array: Declared }>((tie) => ({
  declared: fc.oneof({ maxDepth: 3 }, tie("scalar"), tie("struct"), tie("array")),
  scalar: fc.constantFrom(...names).map((name) => ({
    type: t[name] as Described,
    c: (field) => `${scalars[name].c} ${field}`,
  })),
  struct: fc.array(tie("declared"), { minLength: 1, maxLength: 5 }).map((fields) => ({
    type: t.struct(Object.fromEntries(fields.map(({ type }, i) => [`f${i}`, type]))) as Described,
    c: (field) => `struct { ${fields.map(({ c }, i) => `${c(`f${i}`)};`).join(" ")} } ${field}`,
  })),
  array: fc.tuple(tie("declared"), fc.integer({ min: 1, max: 4 })).map(([{ type, c }, length]) => ({
    type: t.array(type, length) as Described,
    c: (field) => c(`${field}[${length}]`),
  })),
}));

function layoutOf(type: Described) {
  const frame = new Frame(fakeMemory());
  const context = { plan: planOf, frame, callbacks: new CallbackPool({} as never, frame, planOf) };
  return planOf(type, new Site("test"), context).layout!;
}

/** The leaf fields' paths in C, in order. */
function leafPaths(type: Described, at: string): string[] {
  if (type.fields) return Object.entries(type.fields).flatMap(([name, field]) => leafPaths(field, `${at}.${name}`));
  if (type.element)
    return Array.from({ length: type.length! }, (_, i) => leafPaths(type.element!, `${at}[${i}]`)).flat();
  return [at];
}

test("struct lays its fields out as the C compiler does, padding of nested structs included", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "topher-layout-"));
  try {
    const structs = fc
      .sample(fc.array(declared, { minLength: 1, maxLength: 6 }), { numRuns: 150, seed: 20261122 })
      .map((fields) => ({
        type: t.struct(Object.fromEntries(fields.map(({ type }, i) => [`f${i}`, type]))) as Described,
        c: `struct { ${fields.map(({ c }, i) => `${c(`f${i}`)};`).join(" ")} }`,
      }));
    const program = structs.map(({ type, c }, i) => {
      const offsets = leafPaths(type, "").map((leaf) => `(size_t)((char *)&s${i}${leaf} - (char *)&s${i})`);
      return `{ ${c} s${i}; size_t o[] = { sizeof s${i}, _Alignof(${c}), ${offsets.join(", ")} };
        for (size_t i = 0; i < sizeof o / sizeof *o; i++) printf("%zu ", o[i]); puts(""); }`;
    });
    const source = path.join(folder, "layout.c");
    writeFileSync(
      source,
      `#include <stdint.h>\n#include <stddef.h>\n#include <stdio.h>\nint main(void) {\n${program.join("\n")}\n}`,
    );
    execFileSync("gcc", ["-o", path.join(folder, "layout"), source], { stdio: "pipe" });
    const lines = execFileSync(path.join(folder, "layout"), { encoding: "utf8", maxBuffer: 1 << 26 })
      .trim()
      .split("\n");
    expect(lines).toHaveLength(structs.length);
    lines.forEach((line, i) => {
      const layout = layoutOf(structs[i]!.type);
      const [size, align, ...offsets] = line.trim().split(" ").map(Number);
      expect([layout.size, layout.align], structs[i]!.c).toEqual([size, align]);
      const found = new Map(layout.leaves.map(({ offset }) => [offset, true]));
      expect(
        offsets.every((offset) => found.has(offset!)),
        structs[i]!.c,
      ).toBe(true);
      // What an adapter sees are scalars only; laid out one after the other they must come to the same.
      expect(flatOffsets(layout.leaves), structs[i]!.c).toEqual(layout.leaves.map(({ offset }) => offset));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function flatOffsets(leaves: readonly NativeLeaf[]): number[] {
  let end = 0;
  return leaves.map(({ type }) => {
    const { size } = scalars[type];
    const offset = Math.ceil(end / size) * size;
    end = offset + size;
    return offset;
  });
}

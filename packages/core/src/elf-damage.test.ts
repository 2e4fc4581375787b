import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../../scripts/root.ts";
import { damageOf } from "./elf-damage.ts";
import { dataAmong, neededBy } from "./elf-tables.ts";
import { readElf, withFile, type Elf, type Reader } from "./elf.ts";

const folder = fs.mkdtempSync(path.join(tmpdir(), "topher-elf-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const source = `#include <string.h>
static __thread int local = 1;
int value = 2;
static const char *const words[] = {"a", "b"};
static int (*volatile compare)(const char *, const char *) = strcmp;
static void __attribute__((constructor)) begin(void) { value++; }
int run(int i) { return compare(words[i & 1], "a") + local + value; }
`;

const damageIn = (file: string): string | undefined =>
  withFile(fs, file, (reader) => damageOf(reader, readElf(reader)!));

describe.runIf(process.platform === "linux")("damageOf", () => {
  const good = path.join(folder, "good.so");
  let bytes: Uint8Array<ArrayBuffer>;

  beforeAll(() => {
    compile("good.so");
    bytes = new Uint8Array(fs.readFileSync(good));
  });

  function compile(name: string, ...flags: readonly string[]): string {
    const file = path.join(folder, name);
    fs.writeFileSync(`${file}.c`, source);
    execFileSync("gcc", ["-shared", "-fPIC", "-o", file, `${file}.c`, ...flags]);
    return file;
  }

  test("finds nothing in what the linker makes in different ways", () => {
    const ways: readonly (readonly string[])[] = [
      [],
      ["-Wl,-z,now"],
      ["-Wl,-z,norelro"],
      ["-Wl,-z,noseparate-code"],
      ["-Wl,-z,max-page-size=0x200000"],
      ["-Wl,--hash-style=both"],
      ["-Wl,-z,nocombreloc"],
      ["-Wl,-z,pack-relative-relocs"],
      ["-s"],
      ["-g"],
      ["-nostdlib"],
      ["-Wl,-Bsymbolic", "-Wl,-z,nodelete"],
    ];
    for (const [i, flags] of ways.entries()) {
      expect(damageIn(compile(`way${i}.so`, ...flags)), flags.join(" ")).toBeUndefined();
    }
  });

  test("finds nothing in what strip and objcopy have changed", () => {
    for (const [i, command] of [
      ["strip"],
      ["strip", "--strip-unneeded"],
      ["objcopy", "--add-section", `.note.more=${good}.c`],
      ["objcopy", "--compress-debug-sections"],
    ].entries()) {
      const file = path.join(folder, `changed${i}.so`);
      fs.copyFileSync(good, file);
      execFileSync(command[0]!, [...command.slice(1), file]);
      expect(damageIn(file), command.join(" ")).toBeUndefined();
    }
  });

  test("finds nothing where the section headers are gone", () => {
    const file = path.join(folder, "stripped.so");
    const view = new DataView(bytes.slice().buffer);
    view.setBigUint64(40, 0n, true);
    view.setUint16(58, 0, true);
    view.setUint16(60, 0, true);
    view.setUint16(62, 0, true);
    fs.writeFileSync(file, new Uint8Array(view.buffer));
    expect(damageIn(file)).toBeUndefined();
  });

  test("finds nothing in any library of this system, nor in those of this repository", () => {
    const folders = ["/lib", "/usr/lib", "/usr/local/lib", path.join(root, "dist"), path.join(root, "dist/door2/*")];
    const files = folders.flatMap((each) => fs.globSync([`${each}/*.so*`, `${each}/*-linux-gnu/*.so*`]));
    const found = new Map<string, string>();
    let looked = 0;
    for (const file of files) {
      if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
      withFile(fs, file, (reader) => {
        const elf = readElf(reader);
        if (elf?.kind !== "shared" || elf.segments.length === 0) return;
        looked++;
        const damage = damageOf(reader, elf);
        if (damage !== undefined) found.set(file, damage);
      });
    }
    expect(looked).toBeGreaterThan(20);
    expect([...found]).toEqual([]);
  });

  // Each part of the headers, and what is said where the loader would follow it somewhere else.
  const sectionHeaders = 40;
  const damages: Readonly<Record<string, readonly [change: (view: DataView, elf: Elf) => void, said: RegExp]>> = {
    "a segment that is larger in the file than in memory": [
      (view, elf) => view.setBigUint64(segment(elf, 1, 0) + 40, 1n, true),
      /bytes in the file and 1 in memory/,
    ],
    "a segment that lies over another": [
      (view, elf) => view.setBigUint64(segment(elf, 1, 1) + 16, 0n, true),
      /begins before/,
    ],
    "a segment that may not be executed": [
      (view, elf) => {
        view.setUint32(segment(elf, 1, 1) + 4, 4, true);
      },
      /is no code|is mapped without what it needs/,
    ],
    "a dynamic section elsewhere": [
      (view, elf) => view.setBigUint64(segment(elf, 2, 0) + 16, 0x7fff_0000_0000n, true),
      /its dynamic section at 0x7fff00000000 is not part/,
    ],
    "a dynamic section without an end": [
      (view, elf) => view.setBigUint64(segment(elf, 2, 0) + 32, 32n, true),
      /its dynamic section has no end/,
    ],
    "thread-local data elsewhere": [
      (view, elf) => view.setBigUint64(segment(elf, 7, 0) + 16, 64n, true),
      /thread-local data/,
    ],
    "a table of strings elsewhere": [
      (view, elf) => view.setBigUint64(entry(view, elf, 5) + 8, 1n << 40n, true),
      /its table of strings at 0x10000000000 with \d+ bytes is not part/,
    ],
    "a table of strings that is a few bytes off": [
      (view, elf) =>
        view.setBigUint64(entry(view, elf, 5) + 8, view.getBigUint64(entry(view, elf, 5) + 8, true) + 1n, true),
      /its table of strings at 0x[0-9a-f]+ is in no section/,
    ],
    "relocations that are fewer": [
      (view, elf) => view.setBigUint64(entry(view, elf, 8) + 8, 24n, true),
      /its table of relocations has 24 bytes, and|its first \d+ relocations/,
    ],
    "relocations that are taken for relative ones": [
      (view, elf) =>
        view.setBigUint64(
          entry(view, elf, 0x6ffffff9) + 8,
          view.getBigUint64(entry(view, elf, 8) + 8, true) / 24n,
          true,
        ),
      /its first \d+ relocations are not all relative/,
    ],
    "entries of another size": [
      (view, elf) => view.setBigUint64(entry(view, elf, 9) + 8, 16n, true),
      /its table of relocations has entries of 16 bytes instead of 24/,
    ],
    "relocations that the loader is not told of": [
      (view, elf) => view.setBigUint64(entry(view, elf, 7), 0x6fff_0000n, true),
      /it has the size of a table of relocations and no table|its first \d+ relocations are not all relative/,
    ],
    "constructors that the loader is not told of": [
      (view, elf) => view.setBigUint64(entry(view, elf, 25), 0x6fff_0000n, true),
      /it has the size of a table of initializers and no table/,
    ],
    "a constructor that is no code": [
      (view, elf) => view.setBigUint64(entry(view, elf, 12) + 8, 0n, true),
      /the function at 0x0 that it begins or ends with is no code/,
    ],
    "a constructor that is in the middle of code": [
      (view, elf) => view.setUint8(entry(view, elf, 12) + 8, view.getUint8(entry(view, elf, 12) + 8) + 1),
      /the function at 0x[0-9a-f]+ that it begins or ends with is in the middle of another one/,
    ],
    "a table of functions elsewhere": [
      (view, elf) => view.setBigUint64(entry(view, elf, 3) + 8, 64n, true),
      /its table of called functions at 0x40 is not part of what is written/,
    ],
    "a table of functions that is a few bytes off": [
      (view, elf) =>
        view.setBigUint64(entry(view, elf, 3) + 8, view.getBigUint64(entry(view, elf, 3) + 8, true) + 8n, true),
      /its table of called functions at 0x[0-9a-f]+ is in the middle of a section/,
    ],
    "the size of a table that is not there": [
      (view, elf) => view.setBigUint64(entry(view, elf, 23), 0x6fff_0000n, true),
      /it has the size of a table of relocations of calls and no table/,
    ],
    "read-only data that would be written": [
      (view, elf) => {
        const at = segment(elf, 0x6474e552, 0) + 40;
        view.setBigUint64(at, view.getBigUint64(at, true) + 4096n, true);
      },
      /its read-only data has \d+ bytes in the file and \d+ in memory/,
    ],
    "a segment that is larger than all memory": [
      (view, elf) => view.setBigUint64(segment(elf, 1, 3) + 40, 2n ** 64n - 4096n, true),
      /the segment at 0x[0-9a-f]+ has \d+ bytes/,
    ],
    "a name outside of the strings": [
      (view, elf) => view.setBigUint64(entry(view, elf, 1) + 8, 1_000_000n, true),
      /the entry 0x1 names a string at 1000000 of \d+ bytes/,
    ],
    "an entry twice": [(view, elf) => view.setBigUint64(entry(view, elf, 6), 5n, true), /the entry 0x5 is there twice/],
    "section headers elsewhere": [
      (view) => view.setBigUint64(sectionHeaders, view.getBigUint64(sectionHeaders, true) - 8n, true),
      /./,
    ],
  };
  for (const [what, [change, said]] of Object.entries(damages)) {
    test(`finds ${what}`, () => {
      const copy = bytes.slice();
      change(new DataView(copy.buffer), readElf(readerOf(copy))!);
      const reader = readerOf(copy);
      expect(damageOf(reader, readElf(reader)!)).toMatch(said);
    });
  }

  test("finds a Go library that could be unloaded", () => {
    const go = new Uint8Array(fs.readFileSync(path.join(root, "dist/libforeign.so")));
    const reader = readerOf(go);
    const elf = readElf(reader)!;
    expect(damageOf(reader, elf)).toBeUndefined();
    const view = new DataView(go.buffer, go.byteOffset);
    const at = entry(view, elf, 0x6ffffffb) + 8;
    view.setUint8(at, view.getUint8(at) & ~8);
    expect(damageOf(reader, elf)).toBe("it says that it may be unloaded, which no Go library says");
  });

  test("says which names are data, and which libraries are needed", () => {
    const reader = readerOf(bytes);
    const elf = readElf(reader)!;
    expect(dataAmong(reader, elf, new Set(["value", "run", "none"]))).toEqual(["value"]);
    expect(neededBy(reader, elf)).toContain("libc.so.6");
  });

  /** Where the header of the nth segment of a type lies. */
  function segment({ segments, programHeaders }: Elf, type: number, n: number): number {
    const index = segments.flatMap((each, i) => (each.type === type ? [i] : []))[n]!;
    return programHeaders + 56 * index;
  }

  /** Where the entry of the dynamic section with a tag lies. */
  function entry(view: DataView, elf: Elf, tag: number): number {
    const { offset, inFile } = elf.segments.find(({ type }) => type === 2)!;
    for (let at = offset; at < offset + inFile; at += 16) {
      if (view.getBigUint64(at, true) === BigInt(tag)) return at;
    }
    throw new Error(`no entry ${tag}`);
  }
});

function readerOf(bytes: Uint8Array): Reader {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(Math.min(offset, bytes.length), Math.min(offset + length, bytes.length)),
  };
}

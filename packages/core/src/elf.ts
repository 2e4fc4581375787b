import type { Files } from "./adapter.ts";
import { viewOf } from "./memory.ts";

/** What is worth knowing of an ELF file before it is loaded. */
export interface Elf {
  readonly kind: "shared" | "executable" | "other";
  /** Node's name of the processor, or the number in the header. */
  readonly architecture: string;
  /** The size that the header promises. */
  readonly size: number;
  /** The loader that an executable asks for, such as `/lib64/ld-linux-x86-64.so.2`. */
  readonly interpreter: string | undefined;
  readonly segments: readonly Segment[];
  /** Where the table of sections lies; it may have none. */
  readonly sections: { readonly offset: number; readonly entrySize: number; readonly count: number };
  /** Where the table of segments lies. */
  readonly programHeaders: number;
}

/** What the loader maps, or looks at: an entry of the program headers. */
export interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly inFile: number;
  readonly inMemory: number;
}

/** Reads parts of a file: `read(offset, length)` gives fewer bytes at the end. */
export interface Reader {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

/** Types of segments, from the System V ABI and the Linux Standard Base. */
export const segmentTypes = {
  load: 1,
  dynamic: 2,
  interpreter: 3,
  note: 4,
  headers: 6,
  threadLocal: 7,
  unwinding: 0x6474e550,
  readOnlyAfterRelocation: 0x6474e552,
  property: 0x6474e553,
} as const;

// e_machine, from the System V ABI's list of processors.
const architectures: Readonly<Record<number, string>> = {
  3: "ia32",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
};
const kinds: Readonly<Record<number, Elf["kind"]>> = { 2: "executable", 3: "shared" };
const headerSize = 64;
const segmentSize = 56;

/** Reads the header of an ELF file; undefined where it is none. Of what is not 64-bit and little-endian only the processor is told. */
export function readElf(file: Reader): Elf | undefined {
  const header = file.read(0, headerSize);
  const magic = header[0] === 0x7f && header[1] === 0x45 && header[2] === 0x4c && header[3] === 0x46;
  if (!magic || header.length < headerSize) return undefined;
  const view = viewOf(header);
  const littleEndian = header[5] !== 2;
  const machine = view.getUint16(18, littleEndian);
  const name = architectures[machine] ?? `machine ${machine}`;
  const kind = kinds[view.getUint16(16, littleEndian)] ?? "other";
  if (header[4] !== 2 || header[5] !== 1) {
    const form = header[4] === 1 ? "32 bits" : header[5] === 2 ? "big-endian" : "an unknown form";
    const architecture = `${name} (${form})`;
    const none = { offset: 0, entrySize: 0, count: 0 };
    return { kind, architecture, size: 0, interpreter: undefined, segments: [], sections: none, programHeaders: 0 };
  }
  const programHeaders = word(view, 32);
  const entrySize = view.getUint16(54, true);
  const count = view.getUint16(56, true);
  const sections = { offset: word(view, 40), entrySize: view.getUint16(58, true), count: view.getUint16(60, true) };
  // The loader refuses entries of another size by itself.
  const segments = entrySize === segmentSize ? readSegments(file, programHeaders, count) : [];
  const asked = segments.find(({ type }) => type === segmentTypes.interpreter);
  const ends = segments.filter(({ type }) => type === segmentTypes.load).map(({ offset, inFile }) => offset + inFile);
  return {
    kind,
    architecture: name,
    size: Math.max(sections.offset + sections.entrySize * sections.count, programHeaders + entrySize * count, ...ends),
    interpreter: asked && text(file.read(asked.offset, Math.min(asked.inFile, 4096))),
    segments,
    sections,
    programHeaders,
  };
}

function readSegments(file: Reader, from: number, count: number): Segment[] {
  const table = viewOf(file.read(from, segmentSize * count));
  return Array.from({ length: Math.floor(table.byteLength / segmentSize) }, (_, i) => {
    const at = i * segmentSize;
    return {
      type: table.getUint32(at, true),
      flags: table.getUint32(at + 4, true),
      offset: word(table, at + 8),
      address: word(table, at + 16),
      inFile: word(table, at + 32),
      inMemory: word(table, at + 40),
    };
  });
}

/** Opens a file for {@link readElf}, runs `use`, and closes it. Throws what the file system throws. */
export function withFile<T>(files: Files, path: string, use: (file: Reader, isFile: boolean) => T): T {
  // Looked at first, because opening a pipe waits for somebody to write to it.
  const stat = files.statSync(path);
  if (!stat.isFile()) return use({ size: 0, read: () => new Uint8Array(0) }, false);
  const descriptor = files.openSync(path, "r");
  try {
    const read = (offset: number, length: number): Uint8Array => {
      const into = new Uint8Array(Math.max(0, Math.min(length, stat.size - offset)));
      return into.subarray(0, into.length === 0 ? 0 : files.readSync(descriptor, into, 0, into.length, offset));
    };
    return use({ size: stat.size, read }, true);
  } finally {
    files.closeSync(descriptor);
  }
}

/** A number of 64 bits; above 2^53 it is a near one, which is as much outside of every file. */
export function word(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** The text up to the first NUL. */
export function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return String.fromCharCode(...bytes.subarray(0, end < 0 ? bytes.length : end));
}

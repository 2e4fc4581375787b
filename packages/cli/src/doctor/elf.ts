// What a library asks of the machine: an ELF file's processor, loader and versions of the C library. packages/core looks at the header
// alone, before each load; this reads what only a diagnosis needs.
import { isOlder } from "./versions.ts";

/** What the header of an ELF file says. */
export interface ElfHeader {
  /** Node's name of the processor, or the number in the header. */
  readonly architecture: string;
  readonly shared: boolean;
  /** The bytes that the header promises. */
  readonly size: number;
  /** The loader that an executable asks for, such as `/lib64/ld-linux-x86-64.so.2`. */
  readonly interpreter: string | undefined;
}

// e_machine, and types of segments and dynamic entries, from the System V ABI and the Linux Standard Base.
const architectures: Readonly<Record<number, string>> = {
  3: "ia32",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
};
const segment = { load: 1, dynamic: 2, interpreter: 3 };
const entry = { strings: 5, versionNeeds: 0x6ffffffe, versionNeedsCount: 0x6fffffff };
const sharedObject = 3;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/** Reads the header of a 64-bit little-endian ELF file, of which the first kilobytes are enough; undefined where it is none. */
export function elfHeader(file: Uint8Array): ElfHeader | undefined {
  return read(file, (view) => {
    const machine = view.getUint16(18, true);
    const segments = readSegments(view);
    const interpreter = segments.find(({ type }) => type === segment.interpreter);
    const sections = word(view, 40) + view.getUint16(58, true) * view.getUint16(60, true);
    return {
      architecture: architectures[machine] ?? `machine ${machine}`,
      shared: view.getUint16(16, true) === sharedObject,
      size: Math.max(sections, ...segments.map(({ offset, size }) => offset + size)),
      interpreter: interpreter && text(view, interpreter.offset),
    };
  });
}

/** The newest version of glibc of which a library uses a symbol, for instance `2.34`; undefined where it uses none. */
export function glibcFloor(file: Uint8Array): string | undefined {
  return read(file, (view) => {
    const versions = versionNeeds(view, readSegments(view));
    const glibc = versions.flatMap((name) => /^GLIBC_(\d+(?:\.\d+)+)$/.exec(name)?.[1] ?? []);
    return glibc.toSorted((a, b) => (isOlder(a, b) ? 1 : -1))[0];
  });
}

/** What is no such file, or cut short, gives nothing. */
function read<T>(file: Uint8Array, use: (view: DataView) => T): T | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (file.length < 64 || view.getUint32(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) return undefined;
  try {
    return use(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readSegments(view: DataView): Segment[] {
  const table = word(view, 32);
  const size = view.getUint16(54, true);
  return Array.from({ length: view.getUint16(56, true) }, (_, index) => {
    const at = table + index * size;
    return {
      type: view.getUint32(at, true),
      offset: word(view, at + 8),
      address: word(view, at + 16),
      size: word(view, at + 32),
    };
  });
}

/** The names of the versions in `.gnu.version_r`: of each library a record, with a chain of the versions needed of it. */
function versionNeeds(view: DataView, segments: readonly Segment[]): string[] {
  const dynamic = segments.find(({ type }) => type === segment.dynamic);
  if (dynamic === undefined) return [];
  const entries = new Map<number, number>();
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    entries.set(word(view, at), word(view, at + 8));
  }
  const needs = entries.get(entry.versionNeeds);
  const strings = entries.get(entry.strings);
  if (needs === undefined || strings === undefined) return [];
  const names: string[] = [];
  let library = offsetOf(needs, segments);
  for (let left = entries.get(entry.versionNeedsCount) ?? 0; left > 0; left--) {
    let version = library + view.getUint32(library + 8, true);
    for (let more = view.getUint16(library + 2, true); more > 0; more--) {
      names.push(text(view, offsetOf(strings, segments) + view.getUint32(version + 8, true)));
      version += view.getUint32(version + 12, true);
    }
    library += view.getUint32(library + 12, true);
  }
  return names;
}

/** Where in the file an address of memory comes from. */
function offsetOf(address: number, segments: readonly Segment[]): number {
  const found = segments.find(
    (each) => each.type === segment.load && each.address <= address && address < each.address + each.size,
  );
  if (found === undefined) throw new RangeError("an address lies in no segment");
  return address - found.address + found.offset;
}

function word(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function text(view: DataView, at: number): string {
  let end = at;
  while (view.getUint8(end) !== 0) end++;
  return Buffer.from(view.buffer, view.byteOffset + at, end - at).toString("latin1");
}

import type { Files } from "./adapter.ts";

/** What is worth knowing of an ELF file before it is loaded. */
export interface Elf {
  readonly kind: "shared" | "executable" | "other";
  /** Node's name of the processor, or the number in the header. */
  readonly architecture: string;
  /** The size that the header promises. */
  readonly size: number;
  /** The loader that an executable asks for, such as `/lib64/ld-linux-x86-64.so.2`. */
  readonly interpreter: string | undefined;
}

/** Reads parts of a file: `read(offset, length)` gives fewer bytes at the end. */
export interface Reader {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

// e_machine, from the System V ABI's list of processors.
const architectures: Readonly<Record<number, string>> = {
  3: "ia32",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
};
const kinds: Readonly<Record<number, Elf["kind"]>> = { 2: "executable", 3: "shared" };
const loadSegment = 1;
const interpreterSegment = 3;

/** Reads the header of a 64-bit little-endian ELF file; undefined where it is none. */
export function readElf(file: Reader): Elf | undefined {
  const header = file.read(0, 64);
  const magic = header[0] === 0x7f && header[1] === 0x45 && header[2] === 0x4c && header[3] === 0x46;
  if (!magic || header.length < 64) return undefined;
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const machine = view.getUint16(18, true);
  const architecture = architectures[machine] ?? `machine ${machine}`;
  const kind = kinds[view.getUint16(16, true)] ?? "other";
  if (header[4] !== 2 || header[5] !== 1) return { kind, architecture, size: 0, interpreter: undefined };
  const programHeaders = Number(view.getBigUint64(32, true));
  const sectionHeaders = Number(view.getBigUint64(40, true));
  const entrySize = view.getUint16(54, true);
  const count = view.getUint16(56, true);
  let size = sectionHeaders + view.getUint16(58, true) * view.getUint16(60, true);
  let interpreter: string | undefined;
  const table = file.read(programHeaders, entrySize * count);
  const entries = new DataView(table.buffer, table.byteOffset, table.length);
  for (let at = 0; entrySize >= 56 && at + entrySize <= table.length; at += entrySize) {
    const type = entries.getUint32(at, true);
    const offset = Number(entries.getBigUint64(at + 8, true));
    const inFile = Number(entries.getBigUint64(at + 32, true));
    if (type === loadSegment) size = Math.max(size, offset + inFile);
    if (type === interpreterSegment) interpreter = text(file.read(offset, Math.min(inFile, 4096)));
  }
  return { kind, architecture, size: Math.max(size, programHeaders + entrySize * count), interpreter };
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

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.filter((byte) => byte !== 0));
}

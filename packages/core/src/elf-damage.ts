// The system's loader trusts a library's headers: a wrong address in them ends the process. It is also said twice where everything lies, once
// for the loader and once for tools, so that what was changed after the build contradicts itself. What lies behind the headers, code and
// data, is not looked at here: that is what the hash in topher.json is for.
import { segmentTypes, type Elf, type Reader, type Segment } from "./elf.ts";
import {
  dynamicEntries,
  loadsOf,
  offsetOf,
  sectionFlags,
  sectionsOf,
  sectionTypes,
  type DynamicEntry,
  type Section,
} from "./elf-tables.ts";
import { viewOf } from "./memory.ts";

const page = 4096;
const largestPage = 65_536;
// No process has more addresses for one library.
const highest = 2 ** 46;
// The loader puts more of them than any linker writes onto a stack that may be small.
const mostSegments = 512;
const permissions = { execute: 1, write: 2, read: 4 } as const;

/** Segments that the loader looks at in memory, as messages call them. */
const looked: Readonly<Record<number, string>> = {
  [segmentTypes.dynamic]: "dynamic section",
  [segmentTypes.interpreter]: "loader's name",
  [segmentTypes.note]: "note",
  [segmentTypes.headers]: "table of program headers",
  [segmentTypes.threadLocal]: "thread-local data",
  [segmentTypes.unwinding]: "unwinding table",
  [segmentTypes.readOnlyAfterRelocation]: "read-only data",
  [segmentTypes.property]: "property",
};

/** A table to which the dynamic section leads. */
interface Table {
  readonly name: string;
  /** The tag of its address. */
  readonly tag: number;
  /** The tag of its size in bytes. */
  readonly size?: number;
  /** The tag of the number of its entries, which the section has as `info`. */
  readonly count?: number;
  /** The bytes of an entry, and the tag that says so. */
  readonly entry?: { readonly bytes: number; readonly tag?: number };
  /** The type of the sections that describe it as well. */
  readonly section: number;
}

// Tags of the dynamic section and types of sections, from the System V ABI and the Linux Standard Base, for 64 bits.
const relocations = { bytes: 24, tag: 9 };
const tables: readonly Table[] = [
  { name: "strings", tag: 5, size: 10, section: 3 },
  { name: "symbols", tag: 6, entry: { bytes: 24, tag: 11 }, section: sectionTypes.symbols },
  { name: "relocations", tag: 7, size: 8, entry: relocations, section: 4 },
  { name: "relocations of calls", tag: 23, size: 2, entry: { bytes: 24 }, section: 4 },
  { name: "relative relocations", tag: 36, size: 35, entry: { bytes: 8, tag: 37 }, section: 19 },
  { name: "hashes", tag: 4, section: 5 },
  { name: "GNU hashes", tag: 0x6ffffef5, section: 0x6ffffff6 },
  { name: "initializers", tag: 25, size: 27, entry: { bytes: 8 }, section: 14 },
  { name: "finalizers", tag: 26, size: 28, entry: { bytes: 8 }, section: 15 },
  { name: "symbol versions", tag: 0x6ffffff0, section: 0x6fffffff },
  { name: "needed versions", tag: 0x6ffffffe, count: 0x6fffffff, section: 0x6ffffffe },
  { name: "defined versions", tag: 0x6ffffffc, count: 0x6ffffffd, section: 0x6ffffffd },
];
const [strings, symbols, relocated, calls] = tables as readonly [Table, Table, Table, Table];
/** Entries whose value is an offset into the strings: needed libraries, the library's own name, paths, filters, audits. */
const stringTags: ReadonlySet<number> = new Set([
  1, 14, 15, 29, 0x7ffffffd, 0x7fffffff, 0x6ffffefa, 0x6ffffefb, 0x6ffffefc,
]);
/** Entries whose value is the address of a function. */
const functionTags: readonly number[] = [12, 13];
const callKind = { tag: 20, value: 7 };
// DT_FLAGS_1 with DF_1_NODELETE: Go's threads never end, so its code must not go away.
const flagsTag = 0x6ffffffb;
const staysFlag = 8;
/** The table into which the loader writes where called functions are. */
const writtenTag = 3;
const relativeCountTag = 0x6ffffff9;
// R_X86_64_RELATIVE and its likes.
const relativeTypes: Readonly<Record<string, number>> = { x64: 8, arm64: 1027, riscv64: 3 };

/** What contradicts itself in the headers of a shared library, as far as the loader could end the process over it; undefined where nothing does. */
export function damageOf(file: Reader, elf: Elf): string | undefined {
  const loads = loadsOf(elf);
  // The loader says by itself that there is nothing to load, or no dynamic section.
  const dynamic = elf.segments.find(({ type }) => type === segmentTypes.dynamic);
  if (loads.length === 0) return undefined;
  const sections = sectionsOf(file, elf);
  const found = segmentDamage(elf, loads);
  if (found !== undefined || dynamic === undefined) return found ?? sectionDamage(elf, loads, sections);
  const entries = dynamicEntries(file, dynamic);
  if (entries === undefined) return "its dynamic section has no end";
  return (
    entryDamage(file, elf, loads, entries) ??
    sectionDamage(elf, loads, sections) ??
    disagreement(entries, dynamic, sections)
  );
}

function segmentDamage({ segments, programHeaders, architecture }: Elf, loads: readonly Segment[]): string | undefined {
  if (segments.length > mostSegments) return `it has ${segments.length} segments`;
  let end = 0;
  for (const { address, inFile, inMemory } of loads) {
    if (inFile > inMemory) return `a segment has ${inFile} bytes in the file and ${inMemory} in memory`;
    // What lies behind the end of the last segment would be mapped over what others have there.
    if (address < end) return `the segment at ${hex(address)} begins before ${hex(end)}, the end of the one before it`;
    end = address + inMemory;
    if (end > highest) return `the segment at ${hex(address)} has ${inMemory} bytes`;
  }
  for (const segment of segments) {
    const name = looked[segment.type];
    if (name === undefined || (segment.inFile === 0 && segment.type !== segmentTypes.dynamic)) continue;
    const offset = offsetOf(loads, segment.address, segment.inFile);
    if (offset !== segment.offset) return `its ${name} at ${hex(segment.address)} is not part of what is mapped`;
    if (segment.type === segmentTypes.headers && offset !== programHeaders) {
      return `its program headers lie at ${hex(offset)} and at ${hex(programHeaders)}`;
    }
    if (segment.type === segmentTypes.readOnlyAfterRelocation) {
      const { address, inFile, inMemory } = segment;
      // What is written later would become read-only, too. Linkers round up to a page, at most.
      const most = architecture === "x64" ? page : largestPage;
      if (inMemory < inFile || inMemory - inFile >= most) {
        return `its ${name} has ${inFile} bytes in the file and ${inMemory} in memory`;
      }
      const writable = loads.some(
        (load) =>
          (load.flags & permissions.write) !== 0 &&
          load.address <= address &&
          address + inMemory <= up(load.address + load.inMemory),
      );
      if (!writable) return `its ${name} at ${hex(address)} is not part of what is written`;
    }
  }
  const local = segments.find(({ type }) => type === segmentTypes.threadLocal);
  if (local !== undefined && local.inFile > local.inMemory) {
    return `its thread-local data has ${local.inFile} bytes in the file and ${local.inMemory} in memory`;
  }
  return undefined;
}

function entryDamage(
  file: Reader,
  elf: Elf,
  loads: readonly Segment[],
  entries: readonly DynamicEntry[],
): string | undefined {
  const value = (tag: number | undefined): number | undefined => entries.find((entry) => entry.tag === tag)?.value;
  const named = tables.flatMap(({ tag, size, count, entry }) => [tag, size, count, entry?.tag]);
  const single = [...named, ...functionTags, writtenTag];
  for (const tag of single) {
    if (entries.filter((entry) => entry.tag === tag).length > 1) return `the entry ${hex(tag!)} is there twice`;
  }
  for (const table of [strings, symbols]) {
    if (value(table.tag) === undefined) return `it has no table of ${table.name}`;
  }
  for (const { name, tag, size: sizeTag, entry } of tables) {
    const address = value(tag);
    if (address === undefined && value(sizeTag) !== undefined)
      return `it has the size of a table of ${name} and no table`;
    if (address === undefined) continue;
    const size = sizeTag === undefined ? (entry?.bytes ?? 1) : value(sizeTag);
    if (size === undefined) return `its table of ${name} has no size`;
    if (offsetOf(loads, address, size) === undefined) {
      return `its table of ${name} at ${hex(address)} with ${size} bytes is not part of what is mapped`;
    }
    if (entry === undefined) continue;
    if (size % entry.bytes !== 0)
      return `its table of ${name} has ${size} bytes, which are no entries of ${entry.bytes}`;
    if (entry.tag !== undefined && value(entry.tag) !== entry.bytes) {
      return `its table of ${name} has entries of ${value(entry.tag)} bytes instead of ${entry.bytes}`;
    }
  }
  if (value(calls.tag) !== undefined && value(callKind.tag) !== callKind.value) {
    return `its ${calls.name} are of kind ${value(callKind.tag)} instead of ${callKind.value}`;
  }
  const written = value(writtenTag);
  if (written === undefined && value(calls.tag) !== undefined) return "it has no table of called functions";
  const writable = loads.filter(({ flags }) => (flags & permissions.write) !== 0);
  if (written !== undefined && offsetOf(writable, written, 24) === undefined) {
    return `its table of called functions at ${hex(written)} is not part of what is written`;
  }
  if (((value(flagsTag) ?? 0) & staysFlag) === 0 && hasGoNote(file, elf)) {
    return "it says that it may be unloaded, which no Go library says";
  }
  for (const entry of entries) {
    const isFunction = functionTags.includes(entry.tag);
    const isCode = loads.some(
      ({ flags, address, inFile }) =>
        (flags & permissions.execute) !== 0 && address <= entry.value && entry.value < address + inFile,
    );
    if (isFunction && !isCode) return `the function at ${hex(entry.value)} that it begins or ends with is no code`;
    if (stringTags.has(entry.tag) && entry.value >= value(strings.size)!) {
      return `the entry ${hex(entry.tag)} names a string at ${entry.value} of ${value(strings.size)} bytes`;
    }
  }
  return relativeDamage(file, elf.architecture, loads, value);
}

// The note with the build id that Go's linker writes: size of the owner's name, size of the text, type 4, the name.
function hasGoNote(file: Reader, { segments }: Elf): boolean {
  const notes = segments.filter(({ type }) => type === segmentTypes.note);
  return notes.some(({ offset, inFile }) => {
    const bytes = file.read(offset, Math.min(inFile, page));
    const view = viewOf(bytes);
    for (let at = 0; at + 16 <= bytes.length;) {
      const owner = view.getUint32(at, true);
      const isGo = owner === 4 && view.getUint32(at + 8, true) === 4 && view.getUint32(at + 12, true) === 0x6f47;
      if (isGo) return true;
      at += 12 + Math.ceil(owner / 4) * 4 + Math.ceil(view.getUint32(at + 4, true) / 4) * 4;
    }
    return false;
  });
}

// The loader adds the library's address to so many values without looking what sort of relocation each is.
function relativeDamage(
  file: Reader,
  architecture: string,
  loads: readonly Segment[],
  value: (tag: number | undefined) => number | undefined,
): string | undefined {
  const count = value(relativeCountTag) ?? 0;
  const type = relativeTypes[architecture];
  if (count === 0 || type === undefined) return undefined;
  const { bytes } = relocations;
  const said = `its first ${count} relocations are not all relative`;
  if (count * bytes > (value(relocated.size) ?? 0)) return said;
  const last = viewOf(file.read(offsetOf(loads, value(relocated.tag)!, count * bytes)! + (count - 1) * bytes, bytes));
  return last.byteLength === bytes && last.getUint32(8, true) === type ? undefined : said;
}

function sectionDamage(
  { segments, sections: { entrySize, count } }: Elf,
  loads: readonly Segment[],
  sections: readonly Section[],
): string | undefined {
  if (count > 0 && sections.length < count) return `its ${count} section headers of ${entrySize} bytes cannot be read`;
  // The first one describes nothing.
  if (sections.length > 0 && (sections[0]!.type !== 0 || sections[0]!.flags !== 0)) {
    return "its section headers are not where its header says";
  }
  const mapped = sections.filter(({ flags, size }) => (flags & sectionFlags.mapped) !== 0 && size > 0);
  if (sections.length > 0 && mapped.length === 0) return "its section headers describe nothing that is mapped";
  for (const { type, flags, address, offset, size } of mapped) {
    const empty = type === sectionTypes.noBits;
    if (empty && (flags & sectionFlags.threadLocal) !== 0) continue; // each thread has its own
    const load = loads.find((each) => {
      const end = each.address + (empty ? each.inMemory : each.inFile);
      return each.address <= address && address + size <= end;
    });
    if (load === undefined) return `its section at ${hex(address)} is not part of what is mapped`;
    if (empty && address < load.address + load.inFile)
      return `its empty section at ${hex(address)} is filled from the file`;
    if (!empty && address - load.address + load.offset !== offset) {
      return `its section at ${hex(address)} lies at ${hex(offset)} of the file, and is mapped from elsewhere`;
    }
    const wanted =
      permissions.read |
      ((flags & sectionFlags.write) === 0 ? 0 : permissions.write) |
      ((flags & sectionFlags.code) === 0 ? 0 : permissions.execute);
    if ((load.flags & wanted) !== wanted) return `its section at ${hex(address)} is mapped without what it needs`;
  }
  if (mapped.length === 0) return undefined;
  for (const { type, address, inFile, inMemory } of segments) {
    const name = looked[type];
    if (name === undefined || inFile === 0 || type === segmentTypes.headers) continue;
    if (!mapped.some((section) => section.address === address)) {
      return `its ${name} at ${hex(address)} begins within a section`;
    }
    const end = address + inMemory;
    // The first entries of the table of calls may be read-only, and the others written.
    const cut = mapped.find(({ type: kind, address: begin, size }) => {
      return kind !== sectionTypes.noBits && begin + 64 < end && end < begin + size;
    });
    if (type === segmentTypes.readOnlyAfterRelocation && cut !== undefined) {
      return `its ${name} ends at ${hex(end)}, within a section`;
    }
  }
  return localDamage(segments, mapped);
}

function localDamage(segments: readonly Segment[], mapped: readonly Section[]): string | undefined {
  const own = mapped.filter(({ flags }) => (flags & sectionFlags.threadLocal) !== 0);
  const local = segments.find(({ type }) => type === segmentTypes.threadLocal);
  if (own.length === 0 && local === undefined) return undefined;
  const from = Math.min(...own.map(({ address }) => address));
  const to = Math.max(...own.map(({ address, size }) => address + size));
  const filled = own.filter(({ type }) => type !== sectionTypes.noBits).map(({ address, size }) => address + size);
  if (local !== undefined && local.inFile !== Math.max(from, ...filled) - from) {
    return `its thread-local data has ${local.inFile} bytes in the file, and not what its sections say`;
  }
  if (local?.address === from && to - from <= local.inMemory && local.inMemory < to - from + page) return undefined;
  return "its thread-local data is not where its sections say";
}

// What the loader is told and what tools are told.
function disagreement(
  entries: readonly DynamicEntry[],
  dynamic: Segment,
  sections: readonly Section[],
): string | undefined {
  const mapped = sections.filter(({ flags, size }) => (flags & sectionFlags.mapped) !== 0 && size > 0);
  if (mapped.length === 0) return undefined;
  const value = (tag: number | undefined): number | undefined => entries.find((entry) => entry.tag === tag)?.value;
  const ofType = (wanted: number): Section[] => mapped.filter(({ type }) => type === wanted);
  const [own] = ofType(sectionTypes.dynamic);
  if (own?.address !== dynamic.address || own.size !== dynamic.inFile) {
    return `its dynamic section lies at ${hex(dynamic.address)}, and at ${hex(own?.address ?? 0)}`;
  }
  const written = value(writtenTag);
  if (written !== undefined && !mapped.some(({ address }) => address === written)) {
    return `its table of called functions at ${hex(written)} is in the middle of a section`;
  }
  // The first and the last function are sections of their own; who names others has them among all the code, where compilers align them.
  const code = mapped.filter(({ flags }) => (flags & sectionFlags.code) !== 0);
  const largest = Math.max(...code.map(({ size }) => size));
  const most = code.find(({ size }) => size === largest);
  for (const { value: address } of entries.filter((entry) => functionTags.includes(entry.tag))) {
    const amongAll = most !== undefined && address % 16 === 0 && within(most, address);
    if (!amongAll && !code.some((section) => section.address === address)) {
      return `the function at ${hex(address)} that it begins or ends with is in the middle of another one`;
    }
  }
  for (const type of new Set(tables.map(({ section }) => section))) {
    const same = tables.filter(({ section, tag, size }) => {
      return section === type && value(tag) !== undefined && (size === undefined || value(size) !== 0);
    });
    const there = ofType(type);
    const { name } = same[0] ?? tables.find(({ section }) => section === type)!;
    if (there.length > 0 && same.length === 0) return `the loader is not told of its table of ${name}`;
    for (const { tag, count } of same) {
      const section = there.find(({ address }) => address === value(tag));
      if (section === undefined) return `its table of ${name} at ${hex(value(tag)!)} is in no section`;
      if (count !== undefined && value(count) !== section.info) {
        return `its table of ${name} has ${value(count)} entries, and ${section.info}`;
      }
    }
    if (same.length === 0 || same.some(({ size }) => size === undefined)) continue;
    const told = same.reduce((sum, { size }) => sum + value(size)!, 0);
    const has = there.reduce((sum, { size }) => sum + size, 0);
    if (told !== has) return `its table of ${name} has ${told} bytes, and ${has}`;
  }
  return undefined;
}

function within({ address, size }: Section, at: number): boolean {
  return address <= at && at < address + size;
}

function up(address: number): number {
  return Math.ceil(address / page) * page;
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

import { segmentTypes, text, word, type Elf, type Reader, type Segment } from "./elf.ts";
import { viewOf } from "./memory.ts";

/** What the loader and the linker's tools call a part of a file: an entry of the section headers. */
export interface Section {
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  /** The section that this one refers to, such as the strings of a table of symbols. */
  readonly link: number;
  /** How many entries there are, in tables that say so. */
  readonly info: number;
}

/** Flags of sections. */
export const sectionFlags = { write: 1, mapped: 2, code: 4, threadLocal: 0x400 } as const;

/** Types of sections. */
export const sectionTypes = { dynamic: 6, noBits: 8, symbols: 11 } as const;

const sectionSize = 64;
const entrySize = 16;
const mostEntries = 4096;
const endTag = 0;
const neededTag = 1;
const stringsTag = 5;

/** The section headers; none where they were stripped, or are not all there. */
export function sectionsOf(file: Reader, { sections }: Elf): readonly Section[] {
  if (sections.offset === 0 || sections.entrySize !== sectionSize) return [];
  const view = viewOf(file.read(sections.offset, sectionSize * sections.count));
  return Array.from({ length: Math.floor(view.byteLength / sectionSize) }, (_, i) => {
    const at = i * sectionSize;
    return {
      type: view.getUint32(at + 4, true),
      flags: word(view, at + 8),
      address: word(view, at + 16),
      offset: word(view, at + 24),
      size: word(view, at + 32),
      link: view.getUint32(at + 40, true),
      info: view.getUint32(at + 44, true),
    };
  });
}

/** One entry of the dynamic section: what the loader does with a library. */
export interface DynamicEntry {
  readonly tag: number;
  readonly value: number;
}

/** The entries of the dynamic section; undefined where the section has no end. */
export function dynamicEntries(file: Reader, { offset, inFile }: Segment): readonly DynamicEntry[] | undefined {
  const view = viewOf(file.read(offset, Math.min(inFile, mostEntries * entrySize)));
  const entries: DynamicEntry[] = [];
  for (let at = 0; at + entrySize <= view.byteLength; at += entrySize) {
    const tag = word(view, at);
    if (tag === endTag) return entries;
    entries.push({ tag, value: word(view, at + 8) });
  }
  return undefined;
}

/** The segments that are mapped. */
export function loadsOf({ segments }: Elf): readonly Segment[] {
  return segments.filter(({ type }) => type === segmentTypes.load);
}

/** Where in the file the bytes at an address come from; undefined where they do not all come from one place of it. */
export function offsetOf(loads: readonly Segment[], address: number, size: number): number | undefined {
  const load = loads.find((each) => each.address <= address && address + size <= each.address + each.inFile);
  return load && address - load.address + load.offset;
}

/** The names of the libraries that a library needs. */
export function neededBy(file: Reader, elf: Elf): string[] {
  const dynamic = elf.segments.find(({ type }) => type === segmentTypes.dynamic);
  const entries = (dynamic && dynamicEntries(file, dynamic)) ?? [];
  const strings = entries.find(({ tag }) => tag === stringsTag);
  const offset = strings && offsetOf(loadsOf(elf), strings.value, 1);
  if (offset === undefined) return [];
  return entries.filter(({ tag }) => tag === neededTag).map(({ value }) => text(file.read(offset + value, 256)));
}

const symbolSize = 24;
// STT_OBJECT, STT_COMMON and STT_TLS: what nobody can call.
const dataTypes: ReadonlySet<number> = new Set([1, 5, 6]);

/** Those of the names under which the library exports data. A library without section headers is not looked through. */
export function dataAmong(file: Reader, elf: Elf, names: ReadonlySet<string>): string[] {
  if (names.size === 0) return [];
  const sections = sectionsOf(file, elf);
  const symbols = sections.find(({ type }) => type === sectionTypes.symbols);
  const strings = symbols && sections[symbols.link];
  if (symbols === undefined || strings === undefined) return [];
  const table = viewOf(file.read(symbols.offset, symbols.size));
  const bytes = file.read(strings.offset, strings.size);
  const found: string[] = [];
  for (let at = 0; at + symbolSize <= table.byteLength; at += symbolSize) {
    const isData = dataTypes.has(table.getUint8(at + 4) & 15) && table.getUint16(at + 6, true) !== 0;
    const name = isData ? text(bytes.subarray(table.getUint32(at, true)).subarray(0, 1024)) : "";
    if (names.has(name)) found.push(name);
  }
  return found;
}

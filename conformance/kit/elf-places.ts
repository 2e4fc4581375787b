// Where the parts of an ELF file lie, for tests that cut it or change it: read here and not by topher's own reader, which is what is tested.

/** A part of a file that the loader or the linker's tools read. */
export interface Place {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The bytes of one entry. */
  readonly entry: number;
}

const segmentNames: Readonly<Record<number, string>> = { 1: "segment", 2: "dynamic section" };

/** The header, the program headers, the dynamic section, the section headers, and the mapped segments of a 64-bit library. */
export function placesOf(bytes: Uint8Array): {
  readonly headers: readonly Place[];
  readonly segments: readonly Place[];
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const word = (at: number): number => Number(view.getBigUint64(at, true));
  const table = (name: string, from: number, entry: number, count: number): Place => {
    return { name, from, to: from + entry * count, entry };
  };
  const program = table("program headers", word(32), view.getUint16(54, true), view.getUint16(56, true));
  const headers = [
    table("header", 0, 8, 8),
    program,
    table("section headers", word(40), view.getUint16(58, true), view.getUint16(60, true)),
  ];
  const segments: Place[] = [];
  for (let at = program.from; at < program.to; at += program.entry) {
    const type = view.getUint32(at, true);
    const name = segmentNames[type];
    if (name === undefined) continue;
    const place = { name, from: word(at + 8), to: word(at + 8) + word(at + 32), entry: 16 };
    if (type === 1) segments.push({ ...place, name: `${name} ${segments.length + 1}` });
    else headers.push(place);
  }
  return { headers, segments };
}

/** Lengths to which a library is cut, by what they leave: at the beginning, in the middle and before the last byte of each part. */
export function cutsOf(bytes: Uint8Array): Readonly<Record<string, number>> {
  const { headers, segments } = placesOf(bytes);
  const cuts: Record<string, number> = { "one byte": 1, "63 bytes": 63, "64 bytes": 64 };
  for (const { name, from, to } of [...headers, ...segments]) {
    if (from > 0) cuts[`what lies before the ${name}`] = from;
    cuts[`half of the ${name}`] = Math.floor((from + to) / 2);
    cuts[`all but the last byte of the ${name}`] = to - 1;
  }
  return cuts;
}

// A small WebAssembly module, each of whose functions traps in its own way.

/** Its functions take two integers; whether they trap depends on them. */
export type Traps = Readonly<Record<keyof typeof bodies, (a: number, b: number) => number>>;

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]; // the magic number and the version
const a = [0x20, 0]; // local.get 0
const b = [0x20, 1]; // local.get 1

/** The code of each function, by the name under which it is exported. */
const bodies = {
  divide: [...a, ...b, 0x6d], // i32.div_s
  load: [...a, 0x28, 2, 0], // i32.load
  store: [...a, ...b, 0x36, 2, 0, ...a], // i32.store
  unreachable: [0x00],
  indirect: [...a, ...b, ...a, 0x11, 0, 0], // call_indirect of the first type in the table
  truncate: [0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f, 0xaa], // f64.const nan, i32.trunc_f64_s
  call: [...a, 0x10, 0], // the imported function
} as const;

/** Compiles the module; `imported` is what its function `call` calls. */
export function makeTraps(imported: (x: number) => number): Traps {
  const module = new WebAssembly.Module(new Uint8Array(assembled()));
  return new WebAssembly.Instance(module, { e: { f: imported } }).exports as unknown as Traps;
}

function assembled(): number[] {
  const names = Object.keys(bodies);
  const integer = 0x7f;
  const types = [
    [0x60, 2, integer, integer, 1, integer],
    [0x60, 1, integer, 1, integer],
  ];
  return [
    ...header,
    ...section(1, vector(types)),
    ...section(2, vector([[...text("e"), ...text("f"), 0, 1]])),
    ...section(3, vector(names.map(() => [0]))),
    ...section(4, vector([[0x70, 0, 2]])), // a table of two functions that are not there
    ...section(5, vector([[0, 1]])), // a page of memory
    ...section(7, vector(names.map((name, index) => [...text(name), 0, index + 1]))),
    ...section(10, vector(Object.values(bodies).map((code) => sized([0, ...code, 0x0b])))),
  ];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)];
}

function sized(content: readonly number[]): number[] {
  return [...count(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...count(items.length), ...items.flat()];
}

function text(name: string): number[] {
  return sized([...new TextEncoder().encode(name)]);
}

/** An unsigned integer as LEB128. */
function count(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...count(value >>> 7)];
}

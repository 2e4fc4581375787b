// The fixture's C types, read from its header, as descriptions for topher.
import { scalars } from "@topher/core/adapter";
import { readFileSync } from "node:fs";
import { t, type ScalarName, type Type } from "topher";

/** A struct of the header. */
export interface Shape {
  readonly name: string;
  /** The end of the fixture's symbols for the struct: `Rgb` in `structEchoRgb`. */
  readonly suffix: string;
  readonly type: Type<"struct">;
  /** The fields' own kinds, in order. */
  readonly fields: Readonly<Record<string, FieldShape>>;
}

/** What a field holds: a scalar kind, a struct, or so many of one of them. */
export type FieldShape = ScalarName | "cstring" | Shape | { readonly element: ScalarName; readonly length: number };

const header = readFileSync(new URL("../fixture/fixture.h", import.meta.url), "utf8");

// The header writes the C types as the table of kinds does, but for these; `int64_t` is i64, and `int` only by its own name.
const kindOfC = new Map<string, ScalarName>([
  ...(Object.keys(scalars) as ScalarName[]).toReversed().map((kind): [string, ScalarName] => [scalars[kind].c, kind]),
  ["int64_t", "i64"],
  ["uint64_t", "u64"],
  ["bool", "bool"],
  ["uintptr_t", "pointer"],
  ["GoInt", "int"],
  ["GoUint", "uint"],
]);

/** The scalar kind of a C type, undefined where it is none. */
export function scalarOfC(c: string): ScalarName | undefined {
  return kindOfC.get(c);
}

/** Structs by name, without the pairs of pointer and length in which text and slices come back. */
export const shapes: ReadonlyMap<string, Shape> = readShapes();

/** Names of callback types, with parameters and result. */
export const callbackTypes: ReadonlyMap<string, Type<"callback">> = readCallbacks();

function readShapes(): Map<string, Shape> {
  const found = new Map<string, Shape>();
  for (const [, body, name] of header.matchAll(/^typedef struct \w+ \{ (.*?) \} (\w+);/gm)) {
    if (name === "text" || name!.startsWith("slice_")) continue;
    const fields: Record<string, FieldShape> = {};
    for (const [, c, field, length] of body!.matchAll(/([\w ]+?\*?) ?(\w+)(?:\[(\d+)\])?;/g)) {
      const base = scalarOfC(c!.trim()) ?? found.get(c!.trim()) ?? "cstring";
      fields[field!] = length === undefined ? base : { element: base as ScalarName, length: Number(length) };
    }
    const types = Object.entries(fields).map(([field, shape]) => [field, typeOf(shape)]);
    const suffix = name![0]!.toUpperCase() + name!.slice(1);
    found.set(name!, { name: name!, suffix, fields, type: t.struct(Object.fromEntries(types)) });
  }
  return found;
}

function typeOf(shape: FieldShape): Type {
  if (typeof shape === "string") return t[shape];
  return "element" in shape ? t.array(t[shape.element], shape.length) : shape.type;
}

function readCallbacks(): Map<string, Type<"callback">> {
  const found = new Map<string, Type<"callback">>();
  for (const [, result, name, list] of header.matchAll(/^typedef ([\w ]+\*?) ?\(\*(callback_\w+)\)\((.*)\);/gm)) {
    const kind = name!.replace("callback_", "") as ScalarName;
    const own: Type | undefined = kind in scalars ? t[kind] : undefined;
    found.set(name!, t.callback(own ? [own] : callbackArgs(list!), own ?? callbackResult(result!.trim())));
  }
  return found;
}

function callbackArgs(list: string): Type[] {
  if (list === "void") return [];
  if (list === "char *data, int64_t length") return [t.string];
  if (list === "char *") return [t.cstring];
  return list.split(", ").map((c) => t[scalarOfC(c)!]);
}

function callbackResult(c: string): Type {
  if (c === "void") return t.void;
  return c === "char *" ? t.cstring : t[scalarOfC(c) ?? "pointer"];
}

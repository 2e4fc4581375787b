// Every function of the fixture, described from the list that is generated from its Go sources.
import { readFileSync } from "node:fs";
import { fn, t, type Fn, type Type } from "topher";
import { callbackTypes, scalarOfC, shapes } from "./header.ts";

interface Listed {
  readonly name: string;
  readonly params: readonly string[];
  readonly result: string;
  readonly library: string;
  readonly file: string;
  readonly doc: string;
}

const list = JSON.parse(readFileSync(new URL("../fixture/symbols.json", import.meta.url), "utf8")) as readonly Listed[];

/** Descriptions by symbol. */
export const fixtureSymbols: Readonly<Record<string, Fn<any, any>>> = Object.fromEntries(
  list
    .filter(({ library }) => library === "fixture")
    .map((symbol) => [symbol.name, fn(paramsOf(symbol), resultOf(symbol), freeOf(symbol))]),
);

function paramsOf({ params, file }: Listed): Type[] {
  const types: Type[] = [];
  for (let i = 0; i < params.length; i++) {
    const c = params[i]!;
    const paired = params[i + 1] === "int64_t" && c.endsWith("*");
    const pair = paired ? pairOf(c, file) : undefined;
    types.push(pair ?? single(c));
    if (pair !== undefined) i++;
  }
  return types;
}

// A pointer followed by a length.
function pairOf(c: string, file: string): Type | undefined {
  const element = c.slice(0, -1).trim();
  if (c === "char *" || (c === "uint8_t *" && file === "strings.go")) return t.string;
  if (c === "uint8_t *" && file === "bytes.go") return t.bytes;
  if (c === "char **") return t.slice(t.nullable(t.cstring));
  if (c === "text *") return t.slice(t.string);
  const kind = scalarOfC(element);
  if (kind !== undefined) return t.slice(t[kind]);
  const shape = shapes.get(element);
  return shape === undefined || file !== "shapes.go" ? undefined : t.slice(shape.type);
}

function single(c: string): Type {
  const kind = scalarOfC(c);
  if (kind !== undefined) return t[kind];
  if (c === "char *") return t.nullable(t.cstring);
  if (c === "void *") return t.pointer;
  if (c === "text") return t.struct({ data: t.pointer, length: t.i64 });
  const callback = callbackTypes.get(c);
  if (callback !== undefined) return t.nullable(callback);
  if (c.endsWith("*")) return t.nullable(t.ref(shapes.get(c.slice(0, -1).trim())!.type));
  return shapes.get(c)!.type;
}

function resultOf({ name, result }: Listed): Type {
  if (result === "void") return t.void;
  const several = /^struct \{ (.*) \}$/.exec(result)?.[1];
  if (several === undefined) return name === "errorOnly" ? t.fallible(t.void) : plain(result);
  const parts = [...several.matchAll(/(.+?) ?(r\d+);\s?/g)].map(([, c, field]): [string, Type] => [field!, plain(c!)]);
  return name.startsWith("error") ? t.fallible(parts[0]![1]) : t.struct(Object.fromEntries(parts));
}

function plain(c: string): Type {
  if (c === "text") return t.nullable(t.string);
  const slice = /^slice_(\w+)$/.exec(c)?.[1];
  if (slice === undefined) return single(c);
  if (slice === "cstring") return t.slice(t.nullable(t.cstring));
  return t.slice(shapes.get(slice)?.type ?? t[slice as "u8"]);
}

function freeOf({ doc, name }: Listed): { free?: string } {
  if (name.startsWith("error") || doc.includes("for freeString")) return { free: "freeString" };
  return doc.includes("for freeBuffer") ? { free: "freeBuffer" } : {};
}

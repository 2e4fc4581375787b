// Types that are made of others.
import { basic, basics, plainText } from "./basic-type.ts";
import type { Declaration } from "./declaration.ts";
import { Interface } from "./interface.ts";
import type { Maker } from "./maker.ts";
import { Enum, NamedOther, Recursive } from "./named.ts";
import type { GoFile, TsFile } from "./scope.ts";
import { ClassStruct, ValueStruct } from "./struct.ts";
import { Type, type Use, type Value } from "./type.ts";

/** Where a type stands, which decides what it can be. */
export type Place = "param" | "result" | "field" | "element" | "callback";

/** A value of JavaScript and of Go with commas between its parts. */
function joined(values: readonly Value[], file: GoFile | TsFile): string {
  return values.map((value) => ("promises" in file ? value.ts(file) : value.go(file))).join(", ");
}

const nothing: Value = { go: () => "nil", ts: () => "null" };

export class SliceType extends Type {
  readonly elem: Type;
  readonly key: string;

  constructor(elem: Type) {
    super();
    this.elem = elem;
    this.key = `[]${elem.key}`;
  }

  get row(): string {
    if (this.elem === basic("uint8")) return "`[]byte`";
    return this.elem.array === undefined
      ? "`[]int`, `[]uint`, any other `[]T`"
      : "`[]float64`, `[]int32`, `[]int64`, …";
  }

  go(file: GoFile): string {
    return `[]${this.elem.go(file)}`;
  }

  in(): string {
    if (this.elem === basic("uint8")) return "Uint8Array";
    return this.elem.array === undefined
      ? `readonly (${this.elem.in()})[]`
      : `${this.elem.array} | readonly (${this.elem.in()})[]`;
  }

  out(): string {
    return this.elem.array ?? `(${this.elem.out()})[]`;
  }

  value(make: Maker): Value {
    const isNil = make.nil(10);
    const values = isNil ? [] : make.deeper(() => make.times(0, 3, () => this.elem.value(make)));
    const typed = this.elem === basic("uint8") || make.chance(50);
    return {
      go: (file) => (isNil ? `${this.go(file)}(nil)` : `${this.go(file)}{${joined(values, file)}}`),
      ts: (file) => listOf(this.elem, values, typed, file),
    };
  }

  override argument(make: Maker): Value {
    const value = this.value(make);
    return this.elem.array === undefined ? value : writtenBack(make, this, value);
  }

  showGo(file: GoFile): string {
    return listGo(file, this.elem);
  }

  showTs(file: TsFile): string {
    return listTs(file, this.elem);
  }

  override uses(): readonly Use[] {
    return [["element", this.elem]];
  }
}

function listOf(elem: Type, values: readonly Value[], typed: boolean, file: TsFile): string {
  if (elem.array === undefined || !typed) return `[${joined(values, file)}]`;
  const big = elem.array.startsWith("Big") ? ".map(BigInt)" : "";
  return `new ${elem.array}([${joined(values, file)}]${big})`;
}

/** A value that is shown again after the call, as Go may have written to it. */
function writtenBack(make: Maker, type: Type, value: Value): Value {
  const name = make.package.variable();
  const own = (file: TsFile): boolean => {
    const text = value.ts(file);
    return text.startsWith("new ") || text.startsWith("{");
  };
  return {
    go: () => name,
    ts: () => name,
    frame: {
      written: true,
      goBefore: (file) => `var ${name} ${type.go(file)} = ${value.go(file)}`,
      tsBefore: (file) => `const ${name}: ${type.in()} = ${value.ts(file)};`,
      // What Go writes into a plain array is not seen, and what it holds was shown by Go.
      goAfter: (file) => (own(tsNowhere) ? `${file.show(type)}(${name})` : `"as it was"`),
      tsAfter: (file) => (own(file) ? `${file.show(type)}(${name} as unknown as ${type.out()})` : `"as it was"`),
    },
  };
}

/** Values are printed with it only to see what they are. */
const tsNowhere = {
  promises: false,
  show: () => "show",
  shown: () => "show()",
  helpers: () => "",
} as unknown as TsFile;

function listGo(file: GoFile, elem: Type): string {
  return [
    "\tvar parts []string",
    "\tfor i := range v {",
    `\t\tparts = append(parts, ${file.show(elem)}(v[i]))`,
    "\t}",
    "\treturn zlist(parts)",
  ].join("\n");
}

function listTs(file: TsFile, elem: Type): string {
  const items = `list(v, ${file.show(elem)})`;
  return elem.array === undefined ? items : `(of(v, ${elem.array}), ${items})`;
}

export class ArrayType extends Type {
  readonly elem: Type;
  readonly length: number;
  readonly key: string;

  constructor(length: number, elem: Type) {
    super();
    this.elem = elem;
    this.length = length;
    this.key = `[${length}]${elem.key}`;
  }

  get row(): string {
    if (this.elem === basic("uint8")) return "`[N]byte`";
    return this.elem.array === undefined ? "any other `[N]T`" : "`[N]float64`, …";
  }

  go(file: GoFile): string {
    return `[${this.length}]${this.elem.go(file)}`;
  }

  in(): string {
    return new SliceType(this.elem).in();
  }

  out(): string {
    return this.elem.array ?? `(${this.elem.out()})[]`;
  }

  value(make: Maker): Value {
    const values = make.deeper(() => Array.from({ length: this.length }, () => this.elem.value(make)));
    const typed = this.elem === basic("uint8") || make.chance(50);
    return {
      go: (file) => `${this.go(file)}{${joined(values, file)}}`,
      ts: (file) => listOf(this.elem, values, typed, file),
    };
  }

  showGo(file: GoFile): string {
    return listGo(file, this.elem);
  }

  showTs(file: TsFile): string {
    return listTs(file, this.elem);
  }

  override uses(): readonly Use[] {
    return [["element", this.elem]];
  }

  override get needed(): boolean {
    return this.elem.needed;
  }

  override get keyable(): boolean {
    return this.elem.keyable;
  }
}

export class MapType extends Type {
  readonly from: Type;
  readonly elem: Type;
  readonly key: string;

  constructor(from: Type, elem: Type) {
    super();
    this.from = from;
    this.elem = elem;
    this.key = `map[${from.key}]${elem.key}`;
  }

  get row(): string {
    return {
      record: "`map[K]V`, K a string type",
      map: "`map[K]V`, K a boolean or a number",
      pairs: "`map[K]V`, K a struct, array, pointer or interface",
    }[this.#form];
  }

  get #form(): "record" | "map" | "pairs" {
    const { row } = this.from;
    if (row === "`string`") return "record";
    return [...basics.values()].some((type) => type.row === row) ? "map" : "pairs";
  }

  go(file: GoFile): string {
    return `map[${this.from.go(file)}]${this.elem.go(file)}`;
  }

  in(): string {
    const [from, elem] = [this.from.in(), this.elem.in()];
    return {
      record: `Readonly<Record<string, ${elem}>>`,
      map: `ReadonlyMap<${from}, ${elem}>`,
      pairs: `readonly (readonly [${from}, ${elem}])[]`,
    }[this.#form];
  }

  out(): string {
    const [from, elem] = [this.from.out(), this.elem.out()];
    return { record: `Record<string, ${elem}>`, map: `Map<${from}, ${elem}>`, pairs: `[${from}, ${elem}][]` }[
      this.#form
    ];
  }

  value(make: Maker): Value {
    const isNil = make.nil(10);
    const keys = isNil ? [] : this.#keys(make);
    const values = make.deeper(() => keys.map(() => this.elem.value(make)));
    const entries = (file: TsFile, one: (key: string, value: string) => string): string =>
      keys.map((key, i) => one(key.ts(file), values[i]!.ts(file))).join(", ");
    return {
      go: (file) =>
        isNil
          ? `${this.go(file)}(nil)`
          : `${this.go(file)}{${keys.map((key, i) => `${key.go(file)}: ${values[i]!.go(file)}`).join(", ")}}`,
      ts: (file) => {
        const { record, map, pairs } = {
          record: () => `{ ${keys.map((key, i) => property(key.ts(file), values[i]!, file)).join(", ")} }`,
          map: () => `new Map<${this.from.in()}, ${this.elem.in()}>([${entries(file, (k, v) => `[${k}, ${v}]`)}])`,
          pairs: () => `[${entries(file, (key, value) => `[${key}, ${value}]`)}]`,
        };
        return { record, map, pairs }[this.#form]();
      },
    };
  }

  /** Keys of which no two are the same. */
  #keys(make: Maker): Value[] {
    const before = make.keys;
    make.keys = true;
    try {
      const nowhere = {
        name: (_: unknown, name: string) => name,
        show: () => "",
        declare: () => "",
      } as unknown as GoFile;
      // What is heard where values are shown is heard in the order of the map, which Go has not.
      const keys = make.deeper(() => make.times(0, this.elem.pure ? 3 : 1, () => this.from.value(make)));
      return [...new Map(keys.map((key) => [key.go(nowhere), key])).values()];
    } finally {
      make.keys = before;
    }
  }

  showGo(file: GoFile): string {
    return [
      "\tvar parts []string",
      "\tfor key, value := range v {",
      `\t\tparts = append(parts, ${file.show(this.from)}(key)+": "+${file.show(this.elem)}(value))`,
      "\t}",
      "\treturn zentries(parts)",
    ].join("\n");
  }

  showTs(file: TsFile): string {
    const [key, value] = [file.show(this.from), file.show(this.elem)];
    return {
      record: `entries(properties(v), text, ${value})`,
      map: `entries(of(v, Map), ${key}, ${value})`,
      pairs: `entries(v, ${key}, ${value})`,
    }[this.#form];
  }

  override uses(): readonly Use[] {
    return [
      ["key", this.from],
      ["value of a map", this.elem],
    ];
  }
}

export class PointerType extends Type {
  readonly elem: Type;
  readonly key: string;

  constructor(elem: Type) {
    super();
    this.elem = elem;
    this.key = `*${elem.key}`;
  }

  get row(): string {
    const { row } = this.elem;
    if (row === structRow) return "pointer to such a struct";
    return row === classRow ? "pointer to any other struct" : "pointer to any other value";
  }

  go(file: GoFile): string {
    return `*${this.elem.go(file)}`;
  }

  in(): string {
    return `${this.elem.in()} | null`;
  }

  out(): string {
    return `${this.elem.out()} | null`;
  }

  value(make: Maker): Value {
    if (make.nil()) return nothing;
    const value = make.deeper(() => make.present(() => this.elem.value(make)));
    return {
      go: (file) => `zptr[${this.elem.go(file)}](${value.go(file)})`,
      ts: (file) => value.ts(file),
    };
  }

  override argument(make: Maker): Value {
    const value = this.value(make);
    return this.row === "pointer to such a struct" && this.pure ? writtenBack(make, this, value) : value;
  }

  showGo(file: GoFile): string {
    return ["\tif v == nil {", '\t\treturn "nil"', "\t}", `\treturn "&" + ${file.show(this.elem)}(*v)`].join("\n");
  }

  showTs(file: TsFile): string {
    return `v === null ? "nil" : "&" + ${this.async ? "(await " : ""}${file.show(this.elem)}(v)${this.async ? ")" : ""}`;
  }

  override uses(): readonly Use[] {
    return [["pointee", this.elem]];
  }
}

/** A signature of a func type, or of a method of an interface. */
export class Signature {
  readonly params: readonly Type[];
  readonly results: readonly Type[];
  readonly throws: boolean;
  /** What it is called with when it is shown. */
  readonly samples: readonly Value[];

  constructor(make: Maker) {
    this.params = make.times(0, 3, () => make.type("callback"));
    const results = make.times(0, 2, () => make.type("callback"));
    if (results.at(-1) === basic("error")) results.push(basic("bool")); // the last one would be thrown
    this.results = results;
    this.throws = make.chance(30);
    this.samples = this.params.map((type) => type.given(make));
  }

  go(file: GoFile): string {
    const results = this.results.map((type, i) => `r${i} ${type.go(file)}`);
    if (this.throws) results.push("err error");
    return `(${this.params.map((type, i) => `a${i} ${type.go(file)}`).join(", ")}) (${results.join(", ")})`;
  }

  tsParams(direction: "in" | "out"): string {
    return this.params.map((type, i) => `a${i}: ${type[direction]()}`).join(", ");
  }

  tsResult(direction: "in" | "out"): string {
    const results = this.results.map((type) => type[direction]());
    if (results.length > 1) return `${direction === "in" ? "readonly " : ""}[${results.join(", ")}]`;
    return results[0] ?? "void";
  }

  /** What a function of this signature does: it notes what it was called with, and returns what it always returns. */
  body(make: Maker, loosely: boolean = false): { go(file: GoFile): string; ts(file: TsFile): string } {
    const results = this.results.map((type) => type.given(make));
    const fails = this.throws && make.chance(30);
    const [goMessage, tsMessage] = plainText(make);
    return {
      go: (file) =>
        [
          `zheard(${this.params.map((type, i) => `${file.show(type)}(a${i})`).join(", ")})`,
          ...(fails ? [`err = errors.New(${goMessage})`] : results.map((value, i) => `r${i} = ${value.go(file)}`)),
          "return",
        ].join("; "),
      ts: (file) => {
        const heard = `heard(${this.params.map((type, i) => `${file.show(type)}(a${i})`).join(", ")});`;
        if (fails) return `${heard} throw new Error(${tsMessage});`;
        if (results.length === 0) return heard;
        // A declaration of an interface says what its handles return, and an object may return more.
        const untyped = file.untyped;
        file.untyped ||= loosely;
        const value = results.length === 1 ? results[0]!.ts(file) : `[${joined(results, file)}]`;
        file.untyped = untyped;
        return `${heard} return ${loosely ? `(${value}) as never` : value};`;
      },
    };
  }

  /** Calls it and says what came of it. */
  showGo(file: GoFile, called: string): string {
    const names = this.results.map((_, i) => `r${i}`);
    const call = `${called}(${joined(this.samples, file)})`;
    const shown = `zlist([]string{${this.results.map((type, i) => `${file.show(type)}(r${i})`).join(", ")}})`;
    if (!this.throws) {
      return names.length === 0
        ? `\t${call}\n\treturn zlist(nil)`
        : `\t${names.join(", ")} := ${call}\n\treturn ${shown}`;
    }
    const caught = ["\tif err != nil {", '\t\treturn "throws " + zquote(err.Error())', "\t}"];
    return [`\t${[...names, "err"].join(", ")} := ${call}`, ...caught, `\treturn ${shown}`].join("\n");
  }

  showTs(file: TsFile, called: string): string {
    const call = `${called}(${joined(this.samples, file)})`;
    if (this.results.length === 0) return `attempt(() => (${call}, "[]"))`;
    if (this.results.length === 1) return `attempt(() => strings([${file.show(this.results[0]!)}(${call})]))`;
    const shown = this.results.map((type, i) => `${file.show(type)}(r[${i}])`).join(", ");
    return `attempt(() => { const r = ${call}; return strings([${shown}]); })`;
  }

  uses(of: string): readonly Use[] {
    return [
      ...this.params.map((type): Use => [`parameter of ${of}`, type]),
      ...this.results.map((type): Use => [`result of ${of}`, type]),
    ];
  }
}

let funcs = 0;

export class FuncType extends Type {
  readonly row = "`func`";
  readonly key: string;
  readonly signature: Signature;

  constructor(make: Maker) {
    super();
    this.signature = new Signature(make);
    this.key = `func#${make.package.alias}#${funcs++}`;
  }

  go(file: GoFile): string {
    return `func${this.signature.go(file)}`;
  }

  in(): string {
    return `((${this.signature.tsParams("out")}) => ${this.signature.tsResult("in")}) | null`;
  }

  out(): string {
    return `((${this.signature.tsParams("in")}) => ${this.signature.tsResult("out")}) | null`;
  }

  value(make: Maker): Value {
    if (make.nil()) return nothing;
    const body = make.deeper(() => this.signature.body(make));
    return {
      go: (file) => `func${this.signature.go(file)} { ${body.go(file)} }`,
      ts: (file) => {
        const { promises } = file;
        const params = this.signature.params.map((_, i) => `a${i}${file.untyped ? ": any" : ""}`).join(", ");
        file.promises = false;
        const text = `${promises ? "async " : ""}(${params}) => { ${body.ts(file)} }`;
        file.promises = promises;
        return text;
      },
    };
  }

  showGo(file: GoFile): string {
    return `\tif v == nil {\n\t\treturn "nil"\n\t}\n${this.signature.showGo(file, "v")}`;
  }

  showTs(file: TsFile): string {
    return `v === null ? "nil" : ${this.signature.showTs(file, "v")}`;
  }

  override uses(): readonly Use[] {
    return this.signature.uses("a func");
  }

  override get calledBack(): boolean {
    return true;
  }

  override get pure(): boolean {
    return false;
  }
}

export class SeqType extends Type {
  readonly row = "`iter.Seq[V]`";
  readonly elem: Type;
  readonly key: string;

  constructor(elem: Type) {
    super();
    this.elem = elem;
    this.key = `seq ${elem.key}`;
  }

  go(file: GoFile): string {
    return `iter.Seq[${this.elem.go(file)}]`;
  }

  in(): string {
    return `Iterable<${this.elem.in()}> | null`;
  }

  out(): string {
    return `(Iterable<${this.elem.out()}> & AsyncIterable<${this.elem.out()}>) | null`;
  }

  value(make: Maker): Value {
    if (make.nil()) return nothing;
    const values = make.deeper(() => make.times(0, 3, () => this.elem.value(make)));
    return {
      go: (file) => `slices.Values([]${this.elem.go(file)}{${joined(values, file)}})`,
      ts: (file) => `[${joined(values, file)}]`,
    };
  }

  showGo(file: GoFile): string {
    return [
      "\tif v == nil {",
      '\t\treturn "nil"',
      "\t}",
      "\tvar parts []string",
      "\tfor each := range v {",
      `\t\tparts = append(parts, ${file.show(this.elem)}(each))`,
      "\t}",
      "\treturn zlist(parts)",
    ].join("\n");
  }

  showTs(file: TsFile): string {
    return `v === null ? "nil" : list(v, ${file.show(this.elem)})`;
  }

  override uses(): readonly Use[] {
    return [["iterated", this.elem]];
  }

  override get pure(): boolean {
    return false;
  }
}

export class Seq2Type extends Type {
  readonly row = "`iter.Seq2[K, V]`";
  readonly from: Type;
  readonly elem: Type;
  readonly key: string;

  constructor(from: Type, elem: Type) {
    super();
    this.from = from;
    this.elem = elem;
    this.key = `seq ${from.key}, ${elem.key}`;
  }

  go(file: GoFile): string {
    return `iter.Seq2[${this.from.go(file)}, ${this.elem.go(file)}]`;
  }

  in(): string {
    return `Iterable<readonly [${this.from.in()}, ${this.elem.in()}]> | null`;
  }

  out(): string {
    const pair = `[${this.from.out()}, ${this.elem.out()}]`;
    return `(Iterable<${pair}> & AsyncIterable<${pair}>) | null`;
  }

  value(make: Maker): Value {
    if (make.nil()) return nothing;
    const values = make.deeper(() => make.times(0, 3, () => [this.from.value(make), this.elem.value(make)] as const));
    return {
      go: (file) => {
        const [from, elem] = [0, 1].map((i) => values.map((pair) => pair[i]!.go(file)).join(", "));
        return `zpairs([]${this.from.go(file)}{${from}}, []${this.elem.go(file)}{${elem}})`;
      },
      ts: (file) => `[${values.map((pair) => `[${joined(pair, file)}]`).join(", ")}]`,
    };
  }

  showGo(file: GoFile): string {
    return [
      "\tif v == nil {",
      '\t\treturn "nil"',
      "\t}",
      "\tvar parts []string",
      "\tfor key, value := range v {",
      `\t\tparts = append(parts, ${file.show(this.from)}(key)+": "+${file.show(this.elem)}(value))`,
      "\t}",
      "\treturn zlist(parts)",
    ].join("\n");
  }

  showTs(file: TsFile): string {
    const pair = `([key, value]) => ${file.show(this.from)}(key) + ": " + ${file.show(this.elem)}(value)`;
    return `v === null ? "nil" : list(v, ${pair})`;
  }

  override uses(): readonly Use[] {
    return [
      ["iterated", this.from],
      ["iterated", this.elem],
    ];
  }

  override get pure(): boolean {
    return false;
  }
}

const everywhere = new Set(Object.getOwnPropertyNames(Object.prototype).map((name) => JSON.stringify(name)));

// For TypeScript a property that every object has, such as toString, has its type of there, which says nothing of a value in a map.
function property(key: string, value: Value, file: TsFile): string {
  if (!everywhere.has(key)) return `[${key}]: ${value.ts(file)}`;
  const { untyped } = file;
  file.untyped = true;
  const text = `[${key}]: (${value.ts(file)}) as never`;
  file.untyped = untyped;
  return text;
}

/** Readers and writers: types of package io with nothing in them. */
class StreamType extends Type {
  readonly row: string;
  readonly key: string;
  readonly #types: readonly [go: string, input: string, output: string];
  readonly #value: (make: Maker) => readonly [go: string, ts: string];
  readonly #show: readonly [go: string, ts: string];

  constructor(
    row: string,
    types: readonly [go: string, input: string, output: string],
    value: (make: Maker) => readonly [go: string, ts: string],
    show: readonly [go: string, ts: string],
  ) {
    super();
    this.row = row;
    this.key = types[0];
    this.#types = types;
    this.#value = value;
    this.#show = show;
  }

  go(): string {
    return this.#types[0];
  }

  in(): string {
    return `${this.#types[1]} | null`;
  }

  out(): string {
    return `${this.#types[2]} | null`;
  }

  value(make: Maker): Value {
    if (make.nil()) return nothing;
    const [go, ts] = this.#value(make);
    return { go: () => go, ts: () => ts };
  }

  showGo(): string {
    return `\tif v == nil {\n\t\treturn "nil"\n\t}\n\t${this.#show[0]}`;
  }

  showTs(): string {
    return `v === null ? "nil" : ${this.#show[1]}`;
  }

  override get pure(): boolean {
    return false;
  }
}

function readerOf(make: Maker): readonly [go: string, ts: string] {
  const [go, ts] = plainText(make);
  return [`strings.NewReader(${go})`, make.chance(50) ? ts : `encoded(${ts})`];
}

const readAll = "b, err := io.ReadAll(v)\n\treturn zquote(string(b)) + zerror(err)";
const streams = [
  new StreamType(
    "`io.Reader`, `io.ReadCloser`",
    ["io.Reader", "GoReaderInput", "GoReader"],
    (make) => {
      const [go, ts] = readerOf(make);
      return [go, make.chance(70) || ts.startsWith('"') ? ts : `[${ts}]`];
    },
    [readAll, 'text(v.text()) + "nil"'],
  ),
  new StreamType(
    "`io.ReaderAt`, `io.ReadSeeker`, `io.ByteReader`, …",
    ["io.ReadSeeker", "GoSourceInput", "GoReader"],
    readerOf,
    [readAll, 'text(v.text()) + "nil"'],
  ),
  new StreamType(
    "`io.Writer`, `io.WriteCloser`",
    ["io.Writer", "GoWriterInput", "GoWriter"],
    () => ["zwriter{}", "(chunk: Uint8Array) => heard(decoded(chunk))"],
    ['n, err := io.WriteString(v, "wörter")\n\treturn zint(int64(n)) + zerror(err)', "written(v)"],
  ),
];

let channels = 0;

/** Channels. JavaScript waits for all of them, and gives them to asynchronous forms. */
class ChanType extends Type {
  readonly row: string;
  readonly elem: Type;
  readonly key: string;
  readonly #form: "<-chan " | "chan<- " | "chan ";
  /** What is sent where it is shown. */
  readonly #sample: Value | undefined;

  constructor(row: string, form: "<-chan " | "chan<- " | "chan ", elem: Type, sample?: Value) {
    super();
    this.row = row;
    this.#form = form;
    this.elem = elem;
    this.#sample = sample;
    this.key = `${form}${elem.key}#${sample === undefined ? "" : channels++}`;
  }

  go(file: GoFile): string {
    return `${this.#form}${this.elem.go(file)}`;
  }

  in(): string {
    const { elem } = this;
    if (this.#form === "<-chan ") return `ReceiveChannelInput<${elem.in()}> | null`;
    return this.#form === "chan<- " ? `SendChannelInput<${elem.out()}> | null` : `Channel<${elem.out()}> | null`;
  }

  out(): string {
    const { elem } = this;
    if (this.#form === "<-chan ") return `ReceiveChannel<${elem.out()}> | null`;
    return this.#form === "chan<- " ? `SendChannel<${elem.in()}> | null` : `Channel<${elem.out()}> | null`;
  }

  /** A channel that is full and closed, or one that takes what it is sent. JavaScript gives none inside of other values. */
  value(make: Maker): Value {
    if (!make.giving || make.nil()) return nothing;
    const values = make.deeper(() => make.times(0, 3, () => this.elem.value(make)));
    return {
      go: (file) =>
        this.#form === "<-chan "
          ? `zchan([]${this.elem.go(file)}{${joined(values, file)}})`
          : `make(chan ${this.elem.go(file)}, 4)`,
      ts: () => "null",
    };
  }

  override argument(make: Maker): Value {
    if (make.nil()) return nothing;
    const values = make.deeper(() => make.times(0, 3, () => this.elem.value(make)));
    if (this.#form === "<-chan ") {
      return {
        go: (file) => `zchan([]${this.elem.go(file)}{${joined(values, file)}})`,
        ts: (file) => `[${joined(values, file)}]`,
      };
    }
    const name = make.package.variable();
    // What is received of a function can be called with `async` as well: the mapping has no name for its type.
    const received = this.elem.out().includes("=>") ? "any" : this.elem.out();
    return {
      go: () => name,
      ts: () => name,
      frame: {
        goBefore: (file) => `${name} := make(chan ${this.elem.go(file)}, 4)`,
        tsBefore: () => `const ${name} = channel<${received}>(4);`,
        goAfter: (file) => `${file.show(new ChanType("", "<-chan ", this.elem))}(${name})`,
        tsAfter: (file) => `await received(${name}, ${file.show(this.elem)})`,
      },
    };
  }

  showGo(file: GoFile): string {
    const isNil = '\tif v == nil {\n\t\treturn "nil"\n\t}\n';
    if (this.#form !== "<-chan ") return `${isNil}\tv <- ${this.#sample!.go(file)}\n\tclose(v)\n\treturn "sent"`;
    return [
      `${isNil}\tvar parts []string`,
      "\tfor each := range v {",
      `\t\tparts = append(parts, ${file.show(this.elem)}(each))`,
      "\t}",
      "\treturn zlist(parts)",
    ].join("\n");
  }

  showTs(file: TsFile): string {
    if (this.#form === "<-chan ") return `v === null ? "nil" : await received(v, ${file.show(this.elem)})`;
    // Not made here: where a function lies in the channel, and that function has the channel, no collector sees that both are garbage.
    // In Bun a function that an asynchronous one makes has all of its parameters.
    const sample = file.made(this.elem.in(), this.#sample!.ts(file));
    return `v === null ? "nil" : (await v.send(${sample}), v.close(), "sent")`;
  }

  override uses(): readonly Use[] {
    return [["channel", this.elem]];
  }

  override get pure(): boolean {
    return false;
  }

  override get async(): boolean {
    return true;
  }
}

/** A struct type without a name: JavaScript can only pass its values on. */
export class OpaqueType extends Type {
  readonly row = "any other type that Go code can name";
  readonly key: string;
  readonly #maker: Opaque;

  constructor(maker: Opaque) {
    super();
    this.#maker = maker;
    this.key = `struct { ${maker.field} int }`;
  }

  go(): string {
    return this.key;
  }

  in(): string {
    return "Handle | null";
  }

  out(): string {
    return "Handle | null";
  }

  value(make: Maker): Value {
    const n = make.random.between(0, 99);
    return {
      go: () => `${this.key}{${n}}`,
      ts: () => `${this.#maker.owner.alias}.${this.#maker.js}(${n})`,
    };
  }

  override get needed(): boolean {
    return true;
  }

  /** The program of Go says no more than JavaScript can know. */
  showGo(file: GoFile): string {
    return file.here === undefined ? '\t_ = v\n\treturn "opaque"' : `\treturn zint(int64(v.${this.#maker.field}))`;
  }

  showTs(): string {
    return "opaque(v)";
  }

  override *needs(): Generator<Declaration> {
    yield this.#maker as unknown as Declaration;
  }
}

/** The declaration that gives opaque values. */
export interface Opaque {
  readonly owner: { readonly alias: string };
  readonly field: string;
  readonly js: string;
}

export const bytesType: SliceType = new SliceType(basic("uint8"));
export const structRow = "struct whose fields are all exported and that has no methods";
export const classRow = "any other struct";

/** How a type of a row is made; undefined where the library has none of its declarations yet. */
interface Row {
  make(make: Maker): Type | undefined;
  /** Where there is none. */
  readonly not?: readonly Place[];
}

const numeric = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64"];

/** The types of a declaration, often behind a pointer, in a slice, and so on. */
const typeOf =
  (kind: () => abstract new (...args: any[]) => Declaration & { readonly type: Type }) =>
  (make: Maker): Type | undefined =>
    make.declared(kind())?.type;

function numberType(make: Maker): Type {
  const named = make.chance(20) ? make.declared(NamedOther)?.type : undefined;
  return named?.array !== undefined ? named : basic(make.random.pick(numeric.filter((name) => name !== "uint8")));
}

/** An element whose slices are plain arrays. */
function unnumbered(make: Maker): Type | undefined {
  const elem = make.type("element");
  return elem.array === undefined ? elem : undefined;
}

function keyType(make: Maker, row: string): Type | undefined {
  for (let i = 0; i < 10; i++) {
    const type = make.random.pick<() => Type | undefined>([
      () => make.random.pick([...basics.values()]),
      () => make.declared(ValueStruct)?.type,
      () => make.declared(Enum)?.type,
      () => new ArrayType(make.random.between(1, 2), basic(make.random.pick(["string", "int", "bool", "uint64"]))),
      () => basic("string"),
    ])();
    if (type?.keyable === true && new MapType(type, basic("int")).row === row) return type;
  }
  return undefined;
}

const mapRow = (row: string): Row => ({
  make(make) {
    const from = keyType(make, row);
    return from && new MapType(from, make.type("element"));
  },
});

const chanOf =
  (row: string, form: "<-chan " | "chan<- " | "chan ") =>
  (make: Maker): Type => {
    let elem = make.type("element");
    // JavaScript sends to a channel of both directions what it receives from it.
    while (form === "chan " && elem.in() !== elem.out()) elem = make.random.pick(scalars);
    return new ChanType(row, form, elem, elem.value(make));
  };

/** One for each row of the mapping. */
export const rows: Readonly<Record<string, Row>> = {
  ...Object.fromEntries([...basics.values()].map((type): [string, Row] => [type.row, { make: () => type }])),
  "`[]byte`": { make: () => bytesType },
  "`[N]byte`": { make: (make) => new ArrayType(make.random.between(0, 5), basic("uint8")) },
  "`[]float64`, `[]int32`, `[]int64`, …": { make: (make) => new SliceType(numberType(make)) },
  "`[N]float64`, …": { make: (make) => new ArrayType(make.random.between(0, 3), numberType(make)) },
  "`[]int`, `[]uint`, any other `[]T`": {
    make(make) {
      const elem = unnumbered(make);
      return elem && new SliceType(elem);
    },
  },
  "any other `[N]T`": {
    make(make) {
      const elem = unnumbered(make);
      return elem && new ArrayType(make.random.between(0, 3), elem);
    },
  },
  "`map[K]V`, K a string type": mapRow("`map[K]V`, K a string type"),
  "`map[K]V`, K a boolean or a number": mapRow("`map[K]V`, K a boolean or a number"),
  "`map[K]V`, K a struct, array, pointer or interface": mapRow("`map[K]V`, K a struct, array, pointer or interface"),
  [structRow]: { make: typeOf(() => ValueStruct) },
  "pointer to such a struct": {
    make(make) {
      const type = make.declared(ValueStruct)?.type;
      return type && new PointerType(type);
    },
  },
  "pointer to any other value": {
    make(make) {
      const elem = make.type("element");
      const others = [
        "`func`",
        "`any`",
        "interface with methods",
        "any other type that Go code can name",
        structRow,
        classRow,
      ];
      return !others.includes(elem.row) && elem.pure && !elem.out().endsWith("null")
        ? new PointerType(elem)
        : undefined;
    },
  },
  "pointer to any other struct": {
    make(make) {
      const type = make.declared(ClassStruct)?.type;
      return type && new PointerType(type);
    },
  },
  [classRow]: { make: typeOf(() => ClassStruct) },
  "`func`": {
    make(make) {
      if (make.depth > 2) return undefined;
      const named = make.chance(20) ? make.declared(NamedOther) : undefined;
      return named?.type.row === "`func`" ? named.type : new FuncType(make);
    },
  },
  "interface with methods": { make: typeOf(() => Interface) },
  "`iter.Seq[V]`": { make: (make) => new SeqType(make.type("element")) },
  "`iter.Seq2[K, V]`": { make: (make) => new Seq2Type(make.type("element"), make.type("element")) },
  ...Object.fromEntries(streams.map((type): [string, Row] => [type.row, { make: () => type }])),
  "`<-chan T`": {
    not: ["element", "callback"],
    make: chanOf("`<-chan T`", "<-chan "),
  },
  "`chan<- T`": {
    not: ["element", "callback"],
    make: chanOf("`chan<- T`", "chan<- "),
  },
  "`chan T`": {
    not: ["element", "callback"],
    make: chanOf("`chan T`", "chan "),
  },
  "any other type that Go code can name": { make: (make) => make.package.opaque() },
  "named type that contains itself": { make: typeOf(() => Recursive) },
};

const scalars = [...basics.values()].filter((type) => type.keyable);

/** A type for a place, of the row whose turn it is. */
export function chooseType(make: Maker, place: Place): Type {
  if (make.depth > 3) return make.random.pick(scalars);
  const left = make.turn(
    place,
    Object.keys(rows).filter((row) => rows[row]!.not?.includes(place) !== true),
  );
  for (let i = left.length - 1; i >= 0; i--) {
    const row = left[i];
    if (row === undefined) continue; // what the last one would have been made of has had its turn
    const type = rows[row]!.make(make);
    if (type === undefined || (type.async && rows["`chan T`"]!.not!.includes(place))) continue;
    const at = left.lastIndexOf(row); // what it is made of has had its turn too
    if (at >= 0) left.splice(at, 1);
    return type;
  }
  left.length = 0; // nothing declares what is left
  return make.random.pick(scalars);
}

// The predeclared types, time.Time, time.Duration, error and any.
import type { Maker } from "./maker.ts";
import { Type, type Value } from "./type.ts";

/** What is particular to a predeclared type. */
interface Basic {
  readonly go: string;
  readonly row: string;
  readonly in: string;
  readonly out: string;
  readonly array?: string;
  readonly keyable?: boolean;
  readonly pure?: boolean;
  /** A Go expression and a TypeScript expression for a random value. */
  value(make: Maker): readonly [go: string, ts: string];
  /** The function of the programs that shows it; in Go with the type that its argument is converted to. */
  readonly show: readonly [go: string, ts: string];
}

class BasicType extends Type {
  readonly row: string;
  readonly key: string;
  readonly #basic: Basic;

  constructor(basic: Basic) {
    super();
    this.#basic = basic;
    this.row = basic.row;
    this.key = basic.go;
  }

  go(): string {
    return this.#basic.go;
  }

  in(): string {
    return this.#basic.in;
  }

  out(): string {
    return this.#basic.out;
  }

  value(make: Maker): Value {
    const [go, ts] = this.#basic.value(make);
    return { go: () => go, ts: () => ts };
  }

  showGo(): string {
    const [before, after] = this.#basic.show[0].split("$") as [string, string];
    return `\treturn ${before}v${after}`;
  }

  showTs(): string {
    return `${this.#basic.show[1]}(v)`;
  }

  override get keyable(): boolean {
    return this.#basic.keyable ?? false;
  }

  override get array(): string | undefined {
    return this.#basic.array;
  }
}

const integers = (
  [
    ["int8", "`int8`", -(2n ** 7n), 2n ** 7n - 1n, "Int8Array"],
    ["int16", "`int16`", -(2n ** 15n), 2n ** 15n - 1n, "Int16Array"],
    ["int32", "`int32`, `rune`", -(2n ** 31n), 2n ** 31n - 1n, "Int32Array"],
    ["int64", "`int64`", -(2n ** 63n), 2n ** 63n - 1n, "BigInt64Array"],
    ["uint8", "`uint8`, `byte`", 0n, 2n ** 8n - 1n, "Uint8Array"],
    ["uint16", "`uint16`", 0n, 2n ** 16n - 1n, "Uint16Array"],
    ["uint32", "`uint32`", 0n, 2n ** 32n - 1n, "Uint32Array"],
    ["uint64", "`uint64`", 0n, 2n ** 64n - 1n, "BigUint64Array"],
    ["int", "`int`", -(2n ** 53n) + 1n, 2n ** 53n - 1n, undefined],
    ["uint", "`uint`", 0n, 2n ** 53n - 1n, undefined],
    ["uintptr", "`uintptr`", 0n, 2n ** 64n - 1n, undefined],
  ] as const
).map(([go, row, low, high, array]): Basic => {
  const big = ["int64", "uint64", "uintptr"].includes(go);
  return {
    go,
    row,
    in: big ? "bigint | number" : "number",
    out: big ? "bigint" : "number",
    ...(array !== undefined && { array }),
    keyable: true,
    value(make) {
      const n = integer(make, low, high);
      const asNumber = !big || (Number.isSafeInteger(Number(n)) && make.chance(40));
      return [`${go}(${n})`, asNumber ? String(n) : `${n}n`];
    },
    show: [go.startsWith("u") ? "zuint(uint64($))" : "zint(int64($))", big ? "big" : "integer"],
  };
});

/** An integer of a range: small, at its ends, or any. */
function integer(make: Maker, low: bigint, high: bigint): bigint {
  const n = make.random.pick([
    0n,
    1n,
    -1n,
    low,
    high,
    BigInt(make.random.between(-100, 100)),
    BigInt(Math.floor((make.random.next() - 0.5) * 2 ** 52)),
    BigInt(Math.floor((make.random.next() - 0.5) * 2 ** 30)),
  ]);
  return n < low ? low : n > high ? high : n;
}

function float(make: Maker): number {
  return make.random.pick([
    0,
    -0,
    1,
    -1.5,
    NaN,
    Infinity,
    -Infinity,
    Number.MAX_VALUE,
    Number.MIN_VALUE,
    1e21,
    2 ** 53,
    make.random.next(),
    make.random.between(-1000, 1000),
  ]);
}

const view = new DataView(new ArrayBuffer(8));

const floats: Basic[] = [
  {
    go: "float32",
    row: "`float32`",
    in: "number",
    out: "number",
    array: "Float32Array",
    value(make) {
      const x = Math.fround(float(make));
      view.setFloat32(0, x);
      return [`math.Float32frombits(${view.getUint32(0)})`, numberOf(x)];
    },
    show: ["zfloat(float64($))", "float"],
  },
  {
    go: "float64",
    row: "`float64`",
    in: "number",
    out: "number",
    array: "Float64Array",
    value(make) {
      const x = float(make);
      view.setFloat64(0, x);
      return [`math.Float64frombits(${view.getBigUint64(0)})`, numberOf(x)];
    },
    show: ["zfloat(float64($))", "float"],
  },
];

function numberOf(x: number): string {
  return Object.is(x, -0) ? "-0" : String(x);
}

/** Text as literals of both languages. A surrogate alone, and bytes that are no text, are U+FFFD on the other side. */
const texts: readonly (readonly [go: string, ts: string])[] = [
  literal(""),
  literal("a"),
  literal("häß"),
  literal("日本語"),
  literal("😀 and more"),
  literal("\0"),
  literal("a\nb\t\"quoted\" 'single' `back` ${x} \\ */ </script>"),
  literal("\u2028\u2029\ufeff"),
  literal("__proto__"),
  literal("constructor"),
  literal("toString"),
  literal("1"),
  literal("-0"),
  literal("x".repeat(300)),
  literal("é".repeat(700)),
];
const broken: readonly (readonly [go: string, ts: string])[] = [
  ['"a\\ufffdb"', '"a\\ud800b"'],
  ['"\\ufffd"', '"\\udfff"'],
  ['"a\\xff"', '"a\\ufffd"'],
];

function literal(text: string): [go: string, ts: string] {
  const escape = (form: (code: number) => string): string =>
    `"${[...text].map((c) => (/[ -~]/.test(c) && c !== '"' && c !== "\\" ? c : form(c.codePointAt(0)!))).join("")}"`;
  return [escape((code) => `\\U${code.toString(16).padStart(8, "0")}`), escape((code) => `\\u{${code.toString(16)}}`)];
}

/** A text that is what it shows. */
export function plainText(make: Maker): [go: string, ts: string] {
  return literal(make.random.pick(["one", "two", "three", "zwölf", "", "naïve 😀", "a b"]));
}

const others: Basic[] = [
  {
    go: "bool",
    row: "`bool`",
    in: "boolean",
    out: "boolean",
    keyable: true,
    value: (make) => (make.chance(50) ? ["true", "true"] : ["false", "false"]),
    show: ["zbool(bool($))", "boolean"],
  },
  {
    go: "string",
    row: "`string`",
    in: "string",
    out: "string",
    keyable: true,
    value: (make) => make.random.pick(make.keys || make.chance(80) ? texts : broken),
    show: ["zquote(string($))", "text"],
  },
  {
    go: "time.Time",
    row: "`time.Time`",
    in: "Date",
    out: "Date",
    value(make) {
      const ms = make.random.pick([0, -1, 1e12, -62_135_596_800_000, make.random.between(-(2 ** 40), 2 ** 40)]);
      return [`time.UnixMilli(${ms}).UTC()`, `new Date(${ms})`];
    },
    show: ["zint($.UnixMilli())", "date"],
  },
  {
    go: "time.Duration",
    row: "`time.Duration`",
    in: "number",
    out: "number",
    keyable: true,
    value(make) {
      const ms = make.random.pick([0, 1, -1.5, 0.25, 1e6, make.random.between(-(2 ** 30), 2 ** 30) / 4]);
      return [`time.Duration(${ms * 1e6})`, numberOf(ms)];
    },
    show: ["zfloat(float64($) / 1e6)", "float"],
  },
  {
    go: "error",
    row: "`error`, where it is not thrown",
    in: "Error | null",
    out: "GoError | null",
    value(make) {
      if (make.nil()) return ["nil", "null"];
      const [go, ts] = plainText(make);
      return [`errors.New(${go})`, `new Error(${ts})`];
    },
    show: ["zerror($)", "failure"],
  },
  {
    go: "any",
    row: "`any`",
    in: "GoAnyInput",
    out: "GoAny",
    value: (make) => dynamic(make),
    show: ["zany($)", "dynamic"],
  },
];

/** A value whose type only the running program knows. */
function dynamic(make: Maker): readonly [go: string, ts: string] {
  const inner = () => make.deeper(() => dynamic(make));
  const list = (): (readonly [string, string])[] => make.times(0, 3, inner);
  const kinds: (() => readonly [string, string])[] = [
    () => ["nil", "null"],
    () => ["true", "true"],
    () => {
      const x = float(make);
      view.setFloat64(0, x);
      return [`math.Float64frombits(${view.getBigUint64(0)})`, numberOf(x)];
    },
    () => {
      const n = integer(make, -(2n ** 63n), 2n ** 63n - 1n);
      return [`int64(${n})`, `${n}n`];
    },
    () => make.random.pick(texts),
    () => ["time.UnixMilli(5).UTC()", "new Date(5)"],
    () => ["[]byte{1, 2, 255}", "Uint8Array.of(1, 2, 255)"],
    () => ["[]int32{-1, 7}", "Int32Array.of(-1, 7)"],
    () => ["[]float64{0.5}", "Float64Array.of(0.5)"],
  ];
  if (make.depth < 4) {
    kinds.push(
      () => {
        const items = list();
        return [`[]any{${items.map(([go]) => go).join(", ")}}`, `[${items.map(([, ts]) => ts).join(", ")}]`];
      },
      () => {
        const items = list().map(([go, ts], i) => [literal(["a", "__proto__", "1"][i]!), go, ts] as const);
        return [
          `map[string]any{${items.map(([key, go]) => `${key[0]}: ${go}`).join(", ")}}`,
          `{ ${items.map(([key, , ts]) => `[${key[1]}]: ${ts}`).join(", ")} }`,
        ];
      },
    );
  }
  return make.random.pick(kinds)();
}

/** The types by their Go names. */
export const basics: ReadonlyMap<string, Type> = new Map(
  [...others, ...integers, ...floats].map((basic) => [basic.go, new BasicType(basic)]),
);

/** One of them. */
export function basic(go: string): Type {
  return basics.get(go)!;
}

// Functions, constants, variables and errors of a package, and what cannot be bound.
import { basic } from "./basic-type.ts";
import { Callable } from "./callable.ts";
import { Declaration, headingOf, type Case } from "./declaration.ts";
import { docOf } from "./doc.ts";
import type { Maker } from "./maker.ts";
import { lowered, property, spelled } from "./names.ts";
import type { GoFile } from "./scope.ts";
import type { Type, Use, Value } from "./type.ts";

export class FunctionDeclaration extends Declaration {
  readonly #callable: Callable;

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "members", lowered), docOf(make));
    this.#callable = new Callable(make, this.names);
  }

  uses(): readonly Use[] {
    return this.#callable.uses();
  }

  override needs(): Generator<Declaration> {
    return this.#callable.needs();
  }

  print(file: GoFile): string {
    return this.#callable.print(file);
  }

  symbols(): readonly string[] {
    return [this.names.go];
  }

  cases(): readonly Case[] {
    return this.#callable.cases(this.id(""));
  }
}

/** A variable of type error. */
export class ErrorVariable extends Declaration {
  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "members", lowered), docOf(make));
  }

  uses(): readonly Use[] {
    return [];
  }

  print(): string {
    return `${this.heading()}var ${this.names.go} = errors.New("it is ${this.owner.alias}")`;
  }

  symbols(): readonly string[] {
    return [this.names.go];
  }

  cases(): readonly Case[] {
    const name = `${this.owner.alias}.${this.names.go}`;
    return [{ id: this.id(""), go: () => `zsay(zerror(${name}))`, ts: () => `say(failure(${this.exported}));` }];
  }
}

/** Whether a type is another one, or is made of it. */
function mentions(type: Type, other: Type, seen: Set<Type | Declaration> = new Set()): boolean {
  if (type === other) return true;
  if (seen.has(type)) return false;
  seen.add(type);
  const declared = [...type.needs()].filter((each) => !seen.has(each));
  for (const each of declared) seen.add(each);
  return [...type.parts(), ...declared.flatMap((each) => each.types())].some((part) => mentions(part, other, seen));
}

/** A variable of any type that can be read twice. */
export class Variable extends Declaration {
  readonly #type: Type;
  readonly #values: readonly Value[];

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "members", lowered), docOf(make));
    let type = make.type("field");
    while (!type.pure || mentions(type, basic("error"))) type = make.type("field"); // Go would hold the error for ever
    this.#type = type;
    this.#values = [type.value(make), type.value(make)];
  }

  uses(): readonly Use[] {
    return [["variable", this.#type]];
  }

  print(file: GoFile): string {
    return `${this.heading()}var ${this.names.go} ${this.#type.go(file)} = ${this.#values[0]!.go(file)}`;
  }

  symbols(): readonly string[] {
    return [this.names.go];
  }

  cases(): readonly Case[] {
    const [go, ts] = [`${this.owner.alias}.${this.names.go}`, `${this.owner.alias}.vars${property(this.js)}`];
    return [
      {
        id: this.id(""),
        go: (file) => {
          const show = file.show(this.#type);
          return `zsay(${show}(${go}))\n${go} = ${this.#values[1]!.go(file)}\nzsay(${show}(${go}))`;
        },
        ts: (file) => {
          const show = file.show(this.#type);
          return `say(${show}(${ts}));\n${ts} = ${this.#values[1]!.ts(file)};\nsay(${show}(${ts}));`;
        },
      },
    ];
  }
}

/** Constants: what Go declares, how each program shows it. */
const constants: readonly (readonly [go: string, type: string, showGo: string, showTs: string])[] = [
  ["42", "", "zint(int64($))", "integer"],
  ["-1", "", "zint(int64($))", "integer"],
  ["1<<53 - 1", "", "zint(int64($))", "integer"],
  ["1 << 53", "", "zint(int64($))", "big"],
  ["-1 << 63", "", "zint(int64($))", "big"],
  ["1<<64 - 1", "", "zuint(uint64($))", "big"],
  ["7", "int64", "zint(int64($))", "big"],
  ["1<<64 - 1", "uint64", "zuint(uint64($))", "big"],
  ["-128", "int8", "zint(int64($))", "integer"],
  ["'ä'", "", "zint(int64($))", "integer"],
  ["0.1", "", "zfloat(float64($))", "float"],
  ["1e300", "", "zfloat(float64($))", "float"],
  ["5e-324", "", "zfloat(float64($))", "float"],
  ["-2.5", "", "zfloat(float64($))", "float"],
  ["0.1", "float32", "zfloat(float64($))", "float"],
  ["true", "", "zbool(bool($))", "boolean"],
  ["1500 * time.Microsecond", "", "zfloat(float64($) / 1e6)", "float"],
  ['""', "", "zquote(string($))", "text"],
  ['"a\\"b\\\\c\\n\\x00"', "", "zquote(string($))", "text"],
  ['"*/ ${x} </script> \\u2028 %d"', "", "zquote(string($))", "text"],
  ['"__proto__"', "string", "zquote(string($))", "text"],
  ['"\\xff"', "", "zquote(string($))", "text"],
  ['"\\U0001F600"', "", "zquote(string($))", "text"],
];

export class Constant extends Declaration {
  readonly #constant: (typeof constants)[number];

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "members", lowered), docOf(make));
    this.#constant = make.random.pick(constants);
  }

  uses(): readonly Use[] {
    return [];
  }

  print(): string {
    const [go, type] = this.#constant;
    return `${this.heading()}const ${this.names.go} ${type} = ${go}`;
  }

  symbols(): readonly string[] {
    return [this.names.go];
  }

  cases(): readonly Case[] {
    const [, , go, ts] = this.#constant;
    return [
      {
        id: this.id(""),
        go: () => `zsay(${go.replace("$", () => `${this.owner.alias}.${this.names.go}`)})`,
        ts: () => `say(${ts}(${this.exported}));`,
      },
    ];
  }
}

/** A second name of a type. */
export class Alias extends Declaration {
  readonly #type: Type;

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "types", spelled), docOf(make));
    let type = make.type("element");
    while (!type.pure) type = make.type("element");
    this.#type = type;
  }

  uses(): readonly Use[] {
    return [["second name", this.#type]];
  }

  print(file: GoFile): string {
    return `${this.heading()}type ${this.names.go} = ${this.#type.go(file)}`;
  }

  symbols(): readonly string[] {
    return [this.names.go];
  }

  cases(): readonly Case[] {
    return [];
  }
}

/** What is left out, each of its own reason. */
const unbound: readonly (readonly [directive: string, source: string, rest?: string])[] = [
  ["", "func $(z complex128) complex128 { return z }"],
  ["", "func $(p unsafe.Pointer) {}"],
  ["", "func $[T any](v T) T { return v }"],
  ["", "func $(z [][]map[string]complex64) {}"],
  ["ignore", "func $() {}"],
  ["ignore", "var $ = 1"],
  ["ignore", "const $ = 1"],
  ["ignore", "type $ struct{ A int }"],
  ["", "type $[T any] struct{ V T }"],
  ["", "type $ interface{ ~int | ~string }"],
  ["", "var $ complex128"],
  ["", "const $ = 1i"],
];

export class Unbound extends Declaration {
  readonly #source: (typeof unbound)[number];

  constructor(make: Maker) {
    super(
      make.package,
      make.package.names.claim(make, "types", (go) => `skipped ${go}`),
      docOf(make),
    );
    this.#source = make.random.pick(unbound);
  }

  uses(): readonly Use[] {
    return [];
  }

  print(): string {
    const [directive, source] = this.#source;
    const heading = headingOf(this.doc, { ...this.names, renamed: false }, directive === "" ? [] : [directive]);
    return `${heading}${source.replace("$", () => this.names.go)}`;
  }

  symbols(): readonly string[] {
    return [];
  }

  override skipped(): readonly string[] {
    return [this.names.go];
  }

  cases(): readonly Case[] {
    return [];
  }
}

/** Type arguments: as Go writes them, what they add to a name, and a value of them. */
const typeArguments: readonly (readonly [go: string, suffix: string, type: () => Type])[] = [
  ["int", "Int", () => basic("int")],
  ["string", "String", () => basic("string")],
  ["float64", "Float64", () => basic("float64")],
  ["int64", "Int64", () => basic("int64")],
  ["bool", "Bool", () => basic("bool")],
];

/** A generic type with its constructor, and a generic function. */
export class Generic extends Declaration {
  readonly #arguments: readonly (typeof typeArguments)[number][];
  readonly #values: readonly (readonly Value[])[];
  readonly #function: { readonly go: string; readonly js: string };

  constructor(make: Maker) {
    const { names } = make.package;
    const instances = make.shuffled(typeArguments).slice(0, make.random.between(1, 3));
    const suffixes = instances.length === 1 ? [""] : instances.map(([, suffix]) => suffix);
    const isFree = (go: string): boolean =>
      [go, `New${go}`, `Twice${go}`].every((each) => !names.go.has(each)) &&
      suffixes.every((suffix) =>
        [go, lowered(`New${go}`), lowered(`Twice${go}`)].every((js) => !names.js.has(js + suffix)),
      );
    let base = names.claim(make, "types", (go) => `generic ${go}`);
    while (base.renamed || !isFree(`${base.go}G`)) base = names.claim(make, "types", (go) => `generic ${go}`);
    const go = `${base.go}G`;
    super(make.package, names.take(go, `generic ${go}`), docOf(make));
    names.take(`New${go}`, `new ${go}`);
    names.take(`Twice${go}`, `twice ${go}`);
    for (const suffix of suffixes)
      for (const js of [go, lowered(`New${go}`), lowered(`Twice${go}`)]) names.js.add(js + suffix);
    this.#arguments = instances;
    this.#values = instances.map(([, , type]) => [type().value(make), type().value(make)]);
    this.#function = { go: `Twice${go}`, js: lowered(`Twice${go}`) };
  }

  uses(): readonly Use[] {
    return [];
  }

  print(): string {
    const { go } = this.names;
    const directives = this.#arguments.map(([type]) => `//topher:instantiate ${type}`).join("\n");
    const doc = this.doc === "" ? "" : `${this.doc}\n//\n`;
    return `${doc}${directives}
type ${go}[T any] struct {
	Value T
	count int
}

${directives}
func New${go}[T any](v T) *${go}[T] { return &${go}[T]{Value: v} }

// Put counts.
func (g *${go}[T]) Put(v T) (T, int) {
	old := g.Value
	g.Value = v
	g.count++
	return old, g.count
}

${directives}
func ${this.#function.go}[T any](v T, more ...T) []T { return append([]T{v}, more...) }`;
  }

  symbols(): readonly string[] {
    const { go } = this.names;
    return this.#arguments.flatMap(([type]) => [
      `${go}[${type}]`,
      `${go}[${type}].Value`,
      `${go}[${type}].Put`,
      `New${go}[${type}]`,
      `${this.#function.go}[${type}]`,
    ]);
  }

  cases(): readonly Case[] {
    const { alias } = this.owner;
    return this.#arguments.map(([argument, suffix, typeOf], i): Case => {
      const [first, second] = this.#values[i]! as [Value, Value];
      const type = typeOf();
      const js = (name: string): string => `${alias}${property(name + (this.#arguments.length === 1 ? "" : suffix))}`;
      return {
        id: this.id(`[${argument}]`),
        go: (file) =>
          [
            `g := ${alias}.New${this.names.go}[${argument}](${first.go(file)})`,
            `old, count := g.Put(${second.go(file)})`,
            `zsay(${file.show(type)}(old))`,
            "zsay(zint(int64(count)))",
            `zsay(${file.show(type)}(g.Value))`,
            `for _, each := range ${alias}.${this.#function.go}[${argument}](${first.go(file)}, ${second.go(file)}) {`,
            `zsay(${file.show(type)}(each))`,
            "}",
          ].join("\n"),
        ts: (file) =>
          [
            `const g = ${js(lowered(`New${this.names.go}`))}(${first.ts(file)});`,
            `const [old, count] = g.put(${second.ts(file)});`,
            `say(${file.show(type)}(old));`,
            "say(integer(count));",
            `say(${file.show(type)}(g.value));`,
            `for (const each of ${js(this.#function.js)}(${first.ts(file)}, ${second.ts(file)})) say(${file.show(type)}(each));`,
          ].join("\n"),
      };
    });
  }
}

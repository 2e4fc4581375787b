// Named types that are no structs and no interfaces.
import { basic, basics } from "./basic-type.ts";
import { Callable } from "./callable.ts";
import { DeclaredType, headingOf, TypeDeclaration, type Case, type Declaration } from "./declaration.ts";
import { docOf } from "./doc.ts";
import type { Maker } from "./maker.ts";
import { lowered, property, spelled } from "./names.ts";
import { Names, type Name } from "./package.ts";
import type { GoFile, TsFile } from "./scope.ts";
import type { Type, Use, Value } from "./type.ts";
import { ArrayType, FuncType, MapType, SliceType } from "./types.ts";

/** A type that crosses as its underlying type. */
class NamedType extends DeclaredType {
  readonly #underlying: Type;

  constructor(declaration: Declaration, underlying: Type) {
    super(declaration);
    this.#underlying = underlying;
  }

  get row(): string {
    return this.#underlying.row;
  }

  override in(): string {
    return this.#isBig ? this.#underlying.out() : this.#underlying.in();
  }

  override out(): string {
    return this.#underlying.out();
  }

  /** Its name is that of a bigint, and numbers are none. */
  get #isBig(): boolean {
    return this.#underlying.out() === "bigint";
  }

  value(make: Maker): Value {
    const value = this.#underlying.value(make);
    return {
      go: (file) => `${this.go(file)}(${value.go(file)})`,
      ts: (file) => (this.#isBig ? value.ts(file).replace(/n?$/, "n") : value.ts(file)),
    };
  }

  showGo(file: GoFile): string {
    return this.#underlying.showGo(file);
  }

  showTs(file: TsFile): string {
    return this.#underlying.showTs(file);
  }

  override *needs(): Generator<Declaration> {
    yield this.declaration;
  }

  override get pure(): boolean {
    return this.#underlying.pure;
  }

  override get calledBack(): boolean {
    return this.#underlying.calledBack;
  }

  override get keyable(): boolean {
    return this.#underlying.keyable;
  }

  override get array(): string | undefined {
    return this.#underlying.array;
  }
}

/** Methods of a type that crosses by value: static functions. */
function methodsOf(make: Maker, type: Type, names: Names): Callable[] {
  return make.times(0, 2, () => new Callable(make, names.claim(make, "members", lowered), { receiver: type }));
}

/** The cases of a static function. */
function casesOf(declaration: TypeDeclaration, method: Callable, value: Value): Case[] {
  const { alias } = declaration.owner;
  const target = `${alias}${property(declaration.js)}${property(method.names.js)}`;
  return method.cases(`${alias}.${declaration.names.go}.${method.names.go}`, {
    go: (file) => `recv := ${value.go(file)}`,
    ts: (file) => `const recv = ${value.ts(file).replace(/^\[\]$/, "[] as never[]")};`,
    goTarget: () => `recv.${method.names.go}`,
    tsTarget: (async) => `${target}${async ? ".async" : ""}`,
    first: "recv",
  });
}

/** Types whose literals are the same as a parameter and as a result. */
const even = ["int", "string", "bool", "float64", "int32", "uint8", "float32"];

export class NamedOther extends TypeDeclaration {
  readonly type: NamedType;
  readonly #underlying: Type;
  readonly #methods: readonly Callable[];
  readonly #value: Value;

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "types", spelled), docOf(make));
    const elem = (): Type => basic(make.random.pick(even));
    this.#underlying = make.random.pick<() => Type>([
      () => new SliceType(elem()),
      () => new SliceType(basic("int")),
      () => new ArrayType(make.random.between(1, 3), elem()),
      () => new MapType(basic("string"), elem()),
      () => new MapType(basic("int"), elem()),
      // What is named after time.Duration is an int64.
      () => make.random.pick([...basics.values()].filter(({ keyable, key }) => keyable && key !== "time.Duration")),
      () => basic(make.random.pick(even)),
      () => make.deeper(() => make.deeper(() => new FuncType(make))),
    ])();
    this.type = new NamedType(this, this.#underlying);
    this.#methods = this.#underlying instanceof FuncType ? [] : methodsOf(make, this.type, new Names());
    this.#value = make.present(() => this.type.value(make));
  }

  uses(): readonly Use[] {
    return [["named type", this.#underlying], ...this.#methods.flatMap((method) => method.uses())];
  }

  override *needs(): Generator<Declaration> {
    yield* super.needs();
    for (const method of this.#methods) yield* method.needs();
  }

  print(file: GoFile): string {
    const type = `${this.heading()}type ${this.names.go} ${this.#underlying.go(file)}`;
    return [type, ...this.#methods.map((method) => method.print(file))].join("\n\n");
  }

  symbols(): readonly string[] {
    return [this.names.go, ...this.#methods.map((method) => `${this.names.go}.${method.names.go}`)];
  }

  cases(): readonly Case[] {
    return this.#methods.flatMap((method) => casesOf(this, method, this.#value));
  }
}

/** A named slice or map of itself. */
class RecursiveType extends DeclaredType {
  readonly row = "named type that contains itself";
  readonly #isMap: boolean;

  constructor(declaration: Recursive, isMap: boolean) {
    super(declaration);
    this.#isMap = isMap;
  }

  get underlying(): Type {
    return this.#isMap ? new MapType(basic("string"), this) : new SliceType(this);
  }

  value(make: Maker): Value {
    const value = this.underlying.value(make);
    return { go: (file) => `${this.go(file)}(${value.go(file)})`, ts: (file) => value.ts(file) };
  }

  showGo(file: GoFile): string {
    return this.underlying.showGo(file);
  }

  showTs(file: TsFile): string {
    return this.underlying.showTs(file);
  }
}

export class Recursive extends TypeDeclaration {
  readonly type: RecursiveType;

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "types", spelled), docOf(make));
    this.type = new RecursiveType(this, make.chance(50));
  }

  uses(): readonly Use[] {
    return [];
  }

  print(file: GoFile): string {
    return `${this.heading()}type ${this.names.go} ${this.type.underlying.go(file)}`;
  }

  symbols(): readonly string[] {
    return [this.names.go];
  }

  cases(): readonly Case[] {
    return [];
  }
}

/** A constant of an enum. */
interface Member {
  readonly names: Name;
  readonly doc: string;
  /** Its value in both languages. */
  readonly go: string;
  readonly ts: string;
}

/** A named basic type with constants: slices of it are no typed arrays. */
class EnumType extends NamedType {
  readonly #enum: Enum;

  constructor(declaration: Enum, underlying: Type) {
    super(declaration, underlying);
    this.#enum = declaration;
  }

  override out(): string {
    return `${this.#enum.owner.alias}.${this.#enum.js}`;
  }

  override in(): string {
    return this.out();
  }

  override value(make: Maker): Value {
    if (make.keys || make.chance(30)) return super.value(make);
    const { owner, js, members } = this.#enum;
    const { names } = make.random.pick(members);
    return {
      go: (file) => file.name(owner, names.go),
      ts: () => `${owner.alias}${property(js)}${property(names.js)}`,
    };
  }

  override get array(): string | undefined {
    return undefined;
  }
}

export class Enum extends TypeDeclaration {
  readonly type: EnumType;
  readonly members: readonly Member[];
  readonly #underlying: Type;
  readonly #methods: readonly Callable[];
  readonly #value: Value;

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "types", spelled), docOf(make));
    this.#underlying = basic(
      make.random.pick(["int", "string", "uint8", "int64", "uint32", "int16", "bool", "uint64"]),
    );
    this.type = new EnumType(this, this.#underlying);
    const names = new Names();
    const prefixed = make.chance(50);
    const prefix = prefixed ? this.names.go + make.random.pick(["", "_"]) : "";
    const numeric = !["string", "bool"].includes(this.#underlying.key);
    this.members = make.times(1, 5, (i): Member => {
      const text = make.random.pick(["red", "dark blue", "*/", "${x}", "__proto__", '"', "ü"]) + i;
      const value = numeric
        ? String(i * i)
        : this.#underlying.key === "bool"
          ? String(i % 2 === 0)
          : JSON.stringify(text);
      return {
        names: this.#memberOf(make, names, prefix),
        doc: make.chance(20) ? docOf(make) : "",
        go: value,
        ts: value,
      };
    });
    this.#methods = methodsOf(make, this.type, names);
    this.#value = this.type.value(make);
  }

  /** A constant, whose name is free in the package and in the enum. */
  #memberOf(make: Maker, names: Names, prefix: string): Name {
    for (;;) {
      const name = names.claim(make, "members", (go) => lowered(go));
      const go = prefix + name.go;
      const other = this.owner.names.go;
      if (other.has(go) || /[A-Za-z]/.test(go) === false) continue;
      // A constant that begins with the name of the type although the others do not would not be shortened.
      other.add(go);
      return { ...name, go };
    }
  }

  uses(): readonly Use[] {
    return this.#methods.flatMap((method) => method.uses());
  }

  override *needs(): Generator<Declaration> {
    yield* super.needs();
    for (const method of this.#methods) yield* method.needs();
  }

  print(file: GoFile): string {
    const { go } = this.names;
    const members = this.members.map(
      (member) => `${headingOf(member.doc, member.names)}${member.names.go} ${go} = ${member.go}`,
    );
    return [
      `${this.heading()}type ${go} ${this.#underlying.go(file)}`,
      `const (\n${members.join("\n")}\n)`,
      ...this.#methods.map((method) => method.print(file)),
    ].join("\n\n");
  }

  symbols(): readonly string[] {
    const { go } = this.names;
    return [
      go,
      ...this.members.map(({ names }) => names.go),
      ...this.#methods.map((method) => `${go}.${method.names.go}`),
    ];
  }

  cases(): readonly Case[] {
    const { alias } = this.owner;
    const constants: Case = {
      id: this.id(" constants"),
      go: (file) => this.members.map(({ names }) => `zsay(${file.show(this.type)}(${alias}.${names.go}))`).join("\n"),
      ts: (file) =>
        this.members
          .map(({ names }) => `say(${file.show(this.type)}(${this.exported}${property(names.js)}));`)
          .join("\n"),
    };
    return [constants, ...this.#methods.flatMap((method) => casesOf(this, method, this.#value))];
  }
}

// Structs: those that cross by value, and classes.
import { basic, basics } from "./basic-type.ts";
import { Callable } from "./callable.ts";
import { DeclaredType, headingOf, TypeDeclaration, type Case, type Declaration } from "./declaration.ts";
import { docOf } from "./doc.ts";
import { Interface } from "./interface.ts";
import type { Maker } from "./maker.ts";
import { lowered, memberOfClass, pools, property, safe, spelled } from "./names.ts";
import { Names, type Name } from "./package.ts";
import type { GoFile, TsFile } from "./scope.ts";
import type { Type, Use, Value } from "./type.ts";
import { classRow, MapType, PointerType, SliceType, structRow } from "./types.ts";

/** A field of a struct. */
interface Field {
  readonly names: Name;
  readonly type: Type;
  /** Between the quotes of json:"…", or undefined. */
  readonly tag: string | undefined;
  readonly doc: string;
}

function printField(file: GoFile, field: Field): string {
  const tag = field.tag === undefined ? "" : ` \`json:"${field.tag}" xml:"x"\``;
  return `${headingOf(field.doc, field.names)}${field.names.go} ${field.type.go(file)}${tag}`;
}

/** The fields of a struct, of which no two have one name. */
function fieldsOf(make: Maker, names: Names, count: number, isClass: boolean): Field[] {
  const lower = (go: string): string => (isClass ? memberOfClass(lowered(go)) : lowered(go));
  return Array.from({ length: count }, (): Field => {
    let type = make.type("field");
    while (isClass && type.async) type = make.type("element");
    const doc = make.chance(20) ? docOf(make) : "";
    const [tag, tagged] = make.chance(25) ? make.random.pick(pools.tags) : [undefined, ""];
    const js = isClass ? memberOfClass(safe(tagged)) : safe(tagged);
    if (tag !== undefined && tagged !== "" && !names.js.has(js)) {
      const go = names.claim(make, "members", () => js);
      return { names: go, type, tag, doc };
    }
    return { names: names.claim(make, "members", lower), type, tag: tagged === "" ? tag : undefined, doc };
  });
}

/** What is set of a struct: the expressions of its fields. */
interface Given {
  readonly go: (file: GoFile) => string;
  readonly ts: readonly (readonly [js: string, value: (file: TsFile) => string])[];
}

class StructType extends DeclaredType {
  readonly row = structRow;
  readonly #struct: ValueStruct;

  constructor(struct: ValueStruct) {
    super(struct);
    this.#struct = struct;
  }

  override in(): string {
    const { owner, js } = this.#struct;
    let input = `${js}Input`;
    while (owner.declarations.some((each) => each.names.go === input)) input += "_";
    return `${owner.alias}.${input}`;
  }

  value(make: Maker): Value {
    const given = this.give(make, new Set());
    return {
      go: given.go,
      ts: (file) => `{ ${given.ts.map(([js, value]) => `[${JSON.stringify(js)}]: ${value(file)}`).join(", ")} }`,
    };
  }

  /** @param hidden the fields that others hide: nothing can set them */
  give(make: Maker, hidden: ReadonlySet<string>): Given {
    const { fields, embedded } = this.#struct;
    const visible = fields.filter(({ names }) => !hidden.has(names.js));
    const set = visible.filter(({ type }) => make.keys || type.needed || make.chance(85));
    const values = make.deeper(() => set.map(({ type }) => type.value(make)));
    const inner = embedded?.type.give(make, new Set([...hidden, ...fields.map(({ names }) => names.js)]));
    return {
      go: (file) => {
        const parts = set.map(({ names }, i) => `${names.go}: ${values[i]!.go(file)}`);
        if (inner !== undefined) parts.unshift(`${embedded!.names.go}: ${inner.go(file)}`);
        return `${this.go(file)}{${parts.join(", ")}}`;
      },
      ts: [
        ...(inner?.ts ?? []),
        ...set.map(({ names }, i) => [names.js, (file: TsFile) => values[i]!.ts(file)] as const),
      ],
    };
  }

  showGo(file: GoFile): string {
    const shown = this.#struct.visible().map(({ path, type }) => `${file.show(type)}(v.${path})`);
    return `\treturn zfields(${shown.join(", ")})`;
  }

  showTs(file: TsFile): string {
    const shown = this.#struct
      .visible()
      .map(({ js, type }) => `[${JSON.stringify(js)}, ${file.shown(type, `v${property(js)}`)}]`);
    return `fields(v, [${shown.join(", ")}])`;
  }

  override get pure(): boolean {
    return this.#struct.every((type) => type.pure);
  }

  override get async(): boolean {
    return !this.#struct.every((type) => !type.async);
  }

  override get needed(): boolean {
    return !this.#struct.every((type) => !type.needed);
  }

  override get keyable(): boolean {
    return this.#struct.embedded === undefined && this.#struct.every((type) => type.keyable);
  }
}

/** A struct that crosses by value. */
export class ValueStruct extends TypeDeclaration {
  readonly type: StructType;
  readonly fields: readonly Field[];
  readonly embedded: ValueStruct | undefined;
  #deciding = false;

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "types", spelled), docOf(make));
    this.type = new StructType(this);
    const names = new Names();
    const other = make.chance(25) ? make.declared(ValueStruct) : undefined;
    this.embedded = other;
    if (other !== undefined) names.take(other.names.go, "");
    const fields = make.chance(15)
      ? make.times(1, 2, () => keyField(make, names))
      : fieldsOf(make, names, make.random.between(0, 6), false);
    const isAsync = fields.some(({ type }) => type.async) || other?.type.async === true;
    if (make.chance(25) && !isAsync) {
      const self = make.random.pick([
        new PointerType(this.type),
        new SliceType(this.type),
        new SliceType(new PointerType(this.type)),
        new MapType(basic("string"), this.type),
      ]);
      fields.push({ names: names.claim(make, "members", lowered), type: self, tag: undefined, doc: "" });
    }
    this.fields = fields;
  }

  /** Asks the types of all fields, this struct itself aside. */
  every(ask: (type: Type) => boolean): boolean {
    if (this.#deciding) return true;
    this.#deciding = true;
    try {
      return this.fields.every(({ type }) => ask(type)) && (this.embedded?.every(ask) ?? true);
    } finally {
      this.#deciding = false;
    }
  }

  /** The fields that TypeScript has, in their order, with how Go selects them. */
  visible(): { path: string; js: string; type: Type }[] {
    const own = this.fields.map(({ names, type }) => ({ path: names.go, js: names.js, type }));
    const inner = (this.embedded?.visible() ?? [])
      .filter(({ js }) => !own.some((field) => field.js === js))
      .map((field) => ({ ...field, path: `${this.embedded!.names.go}.${field.path}` }));
    return [...inner, ...own];
  }

  uses(): readonly Use[] {
    const own = this.fields.map(({ type }): Use => ["field", type]);
    return this.embedded === undefined ? own : [...own, ["embedded in a struct", this.embedded.type]];
  }

  print(file: GoFile): string {
    const fields = this.fields.map((field) => printField(file, field));
    if (this.embedded !== undefined) fields.unshift(this.embedded.type.go(file));
    return `${this.heading()}type ${this.names.go} struct {\n${fields.join("\n")}\n}`;
  }

  symbols(): readonly string[] {
    return [this.names.go, ...this.fields.map(({ names }) => `${this.names.go}.${names.go}`)];
  }

  cases(): readonly Case[] {
    return [];
  }
}

function keyField(make: Maker, names: Names): Field {
  const type = make.random.pick([...basics.values()].filter((each) => each.keyable));
  return { names: names.claim(make, "members", lowered), type, tag: undefined, doc: "" };
}

/** A class, by value. */
class ClassType extends DeclaredType {
  readonly row = classRow;
  readonly #class: ClassStruct;

  constructor(owner: ClassStruct) {
    super(owner);
    this.#class = owner;
  }

  value(make: Maker): Value {
    const { fields, embedded } = this.#class;
    const set = fields.filter(({ type }) => type.needed || make.chance(80));
    const values = make.deeper(() => set.map(({ type }) => type.value(make)));
    const inner = embedded && make.deeper(() => make.present(() => embedded.type.value(make)));
    return {
      go: (file) => {
        const parts = set.map(({ names }, i) => `${names.go}: ${values[i]!.go(file)}`);
        if (inner) parts.unshift(`${embedded.names.go}: ${inner.go(file)}`);
        return `${this.go(file)}{${parts.join(", ")}}`;
      },
      ts: (file) => {
        const { promises } = file;
        file.promises = false;
        const parts = set.map(({ names }, i) => `[${JSON.stringify(names.js)}]: ${values[i]!.ts(file)}`);
        if (inner) parts.push(`[${JSON.stringify(embedded.names.js)}]: ${inner.ts(file)}`);
        file.promises = promises;
        return `new ${this.out()}(${parts.length === 0 ? "" : `{ ${parts.join(", ")} }`})`;
      },
    };
  }

  showGo(file: GoFile): string {
    const { fields, embedded } = this.#class;
    const all = [...(embedded === undefined ? [] : [embedded]), ...fields];
    return `\treturn zfields(${all.map(({ names, type }) => `${file.show(type)}(v.${names.go})`).join(", ")})`;
  }

  showTs(file: TsFile): string {
    const { fields, embedded } = this.#class;
    const all = [...(embedded === undefined ? [] : [embedded]), ...fields];
    return `object(v, [${all.map(({ names, type }) => `${file.show(type)}(v${property(names.js)})`).join(", ")}])`;
  }

  override get pure(): boolean {
    return this.#class.pure;
  }
}

interface Embedded {
  readonly names: Name;
  readonly type: Type;
  readonly declaration: ClassStruct | ValueStruct | Interface;
}

/** A struct with methods, or with fields that are not exported. */
export class ClassStruct extends TypeDeclaration {
  readonly type: ClassType;
  readonly fields: readonly Field[];
  readonly embedded: Embedded | undefined;
  readonly methods: readonly Callable[];
  /** Whether it has the method of an error, and on what. */
  readonly error: "*" | "" | undefined;
  readonly #hidden: readonly Type[];
  readonly #maker: Callable | undefined;
  readonly #sample: Value;
  /** What the fields are set to. */
  readonly #values: readonly Value[];
  #deciding = false;

  constructor(make: Maker, isError: boolean = false) {
    super(make.package, make.package.names.claim(make, "types", spelled), docOf(make));
    this.type = new ClassType(this);
    const names = new Names();
    names.js.add("async");
    this.error = isError ? make.random.pick(["*", ""] as const) : undefined;
    if (isError) names.take("Error", "error");
    this.embedded = make.chance(35) ? this.#embed(make, names) : undefined;
    const fields = fieldsOf(make, names, make.random.between(0, 4), true);
    if (make.chance(20)) {
      const lower = (go: string): string => memberOfClass(lowered(go));
      fields.push({
        names: names.claim(make, "members", lower),
        type: new PointerType(this.type),
        tag: undefined,
        doc: "",
      });
    }
    this.fields = fields;
    this.#hidden = make.times(make.chance(50) ? 1 : 0, 2, () => make.random.pick([...basics.values()]));
    this.methods = make.times(1, 4, () => {
      const method = names.claim(make, "members", (go) => memberOfClass(lowered(go)));
      const pointer = make.chance(60);
      return new Callable(make, method, { receiver: pointer ? new PointerType(this.type) : this.type });
    });
    const [go, js] = [`New${this.names.go}`, lowered(`New${this.names.go}`)];
    this.#maker =
      make.package.names.isFree(go, js) && make.chance(70)
        ? new Callable(make, make.package.names.take(go, js), { result: new PointerType(this.type) })
        : undefined;
    this.#sample = this.type.value(make);
    this.#values = this.fields.map(({ type }) => type.value(make));
  }

  #embed(make: Maker, names: Names): Embedded | undefined {
    const declaration = make.random.pick<() => ClassStruct | ValueStruct | Interface | undefined>([
      () => make.declared(ClassStruct),
      () => make.declared(ValueStruct),
      () => make.declared(Interface),
    ])();
    // A field of the kind that an asynchronous form only takes has no place here, and an error would make this one an error too.
    if (
      declaration === undefined ||
      declaration.type.async ||
      (declaration instanceof ClassStruct && declaration.error !== undefined)
    )
      return undefined;
    const [go, js] = [declaration.names.go, memberOfClass(lowered(declaration.names.go))];
    const inner = membersOf(declaration);
    if (new Set(inner.map(([, js]) => js)).size < new Set(inner.map(([go]) => go)).size) return undefined;
    if (inner.some(([innerGo, innerJs]) => innerGo === go || innerJs === js || innerJs === "async")) return undefined;
    if (![[go, js] as const, ...inner].every((each) => names.isFree(...each))) return undefined;
    // A directive names the method of one type, not that of another which embeds it.
    if (renames(declaration)) return undefined;
    for (const [innerGo, innerJs] of inner) names.take(innerGo, innerJs);
    const isStruct = !(declaration instanceof Interface);
    const type = isStruct && make.chance(50) ? new PointerType(declaration.type) : declaration.type;
    return { names: names.take(go, js), type, declaration };
  }

  get pure(): boolean {
    if (this.#deciding) return true;
    this.#deciding = true;
    try {
      return this.fields.every(({ type }) => type.pure) && (this.embedded?.type.pure ?? true);
    } finally {
      this.#deciding = false;
    }
  }

  /** The names of its members in both languages. */
  *members(): Generator<readonly [go: string, js: string]> {
    if (this.embedded !== undefined) {
      yield [this.embedded.names.go, this.embedded.names.js];
      yield* membersOf(this.embedded.declaration);
    }
    for (const { names } of [...this.fields, ...this.methods]) yield [names.go, names.js];
    if (this.error !== undefined) yield ["Error", "error"];
  }

  uses(): readonly Use[] {
    return [
      ...this.fields.map(({ type }): Use => ["field of a class", type]),
      ...(this.embedded === undefined ? [] : [["embedded in a class", this.embedded.type] as const]),
      ...this.methods.flatMap((method) => method.uses()),
      ...(this.#maker?.uses() ?? []),
    ];
  }

  override *needs(): Generator<Declaration> {
    yield* super.needs();
    for (const method of [...this.methods, ...(this.#maker ? [this.#maker] : [])]) yield* method.needs();
  }

  print(file: GoFile): string {
    const { go } = this.names;
    const fields = this.fields.map((field) => printField(file, field));
    if (this.embedded !== undefined) fields.unshift(this.embedded.type.go(file));
    fields.push(...this.#hidden.map((type, i) => `hidden${i} ${type.go(file)}`));
    const parts = [`${this.heading()}type ${go} struct {\n${fields.join("\n")}\n}`];
    for (const method of this.methods) parts.push(method.print(file));
    if (this.#maker !== undefined) parts.push(this.#maker.print(file));
    if (this.error !== undefined) {
      parts.push(
        `// Error is the message.\nfunc (e ${this.error}${go}) Error() string { return "error of ${this.owner.alias}" }`,
      );
    }
    return parts.join("\n\n");
  }

  symbols(): readonly string[] {
    const { go } = this.names;
    return [
      go,
      ...[...this.members()].map(([member]) => `${go}.${member}`),
      ...(this.#maker === undefined ? [] : [this.#maker.names.go]),
    ];
  }

  /** An error of this class, as an expression of Go. */
  errorGo(file: GoFile): string {
    return `${this.error === "*" ? "&" : ""}${this.#sample.go(file)}`;
  }

  cases(): readonly Case[] {
    const made: Case = {
      id: this.id(" made"),
      go: (file) => `v := ${this.#sample.go(file)}\nzsay(${file.show(this.type)}(v))`,
      ts: (file) => `const v = ${this.#sample.ts(file)};\nsay(${file.show(this.type)}(v));`,
    };
    // What JavaScript gave for a func is that function again, which returns what it likes.
    return [...(this.pure ? [made] : []), ...this.#methodCases(), ...this.#setters(), ...this.#constructorCases()];
  }

  #methodCases(): Case[] {
    return this.methods.flatMap((method) =>
      method.cases(this.id(`.${method.names.go}`), {
        go: (file) => `recv := zptr[${this.type.go(file)}](${this.#sample.go(file)})`,
        ts: (file) => `const recv = ${this.#sample.ts(file)};`,
        // What the fields hold may have been used up.
        ...(this.pure && {
          goAfter: (file: GoFile) => `${file.show(this.type)}(*recv)`,
          tsAfter: (file: TsFile) => `${file.show(this.type)}(recv)`,
        }),
        goTarget: () => `recv.${method.names.go}`,
        tsTarget: (async) => `recv${async ? '["async"]' : ""}${property(method.names.js)}`,
      }),
    );
  }

  #setters(): Case[] {
    if (!this.pure) return [];
    return this.fields.map(({ names }, i): Case => {
      const value = this.#values[i]!;
      return {
        id: this.id(`.${names.go} is set`),
        go: (file) =>
          `v := ${this.#sample.go(file)}\nv.${names.go} = ${value.go(file)}\nzsay(${file.show(this.type)}(v))`,
        ts: (file) =>
          `const v = ${this.#sample.ts(file)};\nv${property(names.js)} = ${value.ts(file)};\nsay(${file.show(this.type)}(v));`,
      };
    });
  }

  #constructorCases(): readonly Case[] {
    const made = this.#maker;
    if (made === undefined) return [];
    const { js, go } = made.names;
    const isStatic: Case = {
      id: this.id(".new"),
      go: () => "zsay(zbool(true))",
      ts: () => `say(boolean(${this.exported}["new"] === ${this.owner.alias}${property(js)}));`,
    };
    const calls = made.cases(`${this.owner.alias}.${go}`);
    return made.asyncOnly ? calls : [isStatic, ...calls];
  }
}

/** Whether a directive names one of the methods of what is embedded. */
function renames(declaration: ClassStruct | ValueStruct | Interface): boolean {
  if (declaration instanceof ValueStruct) return false;
  const own = declaration instanceof Interface ? declaration.all() : declaration.methods;
  const inner = declaration instanceof ClassStruct ? declaration.embedded : undefined;
  return own.some(({ names }) => names.renamed) || (inner !== undefined && renames(inner.declaration));
}

/** The members of what is embedded. */
function membersOf(declaration: ClassStruct | ValueStruct | Interface): (readonly [go: string, js: string])[] {
  if (declaration instanceof ValueStruct) {
    const inner = declaration.embedded;
    const own = declaration.fields.map(({ names }) => [names.go, memberOfClass(names.js)] as const);
    if (inner === undefined) return own;
    return [...own, [inner.names.go, memberOfClass(lowered(inner.names.go))], ...membersOf(inner)];
  }
  return [...declaration.members()];
}

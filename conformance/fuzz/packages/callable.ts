// Functions and methods: how they are declared, what they do, and how both programs call them.
import { basic, plainText } from "./basic-type.ts";
import type { Case, Declaration } from "./declaration.ts";
import { headingOf } from "./declaration.ts";
import { docOf } from "./doc.ts";
import { ErrorVariable } from "./function.ts";
import type { Maker } from "./maker.ts";
import { pools, property } from "./names.ts";
import type { Name, Package } from "./package.ts";
import type { GoFile, TsFile } from "./scope.ts";
import { ClassStruct } from "./struct.ts";
import type { Type, Use, Value } from "./type.ts";
import { PointerType, SliceType } from "./types.ts";

/** A parameter as Go names it. The last one can be variadic: its type is that of an element. */
interface Param {
  readonly name: string;
  readonly type: Type;
  readonly variadic: boolean;
  /** What is assigned to it, or to what it points to. */
  readonly written: Value | undefined;
}

/** A result: a value that is always the same, or a parameter that is given back. */
interface Result {
  readonly name: string;
  readonly type: Type;
  readonly value: Value | number;
}

/** The object of a method in both programs. */
export interface Target {
  go(file: GoFile): string;
  ts(file: TsFile): string;
  goAfter?(file: GoFile): string;
  tsAfter?(file: TsFile): string;
  goTarget(file: GoFile): string;
  /** What is called, in the asynchronous form or the other one. */
  tsTarget(async: boolean): string;
  /** The first argument in TypeScript, where the object is one. */
  readonly first?: string;
}

/** What a function fails with: an error variable, wrapped or not, an error of a class, or any. */
type Failure =
  | { readonly variable: ErrorVariable; readonly wrapped: boolean }
  | { readonly class: ClassStruct }
  | string;

interface Options {
  readonly receiver?: Type;
  /** Of a constructor. */
  readonly result?: Type;
}

export class Callable {
  readonly names: Name;
  readonly owner: Package;
  /** Whether it has only the asynchronous form. */
  readonly asyncOnly: boolean;
  readonly #doc: string;
  readonly #body: string;
  readonly #receiver: (Param & { readonly type: Type }) | undefined;
  readonly #params: readonly Param[];
  readonly #results: readonly Result[];
  readonly #throws: string | undefined;
  readonly #failure: Failure | undefined;
  readonly #context: boolean;
  readonly #directives: readonly string[];
  /** One list for each form. */
  readonly #arguments: readonly (readonly Value[])[];
  readonly #rest: readonly (readonly Value[])[];

  constructor(make: Maker, names: Name, { receiver, result }: Options = {}) {
    this.names = names;
    this.owner = make.package;
    this.#doc = docOf(make);
    this.#body = make.package.body();
    const taken = new Set<string>();
    const name = (used: boolean = false): string => {
      for (;;) {
        const name = make.random.pick(pools.params);
        if (name === "_" ? used : taken.has(name)) continue;
        taken.add(name);
        return name;
      }
    };
    this.#receiver = receiver && {
      name: name(),
      type: receiver,
      variadic: false,
      written:
        receiver instanceof PointerType && receiver.pure && make.chance(40)
          ? make.present(() => receiver.elem.value(make))
          : undefined,
    };
    const count = make.random.pick([0, 1, 1, 2, 2, 3, 4]);
    this.#params = Array.from({ length: count }, (_, i): Param => {
      const type = make.type("param");
      const variadic = i === count - 1 && make.chance(15) && !type.async;
      return { name: name(type.async), type, variadic, written: variadic ? undefined : written(make, type) };
    });
    const types =
      result !== undefined
        ? [result]
        : Array.from({ length: make.random.pick([0, 1, 1, 1, 2, 3]) }, () => make.type("result"));
    if (types.at(-1) === basic("error")) types.push(basic("bool")); // the last one would be thrown
    const named = make.chance(30);
    this.#throws = make.chance(35) ? (named ? name() : "") : undefined;
    this.#results = types.map((type): Result => {
      const same = this.#params.findIndex(
        (param) => !param.variadic && param.name !== "_" && param.type.key === type.key && type.pure,
      );
      // A pointer that is given back may be nil, which some functions must not return.
      const back = same >= 0 && !type.out().endsWith("null") && make.chance(60);
      return { name: named ? name() : "", type, value: back ? same : type.given(make) };
    });
    this.#failure = this.#throws !== undefined && make.chance(35) ? failureOf(make) : undefined;
    this.#context = make.chance(8);
    const directives: string[] = make.chance(5) ? ["async"] : [];
    this.asyncOnly = this.#context || directives.length > 0;
    for (const param of this.#params) {
      if (
        param.name === "_" ||
        param.variadic ||
        !(param.type instanceof SliceType) ||
        param.type.elem.array === undefined
      )
        continue;
      if (make.chance(15)) directives.push(`copy ${param.name}`);
      else if (make.chance(10) && !this.asyncOnly) directives.push(`borrow ${param.name}`);
    }
    this.#directives = directives;
    const plain = this.#params.filter((param) => !param.variadic);
    this.#arguments = [0, 1].map(() => plain.map(({ type }) => type.argument(make)));
    this.#rest = [0, 1].map(() =>
      this.#params.flatMap(({ type, variadic }) => (variadic ? make.times(0, 3, () => type.value(make)) : [])),
    );
  }

  uses(): readonly Use[] {
    const of = this.#receiver === undefined ? "a function" : "a method";
    return [
      ...this.#params.map(({ type, variadic }): Use => [variadic ? "rest" : `parameter of ${of}`, type]),
      ...this.#results.map(({ type }): Use => [`result of ${of}`, type]),
    ];
  }

  types(): readonly Type[] {
    return this.uses().map(([, type]) => type);
  }

  *needs(): Generator<Declaration> {
    for (const type of this.types()) yield* type.needs();
    if (this.#failure === undefined || typeof this.#failure === "string") return;
    yield "class" in this.#failure ? this.#failure.class : this.#failure.variable;
  }

  print(file: GoFile): string {
    const recv = this.#receiver;
    const all = [...(recv === undefined ? [] : [recv]), ...this.#params];
    const typed = (param: Param): string => `${param.name} ${param.variadic ? "..." : ""}${param.type.go(file)}`;
    const results = this.#results.map(({ name, type }) => `${name} ${type.go(file)}`.trim());
    if (this.#throws !== undefined) results.push(`${this.#throws} error`.trim());
    const params = this.#params.map(typed);
    if (this.#context) params.unshift("ctx context.Context");
    const passed = all.filter(({ name }) => name !== "_").map(({ name }) => name);
    const before = recv === undefined ? "" : `(${typed(recv)}) `;
    return [
      `${headingOf(this.#doc, this.names, this.#directives)}func ${before}${this.names.go}(${params.join(", ")}) (${results.join(", ")}) {`,
      `\t${results.length > 0 ? "return " : ""}${this.#body}(${passed.join(", ")})`,
      "}",
      "",
      this.#printBody(file, all),
    ].join("\n");
  }

  #printBody(file: GoFile, all: readonly Param[]): string {
    const param = (i: number): string => `a${i - (this.#receiver === undefined ? 0 : 1)}`;
    const passed = all
      .map((each, i) => ({ ...each, local: this.#receiver !== undefined && i === 0 ? "recv" : param(i) }))
      .filter(({ name }) => name !== "_");
    const type = ({ type, variadic }: Param): Type => (variadic ? new SliceType(type) : type);
    const results = this.#results.map((result, i) => `r${i} ${result.type.go(file)}`);
    if (this.#throws !== undefined) results.push("err error");
    const lines = [
      `func ${this.#body}(${passed.map((each) => `${each.local} ${type(each).go(file)}`).join(", ")}) (${results.join(", ")}) {`,
      `\tzseen(${passed.map((each) => `${file.show(type(each))}(${each.local})`).join(", ")})`,
    ];
    for (const { local, type, written } of passed) {
      if (written === undefined || this.#failure !== undefined) continue; // what fails writes nothing back
      if (type instanceof PointerType)
        lines.push(`\tif ${local} != nil {`, `\t\t*${local} = ${written.go(file)}`, "\t}");
      else lines.push(`\tif len(${local}) > 0 {`, `\t\t${local}[0] = ${written.go(file)}`, "\t}");
    }
    this.#results.forEach(({ value }, i) =>
      lines.push(`\tr${i} = ${typeof value === "number" ? `a${value}` : value.go(file)}`),
    );
    if (this.#failure !== undefined) lines.push(`\terr = ${this.#failureGo(file)}`);
    return [...lines, "\treturn", "}"].join("\n");
  }

  #failureGo(file: GoFile): string {
    const failure = this.#failure!;
    if (typeof failure === "string") return `errors.New(${failure})`;
    if ("class" in failure) return failure.class.errorGo(file);
    const variable = file.name(failure.variable.owner, failure.variable.names.go);
    return failure.wrapped ? `fmt.Errorf("wrapped: %w", ${variable})` : variable;
  }

  /** The cases of its forms. */
  cases(id: string, target?: Target): Case[] {
    const forms: boolean[] = [];
    if (!this.asyncOnly && !this.#params.some(({ type }) => type.async)) forms.push(false);
    forms.push(true);
    return forms.map((async) => this.#case(`${id}${async ? " async" : ""}`, async, target));
  }

  #case(id: string, async: boolean, target: Target | undefined): Case {
    const [args, rest] = [this.#arguments[Number(async)]!, this.#rest[Number(async)]!];
    const frames = args.flatMap(({ frame }) => (frame === undefined ? [] : [frame]));
    const after = frames.filter((frame) => frame.written !== true || (!async && this.#failure === undefined));
    const sentinel =
      typeof this.#failure === "object" && "variable" in this.#failure ? this.#failure.variable : undefined;
    const names = this.#results.map((_, i) => `r${i}`);
    const plain = this.#params.filter((param) => !param.variadic);
    return {
      id,
      go: (file) => {
        const called = target?.goTarget(file) ?? `${this.owner.alias}.${this.names.go}`;
        const given = [
          ...(this.#context ? ["context.Background()"] : []),
          ...[...args, ...rest].map((value) => value.go(file)),
        ];
        const call = `${called}(${given.join(", ")})`;
        const shown = this.#results.map(({ type }, i) => `zsay(${file.show(type)}(r${i}))`);
        const is = sentinel === undefined ? "nil" : file.name(sentinel.owner, sentinel.names.go);
        const lines = [
          ...(target === undefined ? [] : [target.go(file)]),
          ...frames.map((frame) => frame.goBefore(file)),
        ];
        if (this.#throws !== undefined) {
          lines.push(
            `${[...names, "err"].join(", ")} := ${call}`,
            "if err != nil {",
            `zsay(zfailed(err, ${is}))`,
            "} else {",
            ...shown,
            "}",
          );
        } else {
          lines.push(names.length === 0 ? call : `${names.join(", ")} := ${call}`, ...shown);
        }
        for (const frame of after) lines.push(`zsay(${frame.goAfter!(file)})`);
        if (target?.goAfter !== undefined) lines.push(`zsay(${target.goAfter(file)})`);
        return [...lines, `zsay(${this.owner.alias}.ZSeen())`].join("\n");
      },
      ts: (file) => {
        const own = `${this.owner.alias}${property(this.names.js)}`;
        const called =
          target?.tsTarget(async && !this.asyncOnly) ?? `${own}${async && !this.asyncOnly ? ".async" : ""}`;
        const lines = [
          ...(target === undefined ? [] : [target.ts(file)]),
          ...frames.map((frame) => frame.tsBefore(file)),
        ];
        const given = target?.first === undefined ? [] : [target.first];
        for (const [i, value] of args.entries()) {
          file.promises = async && plain[i]!.type.calledBack;
          given.push(value.ts(file));
          file.promises = false;
        }
        const more = rest.map((value) => value.ts(file));
        if (!async) given.push(...more);
        else if (this.#params.at(-1)?.variadic === true) given.push(`[${more.join(", ")}]`);
        const call = `${async ? "await " : ""}${called}(${given.join(", ")})`;
        const is = sentinel === undefined ? "" : `, ${sentinel.owner.alias}${property(sentinel.js)}`;
        const shown = this.#results.map(
          ({ type }, i) => `say(${file.shown(type, names.length === 1 ? "r" : `r[${i}]`)});`,
        );
        lines.push(
          `try { ${names.length === 0 ? "" : "const r = "}${call}; ${shown.join(" ")} } catch (error) { say(failed(error${is})); }`,
        );
        for (const frame of after) lines.push(`say(${frame.tsAfter!(file)});`);
        if (target?.tsAfter !== undefined) lines.push(`say(${target.tsAfter(file)});`);
        return [...lines, `say(${this.owner.alias}.zSeen());`].join("\n");
      },
    };
  }
}

/** What is written to a parameter, sometimes. */
function written(make: Maker, type: Type): Value | undefined {
  if (!make.chance(40) || !type.pure) return undefined;
  if (type instanceof SliceType && type.elem.array !== undefined) return type.elem.value(make);
  return type instanceof PointerType && type.row === "pointer to such a struct" ? type.elem.value(make) : undefined;
}

function failureOf(make: Maker): Failure {
  const variable = make.declared(ErrorVariable);
  const ofClass = make.package.declarations.filter(
    (each): each is ClassStruct => each instanceof ClassStruct && each.error !== undefined,
  );
  return make.random.pick<() => Failure>([
    () => plainText(make)[0],
    () => (variable === undefined ? plainText(make)[0] : { variable, wrapped: make.chance(50) }),
    () => (ofClass.length === 0 ? plainText(make)[0] : { class: make.random.pick(ofClass) }),
  ])();
}

// Everything of a generated module that a program can call: functions, methods, constructors, accessors, variables, statics and asynchronous
// forms, with their types from index.d.ts and the Go types of plain parameters from the comments of index.js.
import { readFileSync } from "node:fs";
import { Handle } from "topher";
import type { Scope } from "./arguments-judge.ts";
import { named, readDeclarations, type Declarations, type Member, type Param, type Type } from "./arguments-types.ts";

/** One thing to call. */
export interface Target {
  /** What it is called in what is printed, such as `features.Account.deposit.async`. */
  readonly name: string;
  readonly scope: Scope;
  readonly params: readonly Param[];
  readonly goTypes: readonly (string | undefined)[];
  readonly asynchronous: boolean;
  /** The class whose object it is called on. */
  readonly of: string | undefined;
  /** True where what it gives depends on when collectors and goroutines run. */
  readonly counts: boolean;
  /** True where a call takes long: those are called less often. */
  readonly slow: boolean;
  /** True where a program can pass as many arguments as there are parameters, and no others. */
  readonly exact: boolean;
  /** The name of the type that it gives. */
  readonly result: string;
  /** True where all that it does is to run Go's collector. */
  readonly collects: boolean;
  /** True for zero values of a class that Go makes by a function: their methods may wait for channels that are nil. */
  readonly zero: boolean;
  /** True where only the time of its options ends it. */
  readonly timed: boolean;
  /** True where a right call may wait for ever, or end the process: only calls are made that have to be refused. */
  readonly onlyWrong: boolean;
  readonly call: (of: unknown, args: readonly unknown[]) => unknown;
}

/**
 * The targets of a module of dist/door2, each of its functions and members in all forms.
 *
 * @param harmful true where right calls of all of them may wait for ever, or end the process
 */
export async function targetsOf(folder: URL, title: string, harmful: boolean): Promise<Target[]> {
  const exports = (await import(new URL("index.js", folder).href)) as Record<string, unknown>;
  const declared = readDeclarations(readFileSync(new URL("index.d.ts", folder), "utf8"));
  const goTypes = readGoTypes(readFileSync(new URL("index.js", folder), "utf8"));
  const found = new Finder(title, { exports, declared }, goTypes, harmful);
  // What begins with $ is exported for other packages of the same build.
  for (const [name, value] of Object.entries(exports)) if (!name.startsWith("$")) found.add(name, value);
  return found.targets;
}

class Finder {
  readonly targets: Target[] = [];
  readonly #title: string;
  readonly #scope: Scope;
  readonly #goTypes: ReadonlyMap<string, readonly string[]>;
  readonly #harmful: boolean;

  constructor(title: string, scope: Scope, goTypes: ReadonlyMap<string, readonly string[]>, harmful: boolean) {
    this.#harmful = harmful;
    this.#title = title;
    this.#scope = scope;
    this.#goTypes = goTypes;
  }

  get #declared(): Declarations {
    return this.#scope.declared;
  }

  add(name: string, value: unknown): void {
    if (typeof value === "function") {
      if (value.prototype instanceof Handle) this.#class(name, value as unknown as ClassOfHandles);
      else this.#function(name, value as Callable);
    } else if (typeof value === "object" && value !== null && !(value instanceof Error)) this.#constants(name, value);
  }

  #function(name: string, value: Callable): void {
    const type = this.#declared.functions.get(name);
    if (type === undefined) throw new Error(`index.d.ts of ${this.#title} does not declare the function ${name}`);
    const doc = this.#declared.docs.get(name) ?? "";
    const goTypes = this.#goTypes.get(name) ?? [];
    this.#push(name, type, goTypes, doc, undefined, (_, args) => value(...args));
    if (value.async === value || value.async === undefined) return; // a package in //export style has no such forms
    const later = this.#declared.functions.get(`${name}.async`);
    if (later === undefined) throw new Error(`index.d.ts of ${this.#title} does not declare ${name}.async`);
    this.#push(`${name}.async`, later, goTypes, doc, undefined, (_, args) => value.async!(...args));
  }

  #class(name: string, type: ClassOfHandles): void {
    const members = this.#declared.members.get(name);
    if (members === undefined) throw new Error(`index.d.ts of ${this.#title} does not declare the class ${name}`);
    const constructor = members.find((member) => member.name === "constructor")?.type as FunctionType | undefined;
    // An object without fields is as good as none.
    const made = constructor?.params.length === 1 ? constructor : { ...nothing, params: [noFields] };
    this.#push(`new ${name}`, made, [], "", undefined, (_, args) => new type(...args));
    for (const [member, { value }] of Object.entries(Object.getOwnPropertyDescriptors(type))) {
      const declared = members.find((each) => each.static && each.name === member);
      if (typeof value !== "function" || declared === undefined) continue;
      const of = typeofName(declared.type);
      const alike = of === undefined ? undefined : this.#declared.functions.get(of);
      if (alike === undefined) throw new Error(`${name}.${member} of ${this.#title} is declared as no function`);
      const goTypes = this.#goTypes.get(of!) ?? [];
      const doc = this.#declared.docs.get(of!) ?? "";
      this.#push(`${name}.${member}`, alike, goTypes, doc, undefined, (_, args) => (value as Callable)(...args));
    }
    for (const member of members) if (!member.static) this.#member(name, type, member);
    for (const member of this.#declared.members.get(`${name}.Async`) ?? []) {
      if (member.how !== "method") continue;
      const doc = this.#declared.docs.get(`${name}.${member.name}`) ?? "";
      const goTypes = this.#goTypes.get(`${name}.${member.name}`) ?? [];
      const view = Object.getOwnPropertyDescriptor(type.prototype, "async")!.get!;
      this.#push(`${name}.async.${member.name}`, member.type as FunctionType, goTypes, doc, name, (of, args) => {
        const object = view.call(of) as Record<string, Callable>;
        return object[member.name]!(...args);
      });
    }
  }

  #member(name: string, type: ClassOfHandles, { name: member, how, type: declared, readonly }: Member): void {
    const property = Object.getOwnPropertyDescriptor(type.prototype, member);
    if (property === undefined || member === "constructor" || member === "async") return;
    const whole = `${name}.${member}`;
    const doc = this.#declared.docs.get(whole) ?? "";
    if (how === "method") {
      const goTypes = this.#goTypes.get(whole) ?? [];
      this.#push(whole, declared as FunctionType, goTypes, doc, name, (of, args) =>
        (property.value as Callable).apply(of, args as unknown[]),
      );
      return;
    }
    if (how !== "set" && property.get !== undefined) {
      const getter: FunctionType = { kind: "function", params: [], result: declared };
      this.#push(`get ${whole}`, getter, [], doc, name, (of) => property.get!.call(of), true);
    }
    if (how !== "get" && !readonly && property.set !== undefined) {
      const setter = setterOf(declared);
      this.#push(`set ${whole}`, setter, [], doc, name, (of, args) => property.set!.call(of, args[0]), true);
    }
  }

  // Methods of enums and other named types, and the variables of a package.
  #constants(name: string, value: object): void {
    const type = this.#declared.constants.get(name);
    const members = type?.kind === "object" ? type.members : [];
    for (const [member, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
      const whole = `${name}.${member}`;
      const declared = members.filter((each) => each.name === member);
      if (typeof property.value === "function") this.#ofNamed(whole, property.value as Callable, declared[0]?.type);
      if (property.set === undefined) continue;
      const written = declared.find(({ how }) => how === "set") ?? declared.find(({ how }) => how === "property");
      if (written === undefined) throw new Error(`${whole} of ${this.#title} has a setter that is not declared`);
      const call = (_: unknown, args: readonly unknown[]): void => void property.set!.call(value, args[0]);
      this.#push(`set ${whole}`, setterOf(written.type), [], "", undefined, call, true);
    }
  }

  #ofNamed(name: string, value: Callable, type: Type | undefined): void {
    const members = type?.kind === "object" ? type.members : [];
    const own = members.find((member) => member.name === "()")?.type;
    if (own?.kind !== "function") throw new Error(`${name} of ${this.#title} is declared as no function`);
    this.#push(name, own, [], "", undefined, (_, args) => value(...args));
    const later = members.find((member) => member.name === "async")?.type;
    if (value.async === undefined || value.async === value || later?.kind !== "function") return;
    this.#push(`${name}.async`, later, [], "", undefined, (_, args) => value.async!(...args));
  }

  #push(
    name: string,
    { params, result }: FunctionType,
    goTypes: readonly string[],
    doc: string,
    of: string | undefined,
    call: Target["call"],
    exact = false,
  ): void {
    const asynchronous = result.kind === "name" && result.name === "Task";
    const hasContext = asynchronous && !name.includes("async");
    this.targets.push({
      name: `${this.#title}.${name}`,
      scope: this.#scope,
      params,
      goTypes,
      asynchronous,
      of,
      counts: params.every(({ optional }) => optional) && /^(Task<)?(number|bigint)/.test(textOf(result)),
      slow: !asynchronous && /goroutine|garbage|collect/i.test(doc),
      result: textOf(result),
      collects: params.every(({ optional }) => optional) && /runs Go's garbage collector/.test(doc),
      exact: exact || hasContext,
      zero: name.startsWith("new ") && Object.hasOwn(this.#scope.exports[name.slice(4)] as object, "new"),
      timed: hasContext,
      onlyWrong:
        this.#harmful ||
        (waits.test(doc) && !hasContext) ||
        waitsForJavaScript(params, result, asynchronous) ||
        hasAddress(params) ||
        callsWhatWasGiven(doc, params),
      call,
    });
  }
}

// What waits for something else than its own arguments ends only when that something comes.
const waits = /\b(waits?|waited|blocks?|blocked|keeps its thread|until|for ever|stuck|never)\b/i;

// What would wait for this thread, while this thread waits for it.
function waitsForJavaScript(params: readonly Param[], result: Type, asynchronous: boolean): boolean {
  const text = (of: unknown): string =>
    JSON.stringify(of, (_, value: unknown) => (typeof value === "bigint" ? 0 : value));
  const given = text(params.map(({ type }) => type));
  // Go waits for what a function sends to the channel that it gets.
  if (/"kind":"function","params":\[[^\]]*Channel/.test(given)) return true;
  // What it gives keeps a stream of JavaScript's, for which a synchronous call of it would wait.
  const gives =
    !/^{"kind":"name","name":"Task","args":\[{"kind":"name","name":"(void|number|bigint|string|boolean)"/.test(
      text(result),
    );
  return asynchronous && gives && /Go(Reader|Writer)AsyncInput/.test(given);
}

// An address means memory that the caller has to know.
function hasAddress(params: readonly Param[]): boolean {
  return params.some(({ type }) => type.kind === "union" && type.of.some((each) => textOf(each) === "ArrayBufferView"));
}

// What its goroutine calls was given before, or not: nil there ends the process.
function callsWhatWasGiven(doc: string, params: readonly Param[]): boolean {
  return /goroutine/.test(doc) && !params.some(({ type }) => type.kind === "union" || type.kind === "function");
}

type FunctionType = Type & { kind: "function" };
type Callable = ((...args: unknown[]) => unknown) & { readonly async?: (...args: unknown[]) => unknown };
type ClassOfHandles = (new (...args: unknown[]) => Handle) & { readonly prototype: object };

const noFields: Param = { name: "fields", type: { kind: "object", members: [] }, optional: true, rest: false };
const nothing: FunctionType = { kind: "function", params: [], result: named("void") };

function setterOf(type: Type): FunctionType {
  return { kind: "function", params: [{ name: "value", type, optional: false, rest: false }], result: named("void") };
}

function typeofName(type: Type): string | undefined {
  return type.kind === "name" && type.name.startsWith("typeof ") ? type.name.slice("typeof ".length) : undefined;
}

function textOf(type: Type): string {
  if (type.kind === "name") return type.args.length === 0 ? type.name : `${type.name}<${textOf(type.args[0]!)}>`;
  return type.kind;
}

// The comment above each function has its signature in Go: `// func (a *Account) Deposit(cents int64) int64`.
function readGoTypes(text: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  let className = "";
  const lines = text.split("\n");
  lines.forEach((line, i) => {
    className = /^(?:export )?class (\w+) extends \$Handle/.exec(line)?.[1] ?? (line === "}" ? "" : className);
    const signature = /^ *\/\/ func (?:\([^)]*\) )?[\w.[\]]+\((.*)$/.exec(line)?.[1];
    const next = lines[i + 1] ?? "";
    // Methods of an object, such as those of an enum, stand further in as well, but in no class.
    const pattern =
      className === "" ? /^(?:export )?function ([\p{ID_Continue}$]+)\(/u : /^ {2}([\p{ID_Continue}$]+)\(/u;
    const name = pattern.exec(next)?.[1];
    if (signature === undefined || name === undefined) return;
    found.set(className === "" ? name : `${className}.${name}`, paramsOf(signature));
  });
  return found;
}

function paramsOf(signature: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const char of signature) {
    if (char === ")" && depth === 0) break;
    if ("([{".includes(char)) depth++;
    if (")]}".includes(char)) depth--;
    if (char === "," && depth === 0) {
      parts.push(part.trim());
      part = "";
    } else part += char;
  }
  if (part.trim() !== "") parts.push(part.trim());
  // In `a, b int` the type follows the last name.
  let type = "";
  const types = parts.toReversed().map((each) => {
    const space = each.indexOf(" ");
    if (space > 0) type = each.slice(space + 1);
    return type;
  });
  return types.toReversed().filter((each) => each !== "context.Context");
}

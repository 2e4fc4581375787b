// What a generated index.d.ts declares, as plain data: the types by which arguments are made and judged.

/** A type as it is written. */
export type Type =
  | { readonly kind: "name"; readonly name: string; readonly args: readonly Type[] }
  | { readonly kind: "literal"; readonly value: string | number | bigint | boolean }
  | { readonly kind: "union" | "intersection" | "tuple"; readonly of: readonly Type[] }
  | { readonly kind: "array"; readonly of: Type }
  | { readonly kind: "function"; readonly params: readonly Param[]; readonly result: Type }
  | { readonly kind: "object"; readonly members: readonly Member[] };

/** A parameter. */
export interface Param {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
  readonly rest: boolean;
}

/** A member of an object type, an interface or a class. A call signature has the name "()". */
export interface Member {
  readonly name: string;
  readonly how: "property" | "method" | "get" | "set";
  readonly type: Type;
  readonly optional: boolean;
  readonly readonly: boolean;
  readonly static: boolean;
}

/** What a module declares, each by its whole name, such as `Shape.AsyncInput`. */
export interface Declarations {
  readonly functions: ReadonlyMap<string, Type & { kind: "function" }>;
  /** Interfaces and classes: their own members. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly bases: ReadonlyMap<string, string>;
  readonly classes: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, Type>;
  readonly constants: ReadonlyMap<string, Type>;
  /** What is documented of a function or method, as text. */
  readonly docs: ReadonlyMap<string, string>;
}

/** Reads the declarations of an index.d.ts. */
export function readDeclarations(text: string): Declarations {
  return new Parser(tokensOf(text)).module();
}

interface Token {
  readonly text: string;
  readonly kind: "word" | "literal" | "mark" | "doc";
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /(?<doc>\/\*\*[\s\S]*?\*\/)|\/\*[\s\S]*?\*\/|\/\/[^\n]*|(?<literal>"(?:[^"\\]|\\.)*"|-?\d[\w.]*)|(?<word>[\p{ID_Start}$_][\p{ID_Continue}$]*)|(?<mark>\.\.\.|=>|[^\s])/gu;
  for (const { groups } of text.matchAll(pattern)) {
    for (const kind of ["doc", "literal", "word", "mark"] as const) {
      if (groups?.[kind] !== undefined) tokens.push({ kind, text: groups[kind] });
    }
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #doc = "";
  readonly #functions = new Map<string, Type & { kind: "function" }>();
  readonly #members = new Map<string, readonly Member[]>();
  readonly #bases = new Map<string, string>();
  readonly #classes = new Set<string>();
  readonly #aliases = new Map<string, Type>();
  readonly #constants = new Map<string, Type>();
  readonly #docs = new Map<string, string>();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  module(): Declarations {
    while (this.#at < this.#tokens.length) this.#declaration("");
    return {
      functions: this.#functions,
      members: this.#members,
      bases: this.#bases,
      classes: this.#classes,
      aliases: this.#aliases,
      constants: this.#constants,
      docs: this.#docs,
    };
  }

  #declaration(prefix: string): void {
    const doc = this.#comment();
    while (this.#takes("export") || this.#takes("declare") || this.#takes("abstract"));
    if (this.#takes("import")) return this.#skipPast(";");
    if (this.#takes("function")) return this.#function(prefix, doc);
    if (this.#takes("namespace")) {
      const inner = `${prefix}${this.#word()}.`;
      this.#needs("{");
      while (!this.#takes("}")) this.#declaration(inner);
      return;
    }
    if (this.#takes("interface") || this.#peek() === "class") {
      const isClass = this.#takes("class");
      return this.#body(`${prefix}${this.#word()}`, isClass);
    }
    if (this.#takes("type")) {
      const name = `${prefix}${this.#word()}`;
      this.#needs("=");
      this.#aliases.set(name, this.#type());
      return this.#needs(";");
    }
    if (this.#takes("const")) {
      const name = `${prefix}${this.#word()}`;
      this.#needs(":");
      this.#constants.set(name, this.#type());
      return this.#needs(";");
    }
    if (this.#takes("{")) return this.#renames();
    if (!this.#takes(";")) throw new Error(`what is ${this.#peek()} in a declaration?`);
  }

  #function(prefix: string, doc: string): void {
    const name = `${prefix}${this.#word()}`;
    this.#docs.set(name, doc);
    this.#functions.set(name, this.#signature());
    this.#needs(";");
  }

  // export { try_ as try, … };
  #renames(): void {
    while (!this.#takes("}")) {
      const from = this.#word();
      const to = this.#takes("as") ? this.#word() : from;
      for (const [name, type] of this.#functions.entries().toArray()) {
        if (name !== from && !name.startsWith(`${from}.`)) continue;
        const renamed = `${to}${name.slice(from.length)}`;
        this.#functions.set(renamed, type);
        this.#docs.set(renamed, this.#docs.get(name) ?? "");
      }
      this.#takes(",");
    }
    this.#takes(";");
  }

  #body(name: string, isClass: boolean): void {
    if (isClass) this.#classes.add(name);
    while (this.#takes("extends") || this.#takes("implements") || this.#takes(",")) {
      const base = this.#single();
      if (base.kind === "name") this.#bases.set(name, base.name);
    }
    const members = this.#block(`${name}.`);
    this.#members.set(name, members);
  }

  #block(prefix: string): Member[] {
    const members: Member[] = [];
    this.#needs("{");
    while (!this.#takes("}")) {
      const doc = this.#comment();
      if (this.#peek() === "}") continue;
      members.push(this.#member(prefix, doc));
      while (this.#takes(";") || this.#takes(","));
    }
    return members;
  }

  #member(prefix: string, doc: string): Member {
    let isStatic = false;
    let isReadonly = false;
    let how: Member["how"] = "property";
    for (;;) {
      const next = this.#tokens[this.#at + 1]?.text ?? "";
      const isName = ["(", ":", "?", "<"].includes(next);
      if (!isName && this.#takes("static")) isStatic = true;
      else if (!isName && this.#takes("readonly")) isReadonly = true;
      else if (!isName && (this.#peek() === "get" || this.#peek() === "set")) how = this.#word() as "get" | "set";
      else break;
    }
    const name = this.#memberName();
    const optional = this.#takes("?");
    let type: Type;
    if (this.#peek() === "(" || this.#peek() === "<") {
      const signature = this.#signature();
      if (how === "property") how = "method";
      type = how === "get" ? signature.result : how === "set" ? signature.params[0]!.type : signature;
    } else type = this.#takes(":") ? this.#type() : { kind: "name", name: "any", args: [] };
    if (how === "method") this.#docs.set(`${prefix}${name}`, doc);
    return { name, how, type, optional, readonly: isReadonly, static: isStatic };
  }

  #memberName(): string {
    if (this.#peek() === "(") return "()";
    if (this.#takes("[")) {
      let name = "";
      while (!this.#takes("]")) name += this.#next();
      return `[${name}]`;
    }
    const name = this.#next();
    return name.startsWith('"') ? (JSON.parse(name) as string) : name;
  }

  #signature(): Type & { kind: "function" } {
    const params = this.#params();
    const result = this.#takes(":") || this.#takes("=>") ? this.#type() : named("void");
    return { kind: "function", params, result };
  }

  #params(): Param[] {
    this.#needs("(");
    const params: Param[] = [];
    while (!this.#takes(")")) {
      const rest = this.#takes("...");
      const name = this.#next();
      const optional = this.#takes("?");
      this.#needs(":");
      params.push({ name, type: this.#type(), optional, rest });
      this.#takes(",");
    }
    return params;
  }

  #type(): Type {
    this.#takes("|");
    const of = [this.#both()];
    while (this.#takes("|")) of.push(this.#both());
    return of.length === 1 ? of[0]! : { kind: "union", of };
  }

  #both(): Type {
    const of = [this.#postfix()];
    while (this.#takes("&")) of.push(this.#postfix());
    return of.length === 1 ? of[0]! : { kind: "intersection", of };
  }

  #postfix(): Type {
    if (this.#takes("readonly")) return this.#postfix();
    let type = this.#single();
    while (this.#takes("[")) {
      this.#needs("]");
      type = { kind: "array", of: type };
    }
    return type;
  }

  #single(): Type {
    this.#peek();
    const token = this.#tokens[this.#at]!;
    if (token.text === "(") return this.#isFunction() ? this.#signature() : this.#grouped();
    if (token.text === "{") return { kind: "object", members: this.#block("") };
    if (this.#takes("[")) return this.#tuple();
    if (this.#takes("typeof")) return { kind: "name", name: `typeof ${this.#dotted()}`, args: [] };
    if (token.kind === "literal") {
      this.#at++;
      return { kind: "literal", value: literalOf(token.text) };
    }
    if (token.text === "true" || token.text === "false") {
      this.#at++;
      return { kind: "literal", value: token.text === "true" };
    }
    const name = this.#dotted();
    const args: Type[] = [];
    if (this.#takes("<")) {
      while (!this.#takes(">")) {
        args.push(this.#type());
        this.#takes(",");
      }
    }
    return { kind: "name", name, args };
  }

  #grouped(): Type {
    this.#needs("(");
    const type = this.#type();
    this.#needs(")");
    return type;
  }

  // In a tuple a member may have a name.
  #tuple(): Type {
    const of: Type[] = [];
    while (!this.#takes("]")) {
      if (this.#tokens[this.#at + 1]?.text === ":" && this.#tokens[this.#at]!.kind === "word") this.#at += 2;
      of.push(this.#type());
      this.#takes(",");
    }
    return { kind: "tuple", of };
  }

  // A parenthesis that `=>` follows is that of parameters.
  #isFunction(): boolean {
    let depth = 0;
    for (let i = this.#at; i < this.#tokens.length; i++) {
      const { text } = this.#tokens[i]!;
      if (text === "(") depth++;
      if (text === ")" && --depth === 0) return this.#tokens[i + 1]?.text === "=>";
    }
    return false;
  }

  #dotted(): string {
    let name = this.#word();
    while (this.#takes(".")) name += `.${this.#word()}`;
    return name;
  }

  // The comment in front of what begins here, which may have been passed already by looking ahead.
  #comment(): string {
    this.#peek();
    const doc = this.#doc;
    this.#doc = "";
    return doc;
  }

  #peek(): string {
    while (this.#tokens[this.#at]?.kind === "doc") this.#doc = this.#tokens[this.#at++]!.text;
    return this.#tokens[this.#at]?.text ?? "";
  }

  #next(): string {
    const text = this.#peek();
    this.#at++;
    return text;
  }

  #word(): string {
    this.#peek();
    const token = this.#tokens[this.#at++];
    if (token?.kind !== "word") throw new Error(`a name was expected, not ${token?.text}`);
    return token.text;
  }

  #takes(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.#at++;
    return true;
  }

  #needs(text: string): void {
    if (!this.#takes(text)) throw new Error(`${text} was expected, not ${this.#peek()}`);
  }

  #skipPast(text: string): void {
    while (this.#next() !== text);
  }
}

function literalOf(text: string): string | number | bigint {
  if (text.startsWith('"')) return JSON.parse(text) as string;
  return /^-?\d+n$/.test(text) ? BigInt(text.slice(0, -1)) : Number(text);
}

/** A type by its name alone. */
export function named(name: string): Type {
  return { kind: "name", name, args: [] };
}

import { DeclaredType, headingOf, TypeDeclaration, type Case } from "./declaration.ts";
import { docOf } from "./doc.ts";
import type { Maker } from "./maker.ts";
import { lowered, memberOfClass, property, spelled } from "./names.ts";
import { Names, type Name } from "./package.ts";
import type { GoFile, TsFile } from "./scope.ts";
import type { Use, Value } from "./type.ts";
import { Signature } from "./types.ts";

interface Method {
  readonly names: Name;
  readonly signature: Signature;
  readonly doc: string;
}

/** An interface: Go implements it with a type that nobody can name, JavaScript with an object. */
class InterfaceType extends DeclaredType {
  readonly row = "interface with methods";
  readonly #interface: Interface;

  constructor(owner: Interface) {
    super(owner);
    this.#interface = owner;
  }

  override in(): string {
    return `${super.in()} | null`;
  }

  override out(): string {
    return `${super.out()} | null`;
  }

  value(make: Maker): Value {
    if (make.nil()) return { go: () => "nil", ts: () => "null" };
    const methods = this.#interface.all();
    const bodies = make.deeper(() => methods.map(({ signature }) => signature.body(make, true)));
    const what = {};
    return {
      go: (file) => {
        const name = file.declare(what, (name) =>
          [
            `type ${name} struct{}`,
            ...methods.map(
              ({ names, signature }, i) => `func (${name}) ${names.go}${signature.go(file)} { ${bodies[i]!.go(file)} }`,
            ),
          ].join("\n\n"),
        );
        return `${name}{}`;
      },
      ts: (file) => {
        const { promises } = file;
        file.promises = false;
        const printed = methods.map(({ names, signature }, i) => {
          // Its declaration says what JavaScript may give, where it calls the method of a handle; an object gets what Go gives.
          // The parameters of a func that it gets are no methods, in which TypeScript would allow that.
          const params = signature.params.map((type, at) => `a${at}: ${type.pure ? type.out() : "any"}`).join(", ");
          return `${promises ? "async " : ""}${JSON.stringify(names.js)}(${params}) { ${bodies[i]!.ts(file)} }`;
        });
        file.promises = promises;
        return `{ ${printed.join(", ")} }`;
      },
    };
  }

  showGo(file: GoFile): string {
    const calls = this.#interface
      .all()
      .map(({ names, signature }) => `\t\tfunc() string {\n${signature.showGo(file, `v.${names.go}`)}\n}(),`);
    return ['\tif v == nil {\n\t\treturn "nil"\n\t}', "\treturn zlist([]string{", ...calls, "\t})"].join("\n");
  }

  showTs(file: TsFile): string {
    const calls = this.#interface.all().map(({ names, signature }) => signature.showTs(file, `v${property(names.js)}`));
    return `v === null ? "nil" : strings([${calls.join(", ")}])`;
  }

  override get pure(): boolean {
    return false;
  }

  override get calledBack(): boolean {
    return true;
  }
}

export class Interface extends TypeDeclaration {
  readonly type: InterfaceType;
  readonly methods: readonly Method[];
  readonly #embedded: Interface | undefined;

  constructor(make: Maker) {
    super(make.package, make.package.names.claim(make, "types", spelled), docOf(make));
    this.type = new InterfaceType(this);
    const names = new Names();
    names.js.add("async");
    const other = make.chance(25) ? make.declared(Interface) : undefined;
    // A directive names the method of one interface, not that of another which embeds it.
    this.#embedded = other?.all().some((method) => method.names.renamed) === true ? undefined : other;
    for (const method of this.#embedded?.all() ?? []) names.take(method.names.go, method.names.js);
    this.methods = make.times(1, 3, () => ({
      names: names.claim(make, "members", (go) => memberOfClass(lowered(go))),
      signature: make.deeper(() => new Signature(make)),
      doc: make.chance(20) ? docOf(make) : "",
    }));
  }

  /** Its methods and those of what it embeds. */
  all(): readonly Method[] {
    return [...this.methods, ...(this.#embedded?.all() ?? [])];
  }

  /** The names of its methods in both languages. */
  *members(): Generator<readonly [go: string, js: string]> {
    for (const { names } of this.all()) yield [names.go, names.js];
  }

  uses(): readonly Use[] {
    const own = this.methods.flatMap(({ signature }) => signature.uses("a method of an interface"));
    return this.#embedded === undefined ? own : [...own, ["embedded in an interface", this.#embedded.type]];
  }

  print(file: GoFile): string {
    const lines = this.methods.map(
      ({ names, signature, doc }) => `${headingOf(doc, names)}${names.go}${signature.go(file)}`,
    );
    if (this.#embedded !== undefined) lines.unshift(this.#embedded.type.go(file));
    return `${this.heading()}type ${this.names.go} interface {\n${lines.join("\n")}\n}`;
  }

  symbols(): readonly string[] {
    return [this.names.go, ...this.all().map(({ names }) => `${this.names.go}.${names.go}`)];
  }

  cases(): readonly Case[] {
    return [];
  }
}

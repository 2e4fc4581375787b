// Where an expression stands: in a package under test, in the Go program that says what is right, or in the TypeScript program.
import type { Type } from "./type.ts";

/** What declares names in Go. */
export interface Owner {
  /** Under which the other files import it, in both languages. */
  readonly alias: string;
}

/** A Go file that is being written. */
export class GoFile {
  /** The package that the file belongs to; none for the program. */
  readonly here: Owner | undefined;
  readonly #shows = new Map<string, string>();
  readonly #declared = new Map<object, string>();
  readonly #texts: string[] = [];

  constructor(here?: Owner) {
    this.here = here;
  }

  /** A name that a package declares. */
  name(owner: Owner, name: string): string {
    return owner === this.here ? name : `${owner.alias}.${name}`;
  }

  /** The function that says what a value is. */
  show(type: Type): string {
    let name = this.#shows.get(type.key);
    if (name === undefined) {
      name = `zshow${this.#shows.size}`;
      this.#shows.set(type.key, name);
      const body = type.showGo(this);
      this.#texts.push(`func ${name}(v ${type.go(this)}) string {\n${body}\n}`);
    }
    return name;
  }

  /** A declaration that a value needs, once in the file. */
  declare(what: object, text: (name: string) => string): string {
    let name = this.#declared.get(what);
    if (name === undefined) {
      name = `zimpl${this.#declared.size}`;
      this.#declared.set(what, name);
      this.#texts.push(text(name));
    }
    return name;
  }

  /** What show and declare have written. */
  helpers(): string {
    return this.#texts.join("\n\n");
  }
}

/** The TypeScript program that is being written. */
export class TsFile {
  /** Whether functions of JavaScript are asynchronous, as they may be in the case that is being written. */
  promises = false;
  /** Whether nothing says what a function that is being written is given. */
  untyped = false;
  readonly #shows = new Map<string, string>();
  readonly #texts: string[] = [];

  /** The function that says what a value is. */
  show(type: Type): string {
    let name = this.#shows.get(type.key);
    if (name === undefined) {
      name = `show${this.#shows.size}`;
      this.#shows.set(type.key, name);
      const { promises, untyped } = this;
      this.promises = this.untyped = false;
      const [async, result] = type.async ? ["async ", "Promise<string>"] : ["", "string"];
      this.#texts.push(`const ${name} = ${async}(v: ${type.out()}): ${result} => ${type.showTs(this)};`);
      this.promises = promises;
      this.untyped = untyped;
    }
    return name;
  }

  /** A call of a function that makes a value, and knows nothing of what is around the call. */
  made(type: string, value: string): string {
    const name = `made${this.#texts.length}`;
    this.#texts.push(`const ${name} = (): ${type} => (${value});`);
    return `${name}()`;
  }

  /** A call of show, waited for where that is needed. */
  shown(type: Type, value: string): string {
    return `${type.async ? "await " : ""}${this.show(type)}(${value})`;
  }

  helpers(): string {
    return this.#texts.join("\n");
  }
}

// The packages of a library, and the names that are taken in them.
import type { Random } from "../../stress/random.ts";
import type { Declaration } from "./declaration.ts";
import type { Maker } from "./maker.ts";
import { nameOf } from "./names.ts";
import { OpaqueMaker } from "./opaque.ts";
import type { Owner } from "./scope.ts";
import { OpaqueType } from "./types.ts";

/** A name in both languages. */
export interface Name {
  readonly go: string;
  readonly js: string;
  /** Whether a directive says so. */
  readonly renamed: boolean;
}

/** What //topher:name may be given. */
const others = {
  members: ["other", "delete", "await", "$x", "_", "名", "arguments", "class", "link", "undefined", "$1"],
  types: ["Other", "other", "_", "名", "link", "toString", "type", "namespace", "of", "Symbol", "globalThis_"],
} as const;

/** The names of one namespace. */
export class Names {
  readonly go: Set<string> = new Set();
  readonly js: Set<string> = new Set();

  /** A random name that is free in Go; where it is not in TypeScript, a directive gives another one. */
  claim(make: Maker, pool: "members" | "types", lowered: (go: string) => string): Name {
    for (let tries = 0; ; tries++) {
      const go = nameOf(make.random, pool) + (tries > 20 ? tries : "");
      if (this.go.has(go)) continue;
      const name = this.#named(make, go, lowered(go), pool, tries);
      if (name !== undefined) return name;
    }
  }

  #named(make: Maker, go: string, js: string, pool: keyof typeof others, tries: number): Name | undefined {
    if (!this.js.has(js) && make.chance(95)) return this.take(go, js, false);
    const other = make.random.pick(others[pool]) + (tries > 5 ? tries : "");
    return this.js.has(other) ? undefined : this.take(go, other, true);
  }

  take(go: string, js: string, renamed: boolean = false): Name {
    this.go.add(go);
    this.js.add(js);
    return { go, js, renamed };
  }

  isFree(go: string, js: string): boolean {
    return !this.go.has(go) && !this.js.has(js);
  }
}

/** A package under test. */
export class Package implements Owner {
  readonly alias: string;
  /** Its folder in the module. */
  readonly folder: string;
  /** The name of its module of JavaScript, which no other package of the library has: the last element of the folder that is no major version. */
  readonly module: string;
  readonly clause: string;
  /** The packages that it may import. */
  readonly earlier: readonly Package[];
  readonly names: Names = new Names();
  declarations: Declaration[] = [];
  #variables = 0;
  #opaque: OpaqueMaker | undefined;
  #bodies = 0;

  constructor(random: Random, earlier: readonly Package[], clause: string) {
    this.alias = `p${earlier.length}`;
    this.earlier = earlier;
    this.clause = clause;
    const parent = random.pick(["", "", "sub/", "a.b/", "x-y/", "internals/"]);
    const last = random.pick([clause.replace(/[^ -~]/g, "o"), "go-x", "a.b", "x_y", "pkg"]);
    this.module = `${last}${earlier.length}`;
    this.folder = `${parent}${this.module}`;
    if (last === "v") {
      this.module = `versions${earlier.length}`;
      this.folder = `${parent}${this.module}/v${earlier.length}`;
    }
    this.names.take("ZSeen", "zSeen");
    this.names.take("ZCollect", "zCollect");
    this.names.js.add("vars");
  }

  /** A name for a variable of the programs. */
  variable(): string {
    return `x${this.#variables++}`;
  }

  /** A name for a function that does the work of another one. */
  body(): string {
    return `zbody${this.#bodies++}`;
  }

  /** A struct type without a name, whose values a function of the package gives. */
  opaque(): OpaqueType {
    if (this.#opaque === undefined) {
      this.#opaque = new OpaqueMaker(this, `Field${this.alias.slice(1)}`);
      this.declarations.push(this.#opaque);
    }
    return new OpaqueType(this.#opaque);
  }
}

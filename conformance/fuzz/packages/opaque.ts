import { Declaration, type Case } from "./declaration.ts";
import type { Package } from "./package.ts";
import type { Use } from "./type.ts";
import type { Opaque } from "./types.ts";

/** The function that gives JavaScript the opaque values of a package. */
export class OpaqueMaker extends Declaration implements Opaque {
  readonly field: string;

  constructor(owner: Package, field: string) {
    super(owner, owner.names.take("ZOpaque", "zOpaque"), "");
    this.field = field;
  }

  uses(): readonly Use[] {
    return [];
  }

  print(): string {
    const type = `struct { ${this.field} int }`;
    return `${this.heading()}func ZOpaque(n int) ${type} { return ${type}{n} }`;
  }

  symbols(): readonly string[] {
    return [this.names.go];
  }

  cases(): readonly Case[] {
    return [];
  }
}

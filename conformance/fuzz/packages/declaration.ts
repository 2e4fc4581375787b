// What a package declares, and the cases in which the programs use it.
import { property } from "./names.ts";
import type { Name, Package } from "./package.ts";
import type { GoFile, TsFile } from "./scope.ts";
import { Type, type Use } from "./type.ts";

/** Something that both programs do, and of which they say the same. */
export interface Case {
  readonly id: string;
  /** Statements, in functions of their own: of Go with `zsay`, of TypeScript with `say`. */
  go(file: GoFile): string;
  ts(file: TsFile): string;
}

/** An exported declaration with all that belongs to it. */
export abstract class Declaration {
  readonly owner: Package;
  readonly names: Name;
  readonly doc: string;

  constructor(owner: Package, names: Name, doc: string) {
    this.owner = owner;
    this.names = names;
    this.doc = doc;
  }

  get js(): string {
    return this.names.js;
  }

  /** The types that it mentions, and as what. */
  abstract uses(): readonly Use[];
  /** Its Go source. */
  abstract print(file: GoFile): string;
  /** The exported symbols that have to be bound, as inspect names them. */
  abstract symbols(): readonly string[];
  abstract cases(): readonly Case[];

  /** The symbols that have to be skipped. */
  skipped(): readonly string[] {
    return [];
  }

  types(): readonly Type[] {
    return this.uses().map(([, type]) => type);
  }

  /** The declarations that it needs, not all of them by types. */
  *needs(): Generator<Declaration> {
    for (const type of this.types()) yield* type.needs();
  }

  /** The comment above it, with directives at its end. */
  protected heading(...directives: readonly string[]): string {
    return headingOf(this.doc, this.names, directives);
  }

  protected id(what: string): string {
    return `${this.owner.alias}.${this.names.go}${what}`;
  }

  /** A member of the module. */
  protected get exported(): string {
    return `${this.owner.alias}${property(this.js)}`;
  }
}

export function headingOf(doc: string, names: Name, directives: readonly string[] = []): string {
  const all = [...(names.renamed ? [`name ${names.js}`] : []), ...directives];
  const lines = all.map((directive) => `//topher:${directive}`);
  return [...(doc === "" ? [] : [doc, ...(all.length > 0 ? ["//"] : [])]), ...lines, ""].join("\n");
}

/** A type that is declared. */
export abstract class TypeDeclaration extends Declaration {
  abstract readonly type: Type;
}

/** The type of a declaration. */
export abstract class DeclaredType extends Type {
  readonly declaration: Declaration;
  readonly key: string;

  constructor(declaration: Declaration) {
    super();
    this.declaration = declaration;
    this.key = `${declaration.owner.alias}.${declaration.names.go}`;
  }

  go(file: GoFile): string {
    return file.name(this.declaration.owner, this.declaration.names.go);
  }

  out(): string {
    return `${this.declaration.owner.alias}.${this.declaration.js}`;
  }

  in(): string {
    return this.out();
  }

  override *needs(): Generator<Declaration> {
    yield this.declaration;
  }
}

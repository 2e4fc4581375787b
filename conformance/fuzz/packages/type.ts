import type { Maker } from "./maker.ts";
import type { GoFile, TsFile } from "./scope.ts";
import type { Declaration } from "./declaration.ts";

/** A value, as an expression of both languages. */
export interface Value {
  go(file: GoFile): string;
  ts(file: TsFile): string;
  /** Statements around the call that it is an argument of; the last two give a text. */
  readonly frame?: {
    /** Whether the last two hold for the synchronous form only, which writes back. */
    readonly written?: boolean;
    goBefore(file: GoFile): string;
    tsBefore(file: TsFile): string;
    goAfter?(file: GoFile): string;
    tsAfter?(file: TsFile): string;
  };
}

/** A type where it stands. */
export type Use = readonly [place: string, type: Type];

/** A type of Go, and all that the programs have to know of it. */
export abstract class Type {
  /** The row of docs/mapping.md, by its first cell. */
  abstract readonly row: string;
  /** One for all types that are the same and are shown in the same way. */
  abstract readonly key: string;

  abstract go(file: GoFile): string;
  /** TypeScript, as a parameter. */
  abstract in(): string;
  /** TypeScript, as a result. */
  abstract out(): string;
  /** A random value. */
  abstract value(make: Maker): Value;
  /** The body of a Go function that uses all of `v` and says what it is. */
  abstract showGo(file: GoFile): string;
  /** The same as an expression of TypeScript. */
  abstract showTs(file: TsFile): string;

  /** The types that it is made of, and as what. */
  uses(): readonly Use[] {
    return [];
  }

  parts(): readonly Type[] {
    return this.uses().map(([, type]) => type);
  }

  /** The declarations that it needs. */
  *needs(): Generator<Declaration> {
    for (const part of this.parts()) yield* part.needs();
  }

  /** Whether it can be shown twice, and given back: functions, streams and channels are used by being shown. */
  get pure(): boolean {
    return this.parts().every((part) => part.pure);
  }

  /** Whether JavaScript has to wait to show it, and to give it. */
  get async(): boolean {
    return this.parts().some((part) => part.async);
  }

  /** Whether values of JavaScript are called by Go, and may return promises where an asynchronous form takes them. */
  get calledBack(): boolean {
    return false;
  }

  /** Whether JavaScript has to give a field of it: handles by value of types without a name have no zero value there. */
  get needed(): boolean {
    return false;
  }

  /** Whether it can be the key of a map whose keys are told apart by what they show. */
  get keyable(): boolean {
    return false;
  }

  /** The typed array that a slice of it is; undefined where there is none. */
  get array(): string | undefined {
    return undefined;
  }

  /** A value as an argument of its own, where that is more. */
  argument(make: Maker): Value {
    return this.value(make);
  }

  /** A value that Go gives, where nil means that there is none. */
  given(make: Maker): Value {
    const before = make.giving;
    make.giving = true;
    try {
      return make.present(() => this.value(make));
    } finally {
      make.giving = before;
    }
  }
}

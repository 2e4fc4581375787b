// What the generator prints: docs/internals/generated-libraries.md, section 10.

/** A line of `topher-generator build --json`. */
export type BuildEvent = StageEvent | DiagnosticEvent | DoneEvent;

/** What `topher-generator inspect --json` prints: of one package, of several, or why nothing can be said. */
export type InspectionResult =
  | Inspection
  | { readonly packages: readonly Inspection[] }
  | { readonly diagnostics: readonly Diagnostic[] };

export interface StageEvent {
  readonly event: "stage";
  readonly name: string;
}

export interface DiagnosticEvent extends Diagnostic {
  readonly event: "diagnostic";
}

/** The last line. */
export interface DoneEvent {
  readonly event: "done";
  /** Whether the library is written; the other fields are then there. */
  readonly ok: boolean;
  /** The folder, absolute. */
  readonly out?: string;
  readonly packages?: readonly BuiltPackage[];
  /** Whether nothing has changed since the last build. */
  readonly fresh: boolean;
}

export interface BuiltPackage {
  /** The import path. */
  readonly path: string;
  /** Of its module; not there for the user's own and the standard library. */
  readonly version?: string;
  /** Its index.js below `out`. */
  readonly module: string;
  /** How many symbols are bound, and how many are not. */
  readonly bound: number;
  readonly skipped: number;
}

/** Something to tell about the Go code. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  /** The file is relative to the root of its module. */
  readonly position?: Position;
  /** The import path or the argument that it is about. */
  readonly package?: string;
  /** What may have been meant; added by the command line. */
  readonly suggestion?: string;
}

export interface Position {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** What `inspect` says of a package. */
export interface Inspection {
  readonly package: string;
  /** Of its module; not there for the user's own and the standard library. */
  readonly version?: string;
  readonly bound: readonly BoundSymbol[];
  readonly skipped: readonly SkippedSymbol[];
  /** Of functions and methods, those of interfaces too, which is what one calls. */
  readonly share: { readonly bound: number; readonly exported: number };
  /** Why symbols are skipped, summed up, the most frequent first. */
  readonly reasons?: readonly { readonly reason: string; readonly count: number }[];
  /** Types that can only be passed on, and how many symbols mention them. */
  readonly opaque?: readonly { readonly type: string; readonly why: string; readonly count: number }[];
  /** About the package's code; they are on stderr too. */
  readonly warnings?: readonly Diagnostic[];
}

/** A symbol that is bound. */
export interface BoundSymbol {
  /** As Go writes it: `F`, `Type`, `Type.Method`, `Type.Field`. */
  readonly name: string;
  /** As TypeScript reaches it. */
  readonly js: string;
  readonly kind: string;
  /** Of a type: `class`, `interface`, `value`, `enum` or `named`; of a function: `direct`, `arena` or `task`. */
  readonly shape: string;
  /** The reason of a type's shape. */
  readonly why?: string;
  /** In TypeScript. */
  readonly type: string;
  /** Whether slices are borrowed or copied. */
  readonly slices?: readonly { readonly param: string; readonly borrowed: boolean; readonly why: string }[];
  /** Whether Go keeps functions that it is given. */
  readonly funcs?: readonly { readonly param: string; readonly kept: boolean; readonly why: string }[];
  /** Why it has only the asynchronous form. */
  readonly async?: string;
  /** Whether the channels that it gives are read to their end where JavaScript stops early. */
  readonly drain?: boolean;
}

/** A symbol that is not. */
export interface SkippedSymbol {
  readonly name: string;
  readonly reason: string;
  readonly position: Position;
}

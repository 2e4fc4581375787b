import { namesOf } from "../same-file.ts";
import type { Adapter, NativeFunction, NativeFunctions, NativeSignature } from "../adapter.ts";
import { describe } from "../describe.ts";
import { errorOf } from "../errors.ts";
import { guardSignatures, startGuard } from "../guard.ts";
import { checkFile, checkRuntime, loadError, locate, type FileUrl } from "../load.ts";
import { textOf } from "../memory.ts";
import type { Thread } from "../open.ts";
import { Bridge, type liveCounts } from "./bridge.ts";
import { checkContract, checkIdentity, fileOf, signaturesOf, type Manifest } from "./manifest.ts";
import { Package } from "./package.ts";

// The web's URL exists in every runtime, but belongs to no version of the language's own library.
declare const URL: new (relative: string, base: string) => FileUrl;

// The arena shape of what runs methods of values, which may be JavaScript's.
const runsCode: NativeSignature = { params: ["i32"], result: "i32", callsBack: true };

/** The C functions of every generated library, beside those of its packages. */
const hostSignatures: Readonly<Record<string, NativeSignature>> = {
  topher_attach: { params: ["buffer", "f64", "pointer"], result: "void" },
  topher_push_arena: { params: ["buffer", "f64"], result: "void" },
  topher_pop_arena: { params: [], result: "void" },
  topher_fetch: { params: ["f64", "buffer"], result: "i32" },
  topher_release: { params: ["f64"], result: "i32" },
  topher_same: { params: ["f64", "f64"], result: "i32" },
  topher_live: { params: ["i32"], result: "f64" },
  topher_identity: { params: ["buffer", "i32"], result: "i32" },
  topher_error_is: runsCode,
  topher_error_as: runsCode,
  topher_dropped_slots: { params: ["buffer", "i32"], result: "i32" },
  topher_string_of: runsCode,
  topher_read: runsCode,
  topher_write: runsCode,
  topher_close: runsCode,
  topher_iterator_stop: runsCode,
  topher_listen: { params: ["f64"], result: "void" },
  topher_take: { params: ["buffer", "i32"], result: "i32" },
  topher_task: { params: ["i32"], result: "i32" },
  topher_cancel: { params: ["i32"], result: "i32" },
  topher_answer: { params: ["i32"], result: "i32" },
  topher_report: { params: [], result: "i32" },
  topher_pull: runsCode,
  topher_feed: runsCode,
  topher_stop: runsCode,
  topher_end: runsCode,
  topher_open_reader: runsCode,
  topher_open_writer: runsCode,
  topher_read_ready: { params: ["f64", "buffer", "f64"], result: "f64" },
  topher_write_ready: { params: ["f64", "buffer", "f64"], result: "f64" },
};

/** The generated libraries of one JavaScript thread. */
export class Linker {
  readonly #bridges = new Map<string, Bridge>();
  /** The path that a library was first loaded from, by each path and each file of it: what a hard link leads to is the same library. */
  readonly #paths = new Map<string, string>();

  /** Loads the library of a generated package, checks that they belong together, and binds the package's functions. */
  link(thread: Thread, manifest: Manifest): Package {
    const { adapter } = thread;
    const { name: who } = manifest;
    checkContract(manifest);
    checkRuntime(adapter, who);
    const path = locate(adapter, urlOf(manifest, adapter), who);
    checkFile(adapter, path, { who });
    const signatures = { ...guardSignatures, ...hostSignatures, ...signaturesOf(manifest.symbols) };
    const native = load(thread, path, signatures, who);
    checkSymbols(manifest, path, native, ["topher_identity"]);
    checkIdentity(manifest, path, identityOf(native["topher_identity"]!));
    checkSymbols(manifest, path, native, [...Object.keys(hostSignatures), ...Object.keys(manifest.symbols)]);
    const first = this.#firstPath(thread, path);
    let bridge = this.#bridges.get(first);
    if (bridge === undefined) {
      startGuard({ closed: false, name: manifest.name, path, thread, native });
      bridge = new Bridge(thread, native);
      this.#bridges.set(first, bridge);
    }
    if (manifest.integers === "int") bridge.integersAreInt = true;
    return new Package(bridge, native, adapter.wide === "bigint");
  }

  // A thread has one arena in each library, and the loader knows a library by its path or by its file.
  #firstPath({ adapter }: Thread, path: string): string {
    const names = namesOf(adapter.files, path);
    const first = names.map((name) => this.#paths.get(name)).find((known) => known !== undefined) ?? path;
    for (const name of names) this.#paths.set(name, first);
    return first;
  }

  /** Adds up what the libraries count. */
  live(what: keyof typeof liveCounts): number {
    let sum = 0;
    for (const bridge of this.#bridges.values()) sum += bridge.live(what);
    return sum;
  }

  /** What there is of tasks, streams and messages of goroutines. */
  underway(): { readonly tasks: number; readonly streams: number; readonly records: number } {
    const sum = { tasks: 0, streams: 0, records: 0 };
    for (const { underway } of this.#bridges.values()) {
      sum.tasks += underway.tasks;
      sum.streams += underway.streams;
      sum.records += underway.records;
    }
    return sum;
  }

  /** The functions lent to calls in progress, what Go keeps of JavaScript's, and the errors that it has. */
  held(): { readonly lent: number; readonly kept: number; readonly errors: number } {
    const held = { lent: 0, kept: 0, errors: 0 };
    for (const { slots } of this.#bridges.values()) {
      slots.sweep();
      held.lent += slots.lent;
      held.kept += slots.kept;
      held.errors += slots.size;
    }
    return held;
  }
}

/** The library lies beside its module, which a bundler moves elsewhere. */
function urlOf(manifest: Manifest, { runtime }: Adapter): FileUrl {
  const file = fileOf(manifest, runtime);
  try {
    return new URL(file, manifest.url);
  } catch (error) {
    throw errorOf(
      "TOPHER_TYPE",
      `${manifest.name}: the module of ${file} has no URL of a file, but ${describe(manifest.url)}. A bundler has to leave the package out of the bundle`,
      error,
    );
  }
}

function load(
  { adapter }: Thread,
  path: string,
  signatures: Record<string, NativeSignature>,
  who: string,
): NativeFunctions {
  try {
    return adapter.load(path, signatures);
  } catch (error) {
    throw loadError(adapter, path, error, who);
  }
}

function checkSymbols({ name }: Manifest, path: string, native: NativeFunctions, symbols: readonly string[]): void {
  const missing = symbols.filter((symbol) => native[symbol] === undefined);
  if (missing.length === 0) return;
  throw errorOf(
    "TOPHER_NO_SYMBOL",
    `${name}: ${path} does not export ${missing.join(", ")}: it is not the library of this package. Build the package again with npx topher build`,
  );
}

function identityOf(identity: NativeFunction): string {
  let bytes = new Uint8Array(256);
  let size = Number(identity(bytes, bytes.length));
  if (size > bytes.length) {
    bytes = new Uint8Array(size);
    size = Number(identity(bytes, size));
  }
  return textOf(bytes.subarray(0, size));
}

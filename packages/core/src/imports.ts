import type {
  Adapter,
  NativeFunction,
  NativeFunctions,
  NativeParam,
  NativeResult,
  NativeSignature,
} from "./adapter.ts";
import { shortName } from "./declared.ts";
import { listed } from "./describe.ts";
import { codeOf, errorOf, type Coded } from "./errors.ts";
import { loadError } from "./load.ts";

/** Gives the native function once the library is loaded; undefined where it exports no such symbol. */
export type Import = () => NativeFunction | undefined;

/**
 * The C functions that are wanted of a library, gathered first and then bound together.
 *
 * A symbol may be wanted twice where the ABI is the same: as `t.int` here and as `t.i64` there. Each way goes into a batch of its
 * own, because bun:ffi binds a symbol once per opening.
 */
export class Imports {
  readonly #batches: Record<string, NativeSignature>[] = [];
  readonly #loaded: NativeFunctions[] = [];

  /**
   * Asks for a function.
   *
   * @returns undefined where the symbol is wanted already in a way that the ABI tells apart
   */
  add(symbol: string, signature: NativeSignature): Import | undefined {
    for (let i = 0; ; i++) {
      const batch = (this.#batches[i] ??= Object.create(null) as Record<string, NativeSignature>); // a symbol may be called toString
      const known = batch[symbol];
      if (known !== undefined && text(known) !== text(signature)) {
        if (abi(known) !== abi(signature)) return undefined;
        continue;
      }
      batch[symbol] = signature;
      return () => {
        const loaded = this.#loaded[i]!;
        return Object.hasOwn(loaded, symbol) ? loaded[symbol] : undefined;
      };
    }
  }

  /** Loads the library and binds what was asked for. */
  load(adapter: Adapter, path: string): void {
    try {
      for (const batch of this.#batches) this.#loaded.push(adapter.load(path, batch));
    } catch (error) {
      throw codeOf(error) === undefined ? loadError(adapter, path, error) : error;
    }
  }
}

/** The error for symbols that a library does not export. */
export function missingError(path: string, missing: readonly string[]): Error & Coded {
  const names = missing.map((name) => JSON.stringify(shortName(name)));
  return errorOf(
    "TOPHER_NO_SYMBOL",
    `open: ${path} does not export ${listed(names)}. ` +
      `A Go function is exported by //export ${shortName(missing[0]!)} above it, in package main`,
  );
}

function text({ params, result, callsBack }: NativeSignature): string {
  return JSON.stringify([params, result, callsBack]);
}

// What only JavaScript tells apart crosses in the same register.
function abi({ params, result }: NativeSignature): string {
  const word = (type: NativeParam | NativeResult): unknown =>
    type === "int" || type === "uint" || type === "i64" || type === "pointer" || type === "buffer" ? "u64" : type;
  return JSON.stringify([params.map(word), word(result)]);
}

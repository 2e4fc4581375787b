import type {
  NativeFunction,
  NativeFunctions,
  NativeParam,
  NativeResult,
  NativeSignature,
  NativeStruct,
} from "@topher/core/adapter";
import { nativeTypes } from "./native-types.ts";
import { structType, withStructs } from "./struct.ts";

/** Opens a library with Deno.dlopen. */
export function load(path: string, functions: Readonly<Record<string, NativeSignature>>): NativeFunctions {
  const entries = Object.entries(functions);
  const library = Deno.dlopen(
    path,
    Object.fromEntries([
      ...entries.map(([symbol, signature]) => [symbol, foreign(signature)] as const),
      ...entries.filter(([, signature]) => givesStruct(signature)).map(([symbol]) => [probe(symbol), probed(symbol)]),
    ]),
  );
  return Object.fromEntries(
    entries.map(([symbol, signature]) => {
      const found = library.symbols[givesStruct(signature) ? probe(symbol) : symbol];
      return [symbol, found === null || found === undefined ? undefined : bind(library.symbols[symbol], signature)];
    }),
  );
}

// Deno makes a function of a missing symbol whose result is a struct, so such a symbol is asked for in a second way.
function givesStruct({ result }: NativeSignature): boolean {
  return typeof result === "object";
}

function probe(symbol: string): string {
  return `${symbol} is there`;
}

function probed(name: string): Deno.ForeignFunction {
  return { name, parameters: [], result: "void", optional: true };
}

function foreign(signature: NativeSignature): Deno.ForeignFunction {
  const parameters = signature.params.map((type) => typeOf(type));
  if (isTooFast(signature)) parameters.push(structType(brake));
  return { parameters, result: typeOf(signature.result), optional: true };
}

function bind(found: unknown, signature: NativeSignature): NativeFunction {
  const native = withStructs(found as NativeFunction, signature);
  return isTooFast(signature) ? (...args) => native(...args, braked) : native;
}

// Deno calls most functions through V8's fast calls. V8 ends the process ("Lazy deopt after a fast API call with return value is
// unsupported", denoland/deno#31122) when JavaScript that such a function calls makes V8 give up the code that it returns to. Deno
// makes no fast call of a function with a struct among its parameters, so one that may call back gets such a parameter, which its
// C code never looks at.
const brake: NativeStruct = { size: 1, align: 1, leaves: [{ offset: 0, type: "u8" }] };
const braked = new Uint8Array(1);

function isTooFast({ params, result, callsBack }: NativeSignature): boolean {
  return callsBack === true && result !== "void" && ![...params, result].some((type) => typeof type === "object");
}

function typeOf(type: NativeParam): Deno.NativeType;
function typeOf(type: NativeResult): Deno.NativeResultType;
function typeOf(type: NativeParam | NativeResult): Deno.NativeResultType {
  if (typeof type === "object") return structType(type);
  if (type === "buffer" || type === "void") return type;
  return nativeTypes[type];
}

import type { NativeParam, NativeResult, NativeSignature, Runtime } from "../adapter.ts";
import { errorOf } from "../errors.ts";

/** The version of the contract between generated packages, their libraries and topher. */
export const contractVersion = 3;

/** What a generated `index.js` says about its library. */
export interface Manifest {
  /** The package's name, as messages begin. */
  readonly name: string;
  /** The address of the module. */
  readonly url: string;
  /** The version of the contract that it was generated for. */
  readonly contract: number;
  /** What the library must say too. */
  readonly build: string;
  /** The library's file, relative to `url`, by platform and architecture. */
  readonly files: Readonly<Record<string, string>>;
  /** The C functions as `parameters:result`, one letter each, and `!` behind those that call JavaScript before they return. */
  readonly symbols: Readonly<Record<string, string>>;
  /** What a safe integer is in `any`. */
  readonly integers?: "int" | "float64";
}

const letters: Readonly<Record<string, NativeParam | NativeResult>> = {
  i: "i32",
  u: "u32",
  l: "i64",
  L: "u64",
  f: "f32",
  d: "f64",
  p: "buffer",
  v: "void",
};

/** The signatures of a table of symbols. */
export function signaturesOf(symbols: Manifest["symbols"]): Record<string, NativeSignature> {
  return Object.fromEntries(Object.entries(symbols).map(([symbol, text]) => [symbol, signatureOf(symbol, text)]));
}

function signatureOf(symbol: string, text: string): NativeSignature {
  const callsBack = text.endsWith("!");
  const [params = "", result = ""] = (callsBack ? text.slice(0, -1) : text).split(":");
  const type = (letter: string): NativeParam | NativeResult => {
    const found = letters[letter];
    if (found === undefined)
      throw errorOf("TOPHER_SIGNATURE", `link: ${symbol} is declared as ${JSON.stringify(text)}`);
    return found;
  };
  return { params: [...params].map(type) as NativeParam[], result: type(result) as NativeResult, callsBack };
}

/** The library's file for the running platform, relative to the module. */
export function fileOf({ name, files }: Manifest, { platform, architecture }: Runtime): string {
  const key = `${platform}-${architecture}`;
  const file = files[key];
  if (file !== undefined) return file;
  throw errorOf(
    "TOPHER_PLATFORM",
    `${name}: there is no library for ${key}, only for ${Object.keys(files).join(", ")}. Build the package on ${key} with npx topher build`,
  );
}

/** Refuses a module that was generated for another version of the contract. */
export function checkContract({ name, contract }: Manifest): void {
  if (contract === contractVersion) return;
  const older = contract < contractVersion ? "Build the package again with npx topher build" : "Install a newer topher";
  throw errorOf(
    "TOPHER_CONTRACT",
    `${name}: index.js was generated for version ${contract} of the contract, this topher has version ${contractVersion}. ${older}`,
  );
}

/** Refuses a library that says it is of another build than the module. */
export function checkIdentity({ name, contract, build }: Manifest, path: string, identity: string): void {
  const [found = "", id = "", version = ""] = identity.split(" ");
  if (found !== String(contract)) {
    throw errorOf(
      "TOPHER_CONTRACT",
      `${name}: ${path} has version ${found} of the contract, its index.js version ${contract}. Copy both from the same build, or build again with npx topher build`,
    );
  }
  if (id === build) return;
  throw errorOf(
    "TOPHER_BUILD_ID",
    `${name}: ${path} is of build ${id} (${version}), its index.js of build ${build}. Copy both from the same build, or build again with npx topher build`,
  );
}

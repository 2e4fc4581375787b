import type { Adapter, Runtime } from "./adapter.ts";
import { isObject } from "./arrays.ts";
import { cut, describe, shown } from "./describe.ts";
import { damageOf } from "./elf-damage.ts";
import { dataAmong, neededBy } from "./elf-tables.ts";
import { readElf, withFile, type Reader } from "./elf.ts";
import { errorOf, type Coded } from "./errors.ts";

// What the systems take as a name.
const longestName = 4096;

/** A file URL, as every runtime's `URL` class makes it. */
export interface FileUrl {
  readonly href: string;
  readonly protocol: string;
}

/** Turns what the program named into an absolute path; refuses what would be searched for elsewhere. `who` begins messages. */
export function locate(adapter: Adapter, library: unknown, who = "open"): string {
  const named = nameOf(library, who);
  const isUrl = named.startsWith("file:");
  if (!isUrl && !/[/\\]/.test(named)) {
    throw errorOf(
      "TOPHER_BARE_NAME",
      `${who}: ${quoted(named)} is a bare name, which the system would look up in its search path. ` +
        `Write ${quoted(`./${named}`)} for the current folder, or new URL(${quoted(named)}, import.meta.url) for the module's own`,
    );
  }
  const text = isUrl ? decoded(named, who) : named;
  if (text.includes("\0")) {
    throw errorOf(
      "TOPHER_NUL",
      `${who}: ${quoted(text)} has U+0000, at which the system would end it: another file would be loaded`,
    );
  }
  // Some runtimes put another character into its place, and so look for another file.
  if (/\p{Surrogate}/u.test(text)) {
    throw errorOf("TOPHER_TYPE", `${who}: ${quoted(text)} has half of a surrogate pair, which no file's name has`);
  }
  try {
    return adapter.resolve(named);
  } catch (error) {
    if (isUrl) throw notAFile(named, who, error);
    const advice = "Change into a folder that exists, or give the whole path";
    throw errorOf(
      "TOPHER_NOT_FOUND",
      `${who}: ${quoted(named)} is in the current folder, which cannot be found. ${advice}`,
      error,
    );
  }
}

function nameOf(library: unknown, who: string): string {
  if (typeof library === "string") return library;
  if (typeof library !== "object" || !isObject(library) || !("href" in library && "protocol" in library)) {
    throw errorOf(
      "TOPHER_TYPE",
      `${who}: a library must be named by a string or a file: URL, got ${describe(library)}`,
    );
  }
  const { href } = library;
  if (typeof href === "string" && href.startsWith("file:")) return href;
  throw errorOf("TOPHER_TYPE", `${who}: the URL of a library must begin with file:, got ${shown(href)}`);
}

function quoted(name: string): string {
  return JSON.stringify(cut(name, longestName));
}

// Throws where bytes that are no UTF-8 are escaped: runtimes would make other names of them.
function decoded(url: string, who: string): string {
  try {
    return decodeURIComponent(url);
  } catch (error) {
    throw notAFile(url, who, error);
  }
}

function notAFile(named: string, who: string, cause: unknown): Error & Coded {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return errorOf(
    "TOPHER_TYPE",
    `${who}: ${cut(named, longestName)} is not the URL of a file: ${cut(reason, longestName)}`,
    cause,
  );
}

/** Refuses runtimes in which Go is known to hang or abort, before anything is loaded. */
export function checkRuntime({ files, runtime }: Pick<Adapter, "files" | "runtime">, who = "open"): void {
  const { oldest, name, version } = runtime;
  if (oldest !== undefined && isOlder(version, oldest.version)) {
    throw errorOf(
      "TOPHER_RUNTIME_TOO_OLD",
      `${who}: ${name} ${version} is too old: ${oldest.reason}. Use ${name} ${oldest.version} or newer`,
    );
  }
  if (libcOf({ files, runtime }) === "musl") {
    throw errorOf(
      "TOPHER_MUSL",
      `${who}: this ${name} runs on musl (Alpine?), where no Go release can be loaded as a shared library: ` +
        "its thread-local storage cannot be placed after the start (https://github.com/golang/go/issues/54805). " +
        "Use an image with glibc, such as a Debian one",
    );
  }
}

function libcOf({ files, runtime }: Pick<Adapter, "files" | "runtime">): "glibc" | "musl" {
  if (typeof runtime.libc === "string") return runtime.libc;
  try {
    const elf = withFile(files, runtime.libc.executable, readElf);
    return elf?.interpreter?.includes("ld-musl") === true ? "musl" : "glibc";
  } catch {
    return "glibc"; // not readable: the loader itself will say what is wrong
  }
}

/** What is said about a library's file, and looked for in it. */
export interface FileCheck {
  /** How messages begin. */
  readonly who?: string;
  /** The symbols that will be called as functions: data among them would end the process. */
  readonly functions?: Iterable<string>;
}

// What the system says about a path at which nothing can be.
const notThere: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP"]);

/** Looks at a library's file first: the system's loader can end the process on a broken file, and explains little of the rest. */
export function checkFile(
  { files, runtime }: Pick<Adapter, "files" | "runtime">,
  path: string,
  { who = "open", functions = [] }: FileCheck = {},
): void {
  let found: (Error & Coded) | undefined;
  try {
    found = withFile(files, path, (file, isFile) =>
      isFile ? verdict(path, file, runtime, who, functions) : notALibrary(path, "it is not a file", who),
    );
  } catch (error) {
    if (notThere.has((error as { code?: unknown }).code)) {
      throw errorOf(
        "TOPHER_NOT_FOUND",
        `${who}: there is no file at ${cut(path, longestName)}. Build the library first, or correct the path`,
        error,
      );
    }
    return; // no permission to look: leave it to the loader
  }
  if (found !== undefined) throw found;
}

// How files begin that are taken for libraries.
const others: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0xcf, 0xfa, 0xed, 0xfe], "it is a Mach-O file, for macOS"],
  [[0xca, 0xfe, 0xba, 0xbe], "it is a Mach-O file, for macOS"],
  [[0x4d, 0x5a], "it is a PE file, for Windows"],
  [[0x21, 0x3c, 0x61, 0x72, 0x63, 0x68, 0x3e], "it is an archive, as -buildmode=c-archive makes it"],
  [[0, 0x61, 0x73, 0x6d], "it is a WebAssembly module"],
];

function verdict(
  path: string,
  file: Reader,
  runtime: Runtime,
  who: string,
  functions: Iterable<string>,
): (Error & Coded) | undefined {
  if (runtime.platform !== "linux") return undefined;
  const { size } = file;
  const elf = readElf(file);
  if (elf === undefined) {
    const begins = file.read(0, 8);
    const other = others.find(([bytes]) => bytes.every((byte, i) => byte === begins[i]))?.[1];
    return notALibrary(path, other ?? `its first bytes are not those of an ELF file (${size} bytes)`, who);
  }
  if (elf.architecture !== runtime.architecture) {
    return errorOf(
      "TOPHER_WRONG_ARCHITECTURE",
      `${who}: ${path} was built for ${elf.architecture}, but this ${runtime.name} runs on ${runtime.architecture}. ` +
        `Build it with GOARCH=${goArchitecture(runtime.architecture)}`,
    );
  }
  if (elf.kind !== "shared") return notALibrary(path, "it is an ELF file of another type", who);
  if (size < elf.size) {
    return errorOf(
      "TOPHER_TRUNCATED",
      `${who}: ${path} has ${size} bytes, but its header promises ${elf.size}: the copy or the build did not finish. Build or copy it again`,
    );
  }
  const damage = damageOf(file, elf);
  if (damage !== undefined) {
    return errorOf(
      "TOPHER_NOT_A_LIBRARY",
      `${who}: ${path} is not a shared library any more, as its headers contradict themselves: ${damage}. Build or copy it again`,
    );
  }
  const musl = neededBy(file, elf).find((name) => /^(libc\.musl-.*|libc\.so|ld-musl-.*)$/.test(name));
  if (musl !== undefined) {
    return errorOf(
      "TOPHER_MUSL",
      `${who}: ${path} was built for musl (Alpine?), as it needs ${musl}, but this ${runtime.name} runs on glibc. Build it in an image with glibc, such as a Debian one`,
    );
  }
  const data = dataAmong(file, elf, new Set(functions));
  if (data.length === 0) return undefined;
  const names = data.map((name) => JSON.stringify(name)).join(", ");
  return errorOf("TOPHER_NO_SYMBOL", `${who}: ${path} exports ${names} as data: no function can be bound to it`);
}

function notALibrary(path: string, why: string, who: string): Error & Coded {
  return errorOf(
    "TOPHER_NOT_A_LIBRARY",
    `${who}: ${path} is not a shared library: ${why}. Build it with go build -buildmode=c-shared`,
  );
}

/** The error for what the runtime's loader threw. */
export function loadError(adapter: Adapter, path: string, error: unknown, who = "open"): Error & Coded {
  if (adapter.denied(error)) return deniedError(adapter, `${who}: ${path} cannot be loaded:`, error);
  const reason = error instanceof Error ? error.message : String(error);
  return errorOf("TOPHER_LOAD", `${who}: the system refused to load ${path}: ${reason}${wayOut(reason, path)}`, error);
}

// What the loader's own words do not say.
function wayOut(reason: string, path: string): string {
  if (/version [`'"]?GLIBC_[\d.]+[`'"]? not found/.test(reason)) {
    return ". It was built with a newer C library than the one here: build it in an image as old as the oldest system that it must run on";
  }
  const missing = /([^\s:/"'`]+\.so[.\d]*): cannot open shared object file: No such file/.exec(reason)?.[1];
  return missing === undefined || path.endsWith(`/${missing}`)
    ? ""
    : `. It needs ${missing}, which is not installed, or not where the system looks: ldd ${path} shows all that it needs`;
}

/** The error for a permission that the user of the program did not grant. */
export function deniedError({ runtime }: Adapter, what: string, cause: unknown): Error & Coded {
  return errorOf(
    "TOPHER_NO_PERMISSION",
    `${what} ${runtime.name} runs without the permission for native code. Start it with ${runtime.grant}`,
    cause,
  );
}

function isOlder(version: string, than: string): boolean {
  const a = version.split(".").map((part) => parseInt(part, 10));
  const b = than.split(".").map((part) => parseInt(part, 10));
  for (let i = 0; i < b.length; i++) {
    if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) < b[i]!;
  }
  return false;
}

function goArchitecture(architecture: string): string {
  return architecture === "x64" ? "amd64" : architecture === "ia32" ? "386" : architecture;
}

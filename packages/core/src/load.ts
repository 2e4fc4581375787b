import type { Adapter, Runtime } from "./adapter.ts";
import { readElf, withFile, type Elf } from "./elf.ts";
import { errorOf, type Coded } from "./errors.ts";

/** A file URL, as every runtime's `URL` class makes it. */
export interface FileUrl {
  readonly href: string;
  readonly protocol: string;
}

/** Turns what the program named into an absolute path; refuses what would be searched for elsewhere. */
export function locate(adapter: Adapter, library: unknown): string {
  if (typeof library === "object" && library !== null && "href" in library && "protocol" in library) {
    if ((library as FileUrl).protocol === "file:") return adapter.resolve((library as FileUrl).href);
    throw errorOf(
      "TOPHER_TYPE",
      `open: the URL of a library must begin with file:, got ${String((library as FileUrl).href)}`,
    );
  }
  if (typeof library !== "string")
    throw errorOf("TOPHER_TYPE", "open: a library must be named by a string or a file: URL");
  if (library.startsWith("file:")) return adapter.resolve(library);
  if (library === "" || !/[/\\]/.test(library)) {
    throw errorOf(
      "TOPHER_BARE_NAME",
      `open: ${JSON.stringify(library)} is a bare name, which the system would look up in its search path. ` +
        `Write ${JSON.stringify(`./${library}`)} for the current folder, or new URL(${JSON.stringify(library)}, import.meta.url) for the module's own`,
    );
  }
  return adapter.resolve(library);
}

/** Refuses runtimes in which Go is known to hang or abort, before anything is loaded. */
export function checkRuntime({ files, runtime }: Pick<Adapter, "files" | "runtime">): void {
  const { oldest, name, version } = runtime;
  if (oldest !== undefined && isOlder(version, oldest.version)) {
    throw errorOf(
      "TOPHER_RUNTIME_TOO_OLD",
      `open: ${name} ${version} is too old: ${oldest.reason}. Use ${name} ${oldest.version} or newer`,
    );
  }
  if (libcOf({ files, runtime }) === "musl") {
    throw errorOf(
      "TOPHER_MUSL",
      `open: this ${name} runs on musl (Alpine?), where no Go release can be loaded as a shared library: ` +
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

/** Looks at a library's file first: the system's loader can end the process on a truncated file, and explains little of the rest. */
export function checkFile({ files, runtime }: Pick<Adapter, "files" | "runtime">, path: string): void {
  let found: (Error & Coded) | undefined;
  try {
    found = withFile(files, path, (file, isFile) =>
      isFile ? verdict(path, readElf(file), file.size, runtime) : notALibrary(path, "it is not a file"),
    );
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw errorOf(
        "TOPHER_NOT_FOUND",
        `open: there is no file at ${path}. Build the library first, or correct the path`,
        error,
      );
    }
    return; // no permission to look: leave it to the loader
  }
  if (found !== undefined) throw found;
}

function verdict(path: string, elf: Elf | undefined, size: number, runtime: Runtime): (Error & Coded) | undefined {
  if (runtime.platform !== "linux") return undefined;
  if (elf === undefined) return notALibrary(path, `its first bytes are not those of an ELF file (${size} bytes)`);
  if (elf.architecture !== runtime.architecture) {
    return errorOf(
      "TOPHER_WRONG_ARCHITECTURE",
      `open: ${path} was built for ${elf.architecture}, but this ${runtime.name} runs on ${runtime.architecture}. ` +
        `Build it with GOARCH=${goArchitecture(runtime.architecture)}`,
    );
  }
  if (elf.kind !== "shared") return notALibrary(path, "it is an ELF file of another type");
  if (size >= elf.size) return undefined;
  return errorOf(
    "TOPHER_TRUNCATED",
    `open: ${path} has ${size} bytes, but its header promises ${elf.size}: the copy or the build did not finish. Build or copy it again`,
  );
}

function notALibrary(path: string, why: string): Error & Coded {
  return errorOf(
    "TOPHER_NOT_A_LIBRARY",
    `open: ${path} is not a shared library: ${why}. Build it with go build -buildmode=c-shared`,
  );
}

/** The error for what the runtime's loader threw. */
export function loadError(adapter: Adapter, path: string, error: unknown): Error & Coded {
  if (adapter.denied(error)) return deniedError(adapter, `open: ${path} cannot be loaded:`, error);
  const reason = error instanceof Error ? error.message : String(error);
  return errorOf("TOPHER_LOAD", `open: the system refused to load ${path}: ${reason}`, error);
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

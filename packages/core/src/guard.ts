import type { NativeFunction, NativeFunctions, NativeSignature } from "./adapter.ts";
import { errorOf } from "./errors.ts";
import { textOf } from "./memory.ts";
import type { LibraryState } from "./open.ts";

/** The functions of the guard that a library carries when it imports `go/bridge`. They are looked for in every library. */
export const guardSignatures: Readonly<Record<string, NativeSignature>> = {
  topher_guard_version: { params: [], result: "i32" },
  topher_signals_repair: { params: [], result: "i32" },
  topher_go_runtimes: { params: ["buffer", "int"], result: "int" },
  topher_second_go: { params: [], result: "i32" },
  topher_wake_open: { params: ["buffer"], result: "i64" },
  topher_wake_close: { params: ["i64", "i32"], result: "i32" },
};

const mended = new WeakSet<object>();
// The first guard of a thread, which also looks for other runtimes when a library without a guard is opened.
const guards = new WeakMap<object, NativeFunctions>();
const warned = new Set<string>();

/** Version of the guard's functions as {@link guardSignatures} has them. */
export const guardVersion = 1;

/**
 * Puts the guard of a library to work: signal handlers are mended now and after each new listener, and other Go runtimes are looked for.
 *
 * @throws `TOPHER_CONTRACT` where the guard is of another version, before any other function of it is called
 */
export function startGuard(state: LibraryState): void {
  checkGuard(state);
  const { adapter } = state.thread;
  const repair = state.native["topher_signals_repair"];
  if (repair !== undefined && !mended.has(adapter)) {
    mended.add(adapter);
    adapter.onSignalListener(() => void repair());
    repair();
  }
  warnOfSecondRuntime(state);
}

function checkGuard({ native, path, name }: LibraryState): void {
  const version = native["topher_guard_version"]?.();
  if (version === undefined || Number(version) === guardVersion) return;
  const older =
    Number(version) < guardVersion ? `Build ${name} again with this topher's go/bridge` : "Install a newer topher";
  throw errorOf(
    "TOPHER_CONTRACT",
    `open: ${path} has version ${version} of the guard, this topher knows version ${guardVersion}. ${older}`,
  );
}

interface GoRuntime {
  readonly path: string;
  readonly version: string;
}

function warnOfSecondRuntime({ native, thread: { adapter } }: LibraryState): void {
  if (native["topher_go_runtimes"] !== undefined && !guards.has(adapter)) guards.set(adapter, native);
  const guard = guards.get(adapter);
  const list = guard?.["topher_go_runtimes"];
  if (list === undefined) return;
  const runtimes = goRuntimes(list);
  if (runtimes.length < 2) return;
  const names = runtimes.map(({ path, version }) => `${path} (${version})`);
  const message =
    `${runtimes.length === 2 ? "two" : runtimes.length} Go runtimes are in this process, which Go does not support: ${names.join(" and ")}. ` +
    "They share signal handlers and may crash at any time: put the packages into one library";
  if (guard?.["topher_second_go"]?.() === 1) throw errorOf("TOPHER_SECOND_GO_RUNTIME", `open: ${message}`);
  if (warned.has(message)) return;
  warned.add(message);
  adapter.warn("TOPHER_SECOND_GO_RUNTIME", message);
}

/** The Go runtimes that are mapped in this process, in the order in which they were loaded. */
export function goRuntimes(list: NativeFunction): GoRuntime[] {
  let bytes = new Uint8Array(4096);
  let size = Number(list(bytes, bytes.length));
  if (size > bytes.length) {
    bytes = new Uint8Array(size);
    size = Math.min(Number(list(bytes, size)), size);
  }
  return textOf(bytes.subarray(0, size))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [path = "", version = ""] = line.split("\t");
      return { path, version };
    });
}

// The errors that the machine at hand cannot produce: each is provoked on an adapter that pretends.
import * as fs from "node:fs";
import type { Adapter } from "../packages/core/src/adapter.ts";
import { topherOn, type Topher } from "../packages/core/src/runtime.ts";
import { lockedError } from "../packages/core/src/link/go-stream.ts";
import { needsAsync, readerRule } from "../packages/core/src/link/stream-input.ts";
import { refusalOf } from "../packages/core/src/link/failure.ts";
import { t } from "../packages/core/src/t.ts";
import { broken, type Refusal } from "../packages/core/src/wire/refusal.ts";
import * as elsewhere from "../packages/topher/src/index.ts";

/** The printed error by code. */
export function rareErrors(): Readonly<Record<string, string>> {
  return (errors ??= provokeAll());
}

let errors: Record<string, string> | undefined;

const adapter = {
  runtime: { name: "node", version: "24.0.0", architecture: "x64", platform: "elsewhere", libc: "glibc" },
  files: { statSync: fails("not looked at") },
  callbackReserve: 0,
  memory: { allocate: (size: number) => ({ bytes: new Uint8Array(size), address: 4096 }) },
  resolve: () => "/app/libmathx.so",
} as unknown as Adapter;

function provokeAll(): Record<string, string> {
  const onTotal = t.callback([t.int], t.void);
  return {
    TOPHER_MUSL: provoke({ runtime: { ...adapter.runtime, libc: "musl" } }, ({ open }) => {
      // #region TOPHER_MUSL
      open("./libmathx.so", {}); // in an Alpine container
      // #endregion
    }),
    TOPHER_RUNTIME_TOO_OLD: provoke(
      {
        runtime: {
          ...adapter.runtime,
          name: "bun",
          version: "1.3.9",
          oldest: { version: "1.4.0", reason: bunReason() },
        },
      },
      ({ open }) => {
        // #region TOPHER_RUNTIME_TOO_OLD
        open("./libmathx.so", {}); // in Bun 1.3.9
        // #endregion
      },
    ),
    TOPHER_NO_PERMISSION: provoke(
      { runtime: { ...adapter.runtime, name: "deno" }, denied: () => true, load: fails("requires ffi access") },
      ({ open }) => {
        // #region TOPHER_NO_PERMISSION
        open("./libmathx.so", {}); // deno run main.ts, without --allow-ffi
        // #endregion
      },
    ),
    TOPHER_EXHAUSTED: provoke(
      { denied: () => false, callback: fails("Too many callbacks are in use (max = 8192)") },
      ({ callback }) => {
        // #region TOPHER_EXHAUSTED
        for (;;) callback(onTotal, (total) => console.log(total)); // in Node, and never disposed of
        // #endregion
      },
    ),
    // #region TOPHER_NEEDS_ASYNC
    // mathx.sumOf(blob.stream()), where sumOf takes an io.Reader
    // #endregion
    TOPHER_NEEDS_ASYNC: refusal("mathx.sumOf", () => needsAsync("parameter 1 (r)", readerRule, new ReadableStream())),
    // #region TOPHER_LOCKED
    // reader.readable, then reader.text()
    // #endregion
    TOPHER_LOCKED: String(lockedError("GoReader.read")),
    // #region TOPHER_ITERATOR_CONTEXT
    // iterator.next() in a callback of another call than the one in which the iterator was started
    // #endregion
    TOPHER_ITERATOR_CONTEXT: String(
      refusalOf(
        "TOPHER_ITERATOR_CONTEXT",
        "iterator: the iterator was started outside of all callbacks, and goes on only there",
      ),
    ),
    // #region TOPHER_GOEXIT
    // await mathx.leave.async(), where leave calls runtime.Goexit
    // #endregion
    TOPHER_GOEXIT: String(refusalOf("TOPHER_GOEXIT", "mathx.leave: called runtime.Goexit")),
    // #region TOPHER_WIRE
    // mathx.greet("Ada"), where the library is not the one that index.js was generated with
    // #endregion
    TOPHER_WIRE: refusal("mathx.greet", () => broken("a string of 4294967295 bytes in 16")),
    TOPHER_UNSUPPORTED: provoke({}, () => {
      const { open } = elsewhere;
      // #region TOPHER_UNSUPPORTED
      open("./libmathx.so", {}); // in a web page
      // #endregion
    }),
  };
}

/** What a call says of a refusal of its codec. */
function refusal(name: string, refuses: () => never): string {
  try {
    return refuses();
  } catch (refused) {
    return String((refused as Refusal).error(name));
  }
}

function provoke(pretended: Partial<Adapter>, call: (topher: Topher) => unknown): string {
  try {
    call(topherOn({ ...adapter, ...pretended }));
  } catch (error) {
    return String(error);
  }
  throw new Error("nothing was thrown");
}

function fails(message: string): () => never {
  return () => {
    throw new Error(message);
  };
}

function bunReason(): string {
  const host = fs.readFileSync(new URL("../packages/bun/src/host.ts", import.meta.url), "utf8");
  return /reason: "([^"]*)"/.exec(host)?.[1] ?? "";
}

import type { NativeWake } from "./adapter.ts";
import { describe } from "./describe.ts";
import { errorOf } from "./errors.ts";
import { stateOf } from "./open.ts";
import type { Library } from "./type.ts";

/** A bell that Go rings from any goroutine, and that JavaScript hears on its event loop. */
export interface Wake extends Disposable {
  /** What Go passes to `bridge.Ring`. */
  readonly id: bigint;
  /** Keeps the process alive while rings are awaited. */
  ref(): void;
  /** Lets the process end; a new bell starts like that. */
  unref(): void;
}

/**
 * Makes a bell through which Go wakes this JavaScript thread: `bridge.Ring(id)` in Go runs `onWake` here soon after. Rings that come
 * before JavaScript has heard the last one share one run, so `onWake` should look for all there is to do.
 *
 * A bell is a pair of sockets and no function pointer, so ringing one whose worker was terminated is harmless.
 *
 * @param library a library that imports `go/bridge`
 * @throws `TOPHER_UNSUPPORTED` where the library does not carry the guard
 */
export function wake(library: Library<any>, onWake: () => void): Wake {
  const { native, thread, name, path, closed } = stateOf(library);
  if (typeof onWake !== "function")
    throw errorOf("TOPHER_TYPE", `wake: parameter 2 (onWake) must be a function, got ${describe(onWake)}`);
  if (closed) throw errorOf("TOPHER_CLOSED", `wake: the library ${path} was closed`);
  const openWake = native["topher_wake_open"];
  const closeWake = native["topher_wake_close"];
  if (openWake === undefined || closeWake === undefined) {
    throw errorOf(
      "TOPHER_UNSUPPORTED",
      `wake: the library ${name} has no bell. Import github.com/topherjs/topher/go/bridge in its Go code`,
    );
  }
  const readEnd = new Int32Array(1);
  const id = BigInt(openWake(readEnd) as number | bigint);
  if (id <= 0n) throw errorOf("TOPHER_EXHAUSTED", `wake: the system gave no pair of sockets (errno ${-id})`);
  const reading: NativeWake = thread.adapter.wake(readEnd[0]!, onWake);
  let open = true;
  return {
    id,
    ref: () => reading.ref(),
    unref: () => reading.unref(),
    [Symbol.dispose](): void {
      if (!open) return;
      open = false;
      reading.close();
      closeWake(id, 0);
    },
  };
}

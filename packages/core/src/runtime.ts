import type { Adapter, NativeBlock, NativeMemory } from "./adapter.ts";
import { Handle } from "./callback.ts";
import { CallbackPool } from "./trampoline.ts";
import { chooseFits } from "./fits.ts";
import { Frame } from "./frame.ts";
import { planOf } from "./kinds.ts";
import { Linker } from "./link/link.ts";
import type { Manifest } from "./link/manifest.ts";
import type { Package } from "./link/package.ts";
import { deniedError, type FileUrl } from "./load.ts";
import { openOn, type OpenOptions, type Thread } from "./open.ts";
import { LoadedFiles } from "./same-file.ts";
import type { Described } from "./t.ts";
import type { CallbackHandle, CallbackType, Library, Symbols } from "./type.ts";

/** What an adapter gives to programs: the functions that need a runtime. */
export interface Topher {
  /**
   * Opens a shared library and binds functions of it.
   *
   * @param library a path with at least one `/`, relative to the current folder or absolute, or a `file:` URL
   * @param symbols a description by `fn` for each exported function
   * @returns one typed function per symbol; disposing of the object closes it logically, since Go code is never unloaded
   * @throws an error with a code for each way of failing: see docs/errors.md
   * @example
   * const lib = open("./libtutorial.so", { add: fn([t.i64, t.i64], t.i64) });
   * lib.add(10n, 15n); // 25n
   */
  open<const S extends Symbols>(library: string | FileUrl, symbols: S, options?: OpenOptions): Library<S>;
  /**
   * Makes a callback that lives until it is disposed of, for Go code that keeps the function pointer.
   *
   * @param type the `t.callback` that the parameter is declared with: the very same object
   * @param target the function; it runs on this thread, inside calls into Go
   * @throws `TOPHER_EXHAUSTED` where too many are alive
   */
  callback<C extends CallbackType>(type: C, target: C["~target"]): CallbackHandle;
  /** Loads the library of a generated package: only the `index.js` that topher generated calls this. */
  link(manifest: Manifest): Package;
  /** Counts of what is alive on this thread, all 0 when nothing is held: for tests and leak checks. */
  stats(): Stats;
}

/** Live counts of a JavaScript thread. */
export interface Stats {
  /** Callbacks that Go may call at the moment. */
  readonly callbacks: number;
  /** C function pointers made so far; they are used again and never freed. */
  readonly trampolines: number;
  /** Bytes lent to calls in progress, and of what waits to be fetched from Go. */
  readonly bytes: number;
  /** References held for calls in progress. */
  readonly objects: number;
  /** Tasks that have not settled, and aborted ones whose function has not returned in Go. */
  readonly tasks: number;
  /** Channels, iterators, readers and writers that JavaScript and Go have open between them. */
  readonly streams: number;
  /** Channels of Go from which topher receives no more, although their senders may wait. */
  readonly abandonedChannels: number;
  /** Messages of goroutines (settled tasks, calls of callbacks, news of streams) that this thread has not got to yet. */
  readonly queueDepth: number;
  /** Go values that handles and errors of generated packages stand for. */
  readonly handles: number;
  /** Results of generated packages that wait in Go to be fetched. */
  readonly blobs: number;
  /** Errors of JavaScript that Go has. */
  readonly errors: number;
  /** Functions, objects, readers, writers and iterables of JavaScript that Go keeps. */
  readonly kept: number;
}

/** Makes topher for one JavaScript thread of a runtime. */
export function topherOn(adapter: Adapter): Topher {
  chooseFits(adapter.fits);
  const made: { thread?: Thread } = {};
  const linker = new Linker();
  // Memory is taken when the first library is opened, so that importing costs nothing.
  const thread = (): Thread => (made.thread ??= threadOn(adapter));
  return {
    open: (library, symbols, options) => openOn(thread(), library, symbols, options),
    callback(type, target) {
      const { callbacks, files } = thread();
      const handle = new Handle(type as Described, target as never, callbacks);
      files.turnAll();
      return handle;
    },
    stats() {
      const { frame, callbacks } = thread();
      const { bytes, objects } = frame.live;
      const { lent, kept, errors } = linker.held();
      const { tasks, streams, records } = linker.underway();
      return {
        callbacks: callbacks.live + lent,
        trampolines: callbacks.made,
        bytes: bytes + linker.live("blobBytes") + linker.live("mailboxBytes"),
        objects,
        tasks,
        streams,
        abandonedChannels: linker.live("abandonedChannels"),
        queueDepth: records,
        handles: linker.live("handles"),
        blobs: linker.live("blobs"),
        errors,
        kept,
      };
    },
    link: (manifest) => linker.link(thread(), manifest),
  };
}

function threadOn(adapter: Adapter): Thread {
  const frame = new Frame(permitted(adapter));
  return { adapter, frame, callbacks: new CallbackPool(adapter, frame, planOf), files: new LoadedFiles() };
}

/** The adapter's memory, which says what to do where the permission for it is missing. */
function permitted(adapter: Adapter): NativeMemory {
  const mapped = <A extends unknown[], R>(use: (...args: A) => R): ((...args: A) => R) => {
    return (...args) => {
      try {
        return use(...args);
      } catch (error) {
        throw adapter.denied(error) ? deniedError(adapter, "a value needs memory that Go can see, but", error) : error;
      }
    };
  };
  const { allocate, address, copy, ascii } = adapter.memory;
  const made = mapped(allocate);
  const addressOf = mapped((block: NativeBlock) => block.address);
  return {
    allocate(size) {
      const block = made(size);
      return {
        bytes: block.bytes,
        get address() {
          return addressOf(block);
        },
      };
    },
    address: mapped(address),
    copy: mapped(copy),
    ascii,
  };
}

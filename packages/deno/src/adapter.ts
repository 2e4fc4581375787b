import { byTruncation, type Adapter } from "@topher/core/adapter";
import { callback } from "./callback.ts";
import { denied, files, lacks, later, onExit, onSignalListener, resolve, runtime, warn } from "./host.ts";
import { load } from "./library.ts";
import { memory } from "./memory.ts";
import { wake } from "./wake.ts";

/** Deno, through Deno.dlopen. */
export const adapter: Adapter = {
  runtime,
  lacks,
  load,
  denied,
  callbackReserve: 0,
  mostParams: Infinity,
  slowToCallBack: true,
  callback,
  memory,
  wide: "bigint",
  fits: byTruncation,
  wake,
  later,
  onExit,
  onSignalListener,
  warn,
  files,
  resolve,
};

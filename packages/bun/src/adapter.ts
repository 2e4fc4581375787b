import { byComparison, type Adapter } from "@topher/core/adapter";
import { callback } from "./callback.ts";
import { denied, files, lacks, later, onExit, onSignalListener, resolve, runtime, warn } from "./host.ts";
import { load } from "./library.ts";
import { memory } from "./memory.ts";
import { wake } from "./wake.ts";

/** Bun, through bun:ffi. */
export const adapter: Adapter = {
  runtime,
  lacks,
  load,
  denied,
  callbackReserve: 0,
  mostParams: 32,
  slowToCallBack: false,
  callback,
  memory,
  wide: "number",
  fits: byComparison,
  wake,
  later,
  onExit,
  onSignalListener,
  warn,
  files,
  resolve,
};

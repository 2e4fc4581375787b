import { byTruncation, type Adapter } from "@topher/core/adapter";
import { callback, callbackReserve } from "./callback.ts";
import { denied, files, lacks, later, onExit, onSignalListener, resolve, runtime, warn } from "./host.ts";
import { load } from "./library.ts";
import { memory } from "./memory.ts";
import { wake } from "./wake.ts";

/** Node, through koffi. */
export const adapter: Adapter = {
  runtime,
  lacks,
  load,
  denied,
  callbackReserve,
  mostParams: 64,
  slowToCallBack: false,
  callback,
  memory,
  wide: "number",
  fits: byTruncation,
  wake,
  later,
  onExit,
  onSignalListener,
  warn,
  files,
  resolve,
};

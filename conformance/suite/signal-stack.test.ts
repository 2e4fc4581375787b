// The stack on which handlers of signals run while Go does: one that is too small ends the process when two signals come at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cLibrary } from "../kit/c-library.ts";
import { nothingLeft } from "../kit/nothing-left.ts";
import { resultOf } from "../kit/program.ts";

const telling = cLibrary(
  "telling",
  `#define _GNU_SOURCE
  #include <signal.h>
  #include <stdint.h>
  int64_t size(void) {
    stack_t now;
    sigaltstack(0, &now);
    return now.ss_flags & SS_DISABLE ? -1 : (int64_t)now.ss_size;
  }`,
);

test("open leaves signals as much room as Go gives them in threads of its own", () => {
  const { here, inWorker } = resultOf("signal-stack", { args: [telling] });
  for (const size of [here, inWorker]) assert.ok(size >= 32 * 1024, `${size} bytes`);
});

nothingLeft();

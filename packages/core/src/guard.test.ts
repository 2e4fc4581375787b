import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../scripts/root.ts";
import { guardVersion } from "./guard.ts";

test("guardVersion is that of go/bridge", () => {
  const header = readFileSync(path.join(root, "go/bridge/guard.h"), "utf8");
  expect(header).toContain(`#define TOPHER_GUARD_VERSION ${guardVersion}\n`);
});

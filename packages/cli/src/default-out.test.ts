import { expect, test } from "vitest";
import { defaultOut } from "./default-out.ts";

test.for([
  [["github.com/yuin/goldmark"], "./goldmark-js"],
  [["github.com/yuin/goldmark@v1.8.7"], "./goldmark-js"],
  [["example.com/mathx/v2@latest"], "./mathx-js"],
  [["strings"], "./strings-js"],
  [["./mathx"], undefined],
  [["."], undefined],
  [["/work/mathx"], undefined],
  [["C:\\mathx"], undefined],
  [["example.com/mathx/..."], undefined],
  [["strings", "bytes"], undefined],
] as const)("defaultOut of %j is %s", ([packages, out]) => {
  expect(defaultOut(packages)).toBe(out);
});

// Values that were once found by chance, in conformance/fuzz/codec.ts and in the fuzz targets of Go.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/fuzzed/fuzzed/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "./kit.ts";

test("MakerAnyStringMap.echo refuses keys that Go cannot compare", () => {
  const maps = new f.MakerAnyStringMap();
  for (const key of [[], {}, new Map(), new Uint8Array(1), new Float64Array(1)]) {
    refuses("TOPHER_KEYS", () => maps.echo([[key, "x"]]), /^fuzzed\.\w+\.echo: .* cannot be the key of a map$/);
  }
  assert.equal(
    maps.echo([
      [null, "x"],
      [1n, "y"],
    ]).length,
    2,
  );
  maps[Symbol.dispose]();
});

nothingLeft();

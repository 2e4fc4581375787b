// The codec of JavaScript alone, with bytes that no library wrote: what they are read as, or why they are refused, is the same in every runtime.
import fc from "fast-check";
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { properties } from "../../packages/core/src/wire/properties.fixture.ts";
import { long, phase, seed, stress } from "../stress/program.ts";

const total = long ? 1_000_000 : 20_000;

await stress(async () => {
  const hash = createHash("sha256");
  const counts = { values: 0, refused: 0 };
  const all = Object.entries(
    properties((outcome) => {
      counts.values++;
      counts.refused += outcome.startsWith("TOPHER_") ? 1 : 0;
      hash.update(`${outcome}\n`);
    }),
  );
  // Properties of one type alone need fewer cases than those of any type.
  const weights = all.map(([name]) => (/\bany type\b|\bbytes?\b/.test(name) ? 20 : 1));
  const sum = weights.reduce((one, other) => one + other, 0);
  for (const [i, [name, property]] of all.entries()) {
    phase(`${name}, seed ${seed}`);
    fc.assert(property, { seed: seed + i, numRuns: Math.ceil((total * weights[i]!) / sum) });
    await setImmediate();
  }
  return { ...counts, properties: all.length, seed, digest: hash.digest("hex") };
});

import { expect, test } from "vitest";
import { storedOf, type Stored } from "./stored.ts";

const noop = (contender: string, counts: Readonly<Record<string, number>>) => ({
  suite: "calls",
  case: "noop",
  contender,
  counts,
});

test("a kind has the largest count of all its runtimes", () => {
  const counts = [
    noop("topher/node24", { goBytes: 8 }),
    noop("topher/bun", { goBytes: 16 }),
    noop("generated/bun", { goBytes: 0 }),
  ];
  expect(storedOf(counts, {}, () => false)).toEqual({
    calls: { noop: { topher: { goBytes: 16 }, generated: { goBytes: 0 } } },
  });
});

test("what varies has room, and what is stated is as it is stated", () => {
  const counts = [
    { suite: "async", case: "channel:6400", contender: "topher/bun", counts: { crossings: 0.04, handles: 0 } },
    { suite: "async", case: "tasks:1000", contender: "topher/bun", counts: { crossings: 1 } },
  ];
  expect(storedOf(counts, {}, () => false)).toEqual({
    async: {
      "channel:6400": { topher: { crossings: 2.5 / 64, handles: 0 } },
      "tasks:1000": { topher: { crossings: 1.25 } },
    },
  });
});

test("a bound stays where nothing can be counted for it here, and goes where nothing is there any more", () => {
  const before: Stored = {
    calls: { noop: { topher: { crossings: 2 }, c: { instructions: 660 } }, old: { topher: { crossings: 1 } } },
  };
  const counts = [noop("topher/bun", { crossings: 1 })];
  expect(storedOf(counts, before, (_, figure) => figure === "instructions")).toEqual({
    calls: { noop: { topher: { crossings: 1 }, c: { instructions: 660 } } },
  });
});

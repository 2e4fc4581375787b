import { expect, it } from "vitest";
import { roundsOfHeavy, roundsOfOthers, usualRounds } from "./rounds.ts";

it("measures what bounds are about as often as the suite says, and the rest less often", () => {
  expect(usualRounds({ rounds: 15 }, {}, true)).toBe(15);
  expect(usualRounds({ rounds: 15 }, {}, false)).toBe(roundsOfOthers);
  expect(usualRounds({ rounds: 15 }, { heavy: true }, true)).toBe(roundsOfHeavy.judged);
  expect(usualRounds({ rounds: 15 }, { heavy: true }, false)).toBe(roundsOfHeavy.others);
  expect(usualRounds({ rounds: 2 }, {}, false)).toBe(2);
});

import { expectSame, type Case } from "../case.ts";
import type { TutorialFunctions } from "../functions.ts";

// What each part of the terms comes to is added at the end, so the last bits differ.
const ways = {
  pi: { name: "pi", title: "π", slack: 0, equal: "equal to what JavaScript adds, to the last bit" },
  piOnCores: { name: "pi-cores", title: "π on all cores", slack: 1e-9, equal: "within 1e-9 of what JavaScript adds" },
} as const;

/** Leibniz's series. */
export function pi(terms: number, way: keyof typeof ways): Case<TutorialFunctions> {
  const { name, title, slack, equal } = ways[way];
  const expectNear = (n: number, actual: number, expected: number) => {
    if (!(Math.abs(actual - expected) <= slack)) expectSame(`${way}(${n})`, actual, expected);
  };
  return {
    name: `${name}:${terms}`,
    title,
    about: `The sum of ${terms.toLocaleString("en")} terms of Leibniz's series, ${equal}.`,
    heavy: true,
    async check(functions) {
      for (const n of [0, 1, 2, 1001]) expectNear(n, await functions[way](n), leibniz(n));
    },
    operation(functions) {
      const turns = [terms, terms - 1].map((n) => [n, leibniz(n)] as const);
      let i = 0;
      return async () => {
        const [n, expected] = turns[i++ & 1]!;
        expectNear(n, await functions[way](n), expected);
      };
    },
  };
}

function leibniz(terms: number): number {
  let sum = 0;
  let sign = 4;
  for (let i = 0; i < terms; i++) {
    sum += sign / (2 * i + 1);
    sign = -sign;
  }
  return sum;
}

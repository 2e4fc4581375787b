import { expectSame, type Answer, type Case } from "../case.ts";
import type { TutorialFunctions } from "../functions.ts";

const kinds = {
  plain: { title: "plain array", make: plain, heavy: true },
  typed: { title: "Float64Array", make: typed, heavy: false },
} as const;

/** A long list for a Go function that looks at three of its numbers: what is measured is how it gets there. */
export function list(size: number, kind: keyof typeof kinds): Case<TutorialFunctions> {
  const { title, make, heavy } = kinds[kind];
  return {
    name: `list-${kind}:${size}`,
    title,
    about: `${size.toLocaleString("en")} numbers in a ${title} to a Go function that adds the first, the middle and the last one: how they get there.`,
    heavy,
    async check({ ends }) {
      for (const n of [1, 2, 1001]) {
        const numbers = make(n);
        expectSame(`ends of ${n}`, await ends(numbers), numbers[0]! + numbers[n >> 1]! + numbers[n - 1]! + n);
      }
    },
    operation({ ends }) {
      const numbers = make(size);
      const others = numbers[0]! + numbers[size - 1]! + size;
      let i = 0;
      return () => {
        numbers[size >> 1] = i++;
        return expectAnswer(ends(numbers), others + numbers[size >> 1]!);
      };
    },
  };
}

/** Compares at once where the answer is there at once: a promise would cost more than the shortest of these calls. */
function expectAnswer(answer: Answer<number>, expected: number): void | Promise<void> {
  if (typeof answer === "number") return expectSame("ends", answer, expected);
  return answer.then((late) => expectSame("ends", late, expected));
}

/** The array that engines know best: fractions one after the other, without holes. */
function plain(size: number): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < size; i++) numbers.push(i + 0.5);
  return numbers;
}

function typed(size: number): Float64Array {
  const numbers = new Float64Array(size);
  for (let i = 0; i < size; i++) numbers[i] = i + 0.5;
  return numbers;
}

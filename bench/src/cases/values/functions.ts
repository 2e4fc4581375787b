// A number, a map, an error, callbacks and a handle: one case of each.
import { deepStrictEqual } from "node:assert";
import { expectSame, type Answer, type Case } from "../case.ts";
import type { ValueFunctions } from "../functions.ts";

/** One float64 in, one out. */
export const half: Case<ValueFunctions> = {
  name: "half",
  title: "one float",
  about: "A number goes to Go, which gives half of it: what a call costs where there is nothing to carry.",
  async check({ half }) {
    for (const x of [1, 0.1, -0, 1e308, Number.NaN]) expectSame(`half(${x})`, await half(x), x / 2);
  },
  operation({ half }) {
    let i = 0;
    return () => half(i++);
  },
};

const entries = 100;

/** A map in, a new one out. */
export const map: Case<ValueFunctions> = {
  name: `map:${entries}`,
  title: `map of ${entries}`,
  about: `An object of ${entries} numbers goes to Go as a map, which gives a map with every value doubled.`,
  async check({ doubleMap }) {
    for (const each of [...maps(), {}, { "": 0.5, "\0": -0.25, 'quo"ted\\': 1e300, "日本語 🙂": 5e-324 }]) {
      deepStrictEqual({ ...(await doubleMap(each)) }, doubled(each));
    }
  },
  operation({ doubleMap }) {
    const all = maps();
    let i = 0;
    return () => doubleMap(all[i++ & 7]!);
  },
};

/** A function of Go that gives an error. */
export const error: Case<ValueFunctions> = {
  name: "error",
  title: "error",
  about: "A function of Go gives an error, which is thrown in JavaScript as an Error with its message, and caught.",
  async check({ refuse }) {
    for (const text of [...texts, "", "nul \0", 'quo"ted\\ <&>', "日本語 🙂"]) {
      const thrown = await failureOf(() => refuse(text));
      if (!(thrown instanceof Error)) throw new Error(`refuse threw ${String(thrown)}, expected an Error`);
      const message = `refused: ${text}`;
      if (!thrown.message.includes(message)) throw new Error(`refuse threw "${thrown.message}", expected "${message}"`);
    }
  },
  operation({ refuse }) {
    let i = 0;
    return () => failureOf(() => refuse(texts[i++ & 7]!));
  },
};

const times = 100;

/** Callbacks on the goroutine of the call. */
export const callback: Case<ValueFunctions> = {
  name: `callback:${times}`,
  title: "callback",
  about: `Go calls a JavaScript function ${times} times within one call and adds what it returns: the time is that of one callback.`,
  per: times,
  async check({ callBack }) {
    for (const count of [times, 1, 0]) {
      const got: number[] = [];
      const sum = await callBack(count, (x) => (got.push(x), x + 0.5));
      deepStrictEqual(
        got,
        Array.from({ length: count }, (_, i) => i),
      );
      expectSame(`the sum of ${count} callbacks`, sum, (count * count) / 2);
    }
  },
  operation({ callBack }) {
    const f = (x: number) => x + 0.5;
    return () => callBack(times, f);
  },
};

/** A method of a value that stays in Go. */
export const handle: Case<ValueFunctions> = {
  name: "handle",
  title: "method of a handle",
  about: "JavaScript holds a counter of Go by a handle, and calls its method, which adds one and gives what there is.",
  async check({ newCounter }) {
    const counter = await newCounter(5);
    const other = await newCounter(-1);
    expectSame("add(2) to 5", await counter.add(2), 7);
    expectSame("add(1) to another -1", await other.add(1), 0);
    expectSame("add(-8) to 7", await counter.add(-8), -1);
    expectSame("add(0) to -1", await counter.add(0), -1);
  },
  operation({ newCounter }) {
    const counter = newCounter(0);
    if (!(counter instanceof Promise)) return () => counter.add(1);
    // Only the first call waits for the counter.
    let add = (): Answer<number> =>
      counter.then((made) => {
        add = () => made.add(1);
        return add();
      });
    return () => add();
  },
};

const texts = Array.from({ length: 8 }, (_, i) => `text number ${1000 + i}`);

/** What a call throws or its promise is rejected with; undefined where neither happens. */
function failureOf(call: () => Answer<void>): unknown {
  try {
    const answer = call();
    return answer instanceof Promise ? answer.catch((error: unknown) => error) : undefined;
  } catch (error) {
    return error;
  }
}

function maps(): Record<string, number>[] {
  return Array.from({ length: 8 }, (_, i) =>
    Object.fromEntries(Array.from({ length: entries }, (_, at) => [`key number ${1000 + at}`, at + i + 0.25])),
  );
}

function doubled(map: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, 2 * value]));
}

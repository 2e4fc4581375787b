// Iterators of Go in JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic, stats, type Handle } from "topher";
import * as i from "../../dist/door2/whole/iterators/index.js";
import { collectUntil } from "../kit/collect.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");

/** Garbage for Go's collector, and a call of an iterator, which stops the loops that were given up. */
const few = i.count(1);
const litter = (): void => {
  for (const _ of few);
  i.collect();
};

test("count is iterable by every means of the language", () => {
  const seq = i.count(4);
  assert.deepEqual([...seq], [0, 1, 2, 3]);
  assert.deepEqual(Array.from(seq), [0, 1, 2, 3]);
  const [first, , third] = seq;
  assert.deepEqual([first, third], [0, 2]);
  assert.deepEqual(Math.max(...seq), 3);
  assert.deepEqual(new Set(seq), new Set([0, 1, 2, 3]));
  const seen: number[] = [];
  for (const n of seq) seen.push(n);
  assert.deepEqual(seen, [0, 1, 2, 3]);
  assert.deepEqual([...i.count(0)], []);
});

test("an iterator begins anew each time, and several go on side by side", () => {
  const seq = i.count(3);
  const [a, b] = [seq[Symbol.iterator](), seq[Symbol.iterator]()];
  assert.deepEqual([a.next().value, a.next().value, b.next().value], [0, 1, 0]);
  assert.deepEqual([a.next().value, b.next().value, b.next().value], [2, 1, 2]);
  assert.deepEqual([a.next().done, b.next().done], [true, true]);
  assert.deepEqual([...seq], [0, 1, 2]);
});

test("an iterator that has ended stays at its end", () => {
  const iterator = i.count(1)[Symbol.iterator]();
  assert.deepEqual(iterator.next(), { done: false, value: 0 });
  for (let again = 0; again < 3; again++) assert.deepEqual(iterator.next(), { done: true, value: undefined });
  assert.equal(iterator.return!().done, true);
});

test("an iterator is iterable itself", () => {
  const iterator = i.count(3)[Symbol.iterator]() as IterableIterator<number>;
  iterator.next();
  assert.deepEqual([...iterator], [1, 2]);
});

test("loops may be nested", () => {
  const pairs: number[][] = [];
  for (const a of i.count(3)) for (const b of i.count(2)) pairs.push([a, b]);
  assert.deepEqual(pairs, [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ]);
});

test("a loop may call Go, and be larger than the arena", () => {
  let sum = 0;
  for (const word of i.words(`${"x".repeat(2_000_000)} y ${"z".repeat(500_000)}`)) {
    sum += word.length;
    assert.deepEqual(i.take([word], 1), [word]);
  }
  assert.equal(sum, 2_500_001);
});

test("naturals is left by break", () => {
  const seen: number[] = [];
  for (const n of i.naturals()) {
    if (n === 5) break;
    seen.push(n);
  }
  assert.deepEqual(seen, [0, 1, 2, 3, 4]);
  assert.equal([...i.count(100_000)].length, 100_000);
});

test("squares is an iterator without the name of one", () => {
  assert.deepEqual([...i.squares(4)], [0n, 1n, 4n, 9n]);
});

test("indexed gives pairs", () => {
  assert.deepEqual(
    [...i.indexed(["a", "b"])],
    [
      [0, "a"],
      [1, "b"],
    ],
  );
  assert.deepEqual(new Map(i.indexed(["x"])), new Map([[0, "x"]]));
});

test("attempts gives errors beside its values", () => {
  const seen = [...i.attempts(4)];
  assert.deepEqual(
    seen.map(([n]) => n),
    [0, 1, 2, 3],
  );
  assert.deepEqual([seen[0]![1], seen[3]![1]], [null, null]);
  assert.ok(seen[2]![1] instanceof GoError && GoError.is(seen[2]![1], i.errThird));
});

test("noSeq throws TOPHER_NIL, openSeq its error", () => {
  refuses("TOPHER_NIL", () => i.noSeq(), /^iterators\.noSeq got nil/);
  assert.deepEqual([...i.openSeq(2)], [0, 1]);
  assert.throws(
    () => i.openSeq(-1),
    (error) => error instanceof GoError && error.message === "less than nothing",
  );
});

test("points gives structs, List gives objects, strings and pairs", () => {
  assert.deepEqual(
    [...i.points(2)],
    [
      { x: 0, y: -0 },
      { x: 1, y: -1 },
    ].map(({ x, y }) => ({ x, y: y + 0 })),
  );
  const list = i.newList("a", "b", "c");
  assert.deepEqual([...list.backward()], ["c", "b", "a"]);
  assert.deepEqual([...list.all()].at(-1), [2, "c"]);
  const singles = [...list.singles()];
  assert.ok(singles.every((each) => each instanceof i.List));
  assert.deepEqual([...singles[1]!.backward()], ["b"]);
});

test("an iterator of an object goes on after the object was released", () => {
  const list = i.newList("a", "b");
  const seq = list.all();
  list[Symbol.dispose]();
  assert.deepEqual(
    [...seq].map(([, item]) => item),
    ["a", "b"],
  );
});

test("a loop runs to its end, with its defers", () => {
  const [started, ended] = [i.started(), i.ended()];
  assert.equal([...i.tracked(3)].length, 3);
  assert.deepEqual([i.started() - started, i.ended() - ended], [1, 1]);
});

test("break, throw and return stop Go's loop at once, with its defers", () => {
  for (const leave of [
    () => {
      for (const _ of i.tracked(10)) break;
    },
    () => {
      thrownBy(() => {
        for (const _ of i.tracked(10)) throw mine;
      });
    },
    () => {
      for (const _ of i.tracked(10)) return;
    },
    () => {
      const [_first] = i.tracked(10);
    },
    () => {
      const iterator = i.tracked(10)[Symbol.iterator]();
      iterator.next();
      iterator.return!();
      assert.equal(iterator.next().done, true);
    },
  ]) {
    const [started, ended] = [i.started(), i.ended()];
    leave();
    assert.deepEqual([i.started() - started, i.ended() - ended], [1, 1]);
  }
});

test("a loop begins with the first step only", () => {
  const started = i.started();
  const iterator = i.tracked(3)[Symbol.iterator]();
  assert.equal(i.started(), started);
  iterator.next();
  assert.equal(i.started(), started + 1);
  iterator.return!();
  const unused = i.tracked(3)[Symbol.iterator]();
  unused.return!();
  assert.equal(i.started(), started + 1);
});

test("a panic in the loop is thrown by the step that meets it", () => {
  const seen: number[] = [];
  const error = thrownBy(() => {
    for (const n of i.panics(2, "at two")) seen.push(n);
  });
  assert.ok(error instanceof GoPanic, String(error));
  assert.match(error.message, /at two$/);
  assert.deepEqual(seen, [0, 1]);
  assert.deepEqual([...i.count(2)], [0, 1]);
});

test("after a panic the iterator has ended", () => {
  const iterator = i.panics(0, "x")[Symbol.iterator]();
  assert.ok(thrownBy(() => iterator.next()) instanceof GoPanic);
  assert.equal(iterator.next().done, true);
});

test("a loop that goes on after it was stopped gets nowhere", () => {
  const iterator = i.stubborn()[Symbol.iterator]();
  iterator.next();
  iterator.return!();
  assert.equal(iterator.next().done, true);
  assert.deepEqual([...i.stubborn()], [0, 1, 2]);
});

test("a step calls functions of JavaScript that the iterator keeps", () => {
  const seq = i.map([1, 2, 3], (n) => n * 10);
  assert.deepEqual([...seq], [10, 20, 30]);
  assert.deepEqual(Array.from(i.map(seq, (n) => n + 1)), [11, 21, 31]);
});

test("a step throws what such a function throws, the same, and the iterator has ended", () => {
  const seq = i.map(i.naturals(), (n) => {
    if (n === 2) throw mine;
    return n;
  });
  const iterator = seq[Symbol.iterator]();
  assert.deepEqual([iterator.next().value, iterator.next().value], [0, 1]);
  assert.equal(
    thrownBy(() => iterator.next()),
    mine,
  );
  assert.equal(iterator.next().done, true);
});

test("a step within a callback that began outside throws TOPHER_ITERATOR_CONTEXT before Go runs", () => {
  const iterator = i.tracked(5)[Symbol.iterator]();
  iterator.next();
  i.run(() => void refuses("TOPHER_ITERATOR_CONTEXT", () => iterator.next()));
  i.run(() => i.run(() => void refuses("TOPHER_ITERATOR_CONTEXT", () => iterator.next())));
  assert.deepEqual(iterator.next(), { done: false, value: 1 });
  iterator.return!();
});

test("a stop within a callback is done by the next call at the iterator's own depth", () => {
  const ended = i.ended();
  const iterator = i.tracked(5)[Symbol.iterator]();
  iterator.next();
  i.run(() => void iterator.return!());
  assert.equal(iterator.next().done, true);
  assert.deepEqual([...i.count(1)], [0]);
  assert.equal(i.ended(), ended + 1);
});

test("an iterator that began in a callback ends there, and is refused outside", () => {
  let inner: Iterator<number> | undefined;
  i.run(() => {
    assert.deepEqual([...i.tracked(3)], [0, 1, 2]);
    inner = i.tracked(3)[Symbol.iterator]();
    assert.equal(inner.next().value, 0);
  });
  refuses("TOPHER_ITERATOR_CONTEXT", () => inner!.next());
  const ended = i.ended();
  i.run(() => {
    assert.equal(inner!.next().value, 1);
    inner!.return!();
  });
  assert.equal(i.ended(), ended + 1);
});

test("visit runs an iterator of Go within Go while JavaScript runs others", () => {
  const seen: number[] = [];
  i.visit(i.count(3), (n) => seen.push(n, ...i.count(n)));
  assert.deepEqual(seen, [0, 1, 0, 2, 0, 1]);
});

test("feed gives an iterator to a function", () => {
  assert.equal(
    i.feed(4, (seq) => [...seq!].reduce((a, b) => a + b)),
    6,
  );
  assert.equal(
    i.feed(4, (seq) => i.sum(seq)),
    6,
  );
});

test("makeSource gives an iterator in a struct, several give a slice of them", () => {
  const source = i.makeSource(3);
  assert.deepEqual([source.name, [...source.items!]], ["source", [0, 1, 2]]);
  assert.equal(i.sumSource(source), 3);
  assert.deepEqual(
    i.several(3).map((seq) => [...seq!]),
    [[], [0], [0, 1]],
  );
});

test("an unfinished iterator is stopped after it was collected", async () => {
  const before = await settled(litter);
  const ended = i.ended();
  (() => {
    for (let n = 0; n < 20; n++) i.tracked(5)[Symbol.iterator]().next();
  })();
  assert.ok(stats().handles > before.handles);
  // A stop needs the depth at which the iterator began, so that a later call does it.
  await collectUntil(() => (litter(), i.ended() === ended + 20));
  assert.equal(i.ended(), ended + 20);
  await settlesAt(before, litter);
});

test("10,000 loops leave nothing, finished or left", async () => {
  const before = await settled(litter);
  for (let n = 0; n < 10_000; n++) for (const k of i.count(3)) if (k === n % 4) break;
  await settlesAt(before, litter);
});

test("an iterator has the methods that all iterators have", () => {
  const iterator = i.naturals()[Symbol.iterator]() as IteratorObject<number>;
  const ended = i.ended();
  assert.deepEqual(
    iterator
      .map((n) => n * 2)
      .filter((n) => n % 3 === 0)
      .take(3)
      .toArray(),
    [0, 6, 12],
  );
  assert.deepEqual((i.tracked(9)[Symbol.iterator]() as IteratorObject<number>).take(2).toArray(), [0, 1]);
  assert.equal(i.ended(), ended + 1);
});

test("an iterable that was released begins no more, and what has begun goes on", () => {
  const seq = i.count(2);
  const iterator = seq[Symbol.iterator]();
  (seq as unknown as Handle)[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => [...seq]);
  refuses("TOPHER_HANDLE_RELEASED", () => i.sum(seq), /^iterators\.sum: parameter 1 \(seq\)/);
  assert.deepEqual([iterator.next().value, iterator.next().value, iterator.next().done], [0, 1, true]);
});

test("a loop within a function that Go calls from a loop may be left at any level", () => {
  const ended = i.ended();
  const seen: number[] = [];
  i.visit(i.tracked(3), (n) => {
    for (const k of i.tracked(10)) {
      if (k === n) break;
      i.run(() => {
        for (const j of i.tracked(5)) if (j > k) break;
      });
      seen.push(k);
    }
  });
  assert.deepEqual(seen, [0, 0, 1]);
  assert.equal(i.ended() - ended, 1 + 3 + 3);
});

test("a step may run loops of its own, and leave some", () => {
  const ended = i.ended();
  const seen: number[] = [];
  const outer = i.map(i.tracked(100), (n) => {
    for (const k of i.count(2)) seen.push(k);
    const left = i.map(i.tracked(5), (k) => k)[Symbol.iterator]();
    left.next();
    left.return!();
    return i.sum(i.count(n));
  });
  for (const sum of outer) if (sum === 6) break;
  assert.equal(seen.length, 10);
  assert.equal(i.ended() - ended, 1 + 5);
});

test("iterators that are left elsewhere are all stopped by the next call at their depth", () => {
  const left: Iterator<number>[] = [];
  i.run(() => {
    for (let k = 0; k < 50; k++) {
      const iterator = i.tracked(9)[Symbol.iterator]();
      iterator.next();
      left.push(iterator);
    }
  });
  for (const iterator of left) iterator.return!();
  const ended = i.ended();
  i.run(() => assert.deepEqual([...few], [0]));
  assert.equal(i.ended() - ended, 50);
});

nothingLeft(litter);

// What a program sees of what is called on the other side: functions, objects, iterators, readers and writers.
import assert from "node:assert/strict";
import { ByteSink, GoError, GoPanic, GoReader, GoWriter, Handle, same, stats } from "topher";
import * as mathx from "./index.js";
import * as targets from "./targets.js";

const boom = new RangeError("boom");
const bytes = (text) => new TextEncoder().encode(text);
const textOf = (chunk) => new TextDecoder().decode(chunk);

export function targetCases({ thrownBy, refused }) {
  return {
    "a function that Go keeps is called later, and comes back as itself"() {
      const double = (x) => x * 2;
      targets.keep(double);
      assert.equal(targets.callKept(21), 42);
      assert.equal(targets.kept(), double);
      assert.equal(targets.keptAny(), double);
      const before = stats().kept;
      for (let i = 0; i < 100; i++) targets.keep(double);
      assert.equal(stats().kept, before);
      targets.keep(() => { throw boom; });
      assert.equal(thrownBy(() => targets.callKept(1)), boom);
      targets.keepErr(() => { throw boom; });
      assert.equal(thrownBy(() => targets.callKeptErr(1)), boom);
      targets.keep((x) => targets.callKeptErr(x)); // inside each other
      targets.keepErr((x) => x + mathx.map([1, 2], (y) => y));
      assert.equal(targets.callKept(1), 3);
      targets.keep(null);
      assert.equal(targets.kept(), null);
    },
    "a function that Go keeps is refused on another goroutine"() {
      targets.keep((x) => x);
      targets.keepErr((x) => x);
      refused(() => targets.callKeptElsewhere(1), "TOPHER_CALLBACK_THREAD");
      refused(() => targets.callKeptErrElsewhere(1), "TOPHER_CALLBACK_THREAD");
    },
    "functions that Go does not keep are forgotten"() {
      for (let i = 0; i < 20_000; i++) targets.apply((x) => x + i, 1);
      assert.ok(stats().kept < 20_000, `${stats().kept} are kept`);
    },
    "a stack that overflows inside kept functions leaves nothing behind"() {
      const endless = () => targets.apply((x) => endless() + x, 1);
      const endlessShape = () => targets.describe({ area: () => 1, describe: () => endlessShape() });
      for (const run of [endless, endlessShape]) {
        assert.match(String(thrownBy(run)), /RangeError|InternalError|Maximum call stack/);
        assert.equal(targets.apply((x) => x + 1, 1), 2);
      }
    },
    "a func of Go is a function, and the same func for Go"() {
      const add = targets.adder(3);
      assert.equal(add(4), 7);
      assert.equal(targets.apply(add, 1), 4);
      targets.keep(add);
      assert.equal(targets.callKept(2), 5);
      assert.ok(same(add, targets.kept()));
      assert.ok(!same(add, targets.adder(3)));
      assert.deepEqual(Object.keys(add), []);
      refused(() => add("x"), "TOPHER_TYPE");
      const before = stats().handles;
      add[Symbol.dispose]();
      assert.equal(stats().handles, before - 1);
      refused(() => add(1), "TOPHER_HANDLE_RELEASED");
      refused(() => targets.keep(add), "TOPHER_HANDLE_RELEASED");
    },
    "an object of JavaScript stands for an interface, and comes back as itself"() {
      class Land {
        #area;
        constructor(area) { this.#area = area; }
        area() { return this.#area; }
        describe(prefix) {
          if (this.#area < 0) throw boom;
          return `${prefix}land of ${this.#area}`;
        }
      }
      const [small, large] = [new Land(1), new Land(100)];
      assert.equal(targets.describe(small), "a land of 1");
      assert.equal(targets.largest([small, targets.newShape(0), large]), large);
      targets.keepShape(large);
      assert.equal(targets.keptArea(), 100);
      assert.equal(targets.keptShape(), large);
      assert.equal(thrownBy(() => targets.describe(new Land(-1))), boom);
      refused(() => targets.describe({ area: () => 1 }), "TOPHER_TYPE", /describe: parameter 1 \(s\) must be a mathx\.Shape.*no method describe/);
      refused(() => targets.dynamicType(small), "TOPHER_TYPE", /must be a mathx\.Shape that Go made/);
      assert.equal(targets.largest([]), null);
    },
    "a value of Go in an interface has the class of its own type"() {
      const circle = targets.newShape(0);
      assert.ok(circle instanceof targets.Circle);
      assert.equal(targets.describe(circle), "a circle 2");
      assert.equal(targets.dynamicType(circle), "mathx.Circle");
      assert.equal(circle.grow(3), 5);
      assert.ok(targets.newShape(1) instanceof targets.Square);
      assert.equal(targets.newShape(2).constructor, targets.$Shape);
      assert.equal(targets.newShape(3), null);
      assert.equal(targets.dynamicType(targets.newShape(1)), "*mathx.Square");
      assert.ok(targets.largest([{ area: () => 1, describe: () => "" }, circle]) instanceof targets.Circle);
    },
    "an iterator of Go is an iterable"() {
      const three = targets.upto(3);
      assert.deepEqual([[...three], [...three]], [[0, 1, 2], [0, 1, 2]]);
      assert.deepEqual([...targets.entries(2)], [["a", 0], ["b", 1]]);
      assert.ok(three instanceof Handle);
      const ended = targets.endedLoops();
      for (const n of targets.upto(50)) if (n === 3) break;
      assert.equal(targets.endedLoops(), ended + 1);
      assert.deepEqual([...targets.mapped(3, (x) => x * x)], [0, 1, 4]);
      assert.equal(thrownBy(() => [...targets.mapped(3, () => { throw boom; })]), boom);
      assert.ok(thrownBy(() => [...targets.upto(200)]) instanceof GoPanic);
      const iterator = three[Symbol.iterator]();
      assert.deepEqual([...(iterator.map?.((n) => n + 1) ?? [1, 2, 3])], [1, 2, 3]);
      const handles = stats().handles;
      for (let i = 0; i < 100; i++) for (const n of three) if (n === 1) break;
      assert.equal(stats().handles, handles);
      three[Symbol.dispose]();
      refused(() => [...three], "TOPHER_HANDLE_RELEASED");
    },
    "an iterator of Go goes on only where it was started"() {
      const iterator = targets.upto(5)[Symbol.iterator]();
      assert.equal(iterator.next().value, 0);
      mathx.map([1], (x) => {
        refused(() => iterator.next(), "TOPHER_ITERATOR_CONTEXT", /^iterator: .*outside of all callbacks/);
        assert.deepEqual([...targets.upto(2)], [0, 1]);
        return x;
      });
      assert.equal(iterator.next().value, 1);
      const ended = targets.endedLoops();
      mathx.map([1], (x) => (iterator.return(), x)); // is done by the next call outside
      assert.deepEqual([...targets.upto(1)], [0]);
      assert.equal(targets.endedLoops(), ended + 2);
    },
    "Go iterates over an iterable of JavaScript"() {
      assert.equal(targets.sum([1, 2, 3], 10), 6);
      assert.equal(targets.sum(new Set([1, 2, 3]), 2), 3);
      let ended = 0;
      function* endless() {
        try {
          for (let i = 1; ; i++) yield i;
        } finally {
          ended++;
        }
      }
      assert.equal(targets.sum(endless(), 4), 10);
      assert.equal(ended, 1);
      assert.ok(thrownBy(() => targets.sumPanics(endless())) instanceof GoPanic);
      assert.equal(ended, 2);
      assert.equal(targets.sumPairs(new Map([["a", 1], ["", 2], ["b", 3]])), 4);
      assert.equal(targets.sum(targets.mapped(4, (x) => x), 9), 6); // Go's own
      const doubled = targets.doubled([1, 2]);
      assert.deepEqual([[...doubled], [...doubled]], [[2, 4], [2, 4]]);
      for (const _ of targets.doubled(endless())) break;
      assert.equal(ended, 3);
      function* broken() { yield 1; throw boom; }
      assert.equal(thrownBy(() => targets.sum(broken(), 9)), boom);
      refused(() => targets.sum(["x"], 1), "TOPHER_TYPE", 'mathx.sum: parameter 1 (values): a value must be a number, got string "x"');
      refused(() => targets.sumPairs([1]), "TOPHER_TYPE", /a value must be a pair \[key, value\]/);
    },
    "Go reads from bytes, text, objects, iterables and handles"() {
      const piped = (r) => {
        const sink = new ByteSink();
        targets.pipe(sink, r);
        return sink.text();
      };
      assert.equal(piped("héllo"), "héllo");
      assert.equal(piped(bytes("bytes")), "bytes");
      assert.equal(piped([bytes("in "), bytes("chunks")]), "in chunks");
      const large = new Uint8Array(1_000_000).map((_, i) => i % 100);
      const sink = new ByteSink();
      assert.equal(targets.pipe(sink, [large.subarray(0, 300_000), large.subarray(300_000)]), 1_000_000n);
      assert.deepEqual(sink.bytes(), large);
      const parts = ["a", "b"];
      let closed = 0;
      const object = { read: (into) => new TextEncoder().encodeInto(parts.shift() ?? "", into).written, close: () => void closed++ };
      assert.equal(piped(object), "ab");
      assert.equal(closed, 1);
      assert.equal(targets.echoReader(object), object);
      assert.equal(piped(targets.newBuffer("of Go")), "of Go");
      assert.ok(GoError.is(thrownBy(() => piped({ read() { throw boom; } })), boom));
      assert.equal(targets.readOnce("abc", 2), 2);
      assert.equal(thrownBy(() => targets.readOnce({ read() { throw boom; } }, 1)), boom);
      refused(() => targets.readOnce({ read: () => 11 }, 10), "TOPHER_RANGE", "mathx.readOnce: parameter 1 (r): the result of read must be an integer from 0 to 10, got number 11");
      refused(() => piped(new ReadableStream()), "TOPHER_NEEDS_ASYNC");
      refused(() => piped(mathx.newCounter(1)), "TOPHER_TYPE");
      assert.equal(targets.tail("abcdef", 3), "def");
      assert.equal(targets.tail(bytes("abcdef"), 2), "ef");
      refused(() => targets.tail([bytes("a")], 1), "TOPHER_TYPE");
    },
    "Go writes to functions, sinks and handles"() {
      const chunks = [];
      targets.writeParts((chunk) => void chunks.push(chunk));
      assert.equal(chunks.map(textOf).join("|"), "ab|c\ufffdd|e");
      const sink = new ByteSink();
      targets.writeParts(sink);
      assert.equal(sink.text(), "abc\ufffdde");
      const buffer = targets.newBufferWriter("");
      targets.writeParts(buffer);
      assert.equal(thrownBy(() => targets.writeParts(() => { throw boom; })), boom);
      refused(() => targets.writeParts(async () => {}), "TOPHER_NEEDS_ASYNC");
      targets.writeParts(() => targets.writeParts(new ByteSink())); // inside each other
    },
    "a reader of Go is read to its end"() {
      const text = "0123456789".repeat(30_000);
      assert.equal(targets.newBuffer(text).text(), text);
      const reader = targets.newBuffer("hello, world");
      assert.ok(reader instanceof GoReader);
      const into = new Uint8Array(5);
      assert.deepEqual([reader.read(into), textOf(into)], [5, "hello"]);
      assert.equal([...reader].map(textOf).join(""), ", world");
      assert.equal(reader.read(into), 0);
      reader[Symbol.dispose]();
      refused(() => reader.read(into), "TOPHER_HANDLE_RELEASED");
      const closed = targets.newBuffer("");
      closed.close();
      const error = thrownBy(() => closed.close());
      assert.ok(error instanceof GoError);
      assert.equal(error.message, "the buffer is closed");
      closed[Symbol.dispose]();
      assert.match(thrownBy(() => targets.idle().bytes()).message, /multiple Read calls/);
    },
    "a writer of Go takes bytes and text"() {
      const writer = targets.newBufferWriter("");
      assert.ok(writer instanceof GoWriter);
      writer.write("hé");
      writer.write(bytes("llo"));
      writer.write("z".repeat(1_000_000));
      writer.close();
      writer[Symbol.dispose]();
      assert.match(thrownBy(() => targets.full().write("abc")).message, /short write/);
    },
  };
}

// Interfaces that embed others, that others cannot implement, of the standard library, and that have all kinds of methods.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, Handle } from "topher";
import * as n from "../../dist/door2/whole/nodes/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(n);
const mine = new Error("mine");
const labeled: n.Labeled = {
  area: () => 1,
  name: () => "name",
  string: () => "string",
  label: (prefix) => `${prefix}label`,
};

test("describeLabeled calls the methods of all embedded interfaces", () => {
  assert.equal(n.describeLabeled(labeled), "name 1 string >label");
  assert.equal(n.describeLabeled(n.newTag("t")), "square 4 t >t");
  assert.equal(n.describeLabeled(n.makeLabeled("t")), "square 4 t >t");
  assert.ok(n.makeLabeled("t") instanceof n.Tag);
});

test("describeLabeled names a method of an embedded interface that is missing", () => {
  const { string: _, ...rest } = labeled;
  refuses("TOPHER_TYPE", () => call["describeLabeled"]!(rest), /^nodes\.describeLabeled: parameter 1 \(l\).*string/);
});

test("labeledAsShape gives the same object as a smaller interface", () => {
  assert.equal(n.labeledAsShape(labeled), labeled);
  assert.equal(n.kind(n.labeledAsShape(labeled)), "JavaScript's");
  assert.equal(n.kind(n.newTag("t")), "a Stringer: t");
});

test("an object given for two interfaces is itself in both", () => {
  assert.equal(n.echo(labeled), labeled);
  assert.equal(n.echoStringer(labeled), labeled);
  assert.equal(n.labeledAsShape(labeled), labeled);
});

test("sealOf takes handles only", () => {
  assert.equal(n.sealOf(n.newStamp("x")), "sealed x");
  assert.equal(n.sealOf(n.makeSealed("y")), "sealed y");
  assert.ok(n.makeSealed("y") instanceof n.Stamp);
  assert.equal(n.sealOf(null), "nothing");
  refuses("TOPHER_TYPE", () => call["sealOf"]!({ seal: () => "forged" }), /^nodes\.sealOf: parameter 1 \(s\) must be/);
  refuses(
    "TOPHER_TYPE",
    () => call["sealOf"]!({ seal: () => "forged", sealed: () => {} }),
    /^nodes\.sealOf: parameter 1 \(s\) must be/,
  );
  refuses("TOPHER_TYPE", () => call["sealOf"]!(n.newBox("x")), /^nodes\.sealOf: /);
});

test("walk calls a visitor that gives itself", () => {
  const seen: unknown[] = [];
  const circle = n.newCircle(1);
  const shape: n.Shape = { area: () => 1, name: () => "" };
  const visitor: n.Visitor = {
    visit(s, depth) {
      seen.push(s instanceof n.Circle ? "circle" : s === shape ? "shape" : s, depth);
      return this;
    },
  };
  assert.equal(n.walk(visitor, [circle, shape, null]), 3);
  assert.deepEqual(seen, ["circle", 0, "shape", 1, null, 2]);
});

test("walk ends where a visitor gives null, and goes on with another", () => {
  const last: n.Visitor = { visit: () => null };
  const first: n.Visitor = { visit: () => last };
  assert.equal(n.walk(first, [null, null, null, null]), 2);
  assert.equal(n.walk(null, [null]), 0);
  refuses("TOPHER_TYPE", () => n.walk({ visit: () => 5 as never }, [null, null]), /the result of visit must be/);
  refuses("TOPHER_TYPE", () => n.walk({ visit: (() => {}) as never }, [null, null]), /the result of visit must be/);
});

test("tell calls a method with all kinds of arguments", () => {
  const shape: n.Shape = { area: () => 1, name: () => "" };
  let heard: unknown[] = [];
  n.tell({ hear: (...args) => void (heard = args) }, "text", shape);
  const [text, numbers, frame, at, extra, ...words] = heard;
  assert.equal(text, "text");
  assert.deepEqual(numbers, Float64Array.of(1, 2));
  assert.equal((frame as n.Frame).shape, shape);
  assert.deepEqual([at, extra, words], [new Date(1234), { a: 1.5 }, ["x", "y"]]);
  assert.equal(
    thrownBy(() =>
      n.tell(
        {
          hear() {
            throw mine;
          },
        },
        "x",
        null,
      ),
    ),
    mine,
  );
});

test("say takes a fmt.Stringer, of JavaScript and of Go", () => {
  assert.equal(n.say({ string: () => "hello" }), "says hello");
  assert.equal(n.say(n.newTag("tag")), "says tag");
  refuses("TOPHER_TYPE", () => call["say"]!({ toString: () => "x" }), /^nodes\.say: parameter 1 \(s\).*string/);
});

test("sort calls an object that stands for a sort.Interface", () => {
  const words = ["pear", "apple", "fig", "olive"];
  n.sort({
    len: () => words.length,
    less: (i, j) => words[i]! < words[j]!,
    swap(i, j) {
      [words[i], words[j]] = [words[j]!, words[i]!];
    },
  });
  assert.deepEqual(words, ["apple", "fig", "olive", "pear"]);
});

test("sort ends with what less throws", () => {
  let calls = 0;
  const caught = thrownBy(() =>
    n.sort({
      len: () => 100,
      less() {
        if (++calls === 5) throw mine;
        return false;
      },
      swap: () => {},
    }),
  );
  assert.equal(caught, mine);
  assert.equal(calls, 5);
});

test("sorted gives a sort.Interface of Go with its methods", () => {
  const words = n.sorted(["b", "a"])!;
  assert.equal(words.len(), 2);
  assert.equal(words.less(0, 1), false);
  n.sort(words);
  assert.equal(words.less(0, 1), true);
});

test("smallest calls an object that stands for a heap.Interface, which embeds sort.Interface", () => {
  const heap = [5, 3, 9, 1, 7];
  const smallest = n.smallest({
    len: () => heap.length,
    less: (i, j) => heap[i]! < heap[j]!,
    swap(i, j) {
      [heap[i], heap[j]] = [heap[j]!, heap[i]!];
    },
    push: (x) => void heap.push(x as number),
    pop: () => heap.pop()!,
  });
  assert.equal(smallest, 1);
  assert.equal(heap.length, 4);
});

test("stat gives a fs.FileInfo with its methods", () => {
  const info = n.stat("a.txt", "content");
  assert.ok(info instanceof Handle);
  assert.deepEqual([info.name(), info.size(), info.isDir()], ["a.txt", 7n, false]);
  assert.deepEqual(info.modTime(), new Date(5000));
  assert.equal(n.describeFile(info), "a.txt 7 -rw-r--r-- false 5000");
  assert.throws(
    () => n.stat("../x", ""),
    (error) => error instanceof GoError,
  );
});

test("describeFile calls an object that stands for a fs.FileInfo", () => {
  const info = {
    name: () => "mine",
    size: () => 2n ** 40n,
    mode: () => 0o755,
    modTime: () => new Date(7),
    isDir: () => true,
    sys: () => null,
  };
  assert.equal(n.describeFile(info as never), `mine ${2n ** 40n} -rwxr-xr-x true 7`);
  assert.equal(n.describeFile({ ...info, size: () => 3 } as never), "mine 3 -rwxr-xr-x true 7");
  refuses("TOPHER_TYPE", () => n.describeFile({ ...info, modTime: () => 5 } as never), /the result of modTime must be/);
  refuses(
    "TOPHER_RANGE",
    () => n.describeFile({ ...info, size: () => 2n ** 70n } as never),
    /the result of size must be/,
  );
});

test("makeCoder gives an interface that embeds error", () => {
  const coder = n.makeCoder(7)!;
  assert.deepEqual([coder.code(), coder.error()], [7, "code 7"]);
  assert.equal(n.describeCoder(coder), "7: code 7");
  assert.equal(n.describeCoder({ code: () => 8, error: () => "mine" }), "8: mine");
});

test("plug sets plugins of JavaScript up, whose handlers Go calls", () => {
  const events: string[] = [];
  const plugin = (name: string, by: number): n.Plugin => ({
    name: () => name,
    setup(on) {
      on!("shape", (s) => {
        events.push(`${name} ${s!.area()}`);
        return { area: () => s!.area() + by, name: () => name };
      });
      on!("other", () => assert.fail("another event"));
    },
  });
  const result = n.plug([plugin("a", 1), plugin("b", 10)], "shape", n.newCircle(1));
  assert.deepEqual(events, ["a 3", "b 4"]);
  assert.equal(result.area(), 14);
  assert.equal(result.name(), "b");
});

test("plug fails with what a plugin throws, wrapped by Go", () => {
  const caught = thrownBy(() =>
    n.plug(
      [
        {
          name: () => "bad",
          setup() {
            throw mine;
          },
        },
      ],
      "x",
      null,
    ),
  );
  assert.ok(caught instanceof GoError);
  assert.equal(caught.message, "plugin bad: mine");
  assert.equal(caught.cause, mine);
});

test("plug throws what a handler throws, the same object", () => {
  const plugin: n.Plugin = {
    name: () => "p",
    setup: (on) =>
      on!("x", () => {
        throw mine;
      }),
  };
  assert.equal(
    thrownBy(() => n.plug([plugin], "x", null)),
    mine,
  );
});

test("methods have the names that directives and the rules for names give them", () => {
  const speaker = n.makeSpeaker()!;
  assert.deepEqual([speaker.talk(), speaker.delete("x"), speaker.then_()], ["Go", "x!", 1]);
  assert.equal(n.interview(speaker), "Go x! 1");
  assert.equal(n.interview({ talk: () => "mine", delete: (text) => `${text}?`, then_: () => 2 }), "mine x? 2");
  refuses("TOPHER_TYPE", () => call["interview"]!({ speak() {}, delete() {}, then_() {} }), /no method talk$/);
});

nothingLeft(() => n.collect());

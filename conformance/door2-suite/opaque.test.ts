// Values that JavaScript can only pass on: of types that cannot cross, and of packages that are not in the build.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic, Handle, same } from "topher";
import * as o from "../../dist/door2/whole/opaque/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(o);

test("compile gives a handle that match takes", () => {
  const re = o.compile("^a+$");
  assert.ok(re instanceof Handle);
  assert.deepEqual([o.match(re, "aa"), o.match(re, "b"), o.match(null, "aa")], [true, false, false]);
  assert.throws(() => o.compile("("), GoError);
});

test("an opaque handle is printed as Go prints it", () => {
  assert.equal(String(o.compile("a+")), "a+");
  assert.equal(String(o.parse("http://host/path")), "http://host/path");
});

test("an opaque handle has no members and cannot be made", () => {
  const re = o.compile("a");
  assert.equal((re as any).matchString, undefined);
  refuses("TOPHER_TYPE", () => new (re.constructor as any)());
});

test("an opaque handle comes back as one of its own for the same value", () => {
  const re = o.compile("a");
  const again = o.echoRegexp(re)!;
  assert.ok(same(re, again));
  assert.equal(o.same(re, again), true);
  assert.equal(o.same(re, o.compile("a")), false);
  re[Symbol.dispose]();
  assert.equal(o.match(again, "a"), true);
});

test("a field of a struct that JavaScript cannot make may be absent, which means zero", () => {
  const zero = `"" {0 0} [{0 0} {0 0}] "" "" true`;
  assert.equal(o.describe({}), zero);
  assert.equal(
    o.describe({ label: undefined, extent: undefined, both: undefined, from: undefined, stops: undefined }),
    zero,
  );
  const given = {
    label: "a",
    extent: o.extent(2, 3),
    both: [o.extent(4, 5), o.extent(6, 7)],
    from: o.link("b.c"),
  } as const;
  assert.equal(o.describe(given), `"a" {2 3} [{4 5} {6 7}] "b.c" "" true`);
  assert.equal(o.describe({ stops: [o.link("a"), o.link("b")] }), `"" {0 0} [{0 0} {0 0}] "" "ab" true`);
});

test("null is zero where a struct without a name is taken", async () => {
  assert.deepEqual([o.area(null), o.area(o.extent(2, 3))], [0, 6]);
  assert.equal(await o.area.async(null), 0);
  assert.deepEqual(o.areas([o.extent(2, 3), null]), [6, 0]);
  assert.equal(o.describe({ extent: null, both: [null, o.extent(1, 1)] }), `"" {0 0} [{0 0} {1 1}] "" "" true`);
});

test("null is no struct of another package", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["describe"]!({ from: null }),
    /^opaque\.describe: parameter 1 \(p\)\.from must be a /,
  );
  refuses(
    "TOPHER_TYPE",
    () => call["describe"]!({ stops: [null, null] }),
    /^opaque\.describe: parameter 1 \(p\)\.stops\[0\] must be a /,
  );
});

test("an opaque handle that was released is refused", () => {
  const re = o.compile("a");
  re[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => o.match(re, "a"), /^opaque\.match: parameter 1 \(re\)/);
  refuses("TOPHER_HANDLE_RELEASED", () => String(re));
});

test("a handle of another type is refused", () => {
  const url = o.parse("http://host");
  refuses("TOPHER_TYPE", () => o.match(url as never, "a"), /^opaque\.match: .*url\.URL/);
  refuses("TOPHER_TYPE", () => o.host(o.compile("a") as never), /^opaque\.host: .*regexp\.Regexp/);
  assert.equal(o.host(url), "host");
});

for (const [what, value, got] of [
  ["an object", {}, "an object"],
  ["text", "a", 'string "a"'],
  ["undefined", undefined, "undefined"],
  ["a number", 1, "number 1"],
] as const) {
  test(`match refuses ${what}`, () => {
    const { message } = refuses(
      "TOPHER_TYPE",
      () => call["match"]!(value, "a"),
      /^opaque\.match: parameter 1 \(re\) must be/,
    );
    assert.ok(message.endsWith(`got ${got}`), message);
  });
}

test("noRegexp gives null, eachMatch calls with handles", () => {
  assert.equal(o.noRegexp(), null);
  const re = o.compile("a");
  const seen: unknown[] = [];
  const count = o.eachMatch(re, (each, i) => {
    seen.push(same(each!, re), i);
    return i < 2 ? each : null;
  });
  assert.equal(count, 3);
  assert.deepEqual(seen, [true, 0, true, 1, true, 2]);
});

test("allRegexps gives a slice of handles, matchAny takes a map", () => {
  const [a, none, b] = o.allRegexps(["a", "", "b"]);
  assert.equal(none, null);
  assert.deepEqual(o.matchAny("xbx", { a: a!, b: b!, none: null }), ["b"]);
  refuses("TOPHER_TYPE", () => call["matchAny"]!("x", { a: 5 }), /^opaque\.matchAny: parameter 2 \(all\).*a/);
});

test("makeJob gives a struct with an opaque field", () => {
  const job = o.makeJob("job", "a+");
  assert.ok(job.pattern instanceof Handle);
  assert.equal(o.run(job, "aa"), "job true");
  assert.equal(o.run({ name: "mine", pattern: o.compile("b") }, "aa"), "mine false");
  assert.equal(o.run({ name: "none" }, "aa"), "none false");
});

test("Site has an opaque field that is read and set", () => {
  const site = o.newSite("hello {{.}}");
  assert.equal(site.render("Ann"), "hello Ann");
  const other = o.newSite("bye {{.}}");
  site.templates = other.templates;
  assert.equal(site.render("Bob"), "bye Bob");
  site.templates = null;
  assert.throws(() => site.render("x"), GoError);
  assert.equal(site.rendered(), 3n);
  refuses("TOPHER_TYPE", () => ((site as any).templates = {}), /^opaque\.Site\.templates must be/);
});

test("address gives a pointer to a pointer, which value follows", () => {
  const address = o.address(7) as unknown as Handle;
  assert.ok(address instanceof Handle);
  assert.equal(o.value(address as never), 7);
  assert.ok(thrownBy(() => o.value(null as never)) instanceof GoPanic);
});

test("an opaque handle is its Go value as a value of any type", () => {
  const re = o.compile("a");
  assert.equal(o.typeOf(re as never), "*regexp.Regexp");
  const again = o.asAny(re) as unknown;
  assert.ok(again instanceof Handle && same(again, re));
  assert.equal(o.match(again as never, "a"), true);
});

test("types gives an interface of another package that kind takes", () => {
  assert.equal(o.kind(o.types("x")), "string");
  assert.equal(o.kind(o.types(1.5)), "float64");
  assert.equal(o.kind(null), "no type");
});

test("a value whose type is not exported is an interface that it has, or opaque", () => {
  const locked = o.locked("text")!;
  assert.ok(locked instanceof Handle);
  assert.equal(locked.reveal(), "text");
  assert.equal(o.ask(locked), "text");
  const plain = o.plain(5) as unknown;
  assert.ok(plain instanceof Handle);
  assert.equal(String(plain), "&{5}");
  assert.equal(o.typeOf(plain as never), "*opaque.plain");
  assert.ok(!("spill" in o));
});

test("a variable and a field whose type is not exported can be read", () => {
  assert.equal(o.vars.current!.reveal(), "current");
  assert.throws(() => ((o.vars as any).current = null), TypeError);
  const vault = o.newVault("gold");
  assert.equal(vault.inner!.reveal(), "gold");
  assert.equal(vault.open(), "gold 1");
  assert.throws(() => ((vault as any).inner = null), TypeError);
  refuses("TOPHER_UNKNOWN_FIELD", () => new (o.Vault as any)({ inner: null }), /"inner" is no field that can be set/);
});

test("askAny takes an interface without a name, guarded gives one", () => {
  assert.equal(o.askAny({ reveal: () => "mine" }), "mine");
  assert.equal(o.askAny(o.locked("text")), "text");
  const guarded = o.guarded("deep")!;
  assert.deepEqual([guarded.reveal(), guarded.guard(), o.ask(guarded)], ["deep", 1, "deep"]);
  refuses("TOPHER_TYPE", () => call["askAny"]!({}), /^opaque\.askAny: parameter 1 \(r\) must be .*no method reveal$/);
});

test("opaque handles are counted and collected", async () => {
  const before = await settled(() => o.collect());
  (() => {
    for (let i = 0; i < 100; i++) o.compile("a");
  })();
  await settlesAt(before, () => o.collect());
});

nothingLeft(() => o.collect());

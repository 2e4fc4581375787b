import { expect, test } from "vitest";
import { readJunit } from "./junit.ts";

test("readJunit counts what node:test writes: nested suites, reasons to skip", () => {
  const counts = readJunit(`<?xml version="1.0"?>
<testsuites>
  <testsuite name="outer &lt;x>" tests="3">
    <testcase name="passes" classname="test"/>
    <testcase name="fails" classname="test" failure="1 !== 2"><failure message="1 !== 2">Error: 1 !== 2</failure></testcase>
    <testsuite name="inner"><testcase name="skipped"><skipped type="skipped" message="a reason"/></testcase></testsuite>
  </testsuite>
  <testcase name="flat"/>
  <!-- tests 4 -->
</testsuites>`);
  expect(counts).toEqual({ passed: 2, skipped: 1, failures: ["outer <x> > fails: Error: 1 !== 2"] });
});

test("readJunit leaves out the groups that Deno reports beside their tests", () => {
  const counts = readJunit(`<testsuites name="deno test">
  <testsuite name="./a.test.ts">
    <testcase name="outer"><failure message="1 test step failed">1 test step failed.</failure></testcase>
    <testcase name="flat"></testcase>
  </testsuite>
  <testsuite name="ext:deno_node/testing.ts">
    <testcase name="outer &gt; passes"></testcase>
    <testcase name="outer &gt; fails"><failure message="no">no</failure></testcase>
  </testsuite>
</testsuites>`);
  expect(counts.passed).toBe(2);
  expect(counts.failures).toEqual([expect.stringContaining("outer > fails: no")]);
});

test("readJunit counts no test in an empty report", () => {
  expect(readJunit("<testsuites></testsuites>")).toEqual({ passed: 0, skipped: 0, failures: [] });
});

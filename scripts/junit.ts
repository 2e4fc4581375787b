// Reads a JUnit report as node:test, bun test and deno test write it.
import { XMLParser } from "fast-xml-parser";
import type { TestCounts } from "./test-counts.ts";

/** Counts a report's test cases; a case that only groups others (Deno reports those too) is not counted. */
export function readJunit(xml: string): TestCounts {
  const document = parser.parse(xml) as Element;
  const cases = [...casesBelow(document, [])];
  const names = cases.map(({ name }) => name);
  const leaves = cases.filter(({ name }) => !names.some((other) => other.startsWith(`${name} > `)));
  return {
    passed: leaves.filter(({ state }) => state === "passed").length,
    skipped: leaves.filter(({ state }) => state === "skipped").length,
    failures: leaves.filter(({ state }) => state === "failed").map(({ name, message }) => `${name}: ${message}`),
  };
}

interface Case {
  name: string;
  state: "passed" | "failed" | "skipped";
  message: string;
}

interface Element {
  [key: string]: unknown;
  testsuites?: Element[];
  testsuite?: Element[];
  testcase?: Element[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseAttributeValue: false,
  parseTagValue: false,
  isArray: (name) => ["testsuites", "testsuite", "testcase", "failure", "error"].includes(name),
});

function* casesBelow(element: Element, suites: string[]): Generator<Case> {
  for (const each of element.testcase ?? []) {
    const fault = [each["failure"], each["error"]].flat().find((item) => item !== undefined);
    yield {
      name: [...suites, String(each["@name"])].join(" > "),
      state: fault !== undefined ? "failed" : each["skipped"] !== undefined ? "skipped" : "passed",
      message: faultText(fault),
    };
  }
  for (const each of element.testsuites ?? []) yield* casesBelow(each, []);
  for (const each of element.testsuite ?? []) {
    const name = String(each["@name"]);
    // Bun and Deno wrap a file's cases in a suite of the file's name.
    yield* casesBelow(each, /\.[cm]?[jt]s$/.test(name) ? suites : [...suites, name]);
  }
}

/** The report's longest account of a failure: its text, or the message where there is no text. */
function faultText(fault: unknown): string {
  if (typeof fault !== "object" || fault === null) return String(fault ?? "");
  const { "#text": text, "@message": message } = fault as Record<string, string>;
  return (text ?? message ?? "").trim();
}

import type { Failed } from "./results.ts";

/** A failure on one line: of what the process has written, the line that says what was wrong. The file has all of it. */
export function failureLine(failed: Pick<Failed, "case" | "contender" | "message">): string {
  const lines = failed.message.split("\n");
  const said = lines.find((line) => /^\S*(error|exception)\b.*:/i.test(line));
  return said === undefined ? lines[0]! : `${failed.contender}, ${failed.case}: ${said}`;
}

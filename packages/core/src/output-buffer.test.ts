import { expect, test } from "vitest";
import { OutputBuffer } from "./output-buffer.ts";

// The first length that V8 has no string for is a few units below.
const tooLong = 2 ** 29;

test("text refuses memory that was transferred", () => {
  const out = new OutputBuffer(10);
  out.bytes.buffer.transfer();
  const message = "OutputBuffer.text: the buffer's memory is detached: bytes.buffer was transferred";
  expect(() => out.text(0)).toThrow(expect.objectContaining({ code: "TOPHER_BUFFER", message }));
});

test("text refuses what is longer than any string, by name", () => {
  const out = new OutputBuffer(tooLong);
  const message = `OutputBuffer.text: the buffer has ${tooLong} bytes of text, more than a string of this runtime can hold`;
  expect(() => out.text(tooLong)).toThrow(
    expect.objectContaining({ name: "RangeError", code: "TOPHER_RANGE", message }),
  );
  expect(out.text(3)).toBe("\0\0\0");
});

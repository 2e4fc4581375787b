import fc from "fast-check";
import { expect, test } from "vitest";
import { readUtf8, shortText, writeUtf8 } from "./utf8.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 32 }),
  fc.string({
    unit: fc.constantFrom(
      "a",
      "\0",
      "ß",
      "\u07ff",
      "\u0800",
      "語",
      "\ud800",
      "\udbff",
      "\udc00",
      "\udfff",
      "🙂",
      "\ufeff",
    ),
    maxLength: 32,
  }),
);

test("writeUtf8 writes what the web's encoder does", () => {
  fc.assert(
    fc.property(anyText, fc.nat(5), (text, offset) => {
      const bytes = new Uint8Array(offset + 3 * text.length).fill(255);
      const length = writeUtf8(text, bytes, offset);
      expect([...bytes.subarray(offset, offset + length)]).toEqual([...new TextEncoder().encode(text)]);
      expect(bytes.subarray(0, offset).every((byte) => byte === 255)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: shortText }),
  fc
    .array(
      fc.constantFrom(0, 0x7f, 0x80, 0x8f, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
      { maxLength: shortText },
    )
    .map((bytes) => Uint8Array.from(bytes)),
  anyText.map((text) => new TextEncoder().encode(text).subarray(0, shortText)),
);

test("readUtf8 reads what the web's strict decoder reads, and nothing else", () => {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const expected = (bytes: Uint8Array): string | undefined => {
    try {
      return strict.decode(bytes);
    } catch {
      return undefined;
    }
  };
  fc.assert(
    fc.property(anyBytes, fc.nat(5), (bytes, offset) => {
      const memory = new Uint8Array(offset + bytes.length + 3).fill(0xbf);
      memory.set(bytes, offset);
      expect(readUtf8(memory, offset, offset + bytes.length)).toBe(expected(bytes));
    }),
    { numRuns: 5000 },
  );
});

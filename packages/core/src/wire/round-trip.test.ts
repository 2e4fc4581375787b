import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "./refusal.ts";
import { codecOf, plainShapes, numberShapes, anyShape, roundTrip, shapes } from "./shape.fixture.ts";

for (const shape of [...plainShapes, ...numberShapes, anyShape]) {
  test(`${shape.name} comes back as it went`, () => {
    fc.assert(fc.property(shape.values, (value) => void expect(roundTrip(shape, value)).toEqual(value)));
  });
}

test("values of any type come back as they went", () => {
  const typed = shapes.chain((shape) => fc.tuple(fc.constant(shape), shape.values));
  fc.assert(
    fc.property(typed, ([shape, value]) => void expect(roundTrip(shape, value)).toEqual(value)),
    { numRuns: 1000 },
  );
});

test("any bytes are a value or a refusal, whatever the type", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc
      .array(fc.constantFrom(0, 1, 2, 7, 9, 10, 11, 15, 16, 17, 0xff), { maxLength: 64 })
      .map((all) => Uint8Array.from(all)),
  );
  fc.assert(
    fc.property(fc.oneof(fc.constant(anyShape), shapes), bytes, (shape, found) => {
      const codec = codecOf(Uint8Array.from(found));
      try {
        shape.read(codec);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { numRuns: 5000 },
  );
});

test("changed bytes of a value are a value or a refusal", () => {
  const changed = shapes.chain((shape) => fc.tuple(fc.constant(shape), shape.values, fc.nat(), fc.nat({ max: 255 })));
  fc.assert(
    fc.property(changed, ([shape, value, where, byte]) => {
      const codec = codecOf();
      shape.write(codec, value, "value");
      codec.limit = codec.position;
      codec.memory[where % Math.max(1, codec.limit)] = byte;
      codec.position = 0;
      try {
        shape.read(codec);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    { numRuns: 500 },
  );
});

test("any value that is written is written or refused, and comes back", () => {
  fc.assert(
    fc.property(
      fc.anything({
        withDate: true,
        withBigInt: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withSparseArray: true,
      }),
      (value) => {
        try {
          roundTrip(anyShape, value);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      },
    ),
    { numRuns: 500 },
  );
});

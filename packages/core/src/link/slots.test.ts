import { expect, test } from "vitest";
import { Slots } from "./slots.ts";

test("slots give back the same value until Go has dropped it", () => {
  const dropped: number[] = [];
  const slots = new Slots((into: Uint32Array, most: number) => {
    const some = dropped.splice(0, most);
    into.set(some);
    return some.length;
  });
  const errors = Array.from({ length: 1000 }, (_, i) => new Error(String(i)));
  const numbers = errors.map((error) => slots.put(error));
  expect(new Set(numbers).size).toBe(1000);
  expect(slots.get(numbers[5]!, "")).toBe(errors[5]);
  expect(slots.get(numbers[5]!, "")).toBe(errors[5]);
  dropped.push(...numbers.slice(0, 900));
  slots.put("not an error");
  slots.sweep();
  expect(slots.size).toBe(101);
  expect(slots.get(numbers[5]!, "gone")).toMatchObject({ name: "GoError", message: "gone" });
});

import { expect, test } from "vitest";
import { Slots } from "./slots.ts";
import { Target, type Run, type TargetClass } from "./target.ts";

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

test("a number that is in use is passed over when all were used", () => {
  const slots = new Slots(undefined, undefined, 5);
  const run: Run = [() => {}];
  const lend = (): number => slots.lend(new Target(run, run, ""));
  expect([slots.put("a"), lend(), slots.keep(Target, {}, run, "geo.f", "f").id, lend(), lend()]).toEqual([
    1, 2, 3, 4, 5,
  ]);
  slots.takeBack([2, 4]);
  expect([lend(), lend()]).toEqual([2, 4]);
});

test("targets of a value are told apart by their class and their run function", () => {
  const slots = new Slots(undefined);
  class Other extends Target {}
  const value = (): void => {};
  const runs: readonly [Run, Run] = [[() => {}], [() => {}]];
  const keep = (type: TargetClass<Run>, run: Run) => slots.keep(type, value, run, "geo.f", "f");
  const all = [keep(Target, runs[0]), keep(Target, runs[1]), keep(Other, runs[0])];
  expect(new Set(all.map(({ id }) => id)).size).toBe(3);
  slots.forget(all[1]!);
  expect([keep(Target, runs[0]), keep(Other, runs[0])]).toEqual([all[0], all[2]]);
  expect(keep(Target, runs[1])).not.toBe(all[1]);
});

test("a target that is forgotten while another one of its value gets its number stays forgotten", () => {
  const dropped: number[] = [];
  const slots = new Slots((into: Uint32Array, most: number) => {
    const some = dropped.splice(0, most);
    into.set(some);
    return some.length;
  });
  const value = (): void => {};
  const [first, second]: readonly [Run, Run] = [[() => {}], [() => {}]];
  const keep = (run: Run) => slots.keep(Target, value, run, "geo.f", "f");
  const gone = keep(first);
  while (slots.kept < 64) slots.keep(Target, {}, first, "geo.f", "f");
  dropped.push(gone.id);
  const other = keep(second); // so many are kept that Go is asked
  expect(slots.target(gone.id)).toBe(undefined);
  const again = keep(first);
  expect(again).not.toBe(gone);
  expect([slots.target(again.id), slots.target(other.id)]).toEqual([again, other]);
  expect([keep(first), keep(second)]).toEqual([again, other]);
});

test("Go is asked of what answers gave as often as it is asked what it has dropped, and once of each", () => {
  const asked: number[][] = [];
  const dropped: number[] = [];
  const owner = {
    underWay: false,
    doubt(slots: readonly number[]): void {
      asked.push([...slots]);
      dropped.push(...slots.filter((slot) => slot !== kept.id)); // Go has refused all but one
    },
  };
  const take = (into: Uint32Array, most: number): number => {
    const some = dropped.splice(0, most);
    into.set(some);
    return some.length;
  };
  const slots = new Slots(take, owner);
  const kept = slots.keep(Target, () => {}, [() => {}] as Run, "geo.f", "f");
  for (let i = 0; i < 1000; i++) slots.mayBeUnread([slots.put(i), kept.id]);
  expect(slots.size).toBeLessThan(100);
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.every((numbers) => new Set(numbers).size === numbers.length && numbers.length < 100)).toBe(true);
  slots.sweep();
  expect([slots.size, slots.kept]).toEqual([0, 1]);
  const before = asked.length;
  slots.sweep();
  expect(asked.length).toBe(before);
});

import type { Item, ValueFunctions } from "../../cases/functions.ts";
import { openFrames } from "../transport/frames.ts";
import type { PayloadReader } from "../transport/payload-reader.ts";
import type { PayloadWriter } from "../transport/payload-writer.ts";

export { close } from "../transport/frames.ts";

/** The Go package `values` in a child process, by binary frames; how structs and maps are laid out is in bench/child/payload.go. */
export async function open(program: string): Promise<ValueFunctions> {
  const { call } = await openFrames(program);
  return {
    half: (x) => call("half", (to) => to.f64(x), readNumber),
    echoText: (text) =>
      call(
        "echoText",
        (to) => to.text(text),
        (from) => from.text(from.left),
      ),
    echoBytes: (bytes) =>
      call(
        "echoBytes",
        (to) => to.bytes(bytes),
        (from) => from.bytes(),
      ),
    moveItem: (item) => call("moveItem", (to) => writeItem(to, item), readItem),
    items: (count) => call("items", (to) => to.f64(count), readItems),
    sumItems: (items) => call("sumItems", (to) => writeItems(to, items), readNumber),
    echoItems: (items) => call("echoItems", (to) => writeItems(to, items), readItems),
    doubleMap: (map) => call("doubleMap", (to) => writeMap(to, map), readMap),
    refuse: (text) =>
      call(
        "refuse",
        (to) => to.text(text),
        () => undefined,
      ),
    callBack: (times, callback) => call("callBack", (to) => to.f64(times), readNumber, { callback }),
    async newCounter(start) {
      const counter = await call("newCounter", (to) => to.f64(start), readNumber);
      return {
        add: (n) =>
          call(
            "counterAdd",
            (to) => {
              to.f64(counter);
              to.f64(n);
            },
            readNumber,
          ),
      };
    },
  };
}

const readNumber = (from: PayloadReader): number => from.f64();

function writeItem(to: PayloadWriter, { id, price, name }: Item): void {
  to.i64(id);
  to.f64(price);
  to.sizedText(name);
}

function readItem(from: PayloadReader): Item {
  return { id: from.i64(), price: from.f64(), name: from.sizedText() };
}

function writeItems(to: PayloadWriter, items: readonly Item[]): void {
  to.u32(items.length);
  for (const each of items) writeItem(to, each);
}

function readItems(from: PayloadReader): Item[] {
  const items: Item[] = [];
  for (let left = from.u32(); left > 0; left--) items.push(readItem(from));
  return items;
}

function writeMap(to: PayloadWriter, map: Readonly<Record<string, number>>): void {
  const names = Object.keys(map);
  to.u32(names.length);
  for (const name of names) {
    to.sizedText(name);
    to.f64(map[name]!);
  }
}

function readMap(from: PayloadReader): Record<string, number> {
  const map: Record<string, number> = {};
  for (let left = from.u32(); left > 0; left--) {
    const name = from.sizedText();
    map[name] = from.f64();
  }
  return map;
}

import type { Item, ValueFunctions } from "../../cases/functions.ts";
import { instantiate } from "../transport/instance.ts";
import { fromJson, toJson, type JsonItem } from "./json-item.ts";

/** Each function that takes text or bytes is told how many bytes are in the first room. */
interface Exports {
  half(x: number): number;
  echo_text(length: number): void;
  echo_bytes(length: number): void;
  move_item(length: number): void;
  items(count: number): void;
  sum_items(length: number): number;
  echo_items(length: number): void;
  double_map(length: number): void;
  refuse(length: number): void;
  call_back(times: number): number;
  new_counter(start: number): number;
  counter_add(counter: number, n: number): number;
}

/** Where bench/wasm looks for the function that it calls back. */
const globals = globalThis as { benchCallback?: (x: number) => number };

/** The Go package `values` as WebAssembly: text and bytes are copied into Go's memory and out of it, structs and maps are JSON. */
export async function open(file: string): Promise<ValueFunctions> {
  const { exports, put, putText, takeText, takeBytes } = await instantiate<Exports>(file);
  const putJson = (value: unknown) => putText(JSON.stringify(value));
  const takeJson = () => JSON.parse(takeText()) as unknown;
  return {
    half: exports.half,
    echoText(text) {
      exports.echo_text(putText(text));
      return takeText();
    },
    echoBytes(bytes) {
      put(0, bytes);
      exports.echo_bytes(bytes.length);
      return takeBytes();
    },
    moveItem(item: Item) {
      exports.move_item(putJson(toJson(item)));
      return fromJson(takeJson() as JsonItem);
    },
    items(count) {
      exports.items(count);
      return (takeJson() as JsonItem[]).map(fromJson);
    },
    sumItems: (items) => exports.sum_items(putJson(items.map(toJson))),
    echoItems(items) {
      exports.echo_items(putJson(items.map(toJson)));
      return (takeJson() as JsonItem[]).map(fromJson);
    },
    doubleMap(map) {
      exports.double_map(putJson(map));
      return takeJson() as Record<string, number>;
    },
    refuse(text) {
      exports.refuse(putText(text));
      throw new Error(takeText());
    },
    callBack(times, f) {
      globals.benchCallback = f;
      return exports.call_back(times);
    },
    newCounter(start) {
      const counter = exports.new_counter(start);
      return { add: (n) => exports.counter_add(counter, n) };
    },
  };
}

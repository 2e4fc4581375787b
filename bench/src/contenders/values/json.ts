import { Buffer } from "node:buffer";
import type { ValueFunctions } from "../../cases/functions.ts";
import { openLines, toJsonNumber, type JsonNumber } from "../transport/lines.ts";
import { fromJson, toJson, type JsonItem } from "./json-item.ts";

export { close } from "../transport/lines.ts";

/** The Go package `values` in a child process, by lines of JSON. */
export async function open(program: string): Promise<ValueFunctions> {
  const { call } = await openLines(program);
  return {
    half: async (x) => Number(await call<JsonNumber>("half", toJsonNumber(x))),
    echoText: (text) => call("echoText", text),
    async echoBytes(bytes) {
      const text = await call<string>(
        "echoBytes",
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64"),
      );
      const { buffer, byteOffset, byteLength } = Buffer.from(text, "base64");
      return new Uint8Array(buffer, byteOffset, byteLength);
    },
    moveItem: async (item) => fromJson(await call("moveItem", toJson(item))),
    items: async (count) => (await call<JsonItem[]>("items", count)).map(fromJson),
    sumItems: async (items) => Number(await call<JsonNumber>("sumItems", items.map(toJson))),
    echoItems: async (items) => (await call<JsonItem[]>("echoItems", items.map(toJson))).map(fromJson),
    doubleMap: (map) => call("doubleMap", map),
    refuse: (text) => call("refuse", text),
    callBack: async (times, f) => Number(await call<JsonNumber>("callBack", times, f)),
    async newCounter(start) {
      const counter = await call<number>("newCounter", start);
      return { add: (n) => call("counterAdd", { counter, n }) };
    },
  };
}

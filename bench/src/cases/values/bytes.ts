import { Buffer } from "node:buffer";
import type { Case } from "../case.ts";
import type { ValueFunctions } from "../functions.ts";
import { sizeTitle, turns } from "./size.ts";

/** Bytes in, and a copy of them out. */
export function bytes(size: number): Case<ValueFunctions> {
  const some = () => Array.from({ length: turns(size) }, (_, i) => counting(size, i));
  return {
    name: `bytes:${size}`,
    title: `${sizeTitle(size)} in a Uint8Array`,
    about: `A Uint8Array of ${sizeTitle(size)} goes to Go, which gives it back: what comes out is memory of its own.`,
    async check({ echoBytes }) {
      const whole = counting(256, 0);
      for (const each of [...some(), whole, whole.subarray(3, 200), new Uint8Array(1), new Uint8Array()]) {
        requireCopy(each, await echoBytes(each));
      }
    },
    operation({ echoBytes }) {
      const all = some();
      const last = all.length - 1;
      let i = 0;
      return () => echoBytes(all[i++ & last]!);
    },
  };
}

function counting(size: number, from: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = from + i;
  return bytes;
}

function requireCopy(bytes: Uint8Array, echo: Uint8Array): void {
  if (!(echo instanceof Uint8Array)) throw new Error(`echoBytes gave ${typeof echo}, expected a Uint8Array`);
  if (echo.buffer === bytes.buffer) throw new Error("echoBytes gave the memory that it got, expected a copy");
  if (!viewed(echo).equals(viewed(bytes))) {
    throw new Error(`echoBytes gave ${echo.length} other bytes for ${bytes.length}: ${echo.subarray(0, 16).join(" ")}`);
  }
}

function viewed({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

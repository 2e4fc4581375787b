// Tries changed libraries for library-files.ts: says on stdout what it is about to open before it does, and then what came of it.
import { readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { tmpdir } from "node:os";
import process from "node:process";
import { codeOf, fn, open, t } from "topher";
import { placesOf, type Place } from "../kit/elf-places.ts";
import { Random } from "../stress/random.ts";

const [kind, file = "", seed, from, to] = process.argv.slice(2);
const good = new Uint8Array(readFileSync(file));
const { headers } = placesOf(good);

for (let input = Number(from); input < Number(to); input++) {
  const random = new Random(Number(seed) * 1_000_003 + input);
  const bytes = new Uint8Array(good);
  const what = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => change(bytes, random)).join(", ");
  const changed = path.join(tmpdir(), `topher-library-${process.pid}-${input}.so`);
  writeFileSync(changed, bytes);
  say(`try ${input}: ${what}`);
  const outcome = tried(changed);
  say(`done ${outcome}`);
  rmSync(changed);
  if (kind === "go" && outcome === "opened") break;
}

// Written at once, whatever ends the process next; a pipe may be full.
function say(line: string): void {
  for (;;) {
    try {
      return void writeSync(1, `${line}\n`);
    } catch (error) {
      if ((error as { code?: string }).code !== "EAGAIN") throw error;
    }
  }
}

function tried(changed: string): string {
  try {
    if (kind === "go") {
      const { foreignAdd } = open(changed, { foreignAdd: fn([t.i64, t.i64], t.i64) });
      return foreignAdd(20n, 22n) === 42n ? "opened" : "wrong";
    }
    const { answer } = open(changed, { answer: fn([t.i32], t.i32) });
    return [0, 1, 2].every((x) => answer(x) === 22 + x) ? "opened" : "wrong";
  } catch (error) {
    return codeOf(error) ?? `untyped: ${String(error)}`;
  }
}

/** Changes something in the headers, and says what: a bit, a byte, or a number that is put somewhere. */
function change(bytes: Uint8Array, random: Random): string {
  const place = random.pick(headers);
  const at = random.between(place.from, place.to - 1);
  // The first and the last function may be any: what is wrong about them is seen only where it is no function's beginning.
  if (place.name === "dynamic section" && isFunction(place.from + Math.floor((at - place.from) / 16) * 16)) {
    return change(bytes, random);
  }
  switch (random.between(0, 2)) {
    case 0: {
      const bit = random.between(0, 7);
      bytes[at]! ^= 1 << bit;
      return `${name(place, at)} bit ${bit}`;
    }
    case 1:
      bytes[at] = random.between(0, 255);
      return `${name(place, at)} = ${bytes[at]}`;
    default: {
      const view = new DataView(bytes.buffer);
      const aligned = place.from + Math.floor((at - place.from) / 8) * 8;
      const value = random.pick([
        0n,
        1n,
        8n,
        24n,
        4096n,
        BigInt(good.length),
        2n ** 31n,
        2n ** 47n,
        2n ** 63n,
        2n ** 64n - 1n,
      ]);
      const near = view.getBigUint64(aligned, true) + random.pick([-4096n, -24n, -8n, -1n, 1n, 8n, 24n, 4096n]);
      const put = BigInt.asUintN(64, random.pick([value, near]));
      view.setBigUint64(aligned, put, true);
      return `${name(place, aligned)} = 0x${put.toString(16)}`;
    }
  }
}

// DT_INIT and DT_FINI.
function isFunction(entry: number): boolean {
  const tag = new DataView(good.buffer).getBigUint64(entry, true);
  return tag === 12n || tag === 13n;
}

function name({ name: part, from: start, entry }: Place, at: number): string {
  return `${part}[${Math.floor((at - start) / entry)}]+${(at - start) % entry}`;
}

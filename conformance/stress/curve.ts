// The memory of a process as a curve over its calls, and the rule that says whether it is flat.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { heldMemory } from "./program.ts";

/** What is measured at a point of the curve: bytes, after so many calls. */
export interface Point {
  readonly calls: number;
  readonly seconds: number;
  /** Memory of the process that is in RAM. */
  readonly resident: number;
  /** The same without the reserve of JavaScript's heap. */
  readonly held: number;
  /** In use in the heap of JavaScript. */
  readonly javascript: number;
  /** In use in the heap of Go, where it can be asked. */
  readonly go?: number;
}

/** What may grow, and by how many bytes for each call it may. */
export type Bounds = Readonly<Partial<Record<"held" | "javascript" | "go", number>>>;

/** The share of the curve, at its beginning, in which everything may grow: pools are filled, code is compiled. */
const warmUp = 0.3;

/** Measures as a program goes on. */
export class Curve {
  readonly points: Point[] = [];
  readonly #heapOfGo: (() => number) | undefined;
  readonly #started = performance.now();

  /** @param heapOfGo bytes in use in Go's heap */
  constructor(heapOfGo?: () => number) {
    this.#heapOfGo = heapOfGo;
  }

  /** Adds a point; both collectors have just run. */
  add(calls: number): void {
    const { rss, heapUsed } = process.memoryUsage();
    this.points.push({
      calls,
      seconds: (performance.now() - this.#started) / 1000,
      resident: rss,
      held: heldMemory(),
      javascript: heapUsed,
      ...(this.#heapOfGo && { go: this.#heapOfGo() }),
    });
  }

  /** Writes the points as lines of numbers: seconds with one digit, memory in KiB. */
  write(file: string): void {
    const names = Object.keys(this.points[0]!) as (keyof Point)[];
    const cell = (name: keyof Point, value: number): string => {
      if (name === "calls") return String(value);
      return name === "seconds" ? value.toFixed(1) : String(Math.round(value / 1024));
    };
    const lines = this.points.map((point) => names.map((name) => cell(name, point[name]!)).join(","));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${[names.join(","), ...lines].join("\n")}\n`);
  }

  /** What grew how fast once all was warm: bytes for each call. */
  slopes(): Record<keyof Bounds, number> {
    const warm = this.points.slice(Math.ceil(this.points.length * warmUp));
    const of = (name: keyof Bounds): number => slope(warm.map((point) => [point.calls, point[name] ?? 0]));
    return { held: of("held"), javascript: of("javascript"), go: of("go") };
  }

  /** Fails where something grew faster than it may. */
  mustBeFlat(bounds: Bounds): void {
    const slopes = this.slopes();
    for (const [name, most] of Object.entries(bounds)) {
      const grew = slopes[name as keyof Bounds];
      assert.ok(
        grew <= most,
        `${name} grew by ${perLakh(grew)} KiB in 100,000 calls, at most ${perLakh(most)} are right`,
      );
    }
  }
}

/** Bytes for each call as KiB for each 100,000. */
export function perLakh(bytesPerCall: number): number {
  return Number(((bytesPerCall * 100_000) / 1024).toFixed(1));
}

/**
 * How steep the line is that fits points best, after Theil and Sen: the median of the slopes of all pairs, so that the peaks and steps of a
 * collector do not count.
 */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], i) => points.slice(i + 1).map(([x2, y2]) => (y2 - y) / (x2 - x)));
  return slopes.length === 0 ? 0 : median(slopes);
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

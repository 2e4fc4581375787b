// The messages between a worker and the thread that has started it, and how arrays get from one to the other.

/** What is called. */
export interface Request {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
  /** Which of the arguments comes back with the answer, as the function has changed it. */
  readonly back?: number;
  /** Memory for what a callback gives, where the function calls one: it comes as the last argument. */
  readonly callback?: SharedArrayBuffer;
  /** Whether the result stays in the worker; its number is given. */
  readonly keep?: boolean;
  /** The number of such a result: a method of it is called. */
  readonly on?: number;
}

/** One of the three, with `back` beside a value; the first answer, of id 0, says that the worker is ready. */
export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
  /** What a callback is given. */
  readonly asks?: number;
  readonly back?: Moved;
}

const arrays = { Float64Array, Uint8Array } as const;

/** An array of one of the types that calls have. */
export type Numbers = Float64Array | Uint8Array;

/**
 * An array whose memory is transferred. It goes as the memory and the name of its type: Deno takes a tenth of a second for a message with
 * a view of a mebibyte in it, and less than a millisecond for its buffer.
 */
export interface Moved {
  readonly moved: ArrayBuffer;
  readonly type: string;
}

/** Gives away an array that has its memory to itself. */
export function move(view: Numbers): Moved {
  return { moved: view.buffer as ArrayBuffer, type: view instanceof Uint8Array ? "Uint8Array" : "Float64Array" };
}

/** What came: the array, where it was moved. */
export function arrived(value: unknown): unknown {
  return isMoved(value) ? new arrays[value.type as keyof typeof arrays](value.moved) : value;
}

/** The memory that is to be transferred with these. */
export function transferOf(values: readonly unknown[]): ArrayBuffer[] {
  return values.filter(isMoved).map(({ moved }) => moved);
}

function isMoved(value: unknown): value is Moved {
  return typeof value === "object" && value !== null && "moved" in value;
}

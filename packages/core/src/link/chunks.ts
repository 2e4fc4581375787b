import { typedArrayBuffer, typedArrayLength, typedArrayOffset } from "../view.ts";
import { byteKind } from "../wire/array-kinds.ts";
import { checkNumbers } from "../wire/numbers.ts";
import { refuse, Refusal } from "../wire/refusal.ts";

/** The most bytes that one read asks for or answers with: they fit into the arena. */
export const piece: number = 64 * 1024;

/** Refuses what is no Uint8Array of memory that nobody can shrink, move or share. `name` is the function's, with which the message begins. */
export function checkBytes(chunk: Uint8Array, at: string, name: string): void {
  try {
    checkNumbers(byteKind, chunk, at);
  } catch (error) {
    throw error instanceof Refusal ? error.error(name) : error;
  }
}

/** The bytes of a checked Uint8Array, or of a subclass of it whose members say something else. */
export function bytesOf(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    typedArrayBuffer.call(chunk) as ArrayBuffer,
    typedArrayOffset.call(chunk),
    typedArrayLength.call(chunk),
  );
}

/** Checks what `read(into)` of an object of JavaScript says that it has read, of `most` bytes. */
export function checkedCount(count: unknown, most: number): number {
  if (Number.isSafeInteger(count) && (count as number) >= 0 && (count as number) <= most) return count as number;
  const code = typeof count === "number" ? "TOPHER_RANGE" : "TOPHER_TYPE";
  return refuse(code, "the result of read", `an integer from 0 to ${most}`, count);
}

/** One array of all chunks: the only one of them where there is one. */
export function joined(chunks: readonly Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  if (chunks.length === 1) return chunks[0]!;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

import type { NativeMemory, NativeStruct } from "./adapter.ts";
import { errorOf, isOverflow } from "./errors.ts";
import { plus, type Frame } from "./frame.ts";
import { writeUtf8 } from "./utf8.ts";

// The web's encoder and decoder exist in every runtime, but belong to no version of the language's own library.
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array<ArrayBuffer>;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
};
declare const TextDecoder: new (
  label: "utf-8",
  options: { ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
// A leading U+FEFF is text like any other: Go keeps it, so it must survive.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const shortText = 32;
/** Longer text is encoded on its own, since three bytes for each unit would be too much room. */
export const longText: number = 16 * 1024;
const page = 4096;
const firstPiece = 64;

/** The C struct in which Go returns text, bytes and slices: a pointer and an `int64` length. */
export const pointerAndLength: NativeStruct = {
  size: 16,
  align: 8,
  leaves: [
    { offset: 0, type: "pointer" },
    { offset: 8, type: "i64" },
  ],
};

/**
 * Encodes text as UTF-8 into the frame, followed by NUL, and sets `frame.length` to its bytes without the NUL.
 * Lone surrogates become U+FFFD.
 *
 * @returns the address
 */
export function putText(frame: Frame, text: string): number | bigint {
  if (text.length > longText) {
    const bytes = text.length < halfOfText ? encode(`${text}\0`) : terminated(encode(text));
    frame.hold(bytes);
    frame.length = bytes.length - 1;
    return frame.memory.address(bytes);
  }
  const address = frame.reserve(text.length * 3 + 1);
  const { bytes, offset } = frame;
  const length = encodeInto(text, bytes, offset);
  bytes[offset + length] = 0;
  frame.length = length;
  return address;
}

// A text of the greatest length has no room for one unit more.
const halfOfText = 2 ** 28;

function terminated(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length + 1);
  bytes.set(text);
  return bytes;
}

/** Encodes text as UTF-8 at an offset, where three bytes for each UTF-16 unit must be free, and gives the number of bytes. */
export function encodeInto(text: string, bytes: Uint8Array, offset: number): number {
  return text.length <= shortText
    ? writeUtf8(text, bytes, offset)
    : encoder.encodeInto(text, bytes.subarray(offset)).written;
}

/** Encodes text as UTF-8. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/**
 * Decodes UTF-8; what is invalid becomes U+FFFD.
 *
 * @param of is shown as what has so many bytes, where they are too many
 * @throws `TOPHER_RANGE` where the engine has no strings of that length
 */
export function textOf(bytes: Uint8Array, of: unknown = "a value"): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (isOverflow(error)) throw error;
    const rule = `has ${bytes.length} bytes of text, more than a string of this runtime can hold`;
    throw errorOf("TOPHER_RANGE", `${String(of)} ${rule}`, error);
  }
}

/** Copies bytes out of native memory. */
export function copyBytes(memory: NativeMemory, address: number | bigint, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  if (length > 0) memory.copy(address, bytes);
  return bytes;
}

/** Copies the bytes of a C string out of native memory, up to its NUL. Never reads past the page that the NUL is in. */
export function copyCString(memory: NativeMemory, address: number | bigint): Uint8Array {
  const pieces: Uint8Array[] = [];
  // Most strings end in the first few bytes, so the first piece is short.
  for (let at = address, most = firstPiece; ; most = page) {
    const piece = copyBytes(memory, at, Math.min(most, page - Number(BigInt(at) % BigInt(page))));
    const end = piece.indexOf(0);
    if (end >= 0) return concatenate(pieces, piece.subarray(0, end));
    pieces.push(piece);
    at = plus(at, piece.length);
  }
}

/** A view of all of an array's bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function concatenate(pieces: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  if (pieces.length === 0) return last;
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, last.length));
  let at = 0;
  for (const piece of [...pieces, last]) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

import { codeOf, errorOf, isErrorCode, TopherError } from "../errors.ts";
import { GoError } from "../go-error.ts";
import { GoPanic } from "../go-panic.ts";
import type { AnyCodec } from "../wire/any-codec.ts";
import { broken } from "../wire/refusal.ts";

/**
 * Reads a failure.
 *
 * @param name the function's, with which the message of a refusal begins
 * @returns what is to be thrown
 */
export function takeFailure(codec: AnyCodec, name: string): unknown {
  const kind = codec.readUint8();
  switch (kind) {
    case 1: {
      const error = codec.readError();
      const results: unknown[] = [];
      for (let n = codec.count(1); n > 0; n--) results.push(codec.readAny());
      // What JavaScript threw can be anything, such as a proxy that was revoked.
      const fromGo = results.length > 0 && codeOf(error) === "TOPHER_GO_ERROR";
      return fromGo ? GoError.withResults(error as GoError, results) : error;
    }
    case 2: {
      const message = codec.readString();
      const stack = codec.readString();
      const cause = codec.readError();
      return new GoPanic(`${name}: ${message}`, stack, cause === null ? undefined : { cause });
    }
    case 3:
      return codec.readThrown();
    case 4: {
      const code = codec.readString();
      return refusalOf(code, `${name}: ${codec.readString()}`);
    }
    default:
      return broken(`a failure of kind ${kind}`);
  }
}

/** The error of a code that came from Go. */
export function refusalOf(code: string, message: string): Error {
  return isErrorCode(code) ? errorOf(code, message) : new TopherError("TOPHER_WIRE", `${code}: ${message}`);
}

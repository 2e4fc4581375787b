import { isRevoked } from "../arrays.ts";
import { refuse, broken } from "./refusal.ts";
import { ObjectWriter } from "./object-writer.ts";
import type { Objects } from "./objects.ts";

const deepestCause = 100;

/** Writes and reads errors. */
export class ErrorCodec extends ObjectWriter {
  readonly objects: Objects;

  constructor(memory: Uint8Array<ArrayBuffer>, objects: Objects) {
    super(memory);
    this.objects = objects;
  }

  /** Hears of each handle that is written; a transport may have to tell Go of them in front of the values. */
  mention(_handle: number): void {}

  /** Hears of the number of each thing of JavaScript's that is written and that Go may keep. */
  mentionSlot(_slot: number): void {}

  /** Writes an error or null. A Go error is its handle; any other error keeps its identity in a slot. */
  error(value: unknown, at: string): void {
    if (value === null) return this.tag(0);
    if (!isError(value)) refuse("TOPHER_TYPE", at, "an Error or null", value);
    const handle = this.objects.goErrorOf(value);
    if (handle === undefined) return this.slot(value);
    this.mention(handle);
    this.tag(1);
    const start = this.take(20);
    this.view.setFloat64(start, handle, true);
    this.view.setUint32(start + 8, 0, true);
    this.view.setUint32(start + 12, 0, true);
    this.view.setUint32(start + 16, 0, true);
  }

  /** Writes JavaScript's own error, or whatever else was thrown, as kind, slot and message. */
  slot(value: unknown): void {
    this.tag(2);
    this.thrown(value);
  }

  /** Writes the slot and message of what was thrown. */
  thrown(value: unknown): void {
    const slot = this.objects.slotOf(value);
    this.mentionSlot(slot);
    const start = this.take(4);
    this.view.setUint32(start, slot, true);
    this.string(messageOf(value), "");
  }

  /** Reads an error or null. */
  readError(depth = 0): unknown {
    const kind = this.memory[this.next(1)]!;
    switch (kind) {
      case 0:
        return null;
      case 1: {
        if (depth > deepestCause) broken("an error with too deep a cause");
        const handle = this.readHandleNumber();
        const message = this.readString();
        const goType = this.readString();
        const causes: unknown[] = [];
        for (let n = this.count(1); n > 0; n--) causes.push(this.readError(depth + 1));
        return this.objects.goError(handle, message, goType, causes);
      }
      case 2:
        return this.readThrown();
      case 3:
        return this.objects.topherError(this.readString(), this.readString());
      default:
        return broken(`an error of kind ${kind}`);
    }
  }

  /** Reads slot and message, and gives what was thrown. */
  readThrown(): unknown {
    return this.objects.inSlot(this.readUint32(), this.readString());
  }

  /** Reads a handle's number; 0 for nil. */
  readHandleNumber(): number {
    const handle = this.view.getFloat64(this.next(8), true);
    if (!Number.isSafeInteger(handle) || handle < 0) broken(`a handle of ${handle}`);
    return handle;
  }
}

function isError(value: unknown): boolean {
  if (isRevoked(value)) return false;
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

// Runs code of the value, so anything may happen.
function messageOf(value: unknown): string {
  try {
    return String(isError(value) ? (value as Error).message : value);
  } catch {
    return "a value that cannot be shown was thrown";
  }
}

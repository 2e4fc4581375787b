/// <reference types="bun" />
import { CString, dlopen, type Pointer } from "bun:ffi";
import { encoded, functionsOver, type Carry } from "./json-text.ts";

const carried = { args: ["ptr", "i32"], returns: "ptr" } as const;

/** Hand-written: JSON over bun:ffi in Bun. */
export function open(path: string) {
  const { free_text, ...natives } = dlopen(path, {
    echo_text: carried,
    move_item: carried,
    items: carried,
    sum_items: carried,
    echo_items: carried,
    free_text: { args: ["ptr"], returns: "void" },
  }).symbols;
  const carry = (native: (bytes: Uint8Array, length: number) => bigint | Pointer | null): Carry => {
    return (json) => {
      const { bytes, length } = encoded(json);
      const pointer = native(bytes, length) as Pointer;
      const text = String(new CString(pointer));
      free_text(pointer);
      return text;
    };
  };
  return functionsOver({
    echo_text: carry(natives.echo_text),
    move_item: carry(natives.move_item),
    items: carry(natives.items),
    sum_items: carry(natives.sum_items),
    echo_items: carry(natives.echo_items),
  });
}

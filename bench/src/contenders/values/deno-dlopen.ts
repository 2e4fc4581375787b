/// <reference types="deno" />
import { encoded, functionsOver, type Carry } from "./json-text.ts";

const carried = { parameters: ["buffer", "i32"], result: "pointer" } as const;

/** Hand-written: JSON over Deno.dlopen in Deno. */
export function open(path: string) {
  const { free_text, ...natives } = Deno.dlopen(path, {
    echo_text: carried,
    move_item: carried,
    items: carried,
    sum_items: carried,
    echo_items: carried,
    free_text: { parameters: ["pointer"], result: "void" },
  }).symbols;
  const carry = (native: (bytes: Uint8Array<ArrayBuffer>, length: number) => Deno.PointerValue): Carry => {
    return (json) => {
      const { bytes, length } = encoded(json);
      const pointer = native(bytes, length)!;
      const text = Deno.UnsafePointerView.getCString(pointer);
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

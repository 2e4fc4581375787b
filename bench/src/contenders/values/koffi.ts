import koffi from "koffi";
import { encoded, functionsOver, type Carry } from "./json-text.ts";

/** Hand-written: JSON over koffi in Node. */
export function open(path: string) {
  const library = koffi.load(path);
  const text = koffi.disposable("text", "str", library.func("free_text", "void", ["void *"]));
  const carry = (name: string): Carry => {
    const native = library.func(name, text, ["uint8_t *", "int32_t"]);
    return (json) => {
      const { bytes, length } = encoded(json);
      return native(bytes, length) as string;
    };
  };
  return functionsOver({
    echo_text: carry("echo_text"),
    move_item: carry("move_item"),
    items: carry("items"),
    sum_items: carry("sum_items"),
    echo_items: carry("echo_items"),
  });
}

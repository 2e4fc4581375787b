// Typed arrays that Go must not get, and how to make them.
import type { TypedArrayConstructor } from "./typed-arrays.ts";

/** Takes the memory away from a view. */
export function detach<View extends ArrayBufferView>(view: View): View {
  structuredClone(view.buffer, { transfer: [view.buffer as ArrayBuffer] });
  return view;
}

/** What a runtime without the newer members of buffers says about them. */
export interface ResizableConstructor {
  new (length: number, options: { maxByteLength: number }): ArrayBuffer & { resize(length: number): void };
}

/** Views of the kind `View` over memory that can be taken away or shared while Go uses it, by what is wrong with them. */
export function unlendable(View: TypedArrayConstructor): Readonly<Record<string, ArrayBufferView>> {
  const size = View.BYTES_PER_ELEMENT;
  const Resizable = ArrayBuffer as unknown as ResizableConstructor;
  const shrunk = new Resizable(8 * size, { maxByteLength: 8 * size });
  const outside = new View(shrunk as ArrayBuffer, 4 * size, 4);
  shrunk.resize(size);
  const Growable = SharedArrayBuffer as unknown as ResizableConstructor;
  return {
    detached: detach(new View(4)),
    "detached, of no length": detach(new View(0)),
    "detached, with an offset": detach(new View(new ArrayBuffer(8 * size), size, 2)),
    resizable: new View(new Resizable(4 * size, { maxByteLength: 8 * size }) as ArrayBuffer, 0, 4),
    "resizable, tracking its length": new View(new Resizable(4 * size, { maxByteLength: 8 * size }) as ArrayBuffer),
    "resizable, of no length": new View(new Resizable(0, { maxByteLength: 8 }) as ArrayBuffer),
    "resizable, out of bounds": outside,
    shared: new View(new SharedArrayBuffer(4 * size) as unknown as ArrayBuffer),
    "shared, of no length": new View(new SharedArrayBuffer(0) as unknown as ArrayBuffer),
    "shared and growable": new View(new Growable(size, { maxByteLength: 8 * size }) as ArrayBuffer),
  };
}

/**
 * The handles in what Go has sent, which stand once more behind it: each as a float64, then how many there are as a u32.
 *
 * @param end where the list ends
 */
export function* listedHandles(view: DataView, end: number): Generator<number> {
  const start = end - 4;
  for (let at = start - 8 * view.getUint32(start, true); at < start; at += 8) yield view.getFloat64(at, true);
}

/** Waits until something is so, at most ten seconds; tells whether it became so. */
export async function until(condition: () => boolean): Promise<boolean> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}

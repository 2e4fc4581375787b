/** A number of bytes as the titles have it. */
export function sizeTitle(size: number): string {
  if (size < 1024) return `${size} bytes`;
  return size < 1024 ** 2 ? `${size / 1024} KiB` : `${size / 1024 ** 2} MiB`;
}

/** How many different values of that size take turns: of large ones two, so that they do not take more than their time to make. */
export function turns(size: number): number {
  return size < 1024 ** 2 ? 8 : 2;
}

import colors from "picocolors";

/** Runs a part of the work and prints how long it took, of how many minutes. A part that takes longer is marked, not failed. */
export async function stage<Result>(title: string, minutes: number, work: () => Promise<Result>): Promise<Result> {
  const began = Date.now();
  try {
    const result = await work();
    stageLine(colors.green("ok  "), title, Date.now() - began, minutes);
    return result;
  } catch (error) {
    stageLine(colors.red("FAIL"), title, Date.now() - began, minutes);
    throw error;
  }
}

/** Prints such a line. */
export function stageLine(state: string, title: string, milliseconds: number, minutes: number, more = ""): void {
  const over = milliseconds > minutes * 60_000 ? colors.yellow(", OVER BUDGET") : "";
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
  console.log(`${state}  ${title.padEnd(32)} ${seconds} of ${Number(minutes.toFixed(1))} min${over}${more}`);
}

import { createServer } from "node:net";

/**
 * Makes sure that this is the only process of the machine that measures: two would slow each other, or write the same file.
 *
 * It takes a name in Linux's abstract socket namespace, which the kernel gives back however the process ends. Other systems have nothing
 * of that kind, and there nobody looks.
 */
export async function alone(name = "topher-bench"): Promise<void> {
  if (process.platform !== "linux") return;
  await new Promise<void>((resolve, reject) => {
    const server = createServer().unref();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const busy = error.code === "EADDRINUSE";
      reject(busy ? new Error("another process is measuring: wait until it is done, or stop it") : error);
    });
    server.listen(`\0${name}`, resolve);
  });
}

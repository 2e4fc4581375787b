// A server that keeps what is sent to it in files, and gives it back.
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/** A running server. */
export interface Server {
  readonly url: string;
  /** Where it keeps what was sent to an address. */
  file(name: string): string;
  close(): Promise<void>;
}

/** Starts a server for a folder: POST writes a file, GET reads it. */
export async function startServer(folder: string): Promise<Server> {
  const file = (name: string) => path.join(folder, path.basename(name));
  const server = createServer(async (request, response) => {
    try {
      if (request.method === "POST") {
        await pipeline(request, createWriteStream(file(request.url!)));
        response.end();
      } else {
        response.writeHead(200, { "content-type": "application/gzip" });
        await pipeline(createReadStream(file(request.url!)), response);
      }
    } catch {
      response.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    file,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

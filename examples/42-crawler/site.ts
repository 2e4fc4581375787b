// A site for the crawler, served by this process: pages that link to each other.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A running site. */
export interface Site {
  readonly url: string;
  /** Requests that came, and the largest number of them that were there at the same time. */
  readonly requests: number;
  readonly atOnce: number;
  /** Requests whose client went away before it had the answer. */
  readonly abandoned: number;
  close(): Promise<void>;
}

/** Starts a site: page n links to 2n + 1 and 2n + 2, up to `pages`, and each answer takes `milliseconds`. */
export async function startSite(pages: number, milliseconds = 1): Promise<Site> {
  let requests = 0;
  let open = 0;
  let atOnce = 0;
  let abandoned = 0;
  const server = createServer((request, response) => {
    requests++;
    atOnce = Math.max(atOnce, ++open);
    let answered = false;
    response.on("close", () => {
      open--;
      if (!answered) abandoned++;
    });
    setTimeout(() => {
      answered = true;
      const page = Number(request.url?.slice(1));
      if (!(page < pages)) response.writeHead(404).end();
      else response.writeHead(200, { "content-type": "text/html" }).end(html(page));
    }, milliseconds);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    get requests() {
      return requests;
    },
    get atOnce() {
      return atOnce;
    },
    get abandoned() {
      return abandoned;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function html(page: number): string {
  const links = [0, 2 * page + 1, 2 * page + 2].map((to) => `<a href="/${to}#top">${to}</a>`);
  return `<!doctype html><title>Page ${page}</title><p>${links.join(", ")}, <a href="https://elsewhere.example/">away</a></p>`;
}

// A crawler in Go visits a site that this very process serves: goroutines fetch, JavaScript answers, pages arrive as they are there.
// deno run: --allow-net
import { GoError } from "topher";
import { crawl, errAddress } from "./crawler-js/index.js";
import { startSite } from "./site.ts";

const site = await startSite(40);

// Crawl takes a context, so it is a task; its channel is an AsyncIterable.
const titles = new Map<string, number>();
for await (const { title, status, depth } of await crawl(`${site.url}0`, { workers: 8, depth: 4 })) {
  if (status === 200) titles.set(title, depth);
}
console.log(titles.size, "pages, the last ones", [...titles.values()].filter((depth) => depth === 4).length);

// Leaving the loop cancels the context: what is under way is abandoned, and no further page is asked for.
let seen = 0;
for await (const page of await crawl(`${site.url}0`, { workers: 2, depth: 4 })) {
  if (page.problem === "" && ++seen === 3) break;
}
console.log("left after", seen);

// A signal does the same from outside, and the loop throws its reason.
const controller = new AbortController();
const enough = new Error("the user has seen enough");
try {
  for await (const _ of await crawl(`${site.url}0`, { depth: 4 }, { signal: controller.signal })) {
    controller.abort(enough);
  }
} catch (error) {
  console.log(error === enough, (error as Error).message);
}

// An error of Go rejects.
try {
  await crawl("ftp://example.com/", {});
} catch (error) {
  if (error instanceof GoError) console.log(GoError.is(error, errAddress), error.message);
}

await site.close();

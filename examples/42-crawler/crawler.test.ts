// The crawler against sites of this process: every page once, several at a time, and an end when nobody wants more.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { GoError, stats } from "topher";
import { crawl, errAddress, type Page } from "./crawler-js/index.js";
import { startSite, type Site } from "./site.ts";

/** Waits until something is true, for five seconds at most. */
async function until(what: () => boolean): Promise<void> {
  const end = performance.now() + 5000;
  while (!what() && performance.now() < end) await sleep(5);
  assert.ok(what());
}

async function withSite(pages: number, milliseconds: number, use: (site: Site) => Promise<void>): Promise<void> {
  const site = await startSite(pages, milliseconds);
  try {
    await use(site);
  } finally {
    await site.close();
  }
}

/** Nothing of a crawl is left, neither here nor in Go. */
async function nothingLeft(): Promise<void> {
  await until(() => stats().tasks === 0 && stats().streams === 0);
}

test("crawl gives every page once, with its depth and its links", () =>
  withSite(500, 0, async (site) => {
    const pages: Page[] = [];
    for await (const page of await crawl(`${site.url}0`, { workers: 16, depth: 20 })) pages.push(page);
    const found = pages.filter(({ status }) => status === 200);
    const numbers = found.map(({ url }) => Number(url.slice(site.url.length)));
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      Array.from({ length: 500 }, (_, i) => i),
    );
    for (const [i, { title, depth, links, problem }] of found.entries()) {
      const number = numbers[i]!;
      assert.equal(title, `Page ${number}`);
      assert.equal(depth, Math.floor(Math.log2(number + 1)));
      assert.deepEqual(
        links,
        [0, 2 * number + 1, 2 * number + 2].map((to) => `${site.url}${to}`),
      );
      assert.equal(problem, "");
    }
    assert.equal(pages.length, site.requests);
    await nothingLeft();
  }));

test("crawl fetches as many pages at a time as there are workers", () =>
  withSite(60, 20, async (site) => {
    let pages = 0;
    for await (const { status } of await crawl(`${site.url}0`, { workers: 8, depth: 9 })) if (status === 200) pages++;
    assert.equal(pages, 60);
    assert.ok(site.atOnce > 4 && site.atOnce <= 8, `${site.atOnce} at once`);
  }));

test("leaving the loop abandons the requests that are under way", () =>
  withSite(1e9, 30, async (site) => {
    for await (const { url } of await crawl(`${site.url}0`, { workers: 4, depth: 1e6 })) {
      if (url.endsWith("/6")) break;
    }
    await nothingLeft();
    await until(() => site.abandoned > 0);
    const { requests } = site;
    await sleep(100);
    assert.equal(site.requests, requests);
  }));

test("a signal ends the loop with its reason, the same object", () =>
  withSite(1e9, 5, async (site) => {
    const controller = new AbortController();
    const reason = { because: "enough" };
    let pages = 0;
    await assert.rejects(
      async () => {
        for await (const _ of await crawl(`${site.url}0`, { depth: 1e6 }, { signal: controller.signal })) {
          if (++pages === 10) controller.abort(reason);
        }
      },
      (error) => error === reason,
    );
    await nothingLeft();
  }));

test("a timeout ends the crawl with context.DeadlineExceeded", () =>
  withSite(1e9, 5, async (site) => {
    await assert.rejects(
      async () => {
        for await (const _ of await crawl(`${site.url}0`, { depth: 1e6 }, { timeout: 100 }));
      },
      (error) => error instanceof GoError && error.message === "context deadline exceeded",
    );
    await nothingLeft();
  }));

test("a signal that is aborted already asks for no page", () =>
  withSite(10, 0, async (site) => {
    const reason = new Error("never mind");
    await assert.rejects(crawl(`${site.url}0`, {}, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
    assert.equal(site.requests, 0);
  }));

test("crawl refuses an address of another kind", async () => {
  await assert.rejects(
    crawl("ftp://example.com/", {}),
    (error) => error instanceof GoError && GoError.is(error, errAddress),
  );
});

test("a page that nobody serves is a page with a problem", async () => {
  const site = await startSite(1);
  await site.close();
  const pages: Page[] = [];
  for await (const page of await crawl(`${site.url}0`, {})) pages.push(page);
  assert.deepEqual(
    pages.map(({ status, problem }) => [status, /refused/.test(problem)]),
    [[0, true]],
  );
});

test("ten crawls at a time are as good as one", () =>
  withSite(100, 0, async (site) => {
    const counts = await Promise.all(
      Array.from({ length: 10 }, async () => {
        let pages = 0;
        for await (const { status } of await crawl(`${site.url}0`, { depth: 9 })) if (status === 200) pages++;
        return pages;
      }),
    );
    assert.deepEqual(
      counts,
      Array.from({ length: 10 }, () => 100),
    );
    await nothingLeft();
  }));

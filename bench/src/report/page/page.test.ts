// The page in a real browser, from a file, without a network.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../../../scripts/root.ts";
import { noBrowser, startBrowser } from "../browser.test-kit.ts";
import { textOf } from "../made-up-text.test-kit.ts";
import { madeUpRun } from "../made-up.test-kit.ts";
import { outputOf } from "../output.ts";

const axe = path.join(root, "node_modules/axe-core/axe.min.js");
const committed = path.join(root, "docs/benchmarks/index.html");
const raw = textOf(madeUpRun());

if (noBrowser !== undefined) console.log(`the page is not tested: ${noBrowser}`);

describe.skipIf(noBrowser !== undefined)("the page", { timeout: 60_000 }, () => {
  let folder: string;
  let file: string;
  let browser: Browser;
  const wrong: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "bench-page-"));
    for (const [name, text] of await outputOf({ name: "full.jsonl", text: raw }, undefined)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    file = path.join(folder, "benchmarks/index.html");
    browser = await startBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  // Whatever a test does, nothing may be said on the console, and nothing may be asked of a network.
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(wrong.splice(0)).toEqual([]);
  });

  async function open(
    hash = "",
    options: BrowserContextOptions = {},
    address = pathToFileURL(file).href,
  ): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
    page.on("console", (message) => message.type() !== "log" && wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on(
      "request",
      (request) => new URL(request.url()).origin !== new URL(address).origin && wrong.push(request.url()),
    );
    await page.goto(address + hash);
    return page;
  }

  test.each(["", "#suite=calls", "#suite=tutorial", "#suite=async"])("draws every chart of %s", async (hash) => {
    const page = await open(hash);
    const charts = await drawnCharts(page);
    expect(charts.length).toBeGreaterThan(0);
    for (const chart of charts) expect(chart, chart.id).toMatchObject({ drawn: true });
  });

  test.runIf(existsSync(committed))("draws every chart of the documents' run", async () => {
    const page = await open("", {}, pathToFileURL(committed).href);
    const suites = page.locator('input[name="suite"]');
    for (let at = 0; at < (await suites.count()); at++) {
      await suites.nth(at).check();
      for (const chart of await drawnCharts(page)) expect(chart, chart.id).toMatchObject({ drawn: true });
    }
  });

  test("draws what the filters leave", async () => {
    const page = await open("#suite=calls&case=noop");
    const before = await symbols(page);
    await page.getByLabel("Bun", { exact: true }).uncheck();
    const withoutBun = await symbols(page);
    expect(withoutBun).toBeLessThan(before);
    await page.getByLabel("Node-API addon", { exact: true }).uncheck();
    expect(await symbols(page)).toBeLessThan(withoutBun);
    expect(await page.locator(".chart").first().textContent()).not.toContain("Node-API");
    await page.getByRole("button", { name: "none of the contenders" }).click();
    expect(await page.locator(".empty").count()).toBe(1);
    await page.getByRole("button", { name: "all of the contenders" }).click();
    expect(await symbols(page)).toBe(withoutBun);
    await page.getByLabel("Case").selectOption("add2");
    expect(await page.locator("figure h2").allTextContents()).toEqual(["two floats"]);
  });

  test("divides its axes as it is told", async () => {
    const page = await open("#suite=calls&case=noop&hide=worker,frames,json");
    expect(await page.locator(".chart").textContent()).toMatch(/1 ns.*10 ns.*100 ns/);
    await page.getByLabel("linear").check();
    const [, first, second] = /ctypes0(\d+) ns(\d+) ns/.exec((await page.locator(".chart").textContent()) ?? "") ?? [];
    expect(Number(second)).toBe(2 * Number(first));
    expect(page.url()).toContain("scale=linear");
  });

  test("shows what a link was made of", async () => {
    const page = await open("#suite=calls");
    await page.getByLabel("Deno", { exact: true }).uncheck();
    await page.getByLabel("linear").check();
    await page.getByRole("link", { name: "Link to the chart two floats" }).click();
    const drawn = await page.locator("#chart-add2 .chart").innerHTML();
    const other = await open(new URL(page.url()).hash);
    expect(await other.getByLabel("Deno", { exact: true }).isChecked()).toBe(false);
    expect(await other.getByLabel("linear").isChecked()).toBe(true);
    expect(unnumbered(await other.locator("#chart-add2 .chart").innerHTML())).toBe(unnumbered(drawn));
    expect(await other.evaluate(() => document.activeElement?.id)).toBe("chart-add2");
  });

  test("leads from a chart's name to its suite", async () => {
    const page = await open("#chart=normalize-8");
    expect(await page.locator('input[name="suite"]:checked').getAttribute("value")).toBe("calls");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("chart-normalize-8");
  });

  test("has a table of each chart, and says what is missing", async () => {
    const page = await open("#suite=calls&case=normalize%3A1000000");
    await page.locator("summary").click();
    const table = await page.locator("figure table").textContent();
    expect(table).toContain("Node 24, topher");
    expect(table).toContain("1.40 ms");
    expect(await page.locator("details li").allTextContents()).toContain(
      "Go as WebAssembly in Node 22, Node 24, Node 26, Bun, Deno: its memory is too small",
    );
  });

  test("is reached and worked with keys", async () => {
    const page = await open("#suite=calls&case=noop");
    const reached = new Set<string>();
    for (let presses = 0; presses < 100; presses++) {
      await page.keyboard.press("Tab");
      const [name = "", outline] = await page.evaluate(() => {
        const focused = document.activeElement!;
        return focused === document.body
          ? []
          : [focused.id || focused.textContent, getComputedStyle(focused).outlineStyle];
      });
      if (reached.has(name)) break;
      if (name !== "") expect(outline, name).not.toBe("none");
      reached.add(name);
    }
    const all = await page.evaluate(() =>
      [...document.querySelectorAll("input[type=checkbox], input:checked, select, button, a, summary")].map(
        (each) => each.id || each.textContent,
      ),
    );
    expect(all.filter((name) => !reached.has(name))).toEqual([]);

    await page.locator("#bun-bun").focus();
    const before = await symbols(page);
    await page.keyboard.press("Space");
    expect(await symbols(page)).toBeLessThan(before);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("bun-bun");
    await page.locator("#scale-log").focus();
    await page.keyboard.press("ArrowRight");
    expect(page.url()).toContain("scale=linear");
    await page.locator("#suite-calls").focus();
    await page.keyboard.press("ArrowRight");
    expect(page.url()).toContain("suite=tutorial");
    await page.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("details[open]").count()).toBe(1);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("scroll");
  });

  test.each(["light", "dark"] as const)("has nothing that axe finds, in %s", async (colorScheme) => {
    for (const hash of ["", "#suite=calls", "#suite=async&chart=tasks-100000"]) {
      const page = await open(hash, { colorScheme });
      await page.locator("summary").first().click();
      await page.addScriptTag({ path: axe });
      const violations = await page.evaluate(async () => {
        const found = await (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run();
        return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      expect(violations).toEqual([]);
    }
  });

  test("has the colours of the system, and follows them", async () => {
    const page = await open("#suite=calls&case=noop", { colorScheme: "dark" });
    const dark = await page.locator(".chart").innerHTML();
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(() => page.locator(".chart").innerHTML()).not.toBe(dark);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
  });

  test("stands still", async () => {
    const page = await open("#suite=calls", { reducedMotion: "no-preference" });
    await page.getByLabel("linear").check();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    const drawn = await page.locator(".chart").first().innerHTML();
    await page.waitForTimeout(100);
    expect(await page.locator(".chart").first().innerHTML()).toBe(drawn);
  });

  test.each([390, 768, 1280])("fits %i pixels", async (width) => {
    for (const hash of ["", "#suite=calls"]) {
      const page = await open(hash, { viewport: { width, height: 900 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll(".chart svg text")].flatMap((text) => {
          const box = text.getBoundingClientRect();
          const around = text.closest(".chart")!.getBoundingClientRect();
          return box.left < around.left - 1 || box.right > around.right + 1 ? [text.textContent] : [];
        }),
      );
      expect(cut).toEqual([]);
    }
  });

  test("gives the raw file", async () => {
    const server = await served(path.join(folder, "benchmarks"));
    try {
      const { port } = server.address() as AddressInfo;
      const page = await open("", {}, `http://127.0.0.1:${port}/index.html`);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "full.jsonl" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("full.jsonl");
      expect(readFileSync(await download.path(), "utf8")).toBe(raw);
    } finally {
      server.close();
    }
  });
});

interface Found {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** The charts, and whether there is a symbol in each. */
function drawnCharts(page: Page): Promise<{ id: string; drawn: boolean }[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("figure")]
      .filter((figure) => figure.querySelector(".empty") === null)
      .map((figure) => ({ id: figure.id, drawn: figure.querySelectorAll("svg path").length > 5 })),
  );
}

/** The paths that are drawn: symbols, and what guides the eye. */
function symbols(page: Page): Promise<number> {
  return page.locator(".chart svg path").count();
}

/** Without the numbers that ECharts gives to charts. */
function unnumbered(html: string): string {
  return html.replaceAll(/zr\d+/g, "zr").replaceAll(/_echarts_instance_="[^"]*"/g, "");
}

function served(folder: string): Promise<Server> {
  const server = createServer(({ url = "/" }, response) => {
    const file = path.join(folder, path.basename(url));
    const type = { ".html": "text/html", ".js": "text/javascript" }[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type }).end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

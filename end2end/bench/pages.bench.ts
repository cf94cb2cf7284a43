import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";
import { AddressInfo } from "node:net";
import { Browser, expect, test } from "@playwright/test";
import { Portal } from "../support/portal";

/** The line and the machine of the bars: 1.6 Mb/s, 150 ms there and back, a processor four times as slow. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWDOWN = 4;
const ROUNDS = 15;
/** The largest content is painted at most so many times as late as in the static page. */
const LIMIT = 1.1;

interface Visit {
  /** largest contentful paint, in milliseconds */
  lcp: number;
  /** cumulative layout shift */
  cls: number;
  /** bytes of all bodies until the network is quiet */
  bytes: number;
}

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = ((window as any).seen = { lcp: 0, cls: 0 });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.lcp = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((entry: any) => (seen.cls += entry.hadRecentInput ? 0 : entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", LINE);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  let bytes = 0;
  const heads = new Map<string, number>();
  client.on("Network.responseReceived", (event) => heads.set(event.requestId, event.response.encodedDataLength));
  client.on("Network.loadingFinished", (event) => (bytes += Math.max(0, event.encodedDataLength - (heads.get(event.requestId) ?? 0))));
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  const seen = await page.evaluate(() => (window as any).seen as { lcp: number; cls: number });
  await context.close();
  return { ...seen, bytes };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The page as somebody would save it: its HTML without scripts, and its style sheet. */
async function saved(url: string, path: string): Promise<{ url: string; close: () => void }> {
  const html = await (await fetch(url + path)).text();
  const bare = html
    .replace(/<script[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link[^>]+rel="?(modulepreload|preload|expect)[^>]*>/g, "");
  const style = /<link[^>]+href="?(\/[^" >]+\.css)/.exec(bare)![1];
  const files = new Map([[path, ["text/html; charset=utf-8", bare]], [style, ["text/css", await (await fetch(url + style)).text()]]]);
  const packed = new Map([...files].map(([name, [kind, text]]) => [name, { kind, body: brotliCompressSync(text) }]));
  const server = createServer((request, response) => {
    const file = packed.get(request.url!);
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": file.kind, "content-encoding": "br", "content-length": file.body.length }).end(file.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, close: () => server.close() };
}

test("public pages beside the same as static HTML", async ({ browser }) => {
  const portal = await Portal.start();
  const slow: string[] = [];
  console.log(`median of ${ROUNDS} visits each, in turn; 1.6 Mb/s, 150 ms, ${SLOWDOWN}x slower processor`);
  for (const path of ["/lv", "/lv/privacy", "/lv/cookies", "/en/contact", "/en/register"]) {
    const page = await saved(portal.url, path);
    const [ours, bare]: Visit[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await visit(browser, portal.url + path));
      bare.push(await visit(browser, page.url));
    }
    page.close();
    const of = (visits: Visit[], what: keyof Visit) => median(visits.map((one) => one[what]));
    const ratio = of(ours, "lcp") / of(bare, "lcp");
    const row = (name: string, visits: Visit[]) => `${name} LCP ${of(visits, "lcp").toFixed(0).padStart(5)} ms  CLS ${of(visits, "cls").toFixed(3)}  ${(of(visits, "bytes") / 1000).toFixed(1).padStart(6)} kB`;
    console.log(`${path.padEnd(14)} ${row("portal", ours)}   ${row("static", bare)}   ${ratio.toFixed(2)}x`);
    if (ratio > LIMIT) slow.push(`${path} takes ${ratio.toFixed(2)}x`);
    if (Math.max(...ours.map((one) => one.cls)) > 0) slow.push(`${path} moves`);
  }
  await portal.dispose();
  expect(slow).toEqual([]);
});

test("search in the policy, a key at a time", async ({ browser }) => {
  const portal = await Portal.start();
  const page = await (await browser.newContext()).newPage();
  for (const [path, words] of [["/lv/privacy", "personas datu"], ["/en/privacy", "personal data"]]) {
    await page.goto(portal.url + path);
    await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
    const times = await page.evaluate((words) => {
      const field = document.querySelector<HTMLInputElement>("#find")!;
      const times: number[] = [];
      for (let round = 0; round < 5; round++) {
        for (let length = 1; length <= words.length; length++) {
          field.value = words.slice(0, length);
          const start = performance.now();
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
          times.push(performance.now() - start);
        }
      }
      return times.sort((a, b) => a - b);
    }, words);
    const [middle, longest] = [times[Math.floor(times.length / 2)], times[times.length - 1]];
    console.log(`${path}: a key takes ${middle.toFixed(1)} ms (median), ${longest.toFixed(1)} ms at most, of 16`);
    expect(longest).toBeLessThan(16);
  }
  await portal.dispose();
});

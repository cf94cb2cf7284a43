import AxeBuilder from "@axe-core/playwright";
import { BrowserContext, BrowserContextOptions, expect, Page, test as base } from "@playwright/test";
import { Portal, Settings } from "./portal";

interface Fixtures {
  /** Somebody else with a browser of their own, as quiet as [quiet] wants it. */
  visitor: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** Complaints of all pages of a test. */
  complaints: string[];
  /** Fails on anything the browser complains about, and on any request to another host. */
  quiet: void;
  /** axe finds nothing on the page as it stands, in both themes, and it fits the width of the screen. */
  accessible: (what: string, other?: Page) => Promise<void>;
  /** A portal of the test's own, and a page of it: for tests that stop it, or move its time. */
  apart: (settings?: Settings) => Promise<{ own: Portal; page: Page }>;
}

interface WorkerFixtures {
  /** Settings of the server beside those of every test. */
  settings: Settings;
  /** The real server with a fresh database, one per worker. */
  portal: Portal;
}

/** Whatever belongs to Google. */
export const GOOGLE = /^https:\/\/([a-z0-9-]+\.)*(googletagmanager|google-analytics|google)\.com\//;

/** Notes what a page's browser complains about, and every request to another host. */
function listen(page: Page, portal: Portal, mayAskGoogle: boolean, complaints: string[]): void {
  page.on("pageerror", (error) => complaints.push(`error: ${error}`));
  page.on("request", (request) => {
    const url = request.url();
    const own = url.startsWith(portal.url) || url.startsWith("data:") || url.startsWith("blob:");
    // Who may be asked when is the matter of the tests of Google alone.
    if (!own && !(mayAskGoogle && GOOGLE.test(url))) complaints.push(`request to another host: ${url}`);
  });
  page.on("console", (message) => {
    // A refused sign-in or a missing page is an expected answer; the browser logs each as an error.
    const expected = /Failed to load resource|integrity. attribute is currently ignored/.test(message.text());
    if (message.type() === "error" && !expected) complaints.push(`console: ${message.text()}`);
  });
}

/** For tests of what is the same at every size of the screen: they run on the desktop only. */
export const once = { tag: "@once" };

export const test = base.extend<Fixtures, WorkerFixtures>({
  settings: [{}, { scope: "worker", option: true }],
  portal: [
    async ({ settings }, use) => {
      const portal = await Portal.start(settings);
      await use(portal);
      await portal.dispose();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints).toEqual([]);
  },
  quiet: [
    async ({ page, portal, settings, complaints }, use) => {
      listen(page, portal, "VET2B_GA_ID" in settings, complaints);
      await use();
    },
    { auto: true },
  ],
  visitor: async ({ browser, portal, settings, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: portal.url, ...options });
      context.on("page", (page) => listen(page, portal, "VET2B_GA_ID" in settings, complaints));
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.close();
  },
  accessible: async ({ page }, use) => {
    const violations = async (axe: AxeBuilder) =>
      (await axe.analyze()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
    const look = async (what: string, page: Page) => {
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      expect(await violations(new AxeBuilder({ page }).withTags(tags)), what).toEqual([]);
      // The themes differ in their colours and in nothing else.
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      expect(await violations(new AxeBuilder({ page }).withRules(["color-contrast"])), `${what}, dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
    };
    await use((what, other) => look(what, other ?? page));
  },
  apart: async ({ browser, complaints }, use) => {
    const all: { own: Portal; context: BrowserContext }[] = [];
    await use(async (settings = {}) => {
      const own = await Portal.start(settings);
      const context = await browser.newContext({ baseURL: own.url });
      all.push({ own, context });
      const page = await context.newPage();
      listen(page, own, false, complaints);
      return { own, page };
    });
    for (const { own, context } of all) {
      await context.close();
      await own.dispose();
    }
  },
});

export { expect };

/** Waits until the app has taken over the page. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
}

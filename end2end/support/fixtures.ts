import AxeBuilder from "@axe-core/playwright";
import { expect, Page, test as base } from "@playwright/test";
import { Portal } from "./portal";

interface Fixtures {
  /** Fails on anything the browser complains about, and on any request to another host. */
  quiet: void;
  /** axe finds nothing on the page as it stands, in both themes, and it fits the width of the screen. */
  accessible: (what: string) => Promise<void>;
}

interface WorkerFixtures {
  /** The real server with a fresh database, one per worker. */
  portal: Portal;
}

/** For tests of what is the same at every size of the screen: they run on the desktop only. */
export const once = { tag: "@once" };

export const test = base.extend<Fixtures, WorkerFixtures>({
  portal: [
    async ({}, use) => {
      const portal = await Portal.start();
      await use(portal);
      await portal.dispose();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  quiet: [
    async ({ page, portal }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(`error: ${error}`));
      page.on("request", (request) => {
        if (!request.url().startsWith(portal.url) && !request.url().startsWith("data:") && !request.url().startsWith("blob:"))
          complaints.push(`request to another host: ${request.url()}`);
      });
      page.on("console", (message) => {
        // A refused sign-in or a missing page is an expected answer; the browser logs each as an error.
        const expected = /Failed to load resource|integrity. attribute is currently ignored/.test(message.text());
        if (message.type() === "error" && !expected) complaints.push(`console: ${message.text()}`);
      });
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  accessible: async ({ page }, use) => {
    const violations = async (axe: AxeBuilder) =>
      (await axe.analyze()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
    await use(async (what) => {
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      expect(await violations(new AxeBuilder({ page }).withTags(tags)), what).toEqual([]);
      // The themes differ in their colours and in nothing else.
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      expect(await violations(new AxeBuilder({ page }).withRules(["color-contrast"])), `${what}, dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
    });
  },
});

export { expect };

/** Waits until the app has taken over the page. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
}

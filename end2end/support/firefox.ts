import { existsSync } from "node:fs";
import { Browser, launch, Page } from "puppeteer-core";

/** Firefox as it is released; Playwright drives a build of its own only, so it is driven by WebDriver BiDi. */
export const firefox = [process.env.VET2B_FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => path && existsSync(path));

export async function startFirefox(): Promise<Browser> {
  return launch({ browser: "firefox", executablePath: firefox, headless: true });
}

/** Goes to a page and waits for the app. */
export async function goTo(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector("html[data-app=ready]");
}

/** Waits until a text stands in an element. */
export async function says(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction((selector, text) => document.querySelector(selector)?.textContent?.includes(text), { timeout: 10_000 }, selector, text);
}

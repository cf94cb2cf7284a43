import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { expect, once, test } from "../../support/fixtures";
import { firefox, goTo, says, startFirefox } from "../../support/firefox";
import { say } from "../../support/words";

test.describe.configure({ mode: "default" });
test.skip(!firefox, "there is no Firefox on this machine: install firefox-esr, or set VET2B_FIREFOX");

let browser: Browser;
let context: BrowserContext;
let page: Page;

test.beforeAll(async () => {
  browser = await startFirefox();
});
test.afterAll(async () => {
  await browser?.close();
});
test.beforeEach(async () => {
  context = await browser.createBrowserContext();
  page = await context.newPage();
});
test.afterEach(async () => {
  await context.close();
});

/** The cookies, each as `name=value`. */
async function cookies(url: string): Promise<string[]> {
  return (await page.cookies(url)).map(({ name, value }) => `${name}=${value}`).sort();
}

async function decided(url: string, value: RegExp): Promise<void> {
  await expect.poll(async () => (await cookies(url)).join("; ")).toMatch(value);
}

const gone = () => page.waitForSelector("#vet2b-consent", { hidden: true, timeout: 5000 });

for (const lang of ["lv", "en"] as const) {
  test(`Firefox, ${lang}: refuse, change in the settings, accept, withdraw`, once, async ({ portal }) => {
    await goTo(page, `${portal.url}/${lang}`);
    expect(await cookies(portal.url)).toEqual([]);
    await page.click('#vet2b-consent [data-consent="reject"]');
    await gone();
    await decided(portal.url, /^vet2b_consent=2\.p-1\.s-1\.\d+\.b\.[0-9a-f]{32}$/);
    await page.reload();
    await page.waitForSelector("html[data-app=ready]");
    expect(await page.$("#vet2b-consent")).toBeNull();

    await goTo(page, `${portal.url}/${lang}/cookies`);
    await page.click("#preferences");
    await page.click('main button[value="save"]');
    await decided(portal.url, /^vet2b_consent=2\.p\+1\.s-1\.\d+\.s\./);
    // The answer's cookie is there a moment before the app has read the answer.
    await page.waitForSelector("main .notice--success");
    await page.select("#theme", "dark");
    await expect.poll(() => cookies(portal.url)).toContain("vet2b_theme=dark");
    await page.click('main button[value="reject"]');
    await decided(portal.url, /^vet2b_consent=2\.p-1\.s-1\.\d+\.s\.[0-9a-f]{32}$/);
    await says(page, "main", say(lang, "state_nothing"));

    await page.deleteCookie(...(await page.cookies(portal.url)));
    await goTo(page, `${portal.url}/${lang}`);
    await page.click('#vet2b-consent [data-consent="accept"]');
    await gone();
    await decided(portal.url, /^vet2b_consent=2\.p\+1\.s\+1\.\d+\.b\./);
  });

  test(`Firefox, ${lang}: a receipt is verified on the device, a changed one is refused`, once, async ({ portal }) => {
    const folder = await mkdtemp(join(tmpdir(), "vet2b-receipt-"));
    try {
      await goTo(page, `${portal.url}/${lang}`);
      await page.click('#vet2b-consent [data-consent="accept"]');
      await gone();
      await goTo(page, `${portal.url}/${lang}/cookies`);
      const href = await page.waitForSelector("main a[download]").then((link) => link?.evaluate((link) => link.getAttribute("href")));
      const receipt = await page.evaluate((href) => fetch(href).then((answer) => answer.text()), href ?? "");
      await goTo(page, `${portal.url}/${lang}/verify`);
      const input = await page.waitForSelector("input#document");
      const files = { verify_genuine: receipt, verify_changed: receipt.replace('"granted": true', '"granted": false'), verify_no_receipt: "{}" };
      for (const [verdict, text] of Object.entries(files)) {
        const file = join(folder, `${verdict}.json`);
        await writeFile(file, text);
        await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
        await says(page, "main [role=status]", say(lang, verdict));
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test(`Firefox, ${lang}: before the app comes the banner decides, and the settings work`, once, async ({ portal }) => {
    await page.setRequestInterception(true);
    page.on("request", (request) => void (request.url().endsWith(".wasm") ? request.abort() : request.continue()));
    await page.goto(`${portal.url}/${lang}/legal`);
    await Promise.all([page.waitForNavigation(), page.click('#vet2b-consent [data-consent="reject"]')]);
    expect(new URL(page.url()).pathname).toBe(`/${lang}/legal`);
    expect(await page.$("#vet2b-consent")).toBeNull();
    await page.goto(`${portal.url}/${lang}/cookies`);
    await page.click("input[name=statistics]");
    await Promise.all([page.waitForNavigation(), page.click('main button[value="save"]')]);
    await decided(portal.url, /^vet2b_consent=2\.p-1\.s\+1\.\d+\.n\./);
  });
}

test("Firefox: the property of Global Privacy Control refuses without a question", once, async ({ portal }) => {
  await page.evaluateOnNewDocument(() => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }));
  await goTo(page, `${portal.url}/en`);
  await decided(portal.url, /^vet2b_consent=2\.p-1\.s-1\.\d+\.g\./);
  await gone();
});

import { expect, once, ready, test } from "../support/fixtures";
import { holdApp } from "../support/hold";
import { open, refuseCookies } from "../support/steps";

const account = "**/split_account-*.wasm";

test("a public page loads no chunk, and one that is gone to comes with the focus on its heading", once, async ({ page }) => {
  const wasm: string[] = [];
  page.on("request", (request) => void (request.url().endsWith(".wasm") && wasm.push(request.url())));
  await open(page, "/lv");
  await refuseCookies(page);
  await page.waitForLoadState("networkidle");
  expect(wasm).toHaveLength(1);
  await page.locator('header a[href="/lv/sign-in"]').click();
  await expect(page.locator("#field-email")).toBeVisible();
  await expect(page.locator("main h1")).toBeFocused();
  expect(wasm.length).toBeGreaterThan(1);
});

test("while a chunk is on its way there is the heading, and it keeps the focus", once, async ({ page }) => {
  await open(page, "/en");
  await refuseCookies(page);
  const release = await holdApp(page);
  await page.locator('header a[href="/en/sign-in"]').click();
  await expect(page.locator("main .skeleton")).toBeVisible();
  await expect(page.locator("main h1")).toBeFocused();
  release();
  await expect(page.locator("#field-email")).toBeVisible();
  await expect(page.locator("main h1")).toBeFocused();
  await expect(page.locator("main h1")).toHaveCount(1);
});

test("the app takes a page of a chunk over once the chunk is there", once, async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route(account, async (route) => {
    await released;
    await route.continue();
  });
  const asked = page.waitForRequest(account);
  await page.goto("/en/sign-in");
  await asked;
  await page.locator("#field-email").fill("ausma@example.org");
  expect(await page.evaluate(() => document.documentElement.dataset.app)).toBeUndefined();
  release();
  await ready(page);
  await expect(page.locator("#field-email")).toHaveValue("ausma@example.org");
  await expect(page.locator("#field-email")).toBeFocused();
});

test("a chunk that does not come is said, and can be tried again; one that is gone makes the page come anew", once, async ({ browser, portal }) => {
  // The browser logs the failures, which are wanted here.
  const context = await browser.newContext({ baseURL: portal.url });
  const page = await context.newPage();
  await open(page, "/en");
  await refuseCookies(page);
  await context.route(account, (route) => route.abort());
  await page.locator('header a[href="/en/sign-in"]').click();
  await expect(page.locator("main .notice--danger")).toContainText("cannot be reached");
  await context.unroute(account);
  await page.locator("main .notice--danger button").click();
  await expect(page.locator("#field-email")).toBeVisible();
  await expect(page.locator("main h1")).toBeFocused();

  await open(page, "/en");
  await context.route(account, (route) => route.fulfill({ status: 404, body: "" }));
  await page.locator('header a[href="/en/sign-in"]').click();
  const again = page.locator("main .notice--danger button");
  await Promise.all([page.waitForEvent("load"), again.click()]);
  // Still gone: the page says so again, and does not load anew without end.
  await ready(page);
  await expect(again).toBeVisible();
  await context.unroute(account);
  await again.click();
  await expect(page.locator("#field-email")).toBeVisible();
  await context.close();
});

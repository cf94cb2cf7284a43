import { choose, cookieNames, COOKIE, press, turnOff } from "../../support/consent";
import { expect, once, ready, test } from "../../support/fixtures";
import { holdApp } from "../../support/hold";
import { open } from "../../support/steps";

test("without consent a theme holds for the tab alone: through a reload, in no cookie, in no other tab", once, async ({ page, context }) => {
  await open(page, "/en");
  await press(page, "reject");
  await page.locator("#theme").selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await cookieNames(context)).toEqual([COOKIE]);
  // Before the first paint, so before the app.
  const release = await holdApp(page);
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await page.evaluate(() => document.documentElement.dataset.app)).toBeUndefined();
  release();
  await ready(page);
  await open(page, "/lv/legal");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("#theme")).toHaveValue("dark");

  const other = await context.newPage();
  await open(other, "/en");
  await expect(other.locator("html")).not.toHaveAttribute("data-theme", /dark|light/);

  await page.locator("#theme").selectOption("");
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("with consent a theme is remembered, and in the served HTML, so that nothing flickers", once, async ({ page, context }) => {
  await open(page, "/en/cookies");
  await choose(page, true, false);
  await page.locator("#theme").selectOption("dark");
  await expect.poll(() => cookieNames(context)).toEqual([COOKIE, "vet2b_theme"]);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  const html = await (await context.request.get("/lv")).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);

  const other = await context.newPage();
  await open(other, "/lv/privacy");
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(other.locator("#theme")).toHaveValue("dark");

  await open(page, "/en/cookies");
  await turnOff(page);
  await expect.poll(() => cookieNames(context)).toEqual([COOKIE]);
  await open(page, "/en");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", /dark|light/);
});

test("a theme's cookie that no consent covers is neither used nor kept", once, async ({ page, context, portal }) => {
  await open(page, "/en");
  await press(page, "reject");
  await context.addCookies([{ name: "vet2b_theme", value: "dark", url: portal.url }, { name: "vet2b_lang", value: "en", url: portal.url }]);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/lv");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", "dark");
  expect(await cookieNames(context)).toEqual([COOKIE]);
});

test("the language is remembered only with consent, and forgotten when that is withdrawn", once, async ({ page, context }) => {
  await open(page, "/lv");
  await press(page, "reject");
  await page.locator('header a[hreflang="en"]').click();
  await expect(page).toHaveURL(/\/en$/);
  expect(await cookieNames(context)).toEqual([COOKIE]);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/lv");

  await open(page, "/lv/cookies");
  await choose(page, true, false);
  await page.locator('header a[hreflang="en"]').click();
  await expect.poll(() => cookieNames(context)).toEqual([COOKIE, "vet2b_lang"]);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/en");

  await open(page, "/en/cookies");
  await turnOff(page);
  await expect.poll(() => cookieNames(context)).toEqual([COOKIE]);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/lv");
});

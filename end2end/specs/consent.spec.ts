import { expect, once, test } from "../support/fixtures";
import { open, refuseCookies } from "../support/steps";

for (const lang of ["lv", "en"]) {
  test(`refusing in ${lang} takes one click, stores only the refusal, and is not asked again`, once, async ({ page, context }) => {
    await open(page, `/${lang}`);
    expect(await context.cookies()).toEqual([]);
    await refuseCookies(page);
    const cookies = await context.cookies();
    expect(cookies.map((cookie) => cookie.name)).toEqual(["vet2b_consent"]);
    expect(cookies[0].value).toMatch(/^1\.-\.\d+\.b\.[0-9a-f]{32}$/);
    const days = (cookies[0].expires - Date.now() / 1000) / 86_400;
    expect(days).toBeGreaterThan(181);
    expect(days).toBeLessThan(183);
    await page.reload();
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.locator("#vet2b-consent")).toHaveCount(0);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });

  test(`without JavaScript in ${lang} the banner decides and the settings work`, async ({ browser, portal }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: portal.url });
    const page = await context.newPage();
    await page.goto(`/${lang}/privacy`);
    await expect(page.locator("main #scope")).toBeVisible();
    await page.locator('#vet2b-consent [data-consent="reject"]').click();
    expect(new URL(page.url()).pathname).toBe(`/${lang}/privacy`);
    await expect(page.locator("#vet2b-consent")).toHaveCount(0);
    await page.locator(`footer a[href="/${lang}/cookies"]`).click();
    await page.locator("input[name=preferences]").check();
    await page.locator('main button[value="save"]').click();
    await expect(page.locator("input[name=preferences]")).toBeChecked();
    await expect(page.locator("input[name=statistics]")).not.toBeChecked();
    const [cookie] = await context.cookies();
    expect(cookie.value).toMatch(/^1\.p\.\d+\.n\./);
    await context.close();
  });
}

test("reject and accept look alike, reject comes first, and the banner leaves the page to the reader", async ({ page }) => {
  await open(page, "/lv");
  const look = (which: string) =>
    page.locator(`[data-consent="${which}"]`).evaluate((button) => {
      const style = getComputedStyle(button);
      const { width, height } = button.getBoundingClientRect();
      return { font: style.font, color: style.color, fill: style.backgroundColor, border: style.border, width: Math.round(width), height: Math.round(height) };
    });
  expect(await look("reject")).toEqual(await look("accept"));
  const order = await page.locator("[data-consent]").evaluateAll((buttons) => buttons.map((button) => button.getAttribute("data-consent")));
  expect(order).toEqual(["reject", "accept", "choose"]);
  const share = await page.locator("#vet2b-consent").evaluate((banner) => banner.getBoundingClientRect().height / window.innerHeight);
  expect(share).toBeLessThanOrEqual(0.25);
});

test("a preference is stored only when it was allowed, and goes when it is withdrawn", once, async ({ page, context }) => {
  await open(page, "/lv");
  await refuseCookies(page);
  await page.locator('header a[hreflang="en"]').click();
  await expect(page).toHaveURL(/\/en$/);
  const names = async () => (await context.cookies()).map((cookie) => cookie.name).sort();
  expect(await names()).toEqual(["vet2b_consent"]);
  await page.locator('footer a[href="/en/cookies"]').click();
  await page.locator("#preferences").check();
  await page.locator('main button[value="save"]').click();
  await expect(page.locator(".notice--success")).toBeVisible();
  await page.locator('header a[hreflang="lv"]').click();
  await expect.poll(names).toEqual(["vet2b_consent", "vet2b_lang"]);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/lv");
  await open(page, "/lv/cookies");
  await page.locator('main button[value="reject"]').click();
  await expect.poll(names).toEqual(["vet2b_consent"]);
});

test("a script's acceptance is no consent, its refusal is", once, async ({ page }) => {
  await open(page, "/en");
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-consent="accept"]')?.click());
  await expect(page.locator("#vet2b-consent")).toBeVisible();
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-consent="reject"]')?.click());
  await expect(page.locator("#vet2b-consent")).toHaveCount(0);
});

test("the browser's privacy signal refuses without a question, and a person may still choose otherwise", once, async ({ browser, portal }) => {
  const context = await browser.newContext({ baseURL: portal.url, extraHTTPHeaders: { "Sec-GPC": "1" } });
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }));
  const served = await context.request.get("/en");
  expect(await served.text()).not.toContain('id="vet2b-consent"');
  const page = await context.newPage();
  await open(page, "/en");
  await expect(page.locator("#vet2b-consent")).toHaveCount(0);
  await expect(page.locator("body")).toContainText("Global Privacy Control");
  const value = async () => (await context.cookies()).find((cookie) => cookie.name === "vet2b_consent")?.value;
  await expect.poll(value).toMatch(/^1\.-\./);
  await open(page, "/en/cookies");
  await page.locator("#preferences").check();
  await page.locator('main button[value="save"]').click();
  await expect.poll(value).toMatch(/^1\.p\./);
  await page.reload();
  await expect(page.locator("#preferences")).toBeChecked();
  await context.close();
});

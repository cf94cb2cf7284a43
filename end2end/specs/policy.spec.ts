import { expect, once, test } from "../support/fixtures";
import { shifts, watchShifts } from "../support/shifts";
import { open, refuseCookies } from "../support/steps";

/** An ISO day so many days from now. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ portal }) => {
  const published = await portal.command("policy", "list");
  if (published.includes("privacy 2 ")) return;
  await portal.command("policy", "publish", "2", "--effective", day(40));
  // The running server takes it over by itself.
  const versions = () => fetch(`${portal.url}/api/v1/policies/privacy/versions`).then((answer) => answer.json());
  await expect.poll(async () => (await versions()).length, { timeout: 20_000 }).toBe(2);
});

for (const lang of ["lv", "en"] as const) {
  test(`an announced version in ${lang} is named, read, listed and compared`, async ({ page, accessible, isMobile }) => {
    test.setTimeout(120_000);
    await open(page, `/${lang}/privacy`);
    await refuseCookies(page);
    await accessible("the policy in force, with another announced");
    await page.locator(`main .notice a[href="/${lang}/privacy/2/since/1"]`).click();
    await expect(page.locator("main h1")).toBeFocused();
    await expect(page).toHaveTitle(/2.*1|1.*2/);
    await expect(page.locator("main section.clause")).toHaveCount(13);
    const transfers = page.locator("section#transfers");
    await expect(transfers.locator("del").first()).toBeVisible();
    await expect(transfers.locator("ins").first()).toBeVisible();
    await accessible("the comparison");
    if (isMobile) {
      // Nothing has room beside anything.
      await expect(page.locator("#beside")).toBeHidden();
    } else {
      await page.locator("#beside").check();
      await expect(transfers.locator(".compare__one")).toBeHidden();
      await expect(transfers.locator(".compare__side").last()).toBeVisible();
      await accessible("the comparison, side by side");
    }
    await expect(transfers.locator(".compare__side").first().locator("ins")).toHaveCount(0);
    await expect(transfers.locator(".compare__side").last().locator("del")).toHaveCount(0);
    await open(page, `/${lang}/privacy/versions`);
    await expect(page.locator("main section.card")).toHaveCount(2);
    await accessible("all versions");
    await page.locator(`main a[href="/${lang}/privacy/1"]`).click();
    await expect(page).toHaveTitle(/ 1\b/);
    await expect(page.locator("main section.clause")).toHaveCount(23);
    await open(page, `/${lang}/privacy/2#transfers`);
    await expect(page.locator("section#transfers")).toBeInViewport();
    await accessible("an announced version");
  });
}

test("the policy's pages do not move while the app takes them over", once, async ({ page }) => {
  for (const path of ["/lv/privacy", "/en/privacy/2", "/lv/privacy/2/since/1", "/en/privacy/versions"]) {
    await watchShifts(page);
    await open(page, path);
    await page.waitForLoadState("networkidle");
    expect(await shifts(page), path).toEqual([]);
  }
});

test("without scripts, all of it can be read, and a message sent", once, async ({ visitor }) => {
  const context = await visitor({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const lang of ["lv", "en"]) {
    await page.goto(`/${lang}/privacy`);
    await page.locator(`.policy__facts a[href="/${lang}/privacy/versions"]`).click();
    await page.locator(`main a[href="/${lang}/privacy/2/since/1"]`).click();
    await expect(page.locator("section#transfers del").first()).toBeVisible();
    await expect(page.locator("section#transfers ins").first()).toBeVisible();
    await page.locator("#beside").check();
    await expect(page.locator("section#transfers .compare__side").first()).toBeVisible();
    expect((await page.goto(`/${lang}/privacy/9`))?.status()).toBe(404);
    await page.goto(`/${lang}/contact`);
    await page.locator("#field-name").fill("Ausma");
    await page.locator("#field-message").fill("Labdien!\n<script>alert(1)</script>");
    await page.locator("main form button[type=submit]").click();
    await expect(page.locator("#error-summary")).toBeVisible();
    await expect(page.locator("#field-name")).toHaveValue("Ausma");
    await expect(page.locator("#field-message")).toHaveValue("Labdien!\n<script>alert(1)</script>");
    await page.locator('main [type=radio][value="data_protection"]').check();
    await page.locator("#field-email").fill("ausma@example.org");
    await page.locator("main form button[type=submit]").click();
    await expect(page).toHaveURL(new RegExp(`/${lang}/contact\\?reference=R-`));
    await expect(page.locator(".receipt__reference")).toContainText("R-");
  }
});

test("an app that does not load leaves the page, and says so quietly", once, async ({ browser, portal }) => {
  for (const lost of [/_bg\.wasm/, /vet2b-portal-[0-9a-f]+\.js/]) {
    const context = await browser.newContext({ baseURL: portal.url });
    await context.route(lost, (route) => route.abort());
    const page = await context.newPage();
    await page.goto("/lv/privacy");
    await expect(page.locator("#app-missing")).toBeVisible();
    await expect(page.locator("section#rights")).toBeAttached();
    await page.locator('#vet2b-consent [data-consent="reject"]').click();
    await expect(page.locator("#vet2b-consent")).toHaveCount(0);
    await context.close();
  }
});

test("every page says that the policy is to change, until it has, in both languages", async ({ page, accessible }) => {
  for (const [lang, words] of [["lv", "Mainās privātuma politika"], ["en", "The privacy policy changes"]]) {
    await open(page, `/${lang}`);
    await expect(page.locator(".announcement")).toContainText(words);
    await page.locator('footer a[href$="/legal"]').click();
    await expect(page).toHaveURL(/legal$/);
    await expect(page.locator(".announcement")).toContainText(words);
  }
  await accessible("a page with the announcement");
  await page.locator('header a[hreflang="lv"]').click();
  await expect(page.locator(".announcement")).toContainText("Mainās privātuma politika");
  await page.locator('.announcement a[href="/lv/privacy/2/since/1"]').click();
  await expect(page.locator("section#transfers")).toBeVisible();
});

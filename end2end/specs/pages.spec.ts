import { expect, once, test } from "../support/fixtures";
import { publicPages } from "../support/routes";
import { shifts, watchShifts } from "../support/shifts";
import { open, refuseCookies } from "../support/steps";

/** With an address that leads elsewhere for a guest, and one that says a reference. */
const looked = [...publicPages, "/register/school/organisation", "/register/sent?reference=R-TEST-TEST", "/my-privacy"];

for (const lang of ["lv", "en"]) {
  test(`every public page in ${lang}: accessible in both themes, titled, in its language, fits the screen`, async ({ page, accessible }) => {
    test.setTimeout(180_000);
    const titles = new Set<string>();
    for (const path of looked) {
      await open(page, `/${lang}${path}`);
      await expect(page.locator("main h1")).toHaveCount(1);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await accessible(`/${lang}${path} with the banner`);
      titles.add(await page.title());
    }
    // The dashboard leads a guest to the sign-in page, and an early step to the first one.
    expect(titles.size).toBeGreaterThanOrEqual(publicPages.length - 2);
    await open(page, `/${lang}`);
    await refuseCookies(page);
    for (const path of ["", "/cookies"]) {
      await open(page, `/${lang}${path}`);
      await accessible(`/${lang}${path} after the choice`);
    }
  });

  test(`an unknown page in ${lang} is a real 404 with a way on`, async ({ page, accessible }) => {
    const answer = await page.goto(`/${lang}/no-such-page`);
    expect(answer?.status()).toBe(404);
    await expect(page.locator("main h1")).toBeVisible();
    await accessible("404");
    await page.locator(`main a[href="/${lang}"]`).click();
    await expect(page).toHaveURL(new RegExp(`/${lang}$`));
  });

  test(`every clause of the policy in ${lang} is a section with its id`, once, async ({ page }) => {
    await open(page, `/${lang}/privacy`);
    const ids = ["scope", "controller", "principles", "rights", "contact", "retention", "authorities", "erasure", "personal-data"];
    ids.push("usage-data", "cookies", "purposes", "transfers", "disclosure", "security", "providers", "mailchimp", "campayn");
    ids.push("analytics", "links", "children", "changes", "contact-us");
    const found = await page.locator("main section[id]").evaluateAll((sections) => sections.map((section) => section.id));
    expect(found.filter((id) => ids.includes(id))).toEqual(ids);
  });
}

test("addresses without a language lead to the right one", once, async ({ page }) => {
  for (const [path, to] of [["/", "/lv"], ["/privacy", "/lv/privacy"], ["/legal", "/lv/legal"]]) {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe(to);
  }
});

test("navigating moves the focus to the heading, the title and the language follow", async ({ page }) => {
  await open(page, "/lv");
  await refuseCookies(page);
  await page.locator('footer a[href="/lv/cookies"]').click();
  await expect(page.locator("main h1")).toBeFocused();
  await expect(page).toHaveTitle(/^Sīkdatnes/);
  await page.locator('header a[hreflang="en"]').click();
  await expect(page).toHaveURL(/\/en\/cookies$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveTitle(/^Cookies/);
  await page.goBack();
  await expect(page).toHaveURL(/\/lv\/cookies$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "lv");
});

test("nothing shifts while a slow machine paints a page and the app takes it over", async ({ page }) => {
  const machine = await page.context().newCDPSession(page);
  await machine.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  for (const path of ["/lv", "/en/privacy", "/lv/cookies", "/en/contact"]) {
    await watchShifts(page);
    await open(page, path);
    await page.waitForLoadState("networkidle");
    expect(await shifts(page), path).toEqual([]);
  }
});

test("Back finds the place in a long document again", async ({ page }) => {
  await open(page, "/lv/privacy");
  await refuseCookies(page);
  const place = page.locator("section#retention a[href='/lv/my-privacy/delete']").first();
  await place.evaluate((link) => link.scrollIntoView({ block: "center" }));
  await page.locator("footer a[href='/lv/legal']").evaluate((link: HTMLElement) => link.click());
  await expect(page.locator("main h1")).toBeFocused();
  await expect(page.locator("main h1")).toBeInViewport();
  await page.goBack();
  await expect(page).toHaveURL(/\/lv\/privacy$/);
  await expect(place).toBeInViewport();
});

test("the other language of a page keeps what the address says, and the browser's own is offered", once, async ({ page, visitor }) => {
  await open(page, "/lv/contact?topic=data_protection");
  await refuseCookies(page);
  await page.locator("header a[hreflang=en]").click();
  await expect(page).toHaveURL(/\/en\/contact\?topic=data_protection$/);
  await expect(page.locator('main [type=radio][value="data_protection"]')).toBeChecked();
  const english = await (await visitor({ locale: "en-GB" })).newPage();
  await open(english, "/lv");
  await expect(english.locator("header a[hreflang=en]")).toHaveAccessibleName("English (your browser’s language)");
  await expect(english).toHaveURL(/\/lv$/);
});

test("what is wrong with a form comes into sight, wherever its button was", async ({ page }) => {
  await open(page, "/en/contact");
  await refuseCookies(page);
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await expect(page.locator("#error-summary h2")).toBeInViewport();
});

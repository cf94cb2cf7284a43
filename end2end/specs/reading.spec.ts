import { expect, once, ready, test } from "../support/fixtures";
import { holdApp } from "../support/hold";
import { open, refuseCookies } from "../support/steps";

for (const [lang, words, found] of [
  ["lv", "piekrisana", "piekrišana"],
  ["en", "CONSENT", "consent"],
] as const) {
  test(`a reader in ${lang} finds words without their diacritics, and goes from place to place`, async ({ page, accessible }) => {
    await open(page, `/${lang}/privacy`);
    await refuseCookies(page);
    const field = page.locator("#find");
    await field.fill(words);
    const marks = page.locator("#document mark");
    const count = await marks.count();
    expect(count).toBeGreaterThan(5);
    for (const mark of await marks.all()) expect((await mark.textContent())?.toLowerCase()).toBe(found);
    const said = page.locator(".find__found");
    await expect(said).toHaveText(new RegExp(`^1 .+ ${count}$`));
    await accessible("a search");
    await field.press("Enter");
    await expect(said).toHaveText(new RegExp(`^2 .+ ${count}$`));
    await expect(marks.nth(1)).toHaveAttribute("aria-current", "true");
    await expect(marks.nth(1)).toBeInViewport();
    await expect(field).toBeFocused();
    await field.press("Shift+Enter");
    await field.press("Shift+Enter");
    await expect(said).toHaveText(new RegExp(`^${count} .+ ${count}$`));
    await page.locator('[data-step="1"]').click();
    await expect(said).toHaveText(new RegExp(`^1 .+ ${count}$`));
    await field.fill("qqq");
    await expect(marks).toHaveCount(0);
    await expect(said).toHaveText(lang === "lv" ? "Nekas nav atrasts" : "Nothing found");
    await field.fill(words);
    await field.press("Escape");
    await expect(marks).toHaveCount(0);
    await expect(field).toHaveValue("");
    await expect(said).toBeEmpty();
    expect(page.url(), "a search leaves no trace in the address").toMatch(/\/privacy$/);
  });
}

test("a phrase is found across stressed words and links, as one place", once, async ({ page }) => {
  await open(page, "/lv/privacy");
  for (const phrase of ["par 18 gadiem („bērni”)", "Datu valsts inspekcija, www.dvi.gov.lv"]) {
    await page.locator("#find").fill(phrase);
    await expect(page.locator(".find__found")).toHaveText("1 no 1");
    const pieces = await page.locator('#document mark[data-place="0"]').allTextContents();
    expect(pieces.join("")).toBe(phrase);
    expect(pieces.length).toBeGreaterThan(1);
  }
});

test("a search leaves the text as it was", once, async ({ page }) => {
  await open(page, "/lv/privacy");
  const html = () => page.locator("#document .policy__text").innerHTML();
  const before = await html();
  for (const words of ["jūsu", "datu", "ja", "jūsu datu"]) await page.locator("#find").fill(words);
  await page.locator("#find").press("Escape");
  expect(await html()).toBe(before);
});

test("the contents list follows the reader", once, async ({ page }) => {
  await open(page, "/lv/privacy");
  await refuseCookies(page);
  const present = page.locator(".contents__list [aria-current]");
  for (const id of ["security", "rights"]) {
    await page.locator(`section#${id}`).evaluate((section) => section.scrollIntoView());
    await expect(present).toHaveAttribute("href", `#${id}`);
    await expect(present).toBeInViewport();
  }
});

test("the reader stays where they are when the app arrives, and when they choose", once, async ({ page }) => {
  const release = await holdApp(page);
  await page.goto("/lv/privacy#rights");
  const security = page.locator("section#security");
  await security.evaluate((section) => section.scrollIntoView());
  const top = () => security.evaluate((section) => Math.round(section.getBoundingClientRect().top));
  const before = await top();
  release();
  await ready(page);
  expect(await top()).toBe(before);
  await refuseCookies(page);
  await expect(page.locator("#cookies .live")).toContainText("nav atļautas");
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
});

test("the link of a clause is copied, and says so", once, async ({ page, context, portal }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: portal.url });
  await open(page, "/en/privacy");
  await refuseCookies(page);
  await page.locator("#security .clause__link").click();
  await expect(page.locator("#said")).toHaveText("Link copied");
  await expect(page.locator("#security .clause__copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${portal.url}/en/privacy#security`);
  await expect(page).toHaveURL(/#security$/);
});

test("a version can be kept in three forms, and its feeds followed", once, async ({ page, request }) => {
  await open(page, "/lv/privacy");
  for (const [format, part] of [["html", "<!doctype html>"], ["md", "version: 1"], ["json", '"clauses"']]) {
    const href = await page.locator(`.policy__keep a[href$="format=${format}"]`).getAttribute("href");
    const file = await request.get(href!);
    expect(file.headers()["content-disposition"]).toBe(`attachment; filename="vet2b-privacy-1-lv.${format}"`);
    expect(await file.text()).toContain(part);
  }
  for (const feed of ["atom", "json"]) {
    const href = await page.locator(`#changes .live a[href*="feed.${feed}"]`).getAttribute("href");
    expect((await request.get(href!)).ok()).toBe(true);
  }
});

for (const javaScriptEnabled of [true, false]) {
  test(`statistics are turned off within the clause ${javaScriptEnabled ? "" : "without scripts"}`, once, async ({ visitor }) => {
    const context = await visitor({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto("/lv/privacy");
    if (javaScriptEnabled) await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
    const live = page.locator("#analytics .live");
    await expect(live).toContainText("jo jūs to neesat atļāvuši");
    await page.locator('#vet2b-consent [data-consent="accept"]').click();
    await expect(page.locator("#vet2b-consent")).toHaveCount(0);
    await expect(live).toContainText("statistika tagad ir ieslēgta");
    await expect(page.locator("#cookies .live")).toContainText("Statistikas sīkdatnes: atļautas");
    await live.getByRole("button").click();
    await expect(live).toContainText("statistika tagad ir izslēgta");
    await expect(page).toHaveURL(/\/lv\/privacy#analytics$/);
    await expect(page.locator("#cookies .live")).toContainText("Iestatījumu sīkdatnes: atļautas, Statistikas sīkdatnes: nav atļautas");
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`the clause on children leads to a report ${javaScriptEnabled ? "" : "without scripts"}`, once, async ({ visitor }) => {
    const page = await (await visitor({ javaScriptEnabled })).newPage();
    await page.goto("/en/privacy");
    if (javaScriptEnabled) await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
    await page.locator("#children .live a").click();
    await expect(page).toHaveURL(/\/en\/request\?right=guardian$/);
    const report = page.locator('main [type=radio][value="guardian"]');
    // The form needs the app, which says what is wanted; without it, it is there to be read.
    if (javaScriptEnabled) await expect(report).toBeChecked();
    else await expect(report).toBeVisible();
  });
}

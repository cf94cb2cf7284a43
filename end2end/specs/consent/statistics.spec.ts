import { BrowserContext, Page } from "@playwright/test";
import { COOKIE, decided, press, turnOff } from "../../support/consent";
import { expect, once, test } from "../../support/fixtures";
import { Lang, open } from "../../support/steps";
import { say } from "../../support/words";

interface Entry {
  path: string;
  visits: number;
  network: string;
}

/** What the server holds about this browser. */
async function held(context: BrowserContext): Promise<Entry[]> {
  return (await context.request.get("/api/v1/usage")).json();
}

async function paths(context: BrowserContext): Promise<string[]> {
  return (await held(context)).filter((entry) => entry.visits > 0).map((entry) => entry.path).sort();
}

/** Counts what a page reports. */
function reports(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/v1/usage") && request.method() === "POST") sent.push(request.postData() ?? "");
  });
  return sent;
}

/** Goes to a page within the app. */
async function visit(page: Page, lang: Lang, name: string): Promise<void> {
  await page.locator(`footer a[href="/${lang}/${name}"]`).click();
  await expect(page).toHaveURL(new RegExp(`/${lang}/${name}$`));
}

test("before the choice and after a refusal nothing is reported", once, async ({ page, context }) => {
  const sent = reports(page);
  await open(page, "/en");
  await visit(page, "en", "legal");
  await press(page, "reject");
  await visit(page, "en", "accessibility");
  await open(page, "/en/privacy");
  await page.waitForLoadState("networkidle");
  expect(sent).toEqual([]);
  expect(await held(context)).toEqual([]);
});

for (const lang of ["lv", "en"] as const) {
  test(`after the acceptance in ${lang} the pages are counted and shown, and a withdrawal deletes them`, once, async ({ page, context, portal }) => {
    await open(page, `/${lang}`);
    await press(page, "accept");
    await decided(context, { statistics: "+1" });
    await visit(page, lang, "legal");
    await visit(page, lang, "accessibility");
    await visit(page, lang, "legal");
    const seen = [`/${lang}`, `/${lang}/accessibility`, `/${lang}/legal`];
    await expect.poll(() => paths(context)).toEqual(seen);
    await expect.poll(async () => (await held(context)).find((entry) => entry.path.endsWith("legal"))?.visits).toBe(2);
    for (const entry of await held(context)) expect(entry.network).not.toBe("127.0.0.1");

    await visit(page, lang, "cookies");
    const table = page.locator(`table[aria-label="${say(lang, "usage_title")}"]`);
    for (const path of seen) await expect(table.locator("tr").filter({ has: page.getByRole("cell", { name: path, exact: true }) })).toHaveCount(1);

    const granted = (await context.cookies()).find((cookie) => cookie.name === COOKIE);
    await turnOff(page);
    await expect(page.getByRole("heading", { name: say(lang, "usage_title") })).toHaveCount(0);
    expect(await held(context)).toEqual([]);

    // Neither a report that was under way, nor an old cookie, brings anything back.
    await context.addCookies([{ name: COOKIE, value: granted?.value ?? "", url: portal.url }]);
    const late = await context.request.post("/api/v1/usage", { headers: { "x-vet2b-app": "1" }, data: { opened: `/${lang}/legal` } });
    expect(late.status()).toBe(204);
    expect(await held(context)).toEqual([]);
  });
}

test("statistics alone, and preferences alone: each stores only its own", once, async ({ page, context }) => {
  const sent = reports(page);
  await open(page, "/en/cookies");
  await page.locator("#preferences").check();
  await page.locator('main button[value="save"]').click();
  await decided(context, { preferences: "+1", statistics: "-1", how: "s" });
  await visit(page, "en", "legal");
  await visit(page, "en", "cookies");
  expect(sent).toEqual([]);
  await page.locator("#preferences").uncheck();
  await page.locator("#statistics").check();
  await page.locator('main button[value="save"]').click();
  await decided(context, { preferences: "-1", statistics: "+1", how: "s" });
  await visit(page, "en", "legal");
  await expect.poll(() => paths(context)).toEqual(["/en/cookies", "/en/legal"]);
});

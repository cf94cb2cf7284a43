import { BrowserContext, BrowserContextOptions } from "@playwright/test";
import { banner, choose, cookieNames, decided, history, press } from "../../support/consent";
import { expect, once, test } from "../../support/fixtures";
import { open } from "../../support/steps";
import { say } from "../../support/words";

type Visitor = (options?: BrowserContextOptions) => Promise<BrowserContext>;

/** A browser that sends Global Privacy Control: by header, by property, or by both. */
async function signalling(visitor: Visitor, header: boolean, property: boolean): Promise<BrowserContext> {
  const context = await visitor(header ? { extraHTTPHeaders: { "Sec-GPC": "1" } } : {});
  if (property) await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }));
  return context;
}

for (const lang of ["lv", "en"] as const) {
  test(`Global Privacy Control in ${lang} refuses without a question, in one quiet line`, once, async ({ visitor }) => {
    const context = await signalling(visitor, true, true);
    const served = await (await context.request.get(`/${lang}`)).text();
    expect(served).not.toContain('id="vet2b-consent"');
    expect(served).toContain("Global Privacy Control");
    const page = await context.newPage();
    await open(page, `/${lang}`);
    await expect(page.locator("main .quiet-note").first()).toContainText(say(lang, "signal"));
    await decided(context, { preferences: "-1", statistics: "-1", how: "g" });
    expect((await history(context)).map((entry) => entry.how)).toEqual(["signal"]);
    await expect(banner(page)).toHaveCount(0);
  });
}

test("the header alone is enough, without JavaScript too, and asks for nothing to be stored", once, async ({ visitor }) => {
  const context = await visitor({ javaScriptEnabled: false, extraHTTPHeaders: { "Sec-GPC": "1" } });
  const page = await context.newPage();
  await page.goto("/en/privacy");
  await expect(page.locator("main .quiet-note").first()).toContainText(say("en", "signal"));
  await expect(banner(page)).toHaveCount(0);
  expect(await cookieNames(context)).toEqual([]);
});

test("the property alone is enough", once, async ({ visitor }) => {
  const context = await signalling(visitor, false, true);
  const page = await context.newPage();
  await open(page, "/en");
  await decided(context, { preferences: "-1", statistics: "-1", how: "g" });
  await expect(banner(page)).toHaveCount(0);
  await page.reload();
  await expect(page.locator("main h1")).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
});

test("anything but exactly 1 and exactly true is no signal", once, async ({ visitor }) => {
  const context = await visitor();
  // Asked without a browser: Chromium sends no other value than 1.
  for (const value of ["0", "true", "1, 1", "yes"]) {
    const served = await (await context.request.get("/en", { headers: { "Sec-GPC": value } })).text();
    expect(served, value).toContain('id="vet2b-consent"');
    expect(served, value).not.toContain("Global Privacy Control");
  }
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => 1 }));
  const page = await context.newPage();
  await open(page, "/en");
  await expect(banner(page)).toBeVisible();
  expect(await cookieNames(context)).toEqual([]);
});

test("an explicit later choice wins over the signal, is recorded as such and survives a reload", once, async ({ visitor }) => {
  const context = await signalling(visitor, true, true);
  const page = await context.newPage();
  await open(page, "/en/cookies");
  await decided(context, { how: "g" });
  await choose(page, true, false);
  await decided(context, { preferences: "+1", statistics: "-1", how: "s" });
  await open(page, "/en/cookies");
  await expect(page.locator("#preferences")).toBeChecked();
  await decided(context, { preferences: "+1", statistics: "-1", how: "s" });
  await expect(page.locator("body")).not.toContainText(say("en", "signal"));
  expect((await history(context)).map((entry) => entry.how)).toEqual(["settings", "signal"]);
});

test("a choice made before the signal came holds", once, async ({ visitor }) => {
  const context = await visitor();
  const page = await context.newPage();
  await open(page, "/en");
  await press(page, "accept");
  await decided(context, { preferences: "+1" });
  await context.setExtraHTTPHeaders({ "Sec-GPC": "1" });
  await open(page, "/en/cookies");
  await expect(page.locator("#preferences")).toBeChecked();
  await decided(context, { preferences: "+1", statistics: "+1", how: "b" });
});

test("the portal says that it obeys the signal", once, async ({ request }) => {
  const answer = await request.get("/.well-known/gpc.json");
  expect(answer.headers()["content-type"]).toMatch(/^application\/json/);
  const said = await answer.json();
  expect(said).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  expect(Number.isNaN(Date.parse(said.lastUpdate))).toBe(false);
});

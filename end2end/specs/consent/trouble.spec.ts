import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, Locator, Page } from "@playwright/test";
import { banner, button, choose, cookieNames, COOKIE, decided, decision, history, press } from "../../support/consent";
import { expect, once, ready, test } from "../../support/fixtures";
import { open } from "../../support/steps";
import { say } from "../../support/words";

/** The quiet line with these words. */
function note(page: Page, words: string): Locator {
  return page.locator("main .quiet-note").filter({ hasText: words });
}

/** Counts the decisions that a page sends. */
function sent(page: Page): string[] {
  const all: string[] = [];
  page.on("request", (request) => request.method() === "POST" && request.url().endsWith("/api/v1/consent") && all.push(request.postData() ?? ""));
  return all;
}

test("two tabs: what is decided in one holds in the other, without a reload", once, async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await open(tab, "/en");
    await tab.evaluate(() => ((window as unknown as { mark: number }).mark = 1));
  }
  await press(page, "accept");
  await expect(banner(other)).toHaveCount(0);
  await other.locator('footer a[href="/en/cookies"]').click();
  await expect(other.locator("#preferences")).toBeChecked();
  await page.locator('footer a[href="/en/cookies"]').click();
  await page.locator('main button[value="reject"]').click();
  await expect(other.locator("main")).toContainText(say("en", "state_nothing"));
  await decided(context, { preferences: "-1", statistics: "-1" });
  // The boxes say what holds, too.
  await expect(other.locator("#preferences")).not.toBeChecked();
  await expect(other.locator("#statistics")).not.toBeChecked();
  for (const tab of [page, other]) expect(await tab.evaluate(() => (window as unknown as { mark: number }).mark)).toBe(1);
});

test("a browser that refuses cookies: the choice holds for the page, a note says so, and nothing goes round in circles", once, async ({ portal, launchOptions }) => {
  const folder = await mkdtemp(join(tmpdir(), "vet2b-profile-"));
  await mkdir(join(folder, "Default"), { recursive: true });
  // Chromium's setting "block all cookies", which takes the storage away as well.
  await writeFile(join(folder, "Default/Preferences"), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, baseURL: portal.url, locale: "lv-LV" });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    const decisions = sent(page);
    await open(page, "/lv");
    expect(await page.evaluate(() => ((document.cookie = "a=1; Path=/"), document.cookie))).toBe("");
    for (const which of ["reject", "accept"] as const) {
      await open(page, "/lv");
      decisions.length = 0;
      await press(page, which);
      await expect(note(page, say("lv", "not_kept"))).toBeVisible();
      await page.locator("#theme").selectOption("dark");
      await page.locator('footer a[href="/lv/legal"]').click();
      await page.waitForLoadState("networkidle");
      await expect(banner(page)).toHaveCount(0);
      expect(decisions).toHaveLength(1);
    }
    expect(await context.cookies()).toEqual([]);
    expect(errors).toEqual([]);
    await open(page, "/lv/legal");
    await expect(banner(page)).toBeVisible();
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});

const subject = "0123456789abcdef0123456789abcdef";
const garbage = {
  "the former format": `1.ps.1790000000.b.${subject}`,
  nonsense: "garbage",
  nothing: "",
  "half of it": "2.p+1.s+1",
  "another letter": `2.p+1.s+1.1790000000.x.${subject}`,
  "signs": "%00%ff<script>alert(1)</script>",
  "no number": `2.p+1.s+1.NaN.b.${subject}`,
  "far too long": "2.p+1.s+1.".repeat(300),
  "a version that never was": `2.p+99999.s+99999.1790000000.b.${subject}`,
  "long expired": `2.p+1.s+1.1000000000.b.${subject}`,
};

for (const [what, value] of Object.entries(garbage)) {
  test(`a cookie with garbage (${what}) is no decision: nothing is allowed, the question is asked, the answer replaces it`, once, async ({ page, context, portal }) => {
    await context.addCookies([{ name: COOKIE, value, url: portal.url }, { name: "vet2b_theme", value: "dark", url: portal.url }]);
    const answer = await page.goto("/en");
    expect(answer?.status()).toBe(200);
    expect(await answer?.text()).not.toContain("data-theme=\"dark\"");
    await ready(page);
    await expect(banner(page)).toBeVisible();
    await press(page, "reject");
    await decided(context, { preferences: "-1", statistics: "-1", how: "b" });
    await page.reload();
    await expect(page.locator("main h1")).toBeVisible();
    await expect(banner(page)).toHaveCount(0);
    expect(await cookieNames(context)).toEqual([COOKIE]);
  });
}

for (const year of [1999, 2040]) {
  test(`a device whose clock says ${year}: the choice holds, dated by the server`, once, async ({ page, context }) => {
    await page.clock.setFixedTime(new Date(`${year}-06-01T12:00:00Z`));
    await open(page, "/en");
    await press(page, "reject");
    await decided(context, { preferences: "-1", how: "b" });
    expect(Math.abs(((await decision(context))?.at ?? 0) - Date.now() / 1000)).toBeLessThan(120);
    await open(page, "/en/cookies");
    await expect(page.locator("main")).toContainText(String(new Date().getFullYear()));
    await choose(page, true, true);
    await decided(context, { preferences: "+1", statistics: "+1", how: "s" });
    await page.reload();
    await ready(page);
    await expect(banner(page)).toHaveCount(0);
    await expect(page.locator("#preferences")).toBeChecked();
    await page.locator('footer a[href="/en/legal"]').click();
    await expect(page).toHaveURL(/legal$/);
    await expect(banner(page)).toHaveCount(0);
  });
}

test("a server that is down while refusing: the refusal holds at once, a note says so, and it is recorded when the connection is back", once, async ({ page, context }) => {
  await open(page, "/en");
  await context.setOffline(true);
  await press(page, "reject");
  await decided(context, { preferences: "-1", statistics: "-1", how: "b", recorded: false });
  await expect(note(page, say("en", "not_recorded"))).toBeVisible();
  await page.locator('footer a[href="/en/legal"]').click();
  await expect(banner(page)).toHaveCount(0);
  await context.setOffline(false);
  await decided(context, { preferences: "-1", statistics: "-1", how: "b", recorded: true });
  await expect(note(page, say("en", "not_recorded"))).toHaveCount(0);
  const entries = await history(context);
  expect(entries.map(({ how, preferences }) => [how, preferences.granted])).toEqual([["banner", false]]);
  // It is recorded once, not at every reconnection.
  const decisions = sent(page);
  await context.setOffline(true);
  await context.setOffline(false);
  await page.reload();
  await ready(page);
  await page.waitForLoadState("networkidle");
  expect(decisions).toEqual([]);
});

test("a server that is restarted while refusing: the refusal is recorded by the next page", once, async ({ page, context, portal }) => {
  await open(page, "/lv");
  await portal.stop();
  await press(page, "reject");
  await decided(context, { preferences: "-1", statistics: "-1", recorded: false });
  await expect(note(page, say("lv", "not_recorded"))).toBeVisible();
  await portal.run();
  const answer = await page.reload();
  expect(await answer?.text()).not.toContain('id="vet2b-consent"');
  await ready(page);
  await decided(context, { preferences: "-1", statistics: "-1", how: "b", recorded: true });
  expect(await history(context)).toHaveLength(1);
});

test("a withdrawal while the server is down: nothing is stored from that moment on", once, async ({ page, context }) => {
  await open(page, "/en/cookies");
  await choose(page, true, true);
  await page.locator("#theme").selectOption("dark");
  await expect.poll(() => cookieNames(context)).toContain("vet2b_theme");
  const subject = (await decision(context))?.subject;
  await context.setOffline(true);
  await page.locator('main button[value="reject"]').click();
  await decided(context, { preferences: "-1", statistics: "-1", how: "s", recorded: false, subject });
  expect(await cookieNames(context)).toEqual([COOKIE]);
  await expect(page.locator("main")).toContainText(say("en", "not_recorded"));
  await context.setOffline(false);
  await decided(context, { preferences: "-1", statistics: "-1", how: "s", recorded: true, subject });
  expect(await (await context.request.get("/api/v1/usage")).json()).toEqual([]);
});

test("what is recorded later is recorded with the words that were shown", once, async ({ page, context }) => {
  const words = async () => (await history(context)).map((entry) => `${entry.lang} ${entry.text}`);
  const withdraw = page.locator('footer [data-consent="withdraw"]');
  const inEnglish = async () => {
    await page.locator('header a[hreflang="en"]').click();
    await expect(page).toHaveURL(/\/en$/);
    await context.setOffline(false);
  };
  // While the server is there.
  await open(page, "/lv");
  await press(page, "accept");
  await withdraw.click();
  await decided(context, { how: "s" });
  const [footer, asked] = await words();
  expect(footer).not.toBe(asked);

  // While it is away; when it is back, the page is in another language.
  await context.clearCookies();
  await page.goto("/lv");
  await ready(page);
  await context.setOffline(true);
  await press(page, "reject");
  await decided(context, { recorded: false, asked: "b.lv.ps" });
  await inEnglish();
  await decided(context, { recorded: true, asked: undefined });
  expect(await words()).toEqual([asked]);

  await context.clearCookies();
  await page.goto("/lv");
  await ready(page);
  await press(page, "accept");
  await decided(context, { how: "b" });
  await context.setOffline(true);
  await withdraw.click();
  await decided(context, { recorded: false, asked: "f.lv.ps" });
  await inEnglish();
  await decided(context, { recorded: true, asked: undefined });
  expect(await words()).toEqual([footer, asked]);
});

test("a server that is down while accepting: nothing is allowed, the banner says what is wrong and asks on", once, async ({ page, context }) => {
  await open(page, "/en");
  await context.setOffline(true);
  await button(page, "accept").click();
  await expect(banner(page).locator('[role="alert"]')).toBeVisible();
  await expect(banner(page)).toBeVisible();
  expect(await cookieNames(context)).toEqual([]);
  for (const which of ["reject", "accept"] as const) await expect(button(page, which)).toBeInViewport({ ratio: 1 });
  await context.setOffline(false);
  await press(page, "accept");
  await decided(context, { preferences: "+1", statistics: "+1", how: "b" });
});

test("a server that is slow: a refusal does not wait for it", once, async ({ page, context }) => {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route("**/api/v1/consent", async (route) => {
    await released;
    await route.continue();
  });
  await open(page, "/en");
  await button(page, "reject").click();
  await expect(banner(page)).toHaveCount(0, { timeout: 500 });
  await decided(context, { preferences: "-1", recorded: false });
  release();
  await decided(context, { preferences: "-1", recorded: true });
});

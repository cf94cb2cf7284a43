import { Page } from "@playwright/test";
import { banner, button, choose, cookieNames, COOKIE, decided, press } from "../../support/consent";
import { serveAt } from "../../support/domain";
import { expect, once, ready, test } from "../../support/fixtures";
import { Google, MEASUREMENT_ID } from "../../support/google";
import { Portal } from "../../support/portal";
import { privateRoutes, publicRoutes } from "../../support/routes";
import { open, enrol, somebody } from "../../support/steps";
import { stored, undeclared, register as registered } from "../../support/stored";

test.use({ settings: { VET2B_GA_ID: MEASUREMENT_ID } });

const COOKIES = ["_ga", "_ga_AB12CD34EF"];

/** Opens pages and gives the policies that name Google, as `page: policy`. */
async function openAll(page: Page, routes: string[]): Promise<string[]> {
  const opened: string[] = [];
  for (const route of routes) {
    const answer = await page.goto(`/en${route}`);
    await ready(page);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    if (/google/i.test(policy)) opened.push(route);
  }
  await page.waitForLoadState("networkidle");
  return opened;
}

test("before the choice and after a refusal Google is asked nothing and named in no policy, on every page", once, async ({ page, context }) => {
  test.setTimeout(120_000);
  const google = await Google.playedIn(context);
  expect(await openAll(page, publicRoutes)).toEqual([]);
  await open(page, "/en");
  await expect(banner(page)).toContainText("Google Analytics");
  await press(page, "reject");
  await decided(context, { preferences: "-1", statistics: "-2" });
  expect(await openAll(page, publicRoutes)).toEqual([]);
  expect(google.requests).toEqual([]);
  expect(await cookieNames(context)).toEqual([COOKIE]);
});

test("without JavaScript Google is never asked", once, async ({ visitor }) => {
  const context = await visitor({ javaScriptEnabled: false });
  const google = await Google.playedIn(context);
  const page = await context.newPage();
  await page.goto("/lv");
  await button(page, "accept").click();
  await decided(context, { statistics: "+2", how: "n" });
  for (const route of publicRoutes) await page.goto(`/lv${route}`);
  expect(google.requests).toEqual([]);
});

test("the browser's privacy signal keeps Google away", once, async ({ visitor }) => {
  const context = await visitor({ extraHTTPHeaders: { "Sec-GPC": "1" } });
  const google = await Google.playedIn(context);
  const page = await context.newPage();
  expect(await openAll(page, ["", "/cookies", "/privacy"])).toEqual([]);
  expect(google.requests).toEqual([]);
});

test("after the acceptance the next page loads Google, and each further one is told", once, async ({ page, context, portal }) => {
  const google = await Google.playedIn(context);
  await open(page, "/en");
  await press(page, "accept");
  await decided(context, { statistics: "+2", how: "b" });
  expect(google.requests).toEqual([]);
  await page.locator('footer a[href="/en/legal"]').click();
  await expect.poll(() => google.views()).toEqual([`${portal.url}/en/legal`]);
  await expect(page).toHaveURL(/legal$/);
  await ready(page);
  await page.locator('footer a[href="/en/accessibility"]').click();
  await expect.poll(() => google.views()).toEqual([`${portal.url}/en/legal`, `${portal.url}/en/accessibility`]);
});

test("Google is told the page without query and fragment, and stores what the cookie page says", once, async ({ page, context, portal }) => {
  const google = await Google.playedIn(context);
  await open(page, "/en");
  await press(page, "accept");
  const answer = await page.goto("/en/privacy?secret=person@example.org#scope");
  expect(answer?.headers()["content-security-policy"]).toContain("https://www.googletagmanager.com");
  await expect.poll(() => google.views()).toEqual([`${portal.url}/en/privacy`]);
  expect(google.requests[0].searchParams.get("id")).toBe(MEASUREMENT_ID);
  expect(google.requests.map(String).join(" ")).not.toMatch(/secret|person|scope/);
  const items = await registered(context);
  expect(undeclared(await stored(page), items, true)).toEqual([]);
  expect(await cookieNames(context)).toEqual(expect.arrayContaining(COOKIES));
});

test("private pages do not tell Google, whatever was allowed", once, async ({ page, context, portal }) => {
  test.setTimeout(120_000);
  const google = await Google.playedIn(context);
  await open(page, "/en");
  await press(page, "accept");
  await enrol(page, portal, "en", somebody("company"));
  await page.goto("about:blank");
  google.requests.length = 0;
  expect(await openAll(page, privateRoutes)).toEqual([]);
  expect(google.requests).toEqual([]);
  // From a public page with Google on it, within the app.
  await open(page, "/en/legal");
  await expect.poll(() => google.views()).toHaveLength(1);
  await page.locator('header a[href="/en/my-privacy"]').click();
  await expect(page).toHaveURL(/my-privacy$/);
  await expect(page.locator("main h1")).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(google.views()).toEqual([`${portal.url}/en/legal`]);
});

test("a withdrawal deletes Google's cookies, and no page asks Google any more", once, async ({ page, context }) => {
  test.setTimeout(120_000);
  const google = await Google.playedIn(context);
  await open(page, "/en");
  await press(page, "accept");
  await open(page, "/en/cookies");
  await expect.poll(() => google.views()).not.toEqual([]);
  await expect.poll(() => cookieNames(context)).toEqual([...COOKIES, COOKIE]);
  await page.locator('main button[value="reject"]').click();
  await decided(context, { statistics: "-2", how: "s" });
  await expect.poll(() => cookieNames(context)).toEqual([COOKIE]);
  await page.waitForLoadState("networkidle");
  await ready(page);
  google.requests.length = 0;
  await page.reload();
  expect(await openAll(page, publicRoutes)).toEqual([]);
  expect(google.requests).toEqual([]);
  expect(await cookieNames(context)).toEqual([COOKIE]);
});

test("a withdrawal in another tab stops Google in this one", once, async ({ page, context }) => {
  const google = await Google.playedIn(context);
  await open(page, "/en");
  await press(page, "accept");
  await open(page, "/en/legal");
  await expect.poll(() => google.views()).toHaveLength(1);
  const other = await context.newPage();
  await open(other, "/en/cookies");
  await expect.poll(() => google.views()).toHaveLength(2);
  await other.locator('main button[value="reject"]').click();
  await decided(context, { statistics: "-2" });
  // The tab is served anew, without Google.
  await expect(page.locator('script[src*="google"]')).toHaveCount(0);
  await ready(page);
  await page.locator('footer a[href="/en/accessibility"]').click();
  await expect(page).toHaveURL(/accessibility$/);
  await page.waitForLoadState("networkidle");
  expect(google.views()).toHaveLength(2);
  expect(await cookieNames(context)).toEqual([COOKIE]);
});

test("Google's cookies are deleted on the domain above the host, too", once, async ({ browser, portal }) => {
  const own = await Portal.start({ VET2B_GA_ID: MEASUREMENT_ID, VET2B_PUBLIC_URL: "https://www.vet2b.example" });
  const context = await browser.newContext({ baseURL: "https://www.vet2b.example" });
  try {
    await serveAt(context, "https://www.vet2b.example", own);
    const google = await Google.playedIn(context);
    const page = await context.newPage();
    await open(page, "/en");
    await press(page, "accept");
    await open(page, "/en/cookies");
    await expect.poll(() => google.views()).not.toEqual([]);
    const domains = async () => (await context.cookies()).filter((cookie) => cookie.name === "_ga").map((cookie) => cookie.domain).sort();
    await expect.poll(domains).toEqual([".vet2b.example", "www.vet2b.example"]);
    await page.locator('main button[value="reject"]').click();
    await expect.poll(() => cookieNames(context)).toEqual([COOKIE]);
    // The page comes anew without Google's script before anything else is opened.
    await expect(page.locator('script[src*="google"]')).toHaveCount(0);
    await ready(page);
    await open(page, "/en");
    expect(await cookieNames(context)).toEqual([COOKIE]);
    expect(portal.url).not.toBe(own.url);
  } finally {
    await context.close();
    await own.dispose();
  }
});

test("an acceptance that nobody recorded opens no door", once, async ({ context, portal }) => {
  const subject = "0".repeat(32);
  for (const value of [`2.p+1.s+2.0.b.${subject}.u`, `2.p+1.s+1.1790000000.b.${subject}`, `2.p+1.s-2.1790000000.b.${subject}`]) {
    await context.addCookies([{ name: COOKIE, value, url: portal.url }]);
    const answer = await context.request.get("/en");
    expect(answer.headers()["content-security-policy"], value).not.toContain("google");
    expect(await answer.text()).not.toContain("/google.js");
  }
});

for (const which of ["accept", "reject"] as const) {
  test(`when Google is added, only statistics are asked again (${which}); preferences stay`, once, async ({ browser }) => {
    const own = await Portal.start();
    const context = await browser.newContext({ baseURL: own.url });
    try {
      const google = await Google.playedIn(context);
      const page = await context.newPage();
      await open(page, "/en/cookies");
      await choose(page, true, true);
      await page.locator("#theme").selectOption("dark");
      await decided(context, { preferences: "+1", statistics: "+1" });

      await own.stop();
      await own.run({ VET2B_GA_ID: MEASUREMENT_ID });
      await open(page, "/en");
      await expect(banner(page)).toContainText("One question is new");
      await expect(banner(page)).toContainText("Statistics:");
      await expect(banner(page)).toContainText("Google Analytics");
      await expect(banner(page)).not.toContainText("Preferences:");
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      expect(google.requests).toEqual([]);

      await press(page, which);
      await decided(context, { preferences: "+1", statistics: which === "accept" ? "+2" : "-2", how: "b" });
      await open(page, "/en/legal");
      await expect(banner(page)).toHaveCount(0);
      await page.waitForLoadState("networkidle");
      expect(google.requests.length > 0).toBe(which === "accept");
      expect(await cookieNames(context)).toContain("vet2b_theme");
    } finally {
      await context.close();
      await own.dispose();
    }
  });
}

test("a withdrawal is seen to reach each recipient, and that it has not yet", once, async ({ page, context, portal, accessible }) => {
  await Google.playedIn(context);
  await open(page, "/en");
  await press(page, "accept");
  await enrol(page, portal, "en", somebody("school"));
  await open(page, "/en/my-privacy/consents");
  const recipient = (name: string) => page.locator(".summary-list > div").filter({ hasText: name });
  await expect(recipient("This portal")).toContainText("Gets data");
  await expect(recipient("Google Analytics")).toContainText("Gets data");
  await context.setOffline(true);
  await page.getByRole("button", { name: /Withdraw.*Statistics/i }).click();
  await expect(recipient("This portal")).toContainText("Not told yet");
  await expect(recipient("Google Analytics")).toContainText("Gets nothing");
  const notice = page.locator("main .notice").filter({ hasText: "Your refusal holds" });
  await expect(notice).toBeVisible();
  await accessible("a withdrawal that has not arrived yet");
  await context.setOffline(false);
  await expect(recipient("This portal")).toContainText("Gets nothing");
  await expect(notice).toHaveCount(0);
});

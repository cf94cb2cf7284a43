import { hasLooked, inLatvian, manage, Message, watch } from "../../support/autoconsent";
import { banner, button, choose, cookieNames, decided, decision, history } from "../../support/consent";
import { expect, once, ready, test } from "../../support/fixtures";
import { holdApp } from "../../support/hold";
import { open } from "../../support/steps";

/** What the pop-up manager has done, in one line. */
function done(messages: Message[]): object {
  const of = (type: string) => messages.filter((message) => message.type === type).map((message) => message.result);
  return { optOut: of("optOutResult"), optIn: of("optInResult"), selfTest: of("selfTestResult") };
}

for (const [lang, script] of [["en", undefined], ["lv", inLatvian()]] as const) {
  test(`DuckDuckGo's pop-up manager refuses in one click in ${lang}, and is recorded as automated`, async ({ page, context }) => {
    await page.addInitScript(() => {
      const clicks = ((window as unknown as { clicks: string[] }).clicks = [] as string[]);
      addEventListener("click", (event) => clicks.push((event.target as Element).getAttribute("data-consent") ?? "other"), true);
    });
    const messages = await manage(page);
    await open(page, `/${lang}`);
    await watch(page, script);
    await expect(banner(page)).toHaveCount(0);
    await decided(context, { preferences: "-1", statistics: "-1", how: "a" });
    await expect.poll(() => done(messages)).toEqual({ optOut: [true], optIn: [], selfTest: [true] });
    expect(messages.find((message) => message.type === "autoconsentDone")?.cmp).toBe("HEURISTIC-REJECT");
    expect(await page.evaluate(() => (window as unknown as { clicks: string[] }).clicks)).toEqual(["reject"]);
    expect((await history(context)).map((entry) => entry.how)).toEqual(["automated"]);
  });
}

test("in Latvian, without the patterns, it does nothing at all: no acceptance by mistake", once, async ({ page, context }) => {
  const messages = await manage(page);
  await open(page, "/lv");
  await watch(page);
  await hasLooked(page, messages);
  expect(done(messages)).toEqual({ optOut: [], optIn: [], selfTest: [] });
  await expect(banner(page)).toBeVisible();
  expect(await cookieNames(context)).toEqual([]);
});

for (const [lang, script] of [["en", undefined], ["lv", inLatvian()]] as const) {
  test(`it does not undo a person's choice in the settings in ${lang}`, once, async ({ page, context }) => {
    const messages = await manage(page);
    // The settings come without a banner, so there is nothing to refuse before the person chooses.
    await open(page, `/${lang}/cookies`);
    await watch(page, script);
    await choose(page, true, true);
    await hasLooked(page, messages);
    for (const path of ["/cookies", "", "/privacy"]) {
      messages.length = 0;
      await open(page, `/${lang}${path}`);
      await watch(page, script);
      await hasLooked(page, messages);
      expect(done(messages)).toEqual({ optOut: [], optIn: [], selfTest: [] });
    }
    expect(await decision(context)).toMatchObject({ preferences: "+1", statistics: "+1", how: "s" });
    expect(await history(context)).toHaveLength(1);
  });
}

test("before the app came the pop-up manager refuses as well, and is recorded as what it is", once, async ({ page, context }) => {
  const messages = await manage(page);
  const release = await holdApp(page);
  await page.goto("/en", { waitUntil: "commit" });
  await expect(banner(page)).toBeVisible();
  await watch(page);
  await decided(context, { preferences: "-1", statistics: "-1" });
  await expect(banner(page)).toHaveCount(0);
  expect(done(messages)).toMatchObject({ optIn: [] });
  release();
  await ready(page);
  expect((await decision(context))?.how).toBe("a");
});

test("before the app came, too, a script's acceptance is no consent: the question stays", once, async ({ page, context }) => {
  const release = await holdApp(page);
  await page.goto("/en", { waitUntil: "commit" });
  await button(page, "accept").evaluate((button: HTMLElement) => button.click());
  release();
  await ready(page);
  await expect(banner(page)).toBeVisible();
  expect(await cookieNames(context)).toEqual([]);
});

test("a script's acceptance is no consent: the question stays", once, async ({ page, context }) => {
  await open(page, "/en");
  const posted: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posted.push(request.url()));
  for (const act of ["click", "event"] as const) {
    await page.locator('[data-consent="accept"]').evaluate((button: HTMLElement, act) => {
      if (act === "click") button.click();
      else button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }, act);
    await expect(banner(page)).toBeVisible();
  }
  await page.waitForLoadState("networkidle");
  expect(posted).toEqual([]);
  expect(await cookieNames(context)).toEqual([]);
});

test("a form that a script sends is no consent either", once, async ({ page, context }) => {
  await open(page, "/en");
  await button(page, "accept").evaluate((button: HTMLButtonElement) => button.form?.requestSubmit(button));
  await page.waitForLoadState("networkidle");
  await expect(banner(page)).toBeVisible();
  expect(await cookieNames(context)).toEqual([]);
});

test("a script's refusal is honoured, and recorded as automated", once, async ({ page, context }) => {
  await open(page, "/en");
  await page.locator('[data-consent="reject"]').evaluate((button: HTMLElement) => button.click());
  await expect(banner(page)).toHaveCount(0);
  await decided(context, { preferences: "-1", statistics: "-1", how: "a" });
});

test("automated clients are shown the same banner as everybody", once, async ({ visitor }) => {
  const served = async (userAgent?: string) => {
    const html = await (await (await visitor({ userAgent })).request.get("/en")).text();
    return /<section[^>]*id="vet2b-consent".*?<\/section>/s.exec(html)?.[0];
  };
  const person = await served();
  expect(person).toBeTruthy();
  for (const robot of ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5.0", "HeadlessChrome"]) {
    expect(await served(robot), robot).toBe(person);
  }
});

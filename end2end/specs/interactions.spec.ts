import { readFileSync } from "node:fs";
import { Locator, Page } from "@playwright/test";
import { expect, once, test } from "../support/fixtures";
import { link } from "../support/mail";
import { Lang, newcomer, open, refuseCookies, enrol, signIn, somebody, submit } from "../support/steps";

const words = (lang: Lang, name: string) => JSON.parse(readFileSync(`../locales/${lang}/${name}.json`, "utf8")) as Record<string, string>;

/** Counts what a person presses. */
class Hand {
  interactions = 0;

  async click(what: Locator): Promise<void> {
    this.interactions++;
    await what.click();
  }
}

/** A link of the dashboard's first page. */
function door(page: Page, lang: Lang, name: string): Locator {
  return page.locator(`main .cards a[href="/${lang}/my-privacy/${name}"]`);
}

/** Starts on the dashboard. */
async function dashboard(page: Page, lang: Lang): Promise<Hand> {
  await open(page, `/${lang}/my-privacy`);
  await expect(door(page, lang, "export")).toBeVisible();
  return new Hand();
}

for (const lang of ["lv", "en"] as const) {
  test(`in ${lang} a copy starts with at most 2 interactions, an erasure with 3, and it is cancelled with 2`, async ({ page, portal }) => {
    test.setTimeout(120_000);
    const person = await newcomer(page, portal, lang);
    const copy = await dashboard(page, lang);
    await copy.click(door(page, lang, "export"));
    await expect(page.locator("main .skeleton")).toHaveCount(0);
    await copy.click(page.locator("main button.button--primary"));
    await expect(page.locator("main .export-list > li")).toHaveCount(1);
    expect(copy.interactions).toBeLessThanOrEqual(2);

    const erasure = await dashboard(page, lang);
    await erasure.click(door(page, lang, "delete"));
    await erasure.click(submit(page));
    await expect(page).toHaveURL(/reference=R-/);
    expect(erasure.interactions).toBeLessThanOrEqual(3);

    await signIn(page, lang, person);
    await expect(page).toHaveURL(new RegExp(`/${lang}/my-privacy(/delete)?$`));
    const keep = page.locator(".dashboard__page > .notice--warning button");
    const cancelling = new Hand();
    await cancelling.click(keep);
    await expect(keep).toHaveCount(0);
    expect(cancelling.interactions).toBeLessThanOrEqual(2);
    expect((await page.evaluate(() => fetch("/api/v1/session").then((answer) => answer.json()))).erasure_due ?? null).toBeNull();

    const now = await dashboard(page, lang);
    await now.click(door(page, lang, "delete"));
    await now.click(page.locator("#erasure-now"));
    await now.click(submit(page));
    await expect(page.locator("#certificate-link")).toBeVisible();
    expect(now.interactions).toBeLessThanOrEqual(3);
  });

  test(`in ${lang} a withdrawal and an objection to marketing are 1 interaction each from the dashboard`, async ({ page, portal }) => {
    test.setTimeout(120_000);
    const person = await newcomer(page, portal, lang);
    const consents = () => page.evaluate(() => fetch("/api/v1/me/consents").then((answer) => answer.json()));
    await page.evaluate((lang) => {
      const headers = { "x-vet2b-app": "1", "content-type": "application/json" };
      return fetch("/api/v1/me/consents/newsletter", { method: "PUT", headers, body: JSON.stringify({ granted: true, lang }) });
    }, lang);
    await open(page, link(await portal.mail(person.email, /\/newsletter\/confirm#/), /\/newsletter\/confirm/));
    await submit(page).click();
    await expect.poll(async () => (await consents()).newsletter).toBe(true);

    const withdrawing = await dashboard(page, lang);
    await withdrawing.click(page.getByRole("button", { name: words(lang, "privacy").newsletter_withdraw }));
    await expect(page.locator("#done")).toBeFocused();
    expect((await consents()).newsletter).toBe(false);
    expect(withdrawing.interactions).toBe(1);

    const objecting = await dashboard(page, lang);
    const marketing = page.locator("main .consent-rows > div", { hasText: words(lang, "limits").purpose_notify });
    await objecting.click(marketing.getByRole("button", { name: new RegExp(`^${words(lang, "limits").object}`) }));
    await expect(marketing).toContainText(words(lang, "limits").state_objected);
    await expect(page.locator("#done")).toBeFocused();
    expect(objecting.interactions).toBe(1);
  });

  test(`in ${lang} any right is 2 clicks from any page`, once, async ({ page, portal }) => {
    test.setTimeout(120_000);
    // Without an account: a request, and what needs no account at all.
    await open(page, `/${lang}`);
    await refuseCookies(page);
    const guest = new Hand();
    await guest.click(page.locator(`footer a[href="/${lang}/contact"]`));
    await guest.click(page.locator(`main a[href="/${lang}/request"]`).first());
    await expect(page).toHaveURL(new RegExp(`/${lang}/request$`));
    expect(guest.interactions).toBeLessThanOrEqual(2);
    for (const name of ["verify", "export-viewer"]) {
      await page.locator(`footer a[href="/${lang}/${name}"]`).click();
      await expect(page).toHaveURL(new RegExp(`/${lang}/${name}$`));
      await expect(page.locator("main h1")).toBeVisible();
    }

    await enrol(page, portal, lang, somebody("school"));
    const pages = ["", "/privacy", "/verify", "/export-viewer", "/welcome", "/my-privacy/activity"];
    for (const [at, right] of ["data", "consents", "limits", "export", "delete", "requests"].entries()) {
      await open(page, `/${lang}${pages[at]}`);
      const hand = new Hand();
      await hand.click(page.locator(`header a[href="/${lang}/my-privacy"]`));
      await hand.click(door(page, lang, right));
      await expect(page).toHaveURL(new RegExp(`/my-privacy/${right}$`));
      await expect(page.locator("main h1")).toBeVisible();
      expect(hand.interactions, `${right} from ${pages[at]}`).toBeLessThanOrEqual(2);
    }
  });
}

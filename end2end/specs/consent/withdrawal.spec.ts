import { Locator } from "@playwright/test";
import { banner, button, cookieNames, COOKIE, decided, decision, history, press, turnOff } from "../../support/consent";
import { expect, once, test } from "../../support/fixtures";
import { open, enrol, signIn, somebody } from "../../support/steps";

/** Counts what a person does. */
class Hand {
  interactions = 0;

  async click(what: Locator): Promise<void> {
    this.interactions++;
    await what.click();
  }
}

for (const lang of ["lv", "en"] as const) {
  test(`withdrawing in ${lang} takes no more interactions than giving, works at once and stays`, once, async ({ page, context }) => {
    const [giving, withdrawing] = [new Hand(), new Hand()];
    await open(page, `/${lang}/legal`);
    await giving.click(button(page, "accept"));
    await decided(context, { preferences: "+1", statistics: "+1" });
    await page.locator("#theme").selectOption("dark");
    await expect.poll(() => cookieNames(context)).toContain("vet2b_theme");

    // From the same page: in one step where the footer offers it, else by the settings.
    const direct = page.locator('footer form[action="/consent"] button, footer [data-consent="withdraw"]');
    if (await direct.count()) await withdrawing.click(direct.first());
    else {
      await withdrawing.click(page.locator(`footer a[href="/${lang}/cookies"]`));
      await withdrawing.click(page.locator('main button[value="reject"]'));
    }
    await decided(context, { preferences: "-1", statistics: "-1" });
    expect(await cookieNames(context)).toEqual([COOKIE]);
    await page.reload();
    await expect(page.locator("main h1")).toBeVisible();
    expect(await cookieNames(context)).toEqual([COOKIE]);
    await expect(banner(page)).toHaveCount(0);
    console.log(`${lang}: interactions to give ${giving.interactions}, to withdraw ${withdrawing.interactions}`);
    expect(withdrawing.interactions).toBeLessThanOrEqual(giving.interactions);
  });
}

test("the settings give in no fewer interactions than they withdraw", once, async ({ page, context }) => {
  const [giving, withdrawing] = [new Hand(), new Hand()];
  await open(page, "/en");
  await giving.click(button(page, "choose"));
  await giving.click(page.locator("#preferences"));
  await giving.click(page.locator("#statistics"));
  await giving.click(page.locator('main button[value="save"]'));
  await decided(context, { preferences: "+1", statistics: "+1" });
  await open(page, "/en");
  await withdrawing.click(page.locator('footer a[href="/en/cookies"]'));
  await withdrawing.click(page.locator('main button[value="reject"]'));
  await decided(context, { preferences: "-1", statistics: "-1" });
  console.log(`settings: interactions to give ${giving.interactions}, to withdraw ${withdrawing.interactions}`);
  expect(withdrawing.interactions).toBeLessThanOrEqual(giving.interactions);
});

test("every decision is an entry of the ledger, with the words that were shown", once, async ({ page, context }) => {
  await open(page, "/en");
  await press(page, "accept");
  await decided(context, { how: "b" });
  await open(page, "/lv/cookies");
  await turnOff(page);
  const entries = await history(context);
  expect(entries.map(({ how, lang }) => [how, lang])).toEqual([["settings", "lv"], ["banner", "en"]]);
  expect(entries[0].number).toBeGreaterThan(entries[1].number);
  for (const entry of entries) expect(entry.text).toMatch(/^[0-9a-f]{64}$/);
  expect(entries[0].text).not.toBe(entries[1].text);
  expect(Object.keys(entries[0]).sort()).toEqual(["at", "how", "lang", "number", "preferences", "statistics", "text"]);
});

test("a signed-in person's stricter choice on another device holds here, until they choose", once, async ({ page, context, portal, visitor }) => {
  const person = somebody("company");
  await open(page, "/en");
  await press(page, "accept");
  await enrol(page, portal, "en", person);
  await open(page, "/en/my-privacy/consents");
  await decided(context, { preferences: "+1", statistics: "+1" });

  const other = await visitor();
  const there = await other.newPage();
  await open(there, "/en");
  await press(there, "reject");
  await signIn(there, "en", person);
  await expect(there).toHaveURL(/my-privacy$/);
  await open(there, "/en/cookies");
  await turnOff(there);

  await open(page, "/en/my-privacy/consents");
  await decided(context, { preferences: "-1", statistics: "-1", how: "c" });
  await open(page, "/en/cookies");
  await page.locator("#preferences").check();
  await page.locator('main button[value="save"]').click();
  await decided(context, { preferences: "+1", statistics: "-1", how: "s" });
  await open(page, "/en/my-privacy/consents");
  expect((await decision(context))?.preferences).toBe("+1");
});

test("“My privacy” shows the cookie choice with its history, and withdraws each part with one click", once, async ({ page, context, portal }) => {
  await open(page, "/en");
  await press(page, "accept");
  await enrol(page, portal, "en", somebody("school"));
  await open(page, "/en/my-privacy/consents");
  const card = page.locator("main section").filter({ has: page.locator('a[href="/en/cookies"]') });
  await expect(card.locator("table tbody tr").first()).toContainText("in the cookie banner");
  await card.getByRole("button", { name: /Withdraw.*Statistics/i }).click();
  await decided(context, { preferences: "+1", statistics: "-1", how: "s" });
  await expect(card.getByRole("button", { name: /Withdraw/i })).toHaveCount(1);
});

import { banner, button, cookieNames, decided, decision, history } from "../../support/consent";
import { expect, once, ready, test } from "../../support/fixtures";
import { holdApp } from "../../support/hold";
import { say } from "../../support/words";

for (const lang of ["lv", "en"] as const) {
  test(`without JavaScript in ${lang} the whole choice works: banner, settings, change, withdrawal`, async ({ visitor }) => {
    const context = await visitor({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`/${lang}/privacy`);
    await expect(page.locator("main #scope")).toBeVisible();
    expect(await cookieNames(context)).toEqual([]);

    await button(page, "accept").click();
    expect(new URL(page.url()).pathname).toBe(`/${lang}/privacy`);
    await expect(banner(page)).toHaveCount(0);
    await decided(context, { preferences: "+1", statistics: "+1", how: "n" });
    const subject = (await decision(context))?.subject;

    await page.locator(`footer a[href="/${lang}/cookies"]`).click();
    await expect(page.locator("main")).toContainText(say(lang, "state_everything"));
    await page.locator("input[name=statistics]").uncheck();
    await page.locator('main button[value="save"]').click();
    expect(new URL(page.url()).pathname).toBe(`/${lang}/cookies`);
    await expect(page.locator("main")).toContainText(say(lang, "state_preferences"));
    await expect(page.locator("input[name=preferences]")).toBeChecked();
    await expect(page.locator("input[name=statistics]")).not.toBeChecked();
    await decided(context, { preferences: "+1", statistics: "-1", how: "n", subject });

    await page.locator('main button[value="reject"]').click();
    await expect(page.locator("main")).toContainText(say(lang, "state_nothing"));
    await decided(context, { preferences: "-1", statistics: "-1", how: "n", subject });
    expect((await history(context)).map((entry) => entry.preferences.granted)).toEqual([false, true, true]);
  });

  test(`without JavaScript in ${lang} refusing takes one click, and choosing leads to the settings`, once, async ({ visitor }) => {
    const refuses = await (await visitor({ javaScriptEnabled: false })).newPage();
    await refuses.goto(`/${lang}/contact`);
    await button(refuses, "reject").click();
    expect(new URL(refuses.url()).pathname).toBe(`/${lang}/contact`);
    await expect(banner(refuses)).toHaveCount(0);
    await decided(refuses.context(), { preferences: "-1", statistics: "-1", how: "n" });

    const chooses = await (await visitor({ javaScriptEnabled: false })).newPage();
    await chooses.goto(`/${lang}`);
    await button(chooses, "choose").click();
    await expect(chooses).toHaveURL(new RegExp(`/${lang}/cookies#choice$`));
    expect(await cookieNames(chooses.context())).toEqual([]);
    await chooses.locator("input[name=statistics]").check();
    await chooses.locator('main button[value="save"]').click();
    await decided(chooses.context(), { preferences: "-1", statistics: "+1", how: "n" });
  });
}

test("the focus on a button of the banner stays there when the app takes over", once, async ({ page }) => {
  for (const which of ["reject", "accept", "choose"] as const) {
    const release = await holdApp(page);
    await page.goto("/lv", { waitUntil: "commit" });
    await button(page, which).focus();
    expect(await page.evaluate(() => document.documentElement.dataset.app)).toBeUndefined();
    release();
    await ready(page);
    await expect(button(page, which)).toBeFocused();
    await page.unrouteAll();
  }
});

test("what was typed before the app came is typed into the app", once, async ({ page }) => {
  const release = await holdApp(page);
  await page.goto("/en/contact", { waitUntil: "commit" });
  const typed = { name: "Ausma", email: "ausma@example.org", message: "A question, typed early." };
  for (const [field, value] of Object.entries(typed)) await page.locator(`#field-${field}`).fill(value);
  await page.locator("main form input[type=radio]").nth(1).check();
  await page.locator("#field-message").focus();
  release();
  await ready(page);
  for (const [field, value] of Object.entries(typed)) await expect(page.locator(`#field-${field}`)).toHaveValue(value);
  await expect(page.locator("main form input[type=radio]").nth(1)).toBeChecked();
  await expect(page.locator("#field-message")).toBeFocused();
  // The app knows it, too: nothing is missing.
  await page.locator("main form button[type=submit]").click();
  await expect(page).toHaveURL(/reference=R-/);
});

test("a form that only the app understands waits for it", once, async ({ page }) => {
  const release = await holdApp(page);
  await page.goto("/en/sign-in", { waitUntil: "commit" });
  await page.locator("#field-email").fill("ausma@example.org");
  await page.locator("main form button[type=submit]").click();
  release();
  await ready(page);
  await expect(page.locator("#field-email")).toHaveValue("ausma@example.org");
});

test("a refused message is still explained when the app has come", once, async ({ page }) => {
  const release = await holdApp(page);
  await page.goto("/en/contact", { waitUntil: "commit" });
  await page.locator("#field-name").fill("Ausma");
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("#error-summary")).toBeVisible();
  await expect(page).toHaveTitle(/^Error: /);
  release();
  await ready(page);
  await expect(page.locator("#error-summary li")).toHaveCount(3);
  await expect(page.locator("#field-name")).toHaveValue("Ausma");
  await expect(page).toHaveTitle(/^Error: /);
});

test("a click on the banner before the app came is the server's to decide", once, async ({ page, context }) => {
  const release = await holdApp(page);
  await page.goto("/en/privacy", { waitUntil: "commit" });
  await button(page, "reject").click();
  await expect(banner(page)).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe("/en/privacy");
  await decided(context, { preferences: "-1", statistics: "-1", how: "n" });
  release();
  await ready(page);
  await expect(banner(page)).toHaveCount(0);
});

import { readFileSync } from "node:fs";
import { press } from "../support/consent";
import { expect, test } from "../support/fixtures";
import { link } from "../support/mail";
import { photograph } from "../support/photo";
import { Recipient } from "../support/recipient";
import { Lang, enrol, open, refuseCookies, somebody, submit } from "../support/steps";
import { Page } from "@playwright/test";

const words = (lang: Lang) => JSON.parse(readFileSync(`../locales/${lang}/limits.json`, "utf8")) as Record<string, string>;
const say = { lv: words("lv"), en: words("en") };

/** The pages that statistics are held of, by the API that the person has. */
async function counted(page: Page): Promise<string[]> {
  const held = await page.evaluate(() => fetch("/api/v1/usage").then((answer) => answer.json()));
  return (held as { path: string }[]).map((entry) => entry.path).sort();
}

/** Opens a page, and waits until the server has answered what it reports. */
async function report(page: Page, path: string): Promise<void> {
  const opened = `"opened":"${path}"`;
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/usage") && (answer.request().postData() ?? "").includes(opened));
  await open(page, path);
  await answered;
}

/** The button of a purpose; its name says the purpose to those who do not see the card. */
function button(page: Page, purpose: string, name: string) {
  return page.locator(`#${purpose}`).getByRole("button", { name: new RegExp(`^${name}`) });
}

for (const lang of ["lv", "en"] as const) {
  const text = say[lang];

  test(`in ${lang} a restriction is one click, stops the statistics at once, and is undone by one`, async ({ page, portal, accessible }, info) => {
    test.setTimeout(150_000);
    await open(page, `/${lang}`);
    await press(page, "accept");
    await enrol(page, portal, lang, somebody("school"));
    await open(page, `/${lang}/legal`);
    await expect.poll(() => counted(page)).toContain(`/${lang}/legal`);

    // Two clicks from any page: "My privacy", and the page.
    await page.locator(`header a[href="/${lang}/my-privacy"]`).click();
    await page.locator(`main .cards a[href="/${lang}/my-privacy/limits"]`).click();
    await expect(page.locator("main h1")).toHaveText(text.title);
    await expect(page.locator("main section.card")).toHaveCount(7);
    await accessible("limits");
    await photograph(page, info, `limits-${lang}`);
    // What it means is told below the buttons, to whoever wants to know.
    await expect(page.locator("#monitor dl")).toBeHidden();
    await page.locator("#monitor summary").click();
    await expect(page.locator("#monitor dl")).toContainText(text.restrict_statistics);
    await button(page, "monitor", text.restrict).click();
    await expect(page.locator("#done")).toBeFocused();
    await expect(page.locator("#done")).toContainText(text.purpose_monitor);
    await expect(page.locator("#monitor")).toContainText(text.state_restricted);
    await accessible("a restriction");

    const before = await counted(page);
    await report(page, `/${lang}/accessibility`);
    await report(page, `/${lang}/recipients`);
    expect(await counted(page)).toEqual(before);

    await open(page, `/${lang}/my-privacy/limits`);
    await button(page, "monitor", text.restrict_off).click();
    await expect(page.locator("#monitor")).toContainText(text.state_consent);
    await open(page, `/${lang}/accessibility`);
    await expect.poll(() => counted(page)).toContain(`/${lang}/accessibility`);

    await open(page, `/${lang}/my-privacy/activity`);
    for (const entry of [text.activity_restricted, text.activity_restriction_lifted]) await expect(page.locator("main")).toContainText(entry);
  });

  test(`in ${lang} an objection ends the newsletter with one click, and can be taken back`, async ({ page, portal, accessible }, info) => {
    test.setTimeout(150_000);
    await open(page, `/${lang}`);
    await refuseCookies(page);
    const person = somebody("company");
    await enrol(page, portal, lang, person);
    const newsletter = (granted: boolean) =>
      page.evaluate(
        ([granted, lang]) => {
          const headers = { "x-vet2b-app": "1", "content-type": "application/json" };
          return fetch("/api/v1/me/consents/newsletter", { method: "PUT", headers, body: JSON.stringify({ granted, lang }) }).then((answer) => answer.status);
        },
        [granted, lang] as const,
      );
    expect(await newsletter(true)).toBe(200);
    const mail = await portal.mail(person.email, /\/newsletter\/confirm#/);
    await open(page, link(mail, /\/newsletter\/confirm/));
    await submit(page).click();
    await expect(page.locator("main .notice--success")).toBeVisible();

    await open(page, `/${lang}/my-privacy/limits`);
    await button(page, "notify", text.object).click();
    await expect(page.locator("#notify")).toContainText(text.state_objected);
    await accessible("an objection");
    await photograph(page, info, `limits-objected-${lang}`);
    const consents = () => page.evaluate(() => fetch("/api/v1/me/consents").then((answer) => answer.json()));
    expect((await consents()).newsletter).toBe(false);
    expect(await newsletter(true)).toBe(409);
    await button(page, "notify", text.object_off).click();
    await expect(page.locator("#notify")).toContainText(text.state_on);
    expect(await newsletter(true)).toBe(200);
    // What a click does not stop says why, and offers a request.
    for (const purpose of ["operate", "protect"]) {
      await expect(page.locator(`#${purpose} button`)).toHaveCount(0);
      await expect(page.locator(`#${purpose} a[href$="/my-privacy/requests?right=objection"]`)).toHaveText(text.request);
    }
    await page.locator("#protect a[href*='right=objection']").click();
    await expect(page.locator("input[value=objection]")).toBeChecked();
  });
}

test("the register of recipients is a public page, whole without any script", async ({ browser, portal }) => {
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const lang of ["lv", "en"] as const) {
    await page.goto(`/${lang}/privacy`);
    for (const clause of ["transfers", "providers"]) await expect(page.locator(`#${clause} a[href="/${lang}/recipients"]`)).toBeVisible();
    await page.goto(`/${lang}/recipients`);
    await expect(page.locator("main h1")).toHaveText(say[lang].recipients_title);
    await expect(page.locator("main section.card")).toHaveCount(4);
    for (const place of [say[lang].where_us, say[lang].where_canada]) await expect(page.locator("main")).toContainText(place);
    for (const terms of ["https://mailchimp.com/legal/", "https://www.campayn.com/legal", "https://policies.google.com/privacy?hl=en"]) {
      await expect(page.locator(`main a[href="${terms}"]`)).toHaveAttribute("rel", "noreferrer");
    }
    // Nothing is set up at this portal.
    await expect(page.locator("main .tag--neutral")).toHaveCount(4);
  }
  const sitemap = await (await context.request.get("/sitemap.xml")).text();
  expect(sitemap).toContain(`${portal.url}/lv/recipients`);
  await context.close();
});

for (const lang of ["lv", "en"] as const) {
  test(`in ${lang} the register is accessible`, async ({ page, accessible }, info) => {
    await open(page, `/${lang}`);
    await refuseCookies(page);
    await open(page, `/${lang}/recipients`);
    await accessible("recipients");
    await photograph(page, info, `recipients-${lang}`);
  });
}

test.describe("with a recipient that is connected", () => {
  let recipient: Recipient;
  test.beforeEach(async ({ portal }) => {
    recipient = await Recipient.start();
    await portal.stop();
    await portal.run({ VET2B_RECIPIENT_CAMPAYN_URL: recipient.url });
  });
  test.afterEach(async ({ portal }) => {
    await portal.stop();
    await portal.run({});
    await recipient.stop();
  });

  for (const lang of ["lv", "en"] as const) {
    test(`in ${lang} a person sees what it holds, what it was told, and what it answered`, async ({ page, portal, accessible }, info) => {
      test.setTimeout(120_000);
      const text = say[lang];
      await open(page, `/${lang}/recipients`);
      await refuseCookies(page);
      await expect(page.locator("#campayn .tag")).toHaveText(text.used);
      await expect(page.locator("#mailchimp .tag")).toHaveText(text.not_used);
      const person = somebody("company");
      await enrol(page, portal, lang, person);
      const mine = page.locator('[data-recipient="campayn"]');
      await open(page, `/${lang}/my-privacy/consents`);
      await expect(mine).toContainText(text.holds_none);
      const newsletter = (granted: boolean) =>
        page.evaluate(
          ([granted, lang]) => {
            const headers = { "x-vet2b-app": "1", "content-type": "application/json" };
            return fetch("/api/v1/me/consents/newsletter", { method: "PUT", headers, body: JSON.stringify({ granted, lang }) });
          },
          [granted, lang] as const,
        );
      await newsletter(true);
      const mail = await portal.mail(person.email, /\/newsletter\/confirm#/);
      await open(page, link(mail, /\/newsletter\/confirm/));
      await submit(page).click();
      await expect.poll(() => recipient.told.map((told) => told.action)).toEqual(["subscribe"]);
      expect(recipient.told[0].address).toBe(person.email);
      await open(page, `/${lang}/my-privacy/consents`);
      await expect(mine).toContainText(text.holds);
      await expect(mine).toContainText(text.task_executed);

      // It takes a restriction on, and has not done it yet.
      recipient.status = 202;
      await open(page, `/${lang}/my-privacy/limits`);
      await button(page, "notify", text.restrict).click();
      await expect(page.locator("#notify")).toContainText(text.state_restricted);
      await expect.poll(() => recipient.told.map((told) => told.action)).toEqual(["subscribe", "restrict"]);
      await open(page, `/${lang}/my-privacy/consents`);
      await expect(mine).toContainText(text.action_restrict);
      await expect(mine).toContainText(text.task_acknowledged);
      await accessible("what recipients were told");
      await photograph(page, info, `recipients-mine-${lang}`);

      // It refuses; here the withdrawal holds all the same.
      recipient.status = 422;
      await newsletter(false);
      await expect.poll(() => recipient.told.at(-1)?.action).toBe("unsubscribe");
      await open(page, `/${lang}/my-privacy/consents`);
      await expect(mine).toContainText(text.task_failed);
      expect((await page.evaluate(() => fetch("/api/v1/me/consents").then((answer) => answer.json()))).newsletter).toBe(false);
      // The operator has it told anew.
      recipient.status = 200;
      expect(await portal.command("recipients", "retry", "--as", "Ilze")).toContain("tried anew: 1");
      await expect.poll(async () => {
        await page.reload();
        return mine.textContent();
      }, { timeout: 20_000 }).toContain(text.holds_silent);
      const keys = recipient.told.filter((told) => told.action === "unsubscribe").map((told) => told.key);
      expect(new Set(keys).size).toBe(1);
    });
  }
});

import { expect, once, test } from "../support/fixtures";
import { link } from "../support/mail";
import { fill, newcomer, open, refuseCookies, signIn, submit } from "../support/steps";

for (const lang of ["lv", "en"] as const) {
  test(`every page of the dashboard in ${lang} is accessible, in both themes`, async ({ page, portal, accessible }) => {
    test.setTimeout(120_000);
    await newcomer(page, portal, lang);
    await accessible("welcome");
    for (const name of ["", "/data", "/consents", "/export", "/delete", "/activity", "/sessions"]) {
      await open(page, `/${lang}/my-privacy${name}`);
      await expect(page.locator("main h1")).toHaveCount(1);
      await expect(page.locator("main .skeleton")).toHaveCount(0);
      await accessible(`/${lang}/my-privacy${name}`);
    }
    await open(page, `/${lang}/my-privacy/data`);
    for (const part of ["person", "organisation", "email", "password"]) {
      await page.locator(`#edit-${part}`).click();
      if (part !== "password") for (const box of await page.locator("main form input").all()) await box.fill("");
      await submit(page).click();
      await expect(page.locator("#error-summary")).toBeFocused();
      await accessible(`${part} with errors`);
      await page.locator("main form button[type=button].button--quiet").last().click();
    }
  });
}

test("the newsletter is asked for, confirmed by mail, and withdrawn with one click, with its history", once, async ({ page, portal }) => {
  const person = await newcomer(page, portal, "lv");
  await open(page, "/lv/my-privacy/consents");
  const consents = () => page.evaluate(() => fetch("/api/v1/me/consents").then((answer) => answer.json()));
  expect((await consents()).newsletter).toBe(false);
  await page.getByRole("button", { name: "Pieteikties jaunumu vēstulei" }).click();
  await expect(page.locator("#done")).toBeFocused();
  await expect(page.locator("main")).toContainText("Gaida apstiprinājumu");
  expect((await consents()).newsletter).toBe(false);
  const mail = await portal.mail(person.email, /\/newsletter\/confirm#/);
  await open(page, link(mail, /\/newsletter\/confirm/));
  await submit(page).click();
  await expect.poll(async () => (await consents()).newsletter).toBe(true);
  await open(page, "/lv/my-privacy/consents");
  const leave = page.getByRole("button", { name: "Atteikties no jaunumu vēstules" });
  await leave.click();
  await expect(leave).toHaveCount(0);
  expect((await consents()).newsletter).toBe(false);
  expect((await consents()).newsletter_history).toHaveLength(2);
});

test("a new address is confirmed on the new one, told to the old one, and delays deletion", once, async ({ page, portal }) => {
  const person = await newcomer(page, portal, "en");
  await open(page, "/en/my-privacy/data");
  await page.locator("#edit-email").click();
  const changed = `new.${person.email}`;
  await fill(page, { email: changed });
  await submit(page).click();
  await portal.mail(person.email, /new address|address/);
  const mail = await portal.mail(changed, /\/verify\/email#/);
  await open(page, link(mail, /\/verify\/email#/));
  await page.locator("main button").first().click();
  await expect(page.locator("main")).toContainText(/changed|confirmed/i);
  await signIn(page, "en", { ...person, email: changed });
  await expect(page).toHaveURL(/\/en\/my-privacy$/);
  await open(page, "/en/my-privacy/delete");
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("#error-summary, main .notice--danger").first()).toContainText("72");
});

test("a forgotten password is replaced by mail, and every session ends", once, async ({ page, portal, browser }) => {
  const person = await newcomer(page, portal, "lv");
  const other = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await open(other, "/lv/recover");
  await refuseCookies(other);
  await fill(other, { email: person.email });
  await submit(other).click();
  const mail = await portal.mail(person.email, /\/recover\/password#/);
  await open(other, link(mail, /\/recover\/password#/));
  person.password = "cita-gluži-jauna-parole-zilonis";
  await fill(other, { password: person.password });
  await submit(other).click();
  await expect(other.locator("main .notice--success")).toBeVisible();
  await signIn(other, "lv", person);
  await expect(other).toHaveURL(/\/lv\/my-privacy$/);
  await open(page, "/lv/my-privacy");
  await expect(page).toHaveURL(/\/lv\/sign-in/);
  await other.context().close();
});

test("sessions are listed, and ending all of them signs out here too", async ({ page, portal, browser }) => {
  const person = await newcomer(page, portal, "en");
  const other = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await signIn(other, "en", person);
  await expect(other).toHaveURL(/\/en\/my-privacy$/);
  await open(page, "/en/my-privacy/sessions");
  const listed = await page.evaluate(() => fetch("/api/v1/me/sessions").then((answer) => answer.json()));
  expect(listed).toHaveLength(2);
  await page.evaluate(() => fetch("/api/v1/me/sessions", { method: "DELETE", headers: { "x-vet2b-app": "1", "content-type": "application/json" } }));
  await open(other, "/en/my-privacy");
  await expect(other).toHaveURL(/\/en\/sign-in/);
  await other.context().close();
});

test("whoever was sent to sign in comes to the page that was wanted", once, async ({ page, portal }) => {
  const person = await newcomer(page, portal, "en");
  await page.context().clearCookies();
  await open(page, "/en/my-privacy/export");
  await expect(page).toHaveURL(/\/en\/sign-in\?next=/);
  await fill(page, { email: person.email, "current-password": person.password });
  await submit(page).click();
  await expect(page).toHaveURL(/\/en\/my-privacy\/export$/);
});

test("a long activity log is leafed through, back and forth", once, async ({ page, portal }) => {
  await newcomer(page, portal, "en");
  // Each correction is an entry.
  await page.evaluate(async () => {
    const me = await fetch("/api/v1/me").then((answer) => answer.json());
    const headers = { "x-vet2b-app": "1", "content-type": "application/json" };
    for (let number = 0; number < 25; number++) {
      const body = JSON.stringify({ name: me.person.name, surname: me.person.surname, phone: `+371 20 111 ${100 + number}` });
      const answer = await fetch("/api/v1/me/person", { method: "PUT", headers, body });
      if (!answer.ok) throw new Error(`${answer.status}`);
    }
  });
  await open(page, "/en/my-privacy/activity");
  const rows = page.locator("main tbody tr");
  await expect(rows).toHaveCount(20);
  await page.locator('main a[rel="next"]').click();
  await expect(page).toHaveURL(/\?before=/);
  await expect.poll(() => rows.count()).toBeLessThan(20);
  await expect(page.locator("main tbody")).toContainText("Account created");
  await page.goBack();
  await expect(rows).toHaveCount(20);
});

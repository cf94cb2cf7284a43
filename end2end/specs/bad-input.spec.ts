import { expect, once, test } from "../support/fixtures";
import { mails } from "../support/mail";
import { answer, fill, enrol, open, refuseCookies, register, signIn, somebody, submit } from "../support/steps";

const hostile = ["<script>alert(1)</script>", "🦊 emoji", "עִבְרִית מימין", "x".repeat(10_000), "a\u202eb", "a\u0000b"];

test("every form says what is missing, in the summary and at the field, in both languages", async ({ page, accessible }) => {
  test.setTimeout(120_000);
  const forms: [string, string[]][] = [
    ["/register/company", ["name", "surname", "email"]],
    ["/sign-in", ["email", "current-password"]],
    ["/recover", ["email"]],
    ["/contact", ["topic", "name", "email", "message"]],
  ];
  for (const lang of ["lv", "en"]) {
    for (const [path, fields] of forms) {
      await open(page, `/${lang}${path}`);
      if (await page.locator("#vet2b-consent").count()) await refuseCookies(page);
      await submit(page).click();
      const summary = page.locator("#error-summary");
      await expect(summary).toBeFocused();
      const links = summary.locator("a");
      expect(await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")))).toEqual(fields.map((field) => `#field-${field}`));
      await expect(page).toHaveTitle(lang === "lv" ? /^Kļūda: / : /^Error: /);
      await accessible(`/${lang}${path} with errors`);
      const words = await links.first().textContent();
      await links.first().click();
      await expect(page.locator(`#field-${fields[0]}`)).toBeFocused();
      await expect(page.locator(`#field-${fields[0]}-error`)).toHaveText(words ?? "");
    }
  }
});

test("hostile values are kept as typed, answered with words, and never run", async ({ page }) => {
  await open(page, "/en/register/company");
  await refuseCookies(page);
  page.on("dialog", () => expect("a dialog").toBe("none"));
  for (const value of hostile) {
    // NUL cannot be typed into a field; the server's own tests send it.
    const typed = value.replace("\u0000", "");
    await fill(page, { name: typed, surname: typed, email: typed, phone: typed });
    await submit(page).click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await expect(page.locator("#field-name")).toHaveValue(typed);
    await expect(page.locator("#field-email")).toHaveValue(typed);
    await expect(page.locator("#field-email-error")).toBeVisible();
  }
});

test("a hostile name that is a name is stored and shown as text", once, async ({ page, portal }) => {
  const person = { ...somebody("company"), name: "<img src=x onerror=alert(1)>", organisation: "<b>SIA</b> & 🦊 עב" };
  page.on("dialog", () => expect("a dialog").toBe("none"));
  await open(page, "/lv");
  await refuseCookies(page);
  await register(page, portal, "lv", person);
  await open(page, "/lv/my-privacy/data");
  await expect(page.locator("main")).toContainText(person.name);
  await expect(page.locator("main")).toContainText(person.organisation);
  expect(await page.locator("main img, main b").count()).toBe(0);
  const [mail] = (await mails(portal.outbox)).filter((mail) => mail.to.includes(person.email));
  expect(mail.raw).not.toContain("<img src=x");
});

test("a reload loses nothing but the password, which is never stored", once, async ({ page }) => {
  const person = somebody("school");
  await open(page, "/lv");
  await refuseCookies(page);
  await answer(page, "lv", person);
  expect(await page.evaluate(() => sessionStorage.getItem("vet2b_draft"))).not.toContain(person.password);
  await page.reload();
  await expect(page).toHaveURL(/\/register\/school\/password$/);
  await fill(page, { password: person.password });
  await submit(page).click();
  await expect(page).toHaveURL(/\/register\/school\/check$/);
  await expect(page.locator("main")).toContainText(person.surname);
  await expect(page.locator("main")).toContainText(person.street);
});

test("a double click registers once, and a known address gets the same answer", once, async ({ page, portal }) => {
  const person = somebody("company");
  await open(page, "/en");
  await refuseCookies(page);
  await answer(page, "en", person);
  await submit(page).dblclick();
  await expect(page).toHaveURL(/\/register\/sent/);
  const first = await page.locator("main h1").textContent();
  await portal.mail(person.email, /\/verify#/);
  expect((await mails(portal.outbox)).filter((mail) => mail.to.includes(person.email))).toHaveLength(1);
  await answer(page, "en", person);
  await submit(page).click();
  await expect(page).toHaveURL(/\/register\/sent/);
  await expect(page.locator("main h1")).toHaveText(first ?? "");
});

test("a mailed code that is wrong or used is answered with a way on", once, async ({ page, portal }) => {
  for (const path of ["/lv/verify", "/lv/verify/email", "/lv/newsletter/confirm", "/lv/keep-account"]) {
    await open(page, `${path}#${"A".repeat(43)}`);
    if (await page.locator("#vet2b-consent").count()) await refuseCookies(page);
    expect(page.url()).not.toContain("#");
    await page.locator("main button").first().click();
    await expect(page.locator("main [role=alert], main .notice").first()).toBeVisible();
  }
  expect(portal.logged()).not.toContain("AAAAAAAA");
});

test("a session that ends in the middle of a form loses nothing that was typed", async ({ page, portal, context }) => {
  const person = somebody("company");
  await open(page, "/lv");
  await refuseCookies(page);
  await enrol(page, portal, "lv", person);
  await open(page, "/lv/my-privacy/data");
  await page.locator("#edit-person").click();
  await fill(page, { surname: "Cits-Uzvārds" });
  await context.clearCookies({ name: "vet2b" });
  await submit(page).click();
  await expect(page.locator("dialog[open] #field-current-password")).toBeFocused();
  await fill(page, { "current-password": person.password });
  await page.locator("dialog[open] button[type=submit]").click();
  await expect(page.locator("main")).toContainText("Cits-Uzvārds");
});

test("with the server down a form says so and keeps what was typed; with it back, it goes on", async ({ page, portal }) => {
  const person = somebody("company");
  await open(page, "/en/contact");
  await refuseCookies(page);
  await page.locator("#field-topic").check();
  await fill(page, { name: person.name, email: person.email, message: "What do you hold about me?" });
  await page.route("**/api/**", (route) => route.abort());
  await submit(page).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await expect(page.locator("#error-summary")).toContainText("cannot be reached");
  await expect(page.locator("#field-message")).toHaveValue("What do you hold about me?");
  await page.unroute("**/api/**");
  await submit(page).click();
  await expect(page).toHaveURL(/reference=/);
  await portal.mail(person.email, /[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}/);
});

test("a slow server is waited for, visibly, and a page that cannot load offers to try again", async ({ page, portal }) => {
  const person = somebody("company");
  await open(page, "/en");
  await refuseCookies(page);
  await enrol(page, portal, "en", person);
  let answerNow = () => {};
  const held = new Promise<void>((done) => (answerNow = done));
  await page.route("**/api/v1/me", async (route) => {
    await held;
    await route.continue();
  });
  await page.locator('header a[href="/en/my-privacy"]').click();
  await page.locator('main a[href="/en/my-privacy/data"]:visible').first().click();
  await expect(page.locator("main .skeleton")).toBeVisible();
  answerNow();
  await expect(page.locator("main")).toContainText(person.surname);
  await page.unroute("**/api/v1/me");
  await page.route("**/api/v1/me/activity*", (route) => route.fulfill({ status: 200, body: "nonsense" }));
  // On a phone the pages are behind a menu.
  const menu = page.locator(".dashboard__menu summary");
  if (await menu.isVisible()) await menu.click();
  await page.locator('main a[href="/en/my-privacy/activity"]:visible').first().click();
  await expect(page.locator("main .notice--danger")).toBeVisible();
  await page.unroute("**/api/v1/me/activity*");
  await page.locator("main .notice--danger button").click();
  await expect(page.locator("main .notice--danger")).toHaveCount(0);
});

test("wrong passwords are counted, and the answer says when to try again", once, async ({ page, portal }) => {
  const person = somebody("company");
  await open(page, "/en");
  await refuseCookies(page);
  await enrol(page, portal, "en", person);
  await page.context().clearCookies({ name: "vet2b" });
  await signIn(page, "en", person, "wrong wrong wrong wrong");
  const summary = page.locator("#error-summary");
  await expect(summary).toContainText("not right");
  for (let attempt = 0; attempt < 12; attempt++) {
    if ((await summary.textContent())?.includes("Too many")) break;
    const answered = page.waitForResponse((response) => response.url().endsWith("/session"));
    await submit(page).click();
    await answered;
    await expect(summary).toBeVisible();
  }
  await expect(summary).toContainText("Too many attempts");
  await expect(page.locator("#field-email")).toHaveValue(person.email);
});

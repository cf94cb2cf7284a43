import { readFileSync } from "node:fs";
import { expect, test } from "../support/fixtures";
import { link } from "../support/mail";
import { Recipient } from "../support/recipient";
import { fileRequest, fill, Lang, newcomer, open, signIn, somebody, submit } from "../support/steps";

/** What a person meets as minutes, days and weeks go by: the server's clock is moved on, nothing else. */
const words = (lang: Lang, name: string) => JSON.parse(readFileSync(`../locales/${lang}/${name}.json`, "utf8")) as Record<string, string>;

for (const lang of ["lv", "en"] as const) {
  test(`in ${lang} a code is stale after half an hour, a copy gone after a week, a request overdue after a month`, async ({ apart, accessible }) => {
    test.setTimeout(150_000);
    const { own, page } = await apart();
    const person = await newcomer(page, own, lang);
    const address = somebody("company").email;
    await open(page, `/${lang}/request`);
    await page.locator('main [type=radio][value="access"]').check();
    await fill(page, { name: "Zane", email: address, statement: "Kādi mani dati jums ir?" });
    await submit(page).click();
    await expect(page).toHaveURL(/sent=1$/);
    const code = await own.mail(address, /\/request\/status#/);
    const reference = await fileRequest(page, lang, "complaint");
    const card = page.locator("main .request-list > li");

    await own.goOn({ minutes: 31 });
    await open(page, link(code, /\/request\/status#/));
    await submit(page).click();
    await expect(page.locator("#error-summary")).toContainText(words(lang, "requests").code_gone);
    // It does not count as a request: whoever typed the address may not be its owner.
    expect(await own.command("staff", "list")).not.toContain("access");
    // So long after signing in, a copy costs the password once more.
    await open(page, `/${lang}/my-privacy/export`);
    await page.locator("main button.button--primary").click();
    await fill(page, { "current-password": person.password });
    await page.keyboard.press("Enter");
    await expect(page.locator("main a[download]")).toHaveCount(1);

    await own.goOn({ days: 8 });
    await signIn(page, lang, person);
    await expect(page).toHaveURL(new RegExp(`/${lang}/my-privacy`));
    await open(page, `/${lang}/my-privacy/export`);
    await expect(page.locator("main .export-list > li")).toContainText(words(lang, "privacy").export_expired);
    await expect(page.locator("main a[download]")).toHaveCount(0);
    await accessible("a copy that has expired", page);

    await own.goOn({ days: 40 });
    await signIn(page, lang, person);
    await expect(page).toHaveURL(new RegExp(`/${lang}/my-privacy`));
    await open(page, `/${lang}/my-privacy/requests`);
    await expect(card).toContainText(words(lang, "requests").left_over.split("{{")[0]);
    await expect(card).toContainText(words(lang, "requests").due_over);
    await accessible("an overdue request", page);
    expect(await own.command("staff", "list")).toContain(reference);
    await own.mail("contact@vet2b.eu", new RegExp(reference));
  });

  test(`in ${lang} an erasure takes place by itself when its day has come`, async ({ apart }) => {
    test.setTimeout(90_000);
    const { own, page } = await apart();
    const person = await newcomer(page, own, lang);
    await open(page, `/${lang}/my-privacy/delete`);
    await submit(page).click();
    await expect(page).toHaveURL(/reference=R-/);
    await own.goOn({ days: 13 });
    await signIn(page, lang, person);
    await expect(page.locator(".dashboard__page > .notice--warning")).toBeVisible();
    await own.goOn({ days: 15 });
    const mail = await own.mail(person.email, /\/verify#certificate=/);
    await open(page, link(mail, /\/verify#certificate=/));
    await expect(page.locator("#certificate .notice").first()).toHaveText(words(lang, "proof").genuine_certificate);
    await expect(page.locator("#certificate")).toContainText(words(lang, "proof").as_foreseen);
    await signIn(page, lang, person);
    await expect(page.locator("#error-summary")).toBeVisible();
  });

  test(`in ${lang} the certificate tells what a recipient answers: taken on, waiting for proof, deleted`, async ({ apart, accessible }) => {
    test.setTimeout(120_000);
    const text = words(lang, "proof");
    const recipient = await Recipient.start();
    try {
      const { own, page } = await apart({ VET2B_RECIPIENT_CAMPAYN_URL: recipient.url });
      const person = await newcomer(page, own, lang);
      await open(page, `/${lang}/my-privacy/consents`);
      const subscribe = (lang: string) => {
        const headers = { "x-vet2b-app": "1", "content-type": "application/json" };
        return fetch("/api/v1/me/consents/newsletter", { method: "PUT", headers, body: JSON.stringify({ granted: true, lang }) }).then((answer) => answer.status);
      };
      expect(await page.evaluate(subscribe, lang)).toBe(200);
      await open(page, link(await own.mail(person.email, /\/newsletter\/confirm#/), /\/newsletter\/confirm/));
      await submit(page).click();
      await expect.poll(() => recipient.told.map((told) => told.action)).toEqual(["subscribe"]);

      recipient.status = 202;
      await open(page, `/${lang}/my-privacy/delete`);
      await page.locator("#erasure-now").check();
      await submit(page).click();
      await page.locator("#certificate-link").click();
      const certificate = page.locator("#certificate");
      await expect(certificate.locator(".notice").first()).toHaveText(text.genuine_certificate);
      const erased = () => recipient.told.filter((told) => told.action === "erase").length;
      for (const [days, status, state] of [[0, 202, text.state_acknowledged], [8, 202, text.state_waiting_for_proof], [10, 200, text.state_executed]] as const) {
        recipient.status = status;
        const before = erased();
        if (days > 0) await own.goOn({ days });
        await expect.poll(erased).toBeGreaterThan(days > 0 ? before : 0);
        await expect.poll(async () => {
          await page.reload();
          await expect(certificate.locator(".notice").first()).toHaveText(text.genuine_certificate);
          return certificate.textContent();
        }).toContain(state);
        await expect(certificate).toContainText("Campayn");
      }
      await accessible("a certificate with what a recipient answered", page);
      expect(new Set(recipient.told.filter((told) => told.action === "erase").map((told) => told.key)).size).toBe(1);
    } finally {
      await recipient.stop();
    }
  });
}

import { readFileSync } from "node:fs";
import { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { link } from "../support/mail";
import { fill, Lang, newcomer, open, submit } from "../support/steps";

const words = (lang: Lang, name: string) => JSON.parse(readFileSync(`../locales/${lang}/${name}.json`, "utf8")) as Record<string, string>;

/** The name of the organisation that the signed-in person's account belongs to. */
async function organisation(page: Page): Promise<string> {
  return (await page.evaluate(() => fetch("/api/v1/me").then((answer) => answer.json()))).organisation.name;
}

for (const lang of ["lv", "en"] as const) {
  const account = words(lang, "account");
  const privacy = words(lang, "privacy");

  test(`in ${lang} the last administrator hands the organisation over, and the erasure waits for nothing`, async ({ page, portal, visitor, accessible }) => {
    test.setTimeout(240_000);
    const person = await newcomer(page, portal, lang);
    const elsewhere = await (await visitor()).newPage();
    const colleague = await newcomer(elsewhere, portal, lang);

    await test.step("the preview names the organisation and the way out", async () => {
      await open(page, `/${lang}/my-privacy/delete`);
      const notice = page.locator("main .notice--warning");
      await expect(notice).toContainText(person.organisation);
      await expect(submit(page)).toBeEnabled();
      await accessible("delete, as the last administrator");
      await notice.getByRole("link", { name: privacy.delete_hand_over }).click();
      await expect(page).toHaveURL(new RegExp(`/${lang}/my-privacy/data$`));
    });

    await test.step("invite the colleague", async () => {
      await page.locator("#edit-colleague").click();
      await expect(page.locator("#field-colleague-email")).toBeFocused();
      await submit(page).click();
      await expect(page.locator("#error-summary")).toBeFocused();
      await accessible("invite, with an error");
      await fill(page, { "colleague-email": colleague.email });
      await submit(page).click();
      await expect(page.locator("#done")).toContainText(privacy.colleague_sent);
    });

    const mail = await portal.mail(colleague.email, /\/invitation#/);
    expect(mail.text).not.toContain(person.organisation);
    const invitation = link(mail, /\/invitation#/);

    await test.step("it is not for another account", async () => {
      await open(page, invitation);
      await expect(page.locator("#error-summary")).toBeFocused();
      await expect(page.locator("main")).not.toContainText(colleague.organisation);
      await accessible("invitation, with another account");
    });

    await test.step("the colleague signs in, comes back, sees what goes, and accepts", async () => {
      await elsewhere.context().clearCookies({ name: "vet2b" });
      await open(elsewhere, invitation);
      expect(elsewhere.url()).not.toContain("#");
      await elsewhere.locator(`main a[href="/${lang}/sign-in?next=/${lang}/invitation"]`).click();
      await fill(elsewhere, { email: colleague.email, "current-password": colleague.password });
      await submit(elsewhere).click();
      await expect(elsewhere).toHaveURL(new RegExp(`/${lang}/invitation$`));
      const main = elsewhere.locator("main");
      await expect(main).toContainText(`${person.name} ${person.surname}`);
      await expect(main).toContainText(person.organisation);
      await expect(main.locator(".notice--warning")).toContainText(colleague.organisation);
      expect(await organisation(elsewhere)).toBe(colleague.organisation);
      await elsewhere.getByRole("button", { name: account.invitation_button }).click();
      await expect(main.locator(".notice--success")).toContainText(account.invitation_done);
      expect(await organisation(elsewhere)).toBe(person.organisation);
      await open(elsewhere, invitation);
      await elsewhere.locator("#error-summary").waitFor();
      await expect(elsewhere.getByRole("button", { name: account.invitation_button })).toHaveCount(0);
    });

    await test.step("both see it in the log, and the record stays with the colleague", async () => {
      await portal.mail(person.email, /\/my-privacy\/activity/);
      await open(page, `/${lang}/my-privacy/activity`);
      await expect(page.locator("main")).toContainText(privacy.activity_invitation_accepted);
      await open(elsewhere, `/${lang}/my-privacy/activity`);
      await expect(elsewhere.locator("main")).toContainText(privacy.activity_organisation_joined);
      await open(page, `/${lang}/my-privacy/delete`);
      await expect(page.locator("main")).toContainText(privacy.reason_organisation);
      await expect(page.locator("main .notice--warning")).toHaveCount(0);
      await page.locator("#erasure-now").click();
      await submit(page).click();
      await expect(page.locator("#certificate-link")).toBeVisible();
      await portal.mail(person.email, /#certificate=/);
      expect(await organisation(elsewhere)).toBe(person.organisation);
    });
  });
}

import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { Page } from "@playwright/test";
import { Balancer } from "../support/balancer";
import { expect, test } from "../support/fixtures";
import { Portal } from "../support/portal";
import { database, NO_POSTGRES, postgres } from "../support/postgres";
import { Postbox } from "../support/postbox";
import { fill, newcomer, open, submit } from "../support/steps";
import { say } from "../support/words";
import { unzip } from "../support/zip";

/** Downloads the copy on the page. */
async function download(page: Page): Promise<Buffer> {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.locator("main a[download]").click()]);
  return readFile(await saved.path());
}

for (const lang of ["lv", "en"] as const) {
  test(`in ${lang} the process that took on a copy or an erasure dies, and another one ends it`, async ({ browser }) => {
    test.skip(!postgres, NO_POSTGRES);
    // What a dead process had begun is another's a minute later.
    test.setTimeout(240_000);
    const [balancer, postbox] = [await Balancer.start(), await Postbox.start()];
    // One database and one key; each has a disk of its own.
    const common = { VET2B_DATABASE_URL: await database(), VET2B_PUBLIC_URL: balancer.url, VET2B_SMTP_URL: postbox.url };
    const key = test.info().outputPath("secret.key");
    await writeFile(key, randomBytes(32), { mode: 0o600 });
    for (let count = 0; count < 2; count++) balancer.portals.push(await Portal.start({ ...common, VET2B_SECRET_FILE: key }));
    const context = await browser.newContext({ baseURL: balancer.url });
    try {
      const page = await context.newPage();
      const person = await newcomer(page, postbox, lang);
      await open(page, `/${lang}/my-privacy/export`);
      const copying = balancer.killAfter("POST", "/api/v1/me/exports");
      await page.locator("main button.button--primary").click();
      const dead = await copying;
      await expect(page.locator("main a[download]")).toBeVisible({ timeout: 90_000 });
      const archive = await download(page);
      expect(unzip(archive).get("data/email.json")?.toString()).toContain(person.email);
      // It is back, and has never seen the copy that it now serves in its turn.
      await dead.run();
      for (let count = 0; count < 2; count++) expect((await download(page)).equals(archive)).toBe(true);

      await open(page, `/${lang}/my-privacy/delete`);
      await page.locator("#erasure-now").check();
      const erasing = balancer.killAfter("POST", "/api/v1/me/erasure");
      await submit(page).click();
      const gone = await erasing;
      await expect.poll(() => postbox.to(person.email).filter((mail) => /\/verify#certificate=/.test(mail.text)).length, { timeout: 90_000 }).toBe(1);
      await page.locator("#certificate-link").click();
      await expect(page.locator("#certificate .notice").first()).toHaveText(say(lang, "genuine_certificate"));
      await gone.run();
      await open(page, `/${lang}/sign-in`);
      await fill(page, { email: person.email, "current-password": person.password });
      await submit(page).click();
      await expect(page.locator("#error-summary")).toBeVisible();
      for (const portal of balancer.portals) expect(portal.logged()).not.toContain("panicked");
    } finally {
      await context.close();
      for (const portal of balancer.portals) await portal.dispose();
      await balancer.stop();
      await postbox.close();
    }
  });
}

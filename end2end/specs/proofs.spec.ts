import { generateKeyPairSync, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Locator, Page } from "@playwright/test";
import { expect, once, test } from "../support/fixtures";
import { link } from "../support/mail";
import { newcomer, open, refuseCookies, signIn, submit } from "../support/steps";
import { say } from "../support/words";

/** What a click saves. */
async function saved(page: Page, button: Locator): Promise<string> {
  const download = page.waitForEvent("download");
  await button.click();
  return readFile(await (await download).path(), "utf8");
}

/** Chooses a file on the page that verifies. */
async function give(page: Page, content: string | Buffer): Promise<void> {
  await page.locator("#document").setInputFiles({ name: "document.json", mimeType: "application/json", buffer: Buffer.from(content) });
}

/** The sentence about a document. */
function verdict(page: Page): Locator {
  return page.locator("main #verdict .notice").first();
}

/** Some of the file's bytes changed, one at a time. */
function* changed(file: string, times: number): Generator<Buffer> {
  const body = Buffer.from(file.trimEnd());
  for (let at = 0; at < body.length; at += Math.ceil(body.length / times)) {
    const bytes = Buffer.from(body);
    bytes[at] ^= 1;
    yield bytes;
  }
}

for (const lang of ["lv", "en"] as const) {
  test(`an erasure at once ends with a certificate in ${lang}, which anybody can verify offline`, async ({ page, portal, accessible, visitor }) => {
    test.setTimeout(120_000);
    const person = await newcomer(page, portal, lang);
    await open(page, `/${lang}/my-privacy/delete`);
    await page.locator("#erasure-now").check();
    await page.locator("main form button[type=submit]").click();
    const direct = page.locator("#certificate-link");
    await expect(direct).toBeVisible();
    await accessible("the answer to an erasure at once");
    const mail = await portal.mail(person.email, /\/verify#certificate=/);
    expect(mail.text).not.toContain(person.name);

    await direct.click();
    await expect(page).toHaveURL(new RegExp(`/${lang}/verify#certificate=`));
    await expect(page.locator("h1")).toHaveText(say(lang, "certificate_title"));
    await expect(page.locator("#certificate .notice").first()).toHaveText(say(lang, "genuine_certificate"));
    await expect(page).toHaveTitle(new RegExp(say(lang, "certificate_title")));
    await accessible("a certificate");
    // By somebody else's browser, from the mail.
    const elsewhere = await (await visitor()).newPage();
    await open(elsewhere, link(mail, /\/verify#certificate=/));
    await refuseCookies(elsewhere);
    await expect(elsewhere.locator("#certificate .notice").first()).toHaveText(say(lang, "genuine_certificate"));
    await expect(elsewhere.locator("#certificate")).toContainText(say(lang, "as_foreseen"));
    await expect(elsewhere.locator("#certificate tbody tr")).not.toHaveCount(0);
    const file = await saved(elsewhere, elsewhere.locator("#certificate a[download]"));
    const { certificate, signature } = JSON.parse(file);
    expect(file).toBe(`${JSON.stringify({ certificate, signature }, null, 2)}\n`);
    expect(certificate).toMatchObject({ schema: "vet2b-erasure-certificate-1", as_foreseen: true });
    for (const word of [person.name, person.surname, person.email, person.organisation]) expect(file).not.toContain(word);
    await elsewhere.reload();
    await expect(elsewhere.locator("#certificate .notice").first()).toHaveText(say(lang, "genuine_certificate"));

    await open(elsewhere, `/${lang}/verify`);
    await expect(elsewhere.locator("#document")).toBeVisible();
    await elsewhere.context().setOffline(true);
    await give(elsewhere, file);
    await expect(verdict(elsewhere)).toHaveText(say(lang, "genuine_certificate"));
    await expect(elsewhere.locator("main")).toContainText(certificate.reference);
    for (const bytes of changed(file, 12)) {
      await give(elsewhere, bytes);
      await expect(verdict(elsewhere)).not.toHaveText(say(lang, "genuine_certificate"));
      await expect(elsewhere.locator("main")).not.toContainText(certificate.reference);
      await give(elsewhere, file);
      await expect(verdict(elsewhere)).toHaveText(say(lang, "genuine_certificate"));
    }
    await give(elsewhere, file.replace('"as_foreseen": true', '"as_foreseen": false'));
    await expect(verdict(elsewhere)).toHaveText(say(lang, "verify_changed"));
    // The text alone is enough.
    await elsewhere.locator("main details summary").click();
    await elsewhere.locator("#document-text").fill(file);
    await elsewhere.locator("main details button[type=submit]").click();
    await expect(verdict(elsewhere)).toHaveText(say(lang, "genuine_certificate"));
    await elsewhere.context().setOffline(false);
  });

  test(`a person verifies the activity log in ${lang}, and takes it along`, async ({ page, portal, accessible }) => {
    test.setTimeout(120_000);
    await newcomer(page, portal, lang);
    await open(page, `/${lang}/my-privacy/activity`);
    const check = page.locator("#check-log");
    await expect(page.locator("main tbody tr").first()).toBeVisible();
    await check.click();
    const count = await page.locator("main tbody tr").count();
    await expect(verdict(page)).toHaveText(say(lang, "check_whole").replace("{{ count }}", `${count}`));
    await accessible("a log that was checked");
    const file = await saved(page, page.locator("#verdict a[download]"));
    const { activity, signature } = JSON.parse(file);
    expect(activity.entries).toHaveLength(count);
    expect(file).toBe(`${JSON.stringify({ activity, signature }, null, 2)}\n`);

    await open(page, `/${lang}/verify`);
    await expect(page.locator("#document")).toBeVisible();
    await accessible("the page that verifies");
    await page.context().setOffline(true);
    await give(page, file);
    await expect(verdict(page)).toHaveText(say(lang, "genuine_activity"));
    await accessible("a genuine log");
    for (const bytes of changed(file, 12)) {
      await give(page, bytes);
      await expect(verdict(page)).not.toHaveText(say(lang, "genuine_activity"));
      await give(page, file);
      await expect(verdict(page)).toHaveText(say(lang, "genuine_activity"));
    }
    const without = JSON.stringify({ activity: { ...activity, entries: activity.entries.slice(1) }, signature }, null, 2);
    await give(page, `${without}\n`);
    await expect(verdict(page)).toHaveText(say(lang, "verify_changed"));
    await page.context().setOffline(false);
  });
}

test("an entry that was altered at the portal is found by its owner and by the operator", once, async ({ page, portal }) => {
  await newcomer(page, portal, "en");
  expect(await portal.command("activity", "verify")).toMatch(/whole\n$/);
  await open(page, "/en/my-privacy/activity");
  // The answer as a portal would give it that had altered its own log: the hash of an entry does not fit.
  await page.route("**/api/v1/me/activity/file", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/"kind": "\w+"/, '"kind": "signed_out"') });
  });
  await page.locator("#check-log").click();
  await expect(verdict(page)).toHaveText(say("en", "verify_changed"));

  // And as one that signs what it has altered, with a key that it publishes.
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = { id: "0011223344556677", public: publicKey.export({ format: "jwk" }).x, created_at: "2026-01-01T00:00:00Z", replaced_at: null };
  await page.route("**/api/v1/signing-keys", (route) => route.fulfill({ json: [key] }));
  await page.unroute("**/api/v1/me/activity/file");
  let altered = 0;
  await page.route("**/api/v1/me/activity/file", async (route) => {
    const answer = await route.fetch();
    const { activity } = await answer.json();
    activity.entries[1].kind = "signed_out";
    altered = activity.entries[1].number;
    const value = sign(null, Buffer.from(JSON.stringify(activity)), privateKey).toString("base64url");
    const signature = { algorithm: "Ed25519", key: key.id, value };
    await route.fulfill({ response: answer, body: `${JSON.stringify({ activity, signature }, null, 2)}\n` });
  });
  await page.locator("#check-log").click();
  await expect(page.locator("main #verdict")).toContainText(say("en", "broken").split("{{")[0]);
  await expect(verdict(page)).toHaveText(say("en", "broken").replace("{{ number }}", `${altered}`));
});

test("what is no document, nested too deep or too large is said of that file alone", once, async ({ page }) => {
  await open(page, "/en/verify");
  await refuseCookies(page);
  const bad: [string | Buffer, string][] = [
    ["[".repeat(200_000), "verify_no_receipt"],
    ['{"receipt":'.repeat(100_000), "verify_no_receipt"],
    [Buffer.alloc(17_000_000, 32), "file_too_large"],
    ["{}", "verify_no_receipt"],
  ];
  for (const [content, key] of bad) {
    await give(page, content);
    await expect(verdict(page)).toHaveText(say("en", key));
  }
});

test("the skip link leads past the header with the keyboard, and leaves the page what it is", once, async ({ page }) => {
  await open(page, "/lv/verify");
  await refuseCookies(page);
  const field = page.locator("#document");
  await give(page, "{}");
  await expect(verdict(page)).toHaveText(say("lv", "verify_no_receipt"));
  await page.locator(".skip-link").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await expect(verdict(page)).toHaveText(say("lv", "verify_no_receipt"));
  await expect(page).not.toHaveURL(/#/);
  await page.keyboard.press("Tab");
  await expect(page.locator("main :focus")).toHaveCount(1);
  // Where it was followed before the app was there.
  await page.goto("about:blank");
  await open(page, "/lv/verify#main");
  await expect(field).toBeVisible();
  await expect(page.locator("h1")).toHaveText(say("lv", "title"));
});

test("an address before is led on, and a link without its whole code says so", once, async ({ page, portal }) => {
  const answer = await page.request.get("/lv/consent/verify", { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([308, "/lv/verify"]);
  await open(page, "/lv/consent/verify");
  await expect(page.locator("h1")).toHaveText(say("lv", "title"));
  await refuseCookies(page);
  await open(page, "/lv/verify#certificate=abc");
  await expect(page.locator("main .notice")).toHaveText(say("lv", "certificate_none"));
  await page.goto("about:blank");
  await open(page, `/lv/verify#certificate=${"A".repeat(43)}`);
  await expect(page.locator("main .notice")).toContainText(say("lv", "certificate_none"));
  expect(portal.logged()).not.toContain("AAAAAAAA");
});

for (const lang of ["lv", "en"] as const) {
  test(`a restored backup brings nobody back, in ${lang}`, async ({ apart }) => {
    test.setTimeout(120_000);
    const { own, page } = await apart();
    const person = await newcomer(page, own, lang);
    const backup = join(own.folder, "backup.sqlite");
    expect(await own.command("backup", "--to", backup)).toContain("bytes");
    await open(page, `/${lang}/my-privacy/delete`);
    await page.locator("#erasure-now").check();
    await submit(page).click();
    const mail = await own.mail(person.email, /\/verify#certificate=/);
    await expect(own.command("restore", "--from", backup, "--yes")).rejects.toThrow("stop it first");
    await own.stop();
    expect(await own.command("restore", "--from", backup, "--yes")).toMatch(/open: 1\n$/);
    await own.run();
    await signIn(page, lang, person);
    await expect(page.locator("#error-summary")).toBeVisible();
    expect(own.logged()).toContain("bore a mark of erasure");
    await page.goto("about:blank");
    await open(page, link(mail, /\/verify#certificate=/));
    await expect(page.locator("#certificate .notice").first()).toHaveText(say(lang, "genuine_certificate"));
  });
}

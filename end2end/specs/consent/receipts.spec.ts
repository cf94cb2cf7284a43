import { generateKeyPairSync, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Locator, Page } from "@playwright/test";
import { banner, press } from "../../support/consent";
import { expect, once, test } from "../../support/fixtures";
import { Portal } from "../../support/portal";
import { Lang, open } from "../../support/steps";
import { say } from "../../support/words";

/** Refuses or accepts, and downloads the receipt of that on the cookie page. */
async function receipt(page: Page, lang: Lang, which: "reject" | "accept" = "accept"): Promise<string> {
  await open(page, `/${lang}`);
  await press(page, which);
  await page.locator(`footer a[href="/${lang}/cookies"]`).click();
  const download = page.waitForEvent("download");
  await page.locator("main a[download]").first().click();
  return readFile(await (await download).path(), "utf8");
}

/** Opens the page that verifies, and takes the network away. */
async function verifier(page: Page, lang: Lang): Promise<void> {
  await open(page, `/${lang}/verify`);
  await expect(page.locator("#document")).toBeVisible();
  await page.context().setOffline(true);
}

/** Chooses a file. */
async function give(page: Page, content: string | Buffer, name = "receipt.json"): Promise<void> {
  await page.locator("#document").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

function verdict(page: Page): Locator {
  return page.locator("main #verdict .notice");
}

for (const lang of ["lv", "en"] as const) {
  test(`a receipt in ${lang} is genuine without any network; whatever was changed in it shows`, once, async ({ page, accessible }) => {
    const file = await receipt(page, lang);
    const { receipt: said, signature } = JSON.parse(file);
    expect(said).toMatchObject({ lang, how: "banner", jurisdiction: expect.stringContaining("GDPR") });
    expect(said.purposes.map((purpose: { granted: boolean }) => purpose.granted)).toEqual([true, true]);
    expect(said.notice).toContain(say(lang, "banner_intro"));
    await verifier(page, lang);

    await give(page, file);
    await expect(verdict(page)).toHaveText(say(lang, "verify_genuine"));
    await expect(page.locator("main")).toContainText(said.subject);
    await accessible("a genuine receipt");

    const stranger = generateKeyPairSync("ed25519");
    const forged = (key: string) => {
      const value = sign(null, Buffer.from(JSON.stringify(said)), stranger.privateKey).toString("base64url");
      return JSON.stringify({ receipt: said, signature: { ...signature, key, value } }, null, 2);
    };
    const files: [string, string | Buffer, string?][] = [
      ["verify_changed", file.replace('"granted": true', '"granted": false')],
      ["verify_changed", JSON.stringify(JSON.parse(file))],
      ["verify_changed", file.replace("\n", "\n ")],
      ["verify_changed", file.replace('"number":', '"extra": 1,\n    "number":')],
      ["verify_changed", file.replace(said.subject, said.subject.replace(/./, "x"))],
      ["verify_changed", forged(signature.key)],
      ["verify_unknown_key", forged("0".repeat(signature.key.length))],
      ["verify_no_receipt", '{"vet2b": true}'],
      ["verify_no_receipt", ""],
      ["verify_no_receipt", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "photo.png"],
      ["verify_no_receipt", Buffer.alloc(2_000_000, "a"), "large.json"],
    ];
    for (const [words, content, name] of files) {
      await give(page, content, name);
      await expect(verdict(page), `${name ?? ""} ${content.toString().slice(0, 80)}`).toHaveText(say(lang, words));
      await expect(page.locator("main")).not.toContainText(said.subject);
      await give(page, file);
      await expect(verdict(page)).toHaveText(say(lang, "verify_genuine"));
    }
    await give(page, files[0][1]);
    await accessible("a changed receipt");
  });
}

test("no byte of a receipt can be changed unnoticed", once, async ({ page }) => {
  test.setTimeout(120_000);
  const file = await receipt(page, "lv", "reject");
  await verifier(page, "lv");
  const genuine = say("lv", "verify_genuine");
  const body = Buffer.from(file.trimEnd());
  const step = Math.ceil(body.length / 60);
  for (let at = 0; at < body.length; at += step) {
    await give(page, file);
    await expect(verdict(page)).toHaveText(genuine);
    const changed = Buffer.from(body);
    changed[at] ^= 1;
    await give(page, changed);
    await expect(verdict(page), `byte ${at} of ${body.length}`).not.toHaveText(genuine);
  }
});

test("a receipt can be read as a page, which loads nothing", once, async ({ page, context }) => {
  await receipt(page, "en");
  const opened = context.waitForEvent("page");
  await page.locator('main a[href$="?format=html"]').first().click();
  const paper = await opened;
  await paper.waitForLoadState();
  await expect(paper.locator("h1")).toHaveText("Receipt of a cookie choice");
  await expect(paper.locator("body")).toContainText(say("en", "banner_intro"));
  const answer = await context.request.get(paper.url());
  expect(answer.headers()["content-security-policy"]).toContain("default-src 'none'");
  expect(await paper.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name))).toEqual([]);
});

test("a receipt is shown to the device that decided, and to no other", once, async ({ page, visitor }) => {
  const { receipt: said } = JSON.parse(await receipt(page, "en"));
  const other = await visitor();
  const stranger = await other.newPage();
  expect((await other.request.get(`/api/v1/consent/receipts/${said.number}`)).status()).toBe(404);
  await receipt(stranger, "en");
  expect((await other.request.get(`/api/v1/consent/receipts/${said.number}`)).status()).toBe(404);
});

test("when the key is replaced, old receipts stay genuine and new ones are, too", once, async ({ browser }) => {
  const own = await Portal.start();
  const context = await browser.newContext({ baseURL: own.url });
  try {
    const page = await context.newPage();
    const before = await receipt(page, "en");
    expect(await own.command("keys", "rotate")).toContain("signs from now on");
    await own.stop();
    await own.run();
    await open(page, "/en/cookies");
    const download = page.waitForEvent("download");
    await page.locator("main a[download]").first().click();
    const after = await readFile(await (await download).path(), "utf8");
    expect(JSON.parse(after).signature.key).not.toBe(JSON.parse(before).signature.key);
    await verifier(page, "en");
    for (const file of [before, after]) {
      await give(page, "{}");
      await expect(verdict(page)).toHaveText(say("en", "verify_no_receipt"));
      await give(page, file);
      await expect(verdict(page)).toHaveText(say("en", "verify_genuine"));
    }
    expect(await own.command("ledger", "verify")).toBeTruthy();
    await expect(banner(page)).toHaveCount(0);
  } finally {
    await context.close();
    await own.dispose();
  }
});

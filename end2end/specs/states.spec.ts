import { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, test } from "../support/fixtures";
import { link } from "../support/mail";
import { fileRequest, fill, Lang, newcomer, open, refuseCookies, signIn, submit } from "../support/steps";
import { unzip } from "../support/zip";

/** Every state that a right comes to, reached for real. */
const words = (lang: Lang, name: string) => JSON.parse(readFileSync(`../locales/${lang}/${name}.json`, "utf8")) as Record<string, string>;

async function send(page: Page, method: string, path: string, body?: object): Promise<number> {
  const sent = { method, path, body: body && JSON.stringify(body) };
  return page.evaluate(async ({ method, path, body }) => {
    const headers = { "x-vet2b-app": "1", "content-type": "application/json" };
    return (await fetch(`/api/v1/${path}`, { method, headers, body })).status;
  }, sent);
}

const get = (page: Page, path: string) => page.evaluate((path) => fetch(`/api/v1/${path}`).then((answer) => answer.json()), path);

/** A copy that is ready, by its id. */
async function copy(page: Page): Promise<string> {
  expect(await send(page, "POST", "me/exports", {})).toBe(202);
  const copies = async () => (await get(page, "me/exports")) as { id: string; state: string }[];
  await expect.poll(async () => (await copies())[0].state, { timeout: 20_000 }).toBe("ready");
  return (await copies())[0].id;
}

for (const lang of ["lv", "en"] as const) {
  test(`in ${lang} an erasure that waits is stopped by the mailed link, with a button and not by opening it`, async ({ page, portal, visitor, accessible }) => {
    test.setTimeout(90_000);
    const person = await newcomer(page, portal, lang);
    await open(page, `/${lang}/my-privacy/delete`);
    await submit(page).click();
    await expect(page).toHaveURL(/reference=/);
    const mail = await portal.mail(person.email, /\/keep-account#/);
    const elsewhere = await (await visitor()).newPage();
    await open(elsewhere, link(mail, /keep-account/));
    await refuseCookies(elsewhere);
    await signIn(page, lang, person);
    await expect(page.locator(".dashboard__page > .notice--warning")).toBeVisible();
    await submit(elsewhere).click();
    await expect(elsewhere.locator("main .notice--success")).toContainText(words(lang, "account").keep_done);
    await open(page, `/${lang}/my-privacy`);
    await expect(page.locator("main .cards")).toBeVisible();
    await expect(page.locator(".dashboard__page > .notice--warning")).toHaveCount(0);
    await accessible("the dashboard, kept");
    // The code is used up.
    await elsewhere.goto("about:blank");
    await open(elsewhere, link(mail, /keep-account/));
    await submit(elsewhere).click();
    await expect(elsewhere.locator("main .notice--success")).toHaveCount(0);
    await expect(elsewhere.locator("main")).toContainText(words(lang, "account").keep_way_on);
  });

  test(`in ${lang} a copy that is gone, somebody else's, or of an erased account is not to be had, and says so`, async ({ page, portal, visitor, accessible }) => {
    test.setTimeout(120_000);
    await newcomer(page, portal, lang);
    const id = await copy(page);
    const archive = `me/exports/${id}/archive`;
    const stranger = await (await visitor()).newPage();
    await newcomer(stranger, portal, lang);
    expect(await send(stranger, "GET", archive)).toBe(404);
    expect(await send(stranger, "DELETE", `me/exports/${id}`)).toBe(404);

    await open(page, `/${lang}/my-privacy/export`);
    await expect(page.locator("main a[download]")).toHaveCount(1);
    // Deleted in another tab meanwhile.
    expect(await send(page, "DELETE", `me/exports/${id}`)).toBe(204);
    await page.locator("main a[download]").click();
    await expect(page.locator("#done")).toContainText(words(lang, "privacy").export_gone);
    await expect(page.locator("main a[download]")).toHaveCount(0);
    await accessible("a copy that is gone");

    // Its owner is erased while it is downloaded: what has begun comes whole, and nothing begins after.
    const again = await copy(page);
    const bytes = await page.evaluate(async (archive) => {
      const answer = await fetch(`/api/v1/${archive}`);
      const headers = { "x-vet2b-app": "1", "content-type": "application/json" };
      const erased = await fetch("/api/v1/me/erasure", { method: "POST", headers, body: JSON.stringify({ when: "now" }) });
      return erased.status === 202 ? [...new Uint8Array(await answer.arrayBuffer())] : [];
    }, `me/exports/${again}/archive`);
    expect(unzip(Buffer.from(bytes)).has("index.html")).toBe(true);
    expect(await send(page, "GET", `me/exports/${again}/archive`)).toBe(401);
  });

  test(`in ${lang} a refusal waits for a second person, and a part is granted with its reason`, async ({ page, portal, accessible }) => {
    test.setTimeout(120_000);
    await newcomer(page, portal, lang);
    const text = words(lang, "requests");
    const staff = (...step: string[]) => portal.command("staff", ...step);
    const refused = await fileRequest(page, lang, "complaint");
    await staff("decide", refused, "refuse", "--reason", "Nav pamata.", "--as", "Ilze");
    await open(page, `/${lang}/my-privacy/requests`);
    await expect(page.locator("main .request-list > li")).toHaveCount(1);
    await expect(page.locator("main")).not.toContainText("Nav pamata.");
    await expect(staff("confirm", refused, "--as", " ilze ")).rejects.toThrow();
    await staff("confirm", refused, "--as", "Jānis");
    await open(page, `/${lang}/my-privacy/requests`);
    const closed = (state: string) => page.locator("main details.request", { hasText: state });
    await closed(text.state_refused).locator("summary").click();
    await expect(closed(text.state_refused)).toContainText("Nav pamata.");
    const part = await fileRequest(page, lang, "complaint");
    await staff("decide", part, "partly", "--reason", "Izlabojām daļu.", "--as", "Ilze");
    await open(page, `/${lang}/my-privacy/requests`);
    await closed(text.state_partly_granted).locator("summary").click();
    await expect(closed(text.state_partly_granted)).toContainText("Izlabojām daļu.");
    await accessible("requests, refused and granted in part");
  });

  test(`in ${lang} what is disputed is marked at the data until it is decided`, async ({ page, portal, accessible }) => {
    test.setTimeout(90_000);
    await newcomer(page, portal, lang);
    const reference = await fileRequest(page, lang, "rectification", "name");
    const text = words(lang, "requests");
    await open(page, `/${lang}/my-privacy/data`);
    const mark = page.locator("main .notice", { hasText: text.disputed_data });
    await expect(mark).toContainText(text.concern_name);
    await accessible("my data, disputed");
    await portal.command("staff", "decide", reference, "grant", "--reason", "Izlabots.", "--as", "Ilze");
    await open(page, `/${lang}/my-privacy/data`);
    await expect(page.locator("main h2").first()).toBeVisible();
    await expect(page.locator("main .skeleton")).toHaveCount(0);
    await expect(mark).toHaveCount(0);
  });

  test(`in ${lang} an old proof of identity costs the password and nothing else`, async ({ page, portal, accessible }) => {
    test.setTimeout(90_000);
    const person = await newcomer(page, portal, lang);
    await open(page, `/${lang}/my-privacy/delete`);
    await page.locator("#erasure-now").check();
    // As ten minutes later; that the server asks then, its own tests show.
    const refusal = { status: 403, contentType: "application/problem+json", json: { code: "reauthentication_required", status: 403 } };
    await page.route("**/api/v1/me/erasure", (route) => route.fulfill(refusal), { times: 1 });
    await submit(page).click();
    await expect(page.locator("#field-current-password")).toBeFocused();
    await accessible("the password is asked for");
    await fill(page, { "current-password": person.password });
    await page.keyboard.press("Enter");
    await expect(page.locator("#certificate-link")).toBeVisible();
  });

  test(`in ${lang} what is sent twice is one: a request, a copy, an erasure`, async ({ page, portal }) => {
    test.setTimeout(120_000);
    await newcomer(page, portal, lang);
    await open(page, `/${lang}/my-privacy/requests`);
    await page.locator('main [type=radio][value="complaint"]').check();
    await fill(page, { statement: "Divreiz nospiests." });
    await submit(page).dblclick();
    await expect(page.locator("main .request-list > li")).toHaveCount(1);
    await open(page, `/${lang}/my-privacy/requests`);
    await expect(page.locator("main .request-list > li")).toHaveCount(1);

    const both = await Promise.all([send(page, "POST", "me/exports", {}), send(page, "POST", "me/exports", {})]);
    expect(both).toEqual([202, 202]);
    expect(await get(page, "me/exports")).toHaveLength(1);
    await open(page, `/${lang}/my-privacy/export`);
    await expect(page.locator("main .export-list > li")).toHaveCount(1);

    await open(page, `/${lang}/my-privacy/delete`);
    await submit(page).dblclick();
    await expect(page).toHaveURL(/reference=R-/);
  });
}

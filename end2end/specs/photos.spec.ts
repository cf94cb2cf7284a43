import { readFile } from "node:fs/promises";
import { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { everything, forReadme, photograph } from "../support/photo";
import { fill, Lang, enrol, open, refuseCookies, register, signIn, somebody, submit } from "../support/steps";

/** A person without the marks that make others findable: these pictures are looked at. */
const lookedAt = (email: string) => ({
  ...somebody("company"),
  ...{ name: "Ausma", surname: "Ķīļupe", organisation: "SIA Ābeļzieds", region: "Vidzeme", city: "Cēsis" },
  ...{ street: "Rūpniecības iela 7", email },
});

for (const lang of ["lv", "en"] as const) {
  test(`pictures of the main pages in ${lang}`, async ({ page, portal }, info) => {
    test.setTimeout(180_000);
    const readme = (project: string, of: string) => info.project.name === project && lang === of;
    const take = (name: string) => photograph(page, info, `${name}-${lang}`);

    await open(page, `/${lang}`);
    await photograph(page, info, `banner-${lang}`, false);
    if (readme("phone", "lv")) await forReadme(page, "cookies-lv-phone");
    await refuseCookies(page);
    await page.mouse.move(0, 0);
    await take("home");
    if (readme("desktop", "lv")) await forReadme(page, "home-lv-desktop");
    if (readme("phone", "en")) await forReadme(page, "home-en-dark-phone", "dark");

    await open(page, `/${lang}/register/company`);
    await submit(page).click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await take("register-errors");
    for (const name of ["privacy", "cookies"]) {
      await open(page, `/${lang}/${name}`);
      await take(name);
      if (name === "privacy" && readme("desktop", "lv")) await forReadme(page, "policy-lv-desktop");
    }

    await enrol(page, portal, lang, lookedAt(`ausma.${lang}.${info.project.name}@example.org`));
    for (const name of ["", "/data", "/export", "/delete"]) {
      await open(page, `/${lang}/my-privacy${name}`);
      await expect(page.locator("main h1")).toBeVisible();
      await expect(page.locator("main .skeleton")).toHaveCount(0);
      await take(`my-privacy${name.replace("/", "-")}`);
      if (name === "" && readme("desktop", "lv")) await forReadme(page, "my-privacy-lv-desktop");
      if (name === "/delete" && readme("phone", "en")) {
        await page.locator("main h1").evaluate((heading) => heading.scrollIntoView());
        await forReadme(page, "delete-en-phone");
      }
    }
  });
}

type Act = (page: Page, lang: Lang) => Promise<unknown>;
/** The name of a picture, its address, and what is done before it is taken. */
type Shot = [name: string, path: string, act?: Act];

const press = (selector: string): Act => (page) => page.locator(selector).first().click();
const sendEmpty: Act = async (page) => {
  await submit(page).click();
  await expect(page.locator("#error-summary")).toBeFocused();
};

const forGuests: Shot[] = [
  ["home", ""],
  ["privacy", "/privacy"],
  ["privacy-versions", "/privacy/versions"],
  ["privacy-version", "/privacy/1"],
  ["legal", "/legal"],
  ["cookies", "/cookies"],
  ["newsletter-no-code", "/newsletter/confirm"],
  ["newsletter-bad-code", `/newsletter/confirm#${"A".repeat(43)}`, sendEmpty],
  ["accessibility", "/accessibility"],
  ["contact", "/contact"],
  ["contact-errors", "/contact", sendEmpty],
  ["contact-sent", "/contact", async (page) => {
    await page.locator("main [type=radio]").first().check();
    await fill(page, { name: "Ausma", email: "ausma@example.org", message: "Vai skola var izdrukāt 3D modeli?" });
    await submit(page).click();
    await expect(page.locator(".receipt")).toBeVisible();
  }],
  ["register-choose", "/register"],
  ["sign-in", "/sign-in"],
  ["sign-in-wrong", "/sign-in", async (page) => {
    await fill(page, { email: "ausma@example.org", "current-password": "nav-mana-parole-zvirbulis" });
    await sendEmpty(page, "lv");
  }],
  ["recover", "/recover"],
  ["recover-sent", "/recover", async (page) => {
    await fill(page, { email: "ausma@example.org" });
    await submit(page).click();
    await expect(page.locator("main .steps")).toBeVisible();
  }],
  ["verify", "/verify"],
  ["verify-bad-code", `/verify#${"A".repeat(43)}`, sendEmpty],
  ["verify-genuine", "/verify", async (page) => {
    const answer = await page.request.get("/api/v1/consent/receipts/1");
    await page.locator("#document").setInputFiles({ name: "receipt.json", mimeType: "application/json", buffer: await answer.body() });
    await expect(page.locator("#verdict .notice")).toBeVisible();
  }],
  ["verify-no-document", "/verify", async (page) => {
    await page.locator("#document").setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Labdien!") });
    await expect(page.locator("#verdict .notice")).toBeVisible();
  }],
  ["recipients", "/recipients"],
  ["request", "/request"],
  ["request-errors", "/request", sendEmpty],
  ["request-guardian", "/request?right=guardian"],
  ["status", "/request/status"],
  ["status-sent", "/request/status?sent=1"],
  ["status-bad-code", `/request/status#${"A".repeat(43)}`, sendEmpty],
  ["viewer", "/export-viewer"],
  ["viewer-no-copy", "/export-viewer", async (page) => {
    await page.locator("#copy").setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Labdien!") });
    await expect(page.locator("main .notice--danger")).toBeVisible();
  }],
  ["not-found", "/no-such-page"],
];

/** The server wants the identity proven again, once. */
const askAgain: Act = async (page, lang) => {
  const refusal = { status: 403, contentType: "application/problem+json", json: { code: "reauthentication_required", status: 403 } };
  await page.route("**/api/v1/me/sessions", (route) => route.fulfill(refusal), { times: 1 });
  await open(page, `/${lang}/my-privacy/sessions`);
  await expect(page.locator("#field-current-password")).toBeFocused();
};

const forOwners: Shot[] = [
  ["overview", ""],
  ["overview-open", "", async (page) => {
    await page.locator(".data-map summary").first().click();
    if (await page.locator(".dashboard__menu").isVisible()) await page.locator(".dashboard__menu summary").click();
  }],
  ["data", "/data"],
  ["data-edited", "/data", press("#edit-organisation")],
  ["data-errors", "/data", async (page) => {
    await page.locator("#edit-email").click();
    await sendEmpty(page, "lv");
  }],
  ["consents", "/consents"],
  ["consents-granted", "/consents", async (page) => {
    await page.locator("main section.card > .button-row > button").first().click();
    await expect(page.locator("#done")).toBeFocused();
  }],
  ["export-empty", "/export"],
  ["export-ready", "/export", async (page) => {
    await page.locator("main .button--primary").first().click();
    await expect(page.locator("main a[download]")).toBeVisible();
  }],
  ["viewer-copy", "/export", async (page, lang) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("main a[download]").first().click()]);
    const buffer = await readFile(await download.path());
    await open(page, `/${lang}/export-viewer`);
    await page.locator("#copy").setInputFiles({ name: "copy.zip", mimeType: "application/zip", buffer });
    await expect(page.locator("main .notice--success")).toBeVisible();
    await page.locator("details.viewer__shelf summary").first().click();
  }],
  ["limits", "/limits"],
  ["limits-facts", "/limits", press("#notify summary")],
  ["limits-objected", "/limits", async (page) => {
    await page.locator("#notify .button-row button").last().click();
    await expect(page.locator("#done")).toBeFocused();
  }],
  ["requests-empty", "/requests"],
  ["requests-errors", "/requests", sendEmpty],
  ["requests-filed", "/requests", async (page) => {
    await page.locator('main [type=radio][value="complaint"]').check();
    await fill(page, { statement: "Mani dati nodoti bez pamata." });
    await submit(page).click();
    await expect(page.locator("#done")).toBeFocused();
  }],
  ["requests-take-back", "/requests", press('[id^="take-back-"]')],
  ["delete", "/delete"],
  ["activity", "/activity"],
  ["activity-checked", "/activity", async (page) => {
    await page.locator("#check-log").click();
    await expect(page.locator("#verdict .notice")).toBeVisible();
  }],
  ["sessions", "/sessions"],
  ["reauth", "/sessions", askAgain],
  ["delete-scheduled", "/delete", async (page) => {
    await submit(page).click();
    await expect(page).toHaveURL(/reference=/);
  }],
];

for (const lang of ["lv", "en"] as const) {
  test(`pictures of everything in ${lang}`, async ({ page, portal }, info) => {
    test.skip(!everything, "only when VET2B_PHOTOS asks for them");
    test.setTimeout(600_000);
    const take = (what: string) => {
      const name = what.split(/\W+/).filter((word) => word && word !== lang);
      return photograph(page, info, ["all", ...name, lang].join("-"), what !== "reauth");
    };
    const takeAll = async (under: string, shots: Shot[]) => {
      for (const [name, path, act] of shots) {
        // From elsewhere: a fragment alone would not load the page anew.
        await page.goto("about:blank");
        await open(page, `/${lang}${under}${path}`);
        await expect(page.locator("main .skeleton")).toHaveCount(0);
        await act?.(page, lang);
        await take(name);
      }
    };

    await open(page, `/${lang}`);
    await photograph(page, info, `all-banner-${lang}`, false);
    await refuseCookies(page);
    await takeAll("", forGuests);

    const school = { kind: "school" as const, organisation: "Strautiņu tehnikums", oid: "E10123456" };
    const person = { ...lookedAt(`ausma.${lang}.${info.project.name}.2@example.org`), ...school };
    await register(page, portal, lang, person, take);
    await takeAll("/my-privacy", forOwners);
    await signIn(page, lang, person);
    await expect(page).toHaveURL(/my-privacy/);
    await takeAll("/my-privacy", [["overview-scheduled", ""], ["delete-again", "/delete"], ["deleted", "/delete", async (page) => {
      const keep = page.locator(".dashboard__page > .notice--warning button");
      await keep.click();
      await expect(keep).toHaveCount(0);
      await page.reload();
      await page.locator("#erasure-now").check();
      await submit(page).click();
      await expect(page.locator("#certificate-link")).toBeVisible();
    }]]);
    await page.locator("#certificate-link").click();
    await expect(page.locator("#certificate .notice").first()).toBeVisible();
    await take("certificate");
  });
}

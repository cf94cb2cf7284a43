import { readFile } from "node:fs/promises";
import { expect, once, test } from "../support/fixtures";
import { link } from "../support/mail";
import { fill, Kind, Lang, open, refuseCookies, register, signIn, somebody, submit } from "../support/steps";
import { traces } from "../support/traces";
import { unzip } from "../support/zip";

// The first two show every page in every language to the phone, too.
const journeys: [Lang, Kind, object][] = [
  ["lv", "company", {}],
  ["en", "school", {}],
  ["lv", "school", once],
  ["en", "company", once],
];

for (const [lang, kind, how] of journeys) {
  test(`a ${kind} in ${lang}: from refusing cookies to nothing left`, how, async ({ page, portal, accessible }) => {
    test.setTimeout(180_000);
    const person = somebody(kind);

    await test.step("refuse cookies and register", async () => {
      await open(page, `/${lang}`);
      await refuseCookies(page);
      await register(page, portal, lang, person, accessible);
    });

    await test.step("sign out and in again", async () => {
      await page.context().clearCookies({ name: "vet2b" });
      await signIn(page, lang, person);
      await expect(page).toHaveURL(new RegExp(`/${lang}/my-privacy$`));
    });

    await test.step("correct the telephone number", async () => {
      await open(page, `/${lang}/my-privacy/data`);
      await expect(page.locator("main")).toContainText(person.phone);
      await page.locator("#edit-person").click();
      person.phone = "+371 29 333 444";
      await fill(page, { phone: person.phone });
      await submit(page).click();
      await expect(page.locator("main")).toContainText(person.phone);
      await page.reload();
      await expect(page.locator("main")).toContainText(person.phone);
    });

    await test.step("export, and find exactly what was typed", async () => {
      await open(page, `/${lang}/my-privacy/export`);
      await page.locator("main button.button--primary").click();
      const download = page.waitForEvent("download");
      await page.locator("main a[download]").first().click();
      await accessible("export, ready");
      const files = unzip(await readFile(await (await download).path()));
      expect([...files.keys()]).toContain("index.html");
      expect([...files.keys()]).toContain("manifest.json");
      const data = [...files].filter(([name]) => name.startsWith("data/")).map(([, bytes]) => bytes.toString("utf8"));
      const typed = [person.name, person.surname, person.email, person.phone, person.organisation, person.country];
      typed.push(person.region, person.city, person.street, person.postcode, person.number);
      if (person.oid) typed.push(person.oid);
      for (const value of typed) {
        expect(data.join("\n"), `data holds ${value}`).toContain(JSON.stringify(value));
        expect(files.get("index.html")?.toString("utf8"), `index.html shows ${value}`).toContain(value);
      }
      expect([...files.values()].some((bytes) => bytes.includes(person.password))).toBe(false);
    });

    await test.step("ask for deletion after the grace period, and cancel it", async () => {
      await open(page, `/${lang}/my-privacy/delete`);
      await page.locator("#erasure-grace").check();
      await page.locator("main form button[type=submit]").click();
      await expect(page).toHaveURL(/reference=/);
      await accessible("deletion asked for");
      const mail = await portal.mail(person.email, /\/keep-account#/);
      expect(link(mail, /keep-account/)).toContain(`/${lang}/keep-account#`);
      await signIn(page, lang, person);
      await expect(page).toHaveURL(new RegExp(`/${lang}/my-privacy/delete$`));
      await accessible("deletion waiting");
      await page.locator(".dashboard__page > .notice--warning button").click();
      await expect(page.locator(".dashboard__page > .notice--warning")).toHaveCount(0);
    });

    await test.step("delete now", async () => {
      await open(page, `/${lang}/my-privacy/delete`);
      await page.locator("#erasure-now").check();
      await page.locator("main form button[type=submit]").click();
      await expect(page).toHaveURL(/reference=/);
      await accessible("deletion now");
    });

    await test.step("signing in fails", async () => {
      await signIn(page, lang, person);
      await expect(page.locator("#error-summary")).toBeFocused();
      await accessible("sign-in refused");
      await expect(page).toHaveURL(new RegExp(`/${lang}/sign-in`));
    });

    await test.step("no trace is left but the farewell mail", async () => {
      const words = [person.name, person.surname, person.organisation, person.region, person.city, person.street];
      words.push("29 333 444", person.email);
      // The job that erases runs after the answer; its farewell mail is its last act.
      await portal.mail(person.email, lang === "lv" ? /dzēst/ : /deleted|erased/);
      const left = async () => (await traces(portal.folder, words)).map((trace) => trace.replace(/^[-0-9a-f]+\./, "")).sort();
      // One mail: its text and its envelope.
      await expect.poll(left, { timeout: 20_000 }).toEqual([`eml: ${person.email}`, `to: ${person.email}`]);
    });
  });
}

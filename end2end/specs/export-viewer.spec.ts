import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Locator, Page } from "@playwright/test";
import { expect, once, test } from "../support/fixtures";
import { pack, sha256 } from "../support/pack";
import { fill, Lang, enrol, open, refuseCookies, somebody, submit } from "../support/steps";
import { unzip } from "../support/zip";

const words = (lang: Lang) => JSON.parse(readFileSync(`../locales/${lang}/viewer.json`, "utf8")) as Record<string, string>;
const all = { lv: words("lv"), en: words("en") };

/** A text of the viewer, with its numbers. */
function say(lang: Lang, key: string, values: Record<string, string | number> = {}): string {
  return all[lang][key].replace(/\{\{ (\w+) \}\}/g, (_, name) => String(values[name]));
}

/** Orders a copy on the dashboard and downloads it. */
async function copy(page: Page, lang: Lang): Promise<Buffer> {
  await open(page, `/${lang}/my-privacy/export`);
  const links = page.locator("main a[download]");
  await expect(page.locator("main .skeleton")).toHaveCount(0);
  const before = await links.count();
  await page.locator("main button.button--primary").click();
  await expect(links).toHaveCount(before + 1, { timeout: 30_000 });
  const download = page.waitForEvent("download");
  await links.first().click();
  return readFile(await (await download).path());
}

/** Chooses a file in a field of the viewer. */
async function give(page: Page, field: string, buffer: Buffer, name = "copy.zip"): Promise<void> {
  await page.locator(field).setInputFiles({ name, mimeType: "application/zip", buffer });
}

/** Notes every request of a page from now on, but for the file of the portal's icons, which says nothing: it is the same for all. */
function requests(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    const isIcons = new URL(request.url()).pathname === "/icons.svg" && !request.url().includes("?");
    const isPlain = request.method() === "GET" && request.postData() === null;
    if (!isIcons || !isPlain) seen.push(`${request.method()} ${request.url()}`);
  });
  return seen;
}

function shelf(page: Page, title: RegExp): Locator {
  return page.locator(".viewer__shelf", { has: page.locator("summary", { hasText: title }) });
}

for (const lang of ["lv", "en"] as const) {
  test(`in ${lang}: open, search and compare copies, and no request is made`, async ({ page, portal, accessible }) => {
    test.setTimeout(180_000);
    const person = somebody("company");
    await open(page, `/${lang}`);
    await refuseCookies(page);
    await enrol(page, portal, lang, person);
    const first = await copy(page, lang);

    await open(page, `/${lang}/my-privacy/data`);
    await page.locator("#edit-person").click();
    const corrected = "+371 26 555 101";
    await fill(page, { phone: corrected });
    await submit(page).click();
    await expect(page.locator("main")).toContainText(corrected);
    const second = await copy(page, lang);

    await page.locator(`main a[href="/${lang}/export-viewer"]`).click();
    await expect(page.locator("main h1")).toHaveText(say(lang, "title"));
    await expect(page.locator("#copy")).toBeVisible();
    await accessible("the viewer, empty");
    await page.waitForLoadState("networkidle");
    await page.context().setOffline(true);
    const seen = requests(page);

    await give(page, "#copy", first);
    const files = unzip(first);
    await expect(page.locator("main .notice--success")).toContainText(say(lang, "verified", { count: files.size - 1 }));
    const shelves = page.locator("details.viewer__shelf");
    await expect(shelves).toHaveCount(10);
    const name = shelf(page, lang === "lv" ? /Vārds un uzvārds/ : /Name and surname/);
    await name.locator("summary").click();
    await expect(name).toContainText(person.surname);
    await accessible("the viewer, a copy");

    // The surname is written with diacritics and a capital.
    const typed = person.surname.replace("Ķīļupe", "kilupe");
    await page.locator("#viewer-search").fill(typed);
    await page.locator(".viewer__search button[type=submit]").click();
    await expect(page.locator("main mark").first()).toHaveText(person.surname);
    const marks = await page.locator("main mark").count();
    await expect(page.locator("main")).toContainText(say(lang, "found", { matches: marks, entries: marks }));
    await expect(shelves).toHaveCount(1);
    await accessible("the viewer, found");
    await page.locator("#viewer-search").fill("nav-tāda-vārda");
    await page.locator("#viewer-search").press("Enter");
    await expect(page.locator("main")).toContainText(say(lang, "found_none"));
    await page.locator(".viewer__search button[type=button]").click();
    await expect(shelves).toHaveCount(10);

    await give(page, "#other-copy", second);
    const changed = page.locator(".viewer__change", { hasText: person.phone });
    await expect(changed).toContainText(corrected);
    await expect(changed).toContainText(say(lang, "changed"));
    await expect(changed.locator("del")).toHaveText(person.phone);
    await expect(changed.locator("ins")).toHaveText(corrected);
    await expect(page.locator(".viewer__change", { hasText: say(lang, "added") }).first()).toBeVisible();
    await accessible("the viewer, compared");
    await give(page, "#other-copy", first);
    await expect(page.locator(".viewer__outcome")).toContainText(say(lang, "compare_same"));
    expect(seen, "nothing is asked for, nothing is sent").toEqual([]);
    await page.context().setOffline(false);
  });

  test(`in ${lang}: whatever is no copy gets a clear message`, once, async ({ page, portal, accessible }) => {
    test.setTimeout(180_000);
    await open(page, `/${lang}`);
    await refuseCookies(page);
    await enrol(page, portal, lang, somebody("school"));
    const good = await copy(page, lang);
    const files = [...unzip(good)].map(([name, bytes]) => ({ name, bytes }));
    const text = (name: string) => files.find((file) => file.name === name)!.bytes.toString("utf8");
    const replaced = (name: string, bytes: Buffer, size?: number) =>
      pack(files.map((file) => (file.name === name ? { name, bytes, size } : file)));

    await page.context().clearCookies({ name: "vet2b" });
    await open(page, `/${lang}/export-viewer`);
    const refusal = page.locator("main [role=status] .notice--danger").first();
    const zeros = Buffer.alloc(160 << 20);
    const bad: [string, Buffer, string][] = [
      ["trouble_no_zip", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "photo.png"],
      ["trouble_no_zip", Buffer.alloc(0), "empty.zip"],
      ["trouble_not_ours", pack([{ name: "holiday.txt", bytes: Buffer.from("sun") }]), "holiday.zip"],
      ["trouble_not_ours", replaced("manifest.json", Buffer.from('{"format":"other"}')), "other.zip"],
      ["trouble_not_ours", replaced("manifest.json", Buffer.from("[".repeat(200_000))), "deep.zip"],
      ["trouble_damaged", good.subarray(0, good.length - 40), "cut.zip"],
      ["trouble_too_much", pack([...files, { name: "bomb.txt", bytes: zeros }]), "bomb.zip"],
      // It says that it is small.
      ["trouble_too_much", replaced("data/name.json", zeros, 400), "liar.zip"],
      ["trouble_too_much", pack([...files, ...Array.from({ length: 600 }, (_, n) => ({ name: `${n}`, bytes: Buffer.alloc(1) }))]), "many.zip"],
    ];
    for (const [key, bytes, name] of bad) {
      await give(page, "#copy", bytes, name);
      await expect(refusal, name).toHaveText(say(lang, key));
      await expect(page.locator(".viewer__shelf"), name).toHaveCount(0);
      await give(page, "#copy", good);
      await expect(page.locator("main .notice--success"), `after ${name}`).toBeVisible();
    }
    await give(page, "#copy", bad[0][1], "photo.png");
    await expect(refusal).toBeVisible();
    await accessible("the viewer, refused");

    // A changed file is named, and its content is not shown; the rest is.
    const forged = replaced("data/name.json", Buffer.from(text("data/name.json").replace("Ķīļupe", "Cits")));
    await give(page, "#copy", forged);
    await expect(page.locator("main .notice--danger")).toContainText("data/name.json");
    await expect(page.locator("p.viewer__shelf")).toContainText(say(lang, "unreadable"));
    await expect(page.locator("main")).not.toContainText("Cits");
    await expect(page.locator("details.viewer__shelf")).toHaveCount(9);
    await accessible("the viewer, a changed copy");

    // What is not listed is named and not opened; what is listed and gone is missed.
    const more = pack([...files.filter((file) => file.name !== "index.html"), { name: "extra.html", bytes: Buffer.from("<b>extra</b>") }]);
    await give(page, "#copy", more);
    await expect(page.locator("main .notice--danger")).toContainText(`index.html: ${say(lang, "state_missing")}`);
    await expect(page.locator("main .notice--danger")).toContainText(`extra.html: ${say(lang, "state_unknown")}`);

    // A list that accords with a file of another form does not bring it to show.
    const odd = Buffer.from('{"category": "name", "entries": [{"source": "account", "values": {"name": ["deep"]}}]}');
    const list = text("manifest.json").replace(sha256(files.find((file) => file.name === "data/name.json")!.bytes), sha256(odd));
    const sized = JSON.parse(list);
    sized.files.find((file: { path: string }) => file.path === "data/name.json").bytes = odd.length;
    const crafted = files.map((file) => {
      if (file.name === "manifest.json") return { ...file, bytes: Buffer.from(JSON.stringify(sized)) };
      return file.name === "data/name.json" ? { ...file, bytes: odd } : file;
    });
    await give(page, "#copy", pack(crafted));
    await expect(page.locator("p.viewer__shelf")).toHaveCount(1);
    await expect(page.locator("main [role=status] .notice--danger")).toContainText(say(lang, "not_ours"));
  });
}

test("a browser that cannot inflate says so", once, async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "DecompressionStream");
  });
  await open(page, "/en/export-viewer");
  await give(page, "#copy", pack([{ name: "manifest.json", bytes: Buffer.from("{}") }]));
  await expect(page.locator("main [role=status] .notice--danger")).toHaveText(say("en", "trouble_unable"));
});

test("the page is for no search engine, and shows what it is without the app", once, async ({ page, request }) => {
  const html = await (await request.get("/lv/export-viewer")).text();
  expect(html).toContain("noindex");
  expect(html).toContain(say("lv", "title"));
  await open(page, "/lv/export-viewer");
  await expect(page.locator("main")).toContainText(say("lv", "local"));
});

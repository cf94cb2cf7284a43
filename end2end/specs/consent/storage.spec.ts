import { readFileSync } from "node:fs";
import { BrowserContext, Page } from "@playwright/test";
import { choose, press, turnOff } from "../../support/consent";
import { expect, once, ready, test } from "../../support/fixtures";
import { privateRoutes, publicRoutes } from "../../support/routes";
import { Lang, open, register as signUp, somebody } from "../../support/steps";
import { register, stored, undeclared } from "../../support/stored";

/** Opens every page; gives all that was held after any of them. */
async function walk(page: Page, lang: Lang, routes: string[]): Promise<string[]> {
  const held = new Set<string>();
  for (const route of routes) {
    await open(page, `/${lang}${route}`);
    for (const entry of await stored(page)) held.add(entry);
  }
  await page.waitForLoadState("networkidle");
  for (const entry of await stored(page)) held.add(entry);
  return [...held].sort();
}

/** Uses whatever may store something: language, colours, a form. */
async function use(page: Page, lang: Lang): Promise<void> {
  await open(page, `/${lang}`);
  await page.locator("#theme").selectOption("dark");
  const other = lang === "lv" ? "en" : "lv";
  await page.locator(`header a[hreflang="${other}"]`).click();
  await expect(page.locator("html")).toHaveAttribute("lang", other);
  await open(page, `/${lang}/register/company`);
  const name = page.locator("#field-name");
  if (await name.count()) await name.fill("Ausma");
}

/** Every host that the pages of a browser ask. */
function hosts(context: BrowserContext): Set<string> {
  const asked = new Set<string>();
  context.on("request", (request) => asked.add(new URL(request.url()).host || "none"));
  return asked;
}

for (const lang of ["lv", "en"] as const) {
  for (const [who, routes] of [["a guest", publicRoutes], ["a signed-in person", privateRoutes]] as const) {
    test(`${who} in ${lang}: nothing undeclared is stored and nobody else is asked, on every page`, once, async ({ visitor, portal }) => {
      test.setTimeout(240_000);
      const context = await visitor();
      const asked = hosts(context);
      const items = await register(context);
      const page = await context.newPage();
      const session = who === "a guest" ? [] : ["cookie:vet2b"];
      if (session.length > 0) {
        await signUp(page, portal, lang, somebody("company"));
        await page.evaluate(() => sessionStorage.clear());
      }

      // Before a choice.
      expect(await walk(page, lang, routes)).toEqual(session);
      await use(page, lang);
      expect(undeclared(await stored(page), items, false)).toEqual([]);

      await open(page, `/${lang}`);
      await press(page, "reject");
      await page.evaluate(() => sessionStorage.clear());
      expect(await walk(page, lang, routes)).toEqual([...session, "cookie:vet2b_consent"]);
      await use(page, lang);
      expect(undeclared(await stored(page), items, false)).toEqual([]);

      await open(page, `/${lang}/cookies`);
      await choose(page, true, true);
      await use(page, lang);
      const granted = await stored(page);
      // Else this test would see nothing.
      expect(granted).toEqual(expect.arrayContaining(["cookie:vet2b_lang", "cookie:vet2b_theme"]));
      expect(undeclared([...granted, ...(await walk(page, lang, routes))], items, true)).toEqual([]);

      await open(page, `/${lang}/cookies`);
      await turnOff(page);
      await page.evaluate(() => sessionStorage.clear());
      expect(await walk(page, lang, routes)).toEqual([...session, "cookie:vet2b_consent"]);
      await use(page, lang);
      expect(undeclared(await stored(page), items, false)).toEqual([]);

      expect([...asked]).toEqual([new URL(portal.url).host]);
    });
  }
}

test("the walk goes to every page that the portal spells", once, () => {
  const source = readFileSync("../contract/src/route.rs", "utf8");
  const spelled = [...source.matchAll(/=> (?:format!\()?"(\/[^"{]*)/g)].map(([, path]) => path);
  expect(spelled.length).toBeGreaterThan(20);
  const walked = [...publicRoutes, ...privateRoutes];
  // The style guide is in no release.
  // What ends with a slash goes on with a number.
  const is = (route: string, path: string) => route.endsWith(path) || (path.endsWith("/") && route.startsWith(path));
  const missed = spelled.filter((path) => path !== "/styleguide" && !walked.some((route) => is(route, path)));
  expect(missed).toEqual([]);
});

test("the walk would notice each kind of undeclared item", once, async ({ context, page }) => {
  const items = await register(context);
  await page.goto("/en");
  await ready(page);
  await page.evaluate(async () => {
    document.cookie = "undeclared=1; Path=/";
    document.cookie = "vet2b_lang=en; Path=/";
    localStorage.setItem("vet2b_theme", "dark");
    sessionStorage.setItem("undeclared", "1");
    sessionStorage.setItem("vet2b_draft", "{}");
    await caches.open("undeclared");
    await new Promise((done) => (indexedDB.open("undeclared").onsuccess = done));
  });
  const always = ["cache:undeclared", "cookie:undeclared", "database:undeclared", "local:vet2b_theme", "session:undeclared"];
  const held = await stored(page);
  expect(undeclared(held, items, true)).toEqual(always);
  expect(undeclared(held, items, false)).toEqual([...always, "cookie:vet2b_lang"].sort());
});

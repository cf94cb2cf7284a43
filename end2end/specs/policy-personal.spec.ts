import AxeBuilder from "@axe-core/playwright";
import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Browser, Page } from "@playwright/test";
import { expect, once, test } from "../support/fixtures";
import { link } from "../support/mail";
import { Portal, Settings } from "../support/portal";
import { Lang, enrol, open, refuseCookies, signIn, somebody } from "../support/steps";
import { unzip } from "../support/zip";

/** The ISO day so many days from now, where the portal is. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Riga" });

/** A portal of one's own: what is published there concerns no other test. */
async function alone(browser: Browser, settings: Settings, run: (page: Page, portal: Portal) => Promise<void>): Promise<void> {
  const portal = await Portal.start(settings);
  const context = await browser.newContext({ baseURL: portal.url });
  try {
    await run(await context.newPage(), portal);
  } finally {
    await context.close();
    await portal.dispose();
  }
}

async function publish(portal: Portal, ...words: string[]): Promise<void> {
  await portal.command("policy", "publish", "2", ...words);
  const versions = () => fetch(`${portal.url}/api/v1/policies/privacy/versions`).then((answer) => answer.json());
  await expect.poll(async () => (await versions()).length, { timeout: 20_000 }).toBe(2);
}

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
}

/** Registers somebody who refuses cookies; gives their address. */
async function begin(page: Page, portal: Portal, lang: Lang) {
  const person = somebody("company");
  await open(page, `/${lang}`);
  await refuseCookies(page);
  await enrol(page, portal, lang, person);
  return person;
}

/** What stands in the dashboard about versions of the policy, newest first. */
async function recorded(page: Page, lang: Lang): Promise<string[]> {
  await open(page, `/${lang}/my-privacy/consents`);
  const table = page.locator("main section.card").filter({ has: page.locator(`a[href="/${lang}/privacy"]`) }).locator("tbody tr");
  await expect(table.first()).toBeVisible();
  return (await table.allInnerTexts()).map((row) => row.replace(/\s+/g, " "));
}

test("announced: a mail, what it means for me, acceptance, and all of it in the dashboard and the export", once, async ({ browser }) => {
  test.setTimeout(120_000);
  await alone(browser, { VET2B_POLICY_NOTICE_DAYS: "1" }, async (page, portal) => {
    const person = await begin(page, portal, "lv");
    await publish(portal, "--effective", day(2));
    const mail = await portal.mail(person.email, /privacy\/2\/since\/1/);
    await open(page, new URL(link(mail, /privacy\/2\/since\/1/)).pathname);
    const mine = page.locator("#mine");
    await expect(mine).toContainText("jūs pieņēmāt 1. versiju");
    await expect(mine).toContainText("mainīto sadaļu skaits: 13; no tām uz jums attiecas: 5");
    await expect(mine).toContainText("jo attiecas uz visiem");
    await expect(page.locator("section#usage-data.clause")).toContainText("Uz jums tas neattiecas.");
    await expect(page.locator("section#scope.clause")).toContainText("Attiecas uz jums, jo attiecas uz visiem.");
    await accessible(page);
    await mine.getByRole("button", { name: "Pieņemt šo versiju" }).click();
    await expect(mine).toContainText("jūs pieņēmāt 2. versiju");
    await expect(page.locator("#mine-answer")).toBeFocused();
    expect(await recorded(page, "lv")).toEqual([
      expect.stringMatching(/^2 \(lv\) Pieņemta .* [0-9a-f]{64}$/),
      expect.stringMatching(/^2 \(lv\) Parādīta .* [0-9a-f]{64}$/),
      expect.stringMatching(/^2 \(lv\) Paziņots pa e-pastu .* [0-9a-f]{64}$/),
      expect.stringMatching(/^1 \(lv\) Pieņemta .* [0-9a-f]{64}$/),
    ]);
    await accessible(page);
    await open(page, "/lv/my-privacy/export");
    await page.locator("main button.button--primary").click();
    const download = page.waitForEvent("download");
    await page.locator("main a[download]").first().click();
    const files = unzip(await readFile(await (await download).path()));
    const data = [...files].filter(([name]) => name.startsWith("data/")).map(([, bytes]) => bytes.toString("utf8")).join("\n");
    for (const event of ["told", "shown", "accepted"]) expect(data).toContain(`"${event}"`);
    expect(files.get("index.html")?.toString("utf8")).toContain("paziņots pa e-pastu");
  });
});

test("in force: every page says so until I answer; declining keeps the rest and leads to objection and erasure", once, async ({ browser }) => {
  test.setTimeout(120_000);
  await alone(browser, { VET2B_POLICY_NOTICE_DAYS: "0" }, async (page, portal) => {
    const person = await begin(page, portal, "en");
    await publish(portal, "--effective", day(0));
    // Whoever is not signed in is not asked.
    await page.context().clearCookies({ name: "vet2b" });
    await open(page, "/en");
    await expect(page.locator(".announcement")).toHaveCount(0);
    await signIn(page, "en", person);
    const line = page.locator(".announcement");
    await expect(line).toContainText("version 2 is in force");
    await accessible(page);
    await line.getByRole("link").click();
    await expect(page).toHaveURL(/\/en\/privacy\/2\/since\/1$/);
    const mine = page.locator("#mine");
    await expect(mine).toContainText("You accepted version 1 on");
    await mine.getByRole("button", { name: "Decline" }).click();
    await expect(mine).toContainText("You declined version 2");
    await expect(line).toHaveCount(0);
    await expect(mine.locator('a[href="/en/my-privacy/limits"]')).toBeVisible();
    await expect(mine.locator('a[href="/en/my-privacy/delete"]')).toBeVisible();
    await accessible(page);
    // A change of mind.
    await mine.getByRole("button", { name: "Accept this version" }).click();
    await expect(mine).toContainText("You accepted version 2");
    const rows = await recorded(page, "en");
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain("Accepted");
    expect(rows[1]).toContain("Declined");
    await page.goto("/en/my-privacy");
    await expect(page.locator("main h1")).toBeVisible();
    await expect(line).toHaveCount(0);
  });
});

test("a new purpose is asked about alone, and its refusal leaves the rest", once, async ({ browser }) => {
  test.setTimeout(120_000);
  await alone(browser, { VET2B_POLICY_NOTICE_DAYS: "0" }, async (page, portal) => {
    await begin(page, portal, "lv");
    const folder = join(portal.folder, "drafts");
    mkdirSync(join(folder, "2"), { recursive: true });
    for (const lang of ["lv", "en"]) {
      const text = readFileSync(resolve(process.cwd(), `../policy/2/${lang}.md`), "utf8");
      const changed = text.replace(/change analytics: .*/, "change analytics: new-purpose for companies");
      writeFileSync(join(folder, "2", `${lang}.md`), changed);
    }
    await publish(portal, "--effective", day(0), "--folder", folder);
    await open(page, "/lv/privacy/2/since/1");
    const purpose = page.locator(".mine__purpose");
    await expect(purpose).toHaveCount(1);
    await expect(purpose).toContainText("Tam vajadzīga jūsu piekrišana");
    await accessible(page);
    await purpose.getByRole("button", { name: "Neatļaut" }).click();
    await expect(purpose).toContainText("Jūs to neatļāvāt");
    await expect(purpose).toBeFocused();
    await expect(page.locator("#mine")).toContainText("Vai pieņemat šo versiju?");
    expect((await recorded(page, "lv"))[0]).toMatch(/^2 analytics \(lv\) Jauns nolūks nav atļauts/);
    // A consent that is given after all can be withdrawn where all consents are.
    await open(page, "/lv/privacy/2/since/1");
    await purpose.getByRole("button", { name: "Atļaut šo nolūku" }).click();
    await expect(purpose).toContainText("Jūs to atļāvāt");
    expect((await recorded(page, "lv"))[0]).toMatch(/^2 analytics \(lv\) Jauns nolūks atļauts/);
    await page.locator("main table").getByRole("button", { name: "Atsaukt piekrišanu" }).click();
    await expect(page.locator("main tbody tr").filter({ hasText: "Jauns nolūks nav atļauts" })).toHaveCount(2);
    await expect(page.locator("main table").getByRole("button", { name: "Atsaukt piekrišanu" })).toHaveCount(0);
    // The session and everything else go on.
    await open(page, "/lv/my-privacy/data");
    await expect(page.locator("main h1")).toBeVisible();
  });
});

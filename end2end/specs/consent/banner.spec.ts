import { Page } from "@playwright/test";
import { banner, button, cookieNames, decided, press } from "../../support/consent";
import { expect, once, test } from "../../support/fixtures";
import { open } from "../../support/steps";
import { shifts, watchShifts } from "../../support/shifts";

test("the banner stands in the served HTML, as a labelled region with a real form", once, async ({ request }) => {
  const labels = { lv: ["Noraidīt visas", "Piekrist visām", "Pielāgot izvēli"], en: ["Reject all", "Accept all", "Manage preferences"] };
  const first = { lv: ["Mēs izmantojam sīkdatnes", "VET2B partneru konsorcijam"], en: ["We use cookies", "VET2B Partner Consortium"] };
  for (const lang of ["lv", "en"] as const) {
    const html = await (await request.get(`/${lang}/contact`)).text();
    const section = /<section[^>]*id="vet2b-consent".*?<\/section>/s.exec(html)?.[0] ?? "";
    expect(section).toMatch(/aria-labelledby="([^"]+)".*<h2[^>]*id="\1"/s);
    expect(section).not.toContain("aria-modal");
    expect(section).toMatch(/<form[^>]*method="post"[^>]*action="\/consent"/);
    const buttons = [...section.matchAll(/<button[^>]*data-consent="(\w+)"[^>]*>([^<]+)/g)].map(([, which, label]) => [which, label]);
    expect(buttons).toEqual(["reject", "accept", "choose"].map((which, index) => [which, labels[lang][index]]));
    for (const words of first[lang]) expect(section).toContain(words);
    expect(section).toContain(`href="/${lang}/privacy"`);
    expect(section).toContain(`href="/${lang}/cookies"`);
    expect(section).not.toContain("<input type=\"checkbox\"");
  }
});

test("reject and accept look alike, and the banner leaves the page to the reader", async ({ page }) => {
  for (const lang of ["lv", "en"]) {
    await open(page, `/${lang}`);
    const look = (which: "reject" | "accept") =>
      button(page, which).evaluate((element) => {
        const { font, color, backgroundColor, border, borderRadius, boxShadow, opacity, letterSpacing, textDecoration } = getComputedStyle(element);
        const { width, height, top } = element.getBoundingClientRect();
        const place = { width: Math.round(width), height: Math.round(height), top: Math.round(top) };
        return { font, color, backgroundColor, border, borderRadius, boxShadow, opacity, letterSpacing, textDecoration, ...place };
      });
    expect(await look("reject")).toEqual(await look("accept"));
    const frame = await banner(page).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { position: getComputedStyle(element).position, share: (bottom - top) / innerHeight, bottom: Math.round(bottom - innerHeight) };
    });
    expect(frame.position).toBe("fixed");
    expect(frame.bottom).toBe(0);
    expect(frame.share, lang).toBeLessThanOrEqual(0.25);
    for (const which of ["reject", "accept", "choose"] as const) await expect(button(page, which)).toBeInViewport({ ratio: 1 });
  }
});

test("Tab comes to the banner first, and from reject to accept in one press", once, async ({ page }) => {
  await open(page, "/en/contact");
  const passed: string[] = [];
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press("Tab");
    passed.push(await page.evaluate(() => {
      const active = document.activeElement;
      const within = active?.closest("#vet2b-consent") ? "banner " : "";
      return within + (active?.getAttribute("data-consent") ?? active?.getAttribute("href") ?? active?.localName);
    }));
  }
  expect(passed).toEqual(["#main", "banner /en/privacy", "banner /en/cookies", "banner reject", "banner accept", "banner choose"]);
});

test("Escape leads out of the banner and decides nothing; neither do scrolling and waiting", once, async ({ page, context }) => {
  await page.clock.install();
  await open(page, "/en/privacy");
  await button(page, "accept").focus();
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.closest("#vet2b-consent") === null)).toBe(true);
  await expect(page.locator("main h1")).toBeFocused();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.mouse.wheel(0, -500);
  await page.clock.fastForward("24:00:00");
  await page.locator('footer a[href="/en/legal"]').click();
  await expect(page).toHaveURL(/legal$/);
  await expect(banner(page)).toBeVisible();
  expect(await cookieNames(context)).toEqual([]);
});

/** How much of the focused element is under the banner, in pixels; 0 inside it. */
async function hidden(page: Page): Promise<[string, number]> {
  return page.evaluate(() => {
    const [active, banner] = [document.activeElement, document.getElementById("vet2b-consent")];
    if (!active || !banner || active === document.body || banner.contains(active)) return ["", 0];
    const { top, bottom } = active.getBoundingClientRect();
    const visible = Math.min(bottom, banner.getBoundingClientRect().top) - Math.max(top, 0);
    return [active.outerHTML.slice(0, 120), Math.round(bottom - top - visible)];
  });
}

test("what has the focus is never under the banner", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of ["/lv", "/en/contact"]) {
    await open(page, path);
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let presses = 0; presses < 45; presses++) {
        await page.keyboard.press(key);
        const [what, pixels] = await hidden(page);
        expect(pixels, `${path}: hidden of ${what}`).toBeLessThanOrEqual(0);
      }
    }
  }
});

test("nothing shifts when the banner comes, when the app takes it over, and when it goes", async ({ page }) => {
  await watchShifts(page);
  await open(page, "/lv");
  await page.waitForLoadState("networkidle");
  expect(await shifts(page)).toEqual([]);
  await press(page, "reject");
  await page.waitForLoadState("networkidle");
  expect(await shifts(page)).toEqual([]);
});

for (const which of ["reject", "accept"] as const) {
  test(`one click on ${which} decides, and the banner is out of the page within 500 ms, without a reload`, once, async ({ page, context }) => {
    await page.addInitScript(() => {
      const times = ((window as unknown as { times: number[] }).times = [] as number[]);
      addEventListener("click", (event) => (event.target as Element).closest("[data-consent]") && times.push(event.timeStamp), true);
      const gone = () => times.length === 1 && !document.getElementById("vet2b-consent") && times.push(performance.now());
      new MutationObserver(gone).observe(document, { childList: true, subtree: true });
    });
    await open(page, "/en");
    await press(page, which);
    const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
    expect(times).toHaveLength(2);
    console.log(`${which}: the banner is gone after ${Math.round(times[1] - times[0])} ms`);
    expect(times[1] - times[0]).toBeLessThanOrEqual(500);
    const answer = which === "accept" ? "+1" : "-1";
    await decided(context, { preferences: answer, statistics: answer, how: "b" });
  });
}

test("after the decision nothing of the banner is rendered, on no page, and it is not asked again for six months", once, async ({ page, context }) => {
  await open(page, "/lv");
  expect(await cookieNames(context)).toEqual([]);
  await press(page, "reject");
  const [cookie] = await context.cookies();
  const days = (cookie.expires - Date.now() / 1000) / 86_400;
  expect(days).toBeGreaterThan(181);
  expect(days).toBeLessThan(183);
  expect(cookie.sameSite).toBe("Lax");
  for (const path of ["/lv", "/en/privacy", "/lv/contact"]) {
    expect(await (await context.request.get(path)).text()).not.toMatch(/id="vet2b-consent"|data-consent=/);
    await open(page, path);
    await expect(page.locator("#vet2b-consent, [data-consent]")).toHaveCount(0);
  }
});

test("the settings are reachable from the footer of every page, and worded so that no client undoes them", once, async ({ page }) => {
  for (const [lang, words] of [["lv", ["Saglabāt izvēli", "Izslēgt visas"]], ["en", ["Save choices", "Turn everything off"]]] as const) {
    for (const path of ["", "/register/school/password", "/no-such-page"]) {
      await page.goto(`/${lang}${path}`);
      await expect(page.locator("#preferences")).toHaveCount(0);
      await page.locator(`footer a[href="/${lang}/cookies"]`).click();
      await expect(page.locator("main form button")).toHaveText([...words]);
    }
  }
});

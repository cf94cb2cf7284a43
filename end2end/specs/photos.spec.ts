import { expect, test } from "../support/fixtures";
import { forReadme, photograph } from "../support/photo";
import { open, refuseCookies, register, somebody, submit } from "../support/steps";

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

    // A person without the marks that make others findable: these pictures are looked at.
    const plain = { name: "Ausma", surname: "Ķīļupe", organisation: "SIA Ābeļzieds", region: "Vidzeme", city: "Cēsis" };
    const address = { street: "Rūpniecības iela 7", email: `ausma.${lang}.${info.project.name}@example.org` };
    await register(page, portal, lang, { ...somebody("company"), ...plain, ...address });
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

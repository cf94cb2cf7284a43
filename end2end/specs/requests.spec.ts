import { readFile } from "node:fs/promises";
import { expect, once, test } from "../support/fixtures";
import { link } from "../support/mail";
import { fill, enrol, open, refuseCookies, signIn, somebody, submit } from "../support/steps";
import { say } from "../support/words";

const words = {
  lv: { days: "Līdz termiņam", granted: "Izpildīts", extended: "Termiņš pagarināts", still: "Termiņš apturēts", viewed: "Aplūkots jūsu pieprasījums", staff: "konsorcija darbinieks" },
  en: { days: "Days left", granted: "Granted", extended: "Extended", still: "The clock stands still", viewed: "Your request was looked at", staff: "staff of the consortium" },
} as const;

for (const lang of ["lv", "en"] as const) {
  test(`a complaint in ${lang}: filed, asked about, extended, decided, each seen on its timeline`, async ({ page, portal, accessible }) => {
    test.setTimeout(120_000);
    await open(page, `/${lang}`);
    await refuseCookies(page);
    const person = somebody("company");
    await enrol(page, portal, lang, person);
    // Two clicks from any page: my privacy, then requests.
    await open(page, `/${lang}`);
    await page.locator(`footer a[href="/${lang}/my-privacy"]`).click();
    await page.locator(`main a[href="/${lang}/my-privacy/requests"]:visible`).first().click();
    await expect(page).toHaveURL(new RegExp(`/${lang}/my-privacy/requests$`));
    await expect(page.locator("main .skeleton")).toHaveCount(0);
    await accessible("requests, empty");
    await submit(page).click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await accessible("requests, with errors");
    await page.locator('main [type=radio][value="complaint"]').check();
    await fill(page, { statement: "Mani dati nodoti bez pamata." });
    await submit(page).click();
    await expect(page.locator("#done")).toBeFocused();
    const card = page.locator("main .request-list > li");
    await expect(card).toHaveCount(1);
    await expect(card).toContainText(words[lang].days);
    await expect(card.locator('[aria-current="date"]')).toHaveCount(1);
    await accessible("requests, with one");
    const reference = await card.locator("dd").first().innerText();
    await portal.mail(person.email, new RegExp(reference));

    const staff = (...step: string[]) => portal.command("staff", ...step);
    expect(await staff("list")).toContain(reference);
    await staff("show", reference, "--reason", "Pārbaudu sūdzību.", "--as", "Ilze");
    await open(page, `/${lang}/my-privacy/activity`);
    const looked = page.locator("main tbody tr", { hasText: words[lang].viewed });
    await expect(looked).toContainText("Pārbaudu sūdzību.");
    await expect(looked).toContainText(words[lang].staff);
    await expect(page.locator("main")).not.toContainText("Ilze");
    await staff("ask", reference, "--question", "Kad reģistrējāties?", "--as", "Ilze");
    await open(page, `/${lang}/my-privacy/requests`);
    await expect(card).toContainText(words[lang].still);
    await expect(card).toContainText("Kad reģistrējāties?");
    await accessible("requests, with one that stands still");
    await staff("answered", reference, "--as", "Ilze");
    await staff("extend", reference, "--months", "1", "--reason", "Jāpārbauda arhīvs.", "--as", "Ilze");
    await open(page, `/${lang}/my-privacy/requests`);
    await expect(card).toContainText(words[lang].extended);
    await expect(card).toContainText("Jāpārbauda arhīvs.");
    await staff("decide", reference, "grant", "--reason", "Taisnība; izlabojām.", "--as", "Ilze");
    await open(page, `/${lang}/my-privacy/requests`);
    await expect(card).toHaveCount(0);
    const closed = page.locator("main details.request", { hasText: words[lang].granted });
    await closed.locator("summary").click();
    await expect(closed).toContainText("Taisnība; izlabojām.");
    await accessible("requests, decided");
    await portal.mail(person.email, /Taisnība; izlabojām\./);

    const [download] = await Promise.all([page.waitForEvent("download"), closed.locator('a[href$="format=html"]').click()]);
    const file = await readFile(await download.path(), "utf8");
    expect(file).toContain(reference);
    expect(file).toContain("Taisnība; izlabojām.");
    expect(file).not.toMatch(/<script|src=|href=/);

    const [signed] = await Promise.all([page.waitForEvent("download"), closed.locator('a[href$="format=json"]').click()]);
    const json = await readFile(await signed.path());
    await open(page, `/${lang}/verify`);
    const give = (buffer: Buffer) => page.locator("#document").setInputFiles({ name: "case.json", mimeType: "application/json", buffer });
    await give(json);
    await expect(page.locator("#verdict .notice")).toHaveText(say(lang, "genuine_case"));
    for (const part of [reference, person.surname, "Taisnība; izlabojām."]) await expect(page.locator("main")).toContainText(part);
    await accessible("a case file, verified");
    await give(Buffer.from(json.toString("utf8").replace("Taisnība", "Netaisnība")));
    await expect(page.locator("#verdict .notice")).toHaveText(say(lang, "verify_changed"));
    await expect(page.locator("main")).not.toContainText(reference);
  });

  test(`without an account in ${lang}: a code by mail, a receipt, and where it stands`, async ({ page, portal, accessible }) => {
    test.setTimeout(90_000);
    const address = somebody("company").email;
    await open(page, `/${lang}/request`);
    await refuseCookies(page);
    await accessible("request");
    await submit(page).click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await accessible("request with errors");
    await page.locator('main [type=radio][value="access"]').check();
    await fill(page, { name: "Zane", email: address, statement: "Kādi mani dati jums ir?" });
    await submit(page).click();
    await expect(page).toHaveURL(new RegExp(`/${lang}/request/status\\?sent=1$`));
    await expect(page.locator("main .notice--info")).toBeVisible();
    await accessible("status, asks for the code");
    const mail = await portal.mail(address, /\/request\/status#/);
    expect(mail.subject).not.toContain(address);
    await open(page, link(mail, /\/request\/status#/));
    // Opening the link confirms nothing: that takes the button.
    await expect(page).not.toHaveURL(/#/);
    await expect(page.locator("#field-code")).not.toHaveValue("");
    await submit(page).click();
    await expect(page.locator("main .timeline")).toBeVisible();
    await accessible("status, confirmed");
    const receipt = await page.locator("main dd code").innerText();
    const reference = await page.locator("main dd").first().innerText();
    expect(await portal.command("staff", "list")).toContain(reference);
    await portal.command("staff", "decide", reference, "grant", "--reason", "Nekādu.", "--as", "Ilze");
    await open(page, `/${lang}/request/status`);
    await fill(page, { code: receipt.toLowerCase().replaceAll("-", " ") });
    await submit(page).click();
    await expect(page.locator("main")).toContainText(words[lang].granted);
    await expect(page.locator("main")).toContainText("Nekādu.");
    await accessible("status, decided");
    await expect(page.locator('main a[href="https://www.dvi.gov.lv"]')).toBeVisible();
    const keep = page.locator("main .button-row button");
    const [download] = await Promise.all([page.waitForEvent("download"), keep.nth(0).click()]);
    expect(download.suggestedFilename()).toBe(`vet2b-${reference}.html`);
    expect(await readFile(await download.path(), "utf8")).toContain("Nekādu.");
    const [signed] = await Promise.all([page.waitForEvent("download"), keep.nth(1).click()]);
    const json = await readFile(await signed.path());
    await open(page, `/${lang}/verify`);
    await page.locator("#document").setInputFiles({ name: "case.json", mimeType: "application/json", buffer: json });
    await expect(page.locator("#verdict .notice")).toHaveText(say(lang, "genuine_case"));
    await expect(page.locator("main")).toContainText(address);
    // The mailed code was used up.
    await open(page, `/${lang}/request/status`);
    await fill(page, { code: new URL(link(mail, /\/request\/status#/)).hash.slice(1) });
    await submit(page).click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await accessible("status, with a code that was used");
  });
}

for (const lang of ["lv", "en"] as const) {
  test(`a guardian's report in ${lang} ends in the removal of the account, and its status page says so`, async ({ page, portal, visitor, accessible }) => {
    test.setTimeout(90_000);
    const child = somebody("school");
    await open(page, `/${lang}`);
    await refuseCookies(page);
    await enrol(page, portal, lang, child);
    const address = somebody("company").email;
    const guardian = await (await visitor()).newPage();
    await open(guardian, `/${lang}/request?right=guardian`);
    await refuseCookies(guardian);
    await fill(guardian, { name: "Zane", email: address, "child-email": child.email, statement: "Mana meita ir nepilngadīga." });
    await submit(guardian).click();
    const mail = await portal.mail(address, /\/request\/status#/);
    await open(guardian, link(mail, /\/request\/status#/));
    await submit(guardian).click();
    await expect(guardian.locator("main .timeline")).toBeVisible();
    const reference = await guardian.locator("main dd").first().innerText();
    await portal.command("staff", "close-guardian", reference, "--remove", child.email, "--reason", "Konts dzēsts.", "--as", "Ilze");
    // A removal counts once a second person confirms it.
    await portal.command("staff", "confirm", reference, "--as", "Juris");
    const answer = await portal.mail(address, /Konts dzēsts\./);
    await open(guardian, link(answer, /\/request\/status#/));
    await expect(guardian.locator("main")).toContainText(words[lang].granted);
    await signIn(page, lang, child);
    await expect(page.locator("#error-summary")).toBeVisible();
    await accessible("an account that was removed");
  });

  test(`a disclosure is shown to the person in ${lang}, and a sealed one is not`, once, async ({ page, portal, accessible }) => {
    const person = somebody("company");
    await open(page, `/${lang}`);
    await refuseCookies(page);
    await enrol(page, portal, lang, person);
    const common = ["--account", person.email, "--ground", "wrongdoing", "--reason", "E-pasta adrese", "--as", "Ilze"];
    await portal.command("staff", "disclose", "--recipient", "Valsts policija", ...common);
    await portal.command("staff", "disclose", "--recipient", "Prokuratūra", "--secret", "--law", "KPL 121", ...common);
    await open(page, `/${lang}/my-privacy/requests`);
    await expect(page.locator("main table")).toContainText("Valsts policija");
    await expect(page.locator("main")).not.toContainText("Prokuratūra");
    await accessible("requests, with a disclosure");
  });
}

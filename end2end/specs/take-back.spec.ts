import { readFileSync } from "node:fs";
import { expect, test } from "../support/fixtures";
import { fileRequest, Lang, newcomer } from "../support/steps";

const words = (lang: Lang) => JSON.parse(readFileSync(`../locales/${lang}/requests.json`, "utf8")) as Record<string, string>;

for (const lang of ["lv", "en"] as const) {
  test(`in ${lang} a request is taken back once that is confirmed, and not before`, async ({ page, portal, accessible }) => {
    test.setTimeout(90_000);
    const text = words(lang);
    await newcomer(page, portal, lang);
    const reference = await fileRequest(page, lang, "complaint");
    const card = page.locator("main .request-list > li");
    const button = card.getByRole("button", { name: text.cancel, exact: true });
    const question = card.getByRole("group", { name: text.cancel_question.replace("{{ reference }}", reference) });
    const ways = [() => question.getByRole("button", { name: text.cancel_no }).click(), () => page.keyboard.press("Escape")];
    for (const leave of ways) {
      await button.click();
      await expect(question).toBeFocused();
      await accessible("whether to take a request back");
      await question.focus();
      await leave();
      await expect(question).toHaveCount(0);
      await expect(button).toBeFocused();
    }
    await button.click();
    await question.getByRole("button", { name: text.cancel_yes }).click();
    await expect(page.locator("#done")).toContainText(text.cancelled);
    await expect(card).toHaveCount(0);
    await expect(page.locator("main details.request")).toContainText(text.state_cancelled);
  });
}

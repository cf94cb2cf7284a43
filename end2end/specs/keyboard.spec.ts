import { Page } from "@playwright/test";
import { expect, once, ready, test } from "../support/fixtures";
import { link } from "../support/mail";
import { somebody } from "../support/steps";

/** Presses Tab until the element that matches has the focus, as a person without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${selector}`);
}

async function type(page: Page, field: string, value: string): Promise<void> {
  await tabTo(page, `#field-${field}`);
  await page.keyboard.type(value);
}

// A phone has no Tab key.
test("with the keyboard alone: refuse cookies, register, delete", once, async ({ page, portal }) => {
  test.setTimeout(120_000);
  const person = somebody("company");
  await page.goto("/en/register");
  await ready(page);
  await tabTo(page, '[data-consent="reject"]');
  await page.keyboard.press("Enter");
  await expect(page.locator("#vet2b-consent")).toHaveCount(0);

  await tabTo(page, 'main a[href="/en/register/company"]');
  await page.keyboard.press("Enter");
  await expect(page.locator("main h1")).toBeFocused();
  await type(page, "name", person.name);
  await type(page, "surname", person.surname);
  await type(page, "email", person.email);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/organisation$/);
  await type(page, "organisation-name", person.organisation);
  await type(page, "street", person.street);
  for (const [field, value] of [["country", "Latvia"], ["city", person.city], ["postcode", person.postcode]]) {
    await page.locator("main h1").focus();
    await type(page, field, value);
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/password$/);
  await type(page, "password", person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/declarations$/);
  for (const box of ["adult", "policy-read"]) {
    await tabTo(page, `#field-${box}`);
    await page.keyboard.press("Space");
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/check$/);
  await tabTo(page, "main button[type=submit]");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/register\/sent/);

  await page.goto(link(await portal.mail(person.email, /\/verify#/), /\/verify#/));
  await ready(page);
  await tabTo(page, "main button");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/welcome$/);
  await tabTo(page, 'header a[href="/en/my-privacy"]');
  await page.keyboard.press("Enter");
  await tabTo(page, 'main a[href="/en/my-privacy/delete"]');
  await page.keyboard.press("Enter");
  await expect(page.locator("#erasure-grace")).toBeVisible();
  await tabTo(page, "#erasure-grace");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#erasure-now")).toBeChecked();
  await tabTo(page, "main form button[type=submit]");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/reference=/);
  await expect(page.locator("main h1")).toBeFocused();
});

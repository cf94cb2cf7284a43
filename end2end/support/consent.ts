import { BrowserContext, expect, Locator, Page } from "@playwright/test";

/** The buttons of the banner. */
export type Answer = "reject" | "accept" | "choose";

/** What the cookie says, such as `2.p+1.s-2.1790000000.b.0123456789abcdef0123456789abcdef`. */
export interface Decision {
  /** such as `+1`: allowed, as the first version of the purpose asks it */
  preferences: string;
  statistics: string;
  /** seconds since 1970 */
  at: number;
  /** `b`anner, `s`ettings, `n`o script, si`g`nal, `a`utomated, a`c`count */
  how: string;
  /** the device's random name */
  subject: string;
  recorded: boolean;
  /** where, in which language and about what was asked, such as `f.lv.ps`; only of what waits to be recorded */
  asked?: string;
}

/** One entry of the ledger. */
export interface Entry {
  number: number;
  preferences: { granted: boolean; version: number };
  statistics: { granted: boolean; version: number };
  how: string;
  lang: string;
  text: string;
}

export const COOKIE = "vet2b_consent";

export function banner(page: Page): Locator {
  return page.locator("#vet2b-consent");
}

export function button(page: Page, which: Answer): Locator {
  return banner(page).locator(`[data-consent="${which}"]`);
}

/** Answers the banner, and sees it go. */
export async function press(page: Page, which: Answer): Promise<void> {
  await button(page, which).click();
  await expect(banner(page)).toHaveCount(0);
}

/** What the cookie says; none without one. */
export async function decision(context: BrowserContext): Promise<Decision | undefined> {
  const value = (await context.cookies()).find((cookie) => cookie.name === COOKIE)?.value;
  if (value === undefined) return undefined;
  const parts = /^2\.p([+-]\d+)\.s([+-]\d+)\.(\d+)\.([a-z])\.([0-9a-f]{32})(\.u(?:\.([a-z.]+))?)?$/.exec(value);
  if (!parts) throw new Error(`not a decision: ${value}`);
  const [, preferences, statistics, at, how, subject, unrecorded, asked] = parts;
  return { preferences, statistics, at: Number(at), how, subject, recorded: !unrecorded, asked };
}

/** Waits until the cookie says this. */
export async function decided(context: BrowserContext, expected: Partial<Decision>): Promise<void> {
  await expect.poll(() => decision(context)).toMatchObject({ recorded: true, ...expected });
}

/** The ledger's entries of this device, newest first. */
export async function history(context: BrowserContext): Promise<Entry[]> {
  return (await (await context.request.get("/api/v1/consent")).json()).history;
}

/** On the cookie page: ticks as wanted and saves. */
export async function choose(page: Page, preferences: boolean, statistics: boolean): Promise<void> {
  await page.locator("#preferences").setChecked(preferences);
  await page.locator("#statistics").setChecked(statistics);
  await page.locator('main button[value="save"]').click();
  await expect(page.locator(".notice--success")).toBeVisible();
}

/** On the cookie page: turns everything off. */
export async function turnOff(page: Page): Promise<void> {
  await page.locator('main button[value="reject"]').click();
  await expect(page.locator(".notice--success")).toBeVisible();
}

/** The names of the cookies. */
export async function cookieNames(context: BrowserContext): Promise<string[]> {
  return (await context.cookies()).map((cookie) => cookie.name).sort();
}

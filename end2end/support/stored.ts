import { BrowserContext, Page } from "@playwright/test";
import { say } from "./words";

/** Everything that a browser holds of the portal, as `kind:name`. */
export async function stored(page: Page): Promise<string[]> {
  const cookies = (await page.context().cookies()).map((cookie) => `cookie:${cookie.name}`);
  const rest = await page.evaluate(async () => {
    const names = (kind: string, list: Iterable<string | undefined>) => [...list].map((name) => `${kind}:${name}`);
    const workers = (await navigator.serviceWorker.getRegistrations()).map((worker) => worker.scope);
    return [
      ...names("local", Object.keys(localStorage)),
      ...names("session", Object.keys(sessionStorage)),
      ...names("database", (await indexedDB.databases()).map((database) => database.name)),
      ...names("cache", await caches.keys()),
      ...names("worker", workers),
    ];
  });
  return [...cookies, ...rest].sort();
}

/** Something that may be stored. */
interface Item {
  kind: string;
  name: RegExp;
  necessary: boolean;
}

/** The register, as the cookie page shows it to people. */
export async function register(context: BrowserContext): Promise<Item[]> {
  const page = await context.newPage();
  await page.goto("/en/cookies");
  const rows = await page.locator(`table[aria-label="${say("en", "items_table")}"] tbody tr`).evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? "")),
  );
  await page.close();
  if (rows.length === 0) throw new Error("the cookie page shows no register");
  const necessary = [say("en", "kind_session"), say("en", "kind_security")];
  return rows.map(([name, kind, , , lifetime]) => ({
    kind: lifetime.startsWith(say("en", "medium_cookie")) ? "cookie" : "session",
    name: pattern(name),
    necessary: necessary.includes(kind),
  }));
}

/** `*` stands for anything; browsers refuse the prefix `__Host-` on plain http, so the tests' server leaves it away. */
function pattern(name: string): RegExp {
  const escaped = name.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".+");
  return new RegExp(`^${escaped.replace(/^__Host-/, "(__Host-)?")}$`);
}

/** What is held without being in the register, or without the consent that it needs. */
export function undeclared(held: string[], items: Item[], granted: boolean): string[] {
  const allowed = (entry: string) =>
    items.some(({ kind, name, necessary }) => entry.startsWith(`${kind}:`) && name.test(entry.slice(kind.length + 1)) && (necessary || granted));
  return held.filter((entry) => !allowed(entry));
}

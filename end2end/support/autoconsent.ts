import { readFileSync } from "node:fs";
import { expect, Page } from "@playwright/test";

const folder = "node_modules/@duckduckgo/autoconsent";
const bundle = readFileSync(`${folder}/dist/autoconsent.playwright.js`, "utf8");
const rules = JSON.parse(readFileSync(`${folder}/rules/rules.json`, "utf8"));

/** A message of the content script, see `lib/messages.ts` of the package. */
export interface Message {
  type: string;
  result?: boolean;
  cmp?: string;
  totalClicks?: number;
  state?: { findCmpAttempts: number };
}

/** What the script would have to know of Latvian: behind a pattern that it has, others. */
const LATVIAN: [string, string][] = [
  ["/reject all/gi", "/mēs izmantojam sīkdatnes/gi, /noraidīt visas/gi"],
  ['"i do not agree"', "/^(noraidīt|atteikt)( visas| visus)?( sīkdatnes)?$/is"],
  ['"let me choose"', "/^pielāgot (izvēli|iestatījumus)$/is"],
];

/** The script with Latvian patterns beside its own. */
export function inLatvian(): string {
  return LATVIAN.reduce((script, [known, added]) => {
    if (script.split(known).length !== 2) throw new Error(`autoconsent has no single ${known} any more`);
    return script.replace(known, () => `${known}, ${added}`);
  }, bundle);
}

/** Lets DuckDuckGo's cookie pop-up manager, the package's script with its rules, work in a page once [watch] starts it. */
export async function manage(page: Page): Promise<Message[]> {
  const messages: Message[] = [];
  const tell = (message: object) =>
    page.evaluate((message) => (window as unknown as { autoconsentReceiveMessage(m: object): Promise<void> }).autoconsentReceiveMessage(message), message);
  const config = {
    enabled: true,
    autoAction: "optOut",
    detectRetries: 20,
    // Hides by a style of its own, which the page's policy forbids to scripts that run within the page, as this one does here.
    enablePrehide: false,
    enableHeuristicDetection: true,
    // The boldest: where it finds nothing to refuse, it accepts.
    heuristicMode: "tier2",
  };
  await page.exposeFunction("autoconsentSendMessage", async (message: Message & { id?: string; code?: string }) => {
    messages.push(message);
    // A page that is left answers nobody.
    const ignore = () => {};
    if (message.type === "init") await tell({ type: "initResp", config, rules }).catch(ignore);
    if (message.type === "eval") {
      const result = await page.evaluate(message.code ?? "").catch(() => false);
      await tell({ type: "evalResp", id: message.id, result }).catch(ignore);
    }
    if (message.type === "autoconsentDone") await tell({ type: "selfTest" }).catch(ignore);
  });
  return messages;
}

/** Starts the script in the page that is open, as the browser does for each page. */
export async function watch(page: Page, script = bundle): Promise<void> {
  await page.evaluate(script);
}

/** Waits until the script has looked at the page often enough, by its rules and by its heuristics, which run every other time. */
export async function hasLooked(page: Page, messages: Message[]): Promise<void> {
  const looked = async () => {
    // It looks again when something has changed.
    await page.evaluate(() => document.body.append(document.createComment("")));
    return messages.findLast((message) => message.type === "report")?.state?.findCmpAttempts;
  };
  await expect.poll(looked, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
}

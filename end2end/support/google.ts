import { BrowserContext } from "@playwright/test";
import { GOOGLE } from "./fixtures";

export const MEASUREMENT_ID = "G-AB12CD34EF";

/**
 * What Google's script does, as far as the portal has to hold it back: it sets its cookies as far up as the browser lets it, sends
 * what is in the data layer, stops when it is told to, and (the worst case) writes its cookies once more when the page is left.
 */
function script(): void {
  const scope = globalThis as unknown as Window & { dataLayer: unknown[] } & Record<string, unknown>;
  const domain = location.hostname.split(".").slice(-2).join(".");
  const set = () => {
    for (const name of ["_ga", "_ga_AB12CD34EF"]) {
      document.cookie = `${name}=GA1.1.1.1; Path=/; Max-Age=63072000`;
      if (!/^[\d.]+$/.test(location.hostname)) document.cookie = `${name}=GA1.1.1.2; Path=/; Max-Age=63072000; Domain=${domain}`;
    }
  };
  const send = (command: ArrayLike<unknown>) => {
    if (command[0] !== "event" || scope["ga-disable-G-AB12CD34EF"]) return;
    const { page_location } = command[2] as { page_location: string };
    const query = new URLSearchParams({ en: String(command[1]), dl: page_location });
    void fetch(`https://region1.google-analytics.com/g/collect?${query}`, { method: "POST", mode: "no-cors", keepalive: true });
  };
  set();
  addEventListener("pagehide", set);
  for (const command of scope.dataLayer) send(command as ArrayLike<unknown>);
  scope.dataLayer.push = (...commands: unknown[]) => {
    for (const command of commands) send(command as ArrayLike<unknown>);
    return Array.prototype.push.apply(scope.dataLayer, commands);
  };
}

/** Google's hosts, played in one browser: counts what they are asked. */
export class Google {
  readonly requests: URL[] = [];

  static async playedIn(context: BrowserContext): Promise<Google> {
    const google = new Google();
    await context.route(GOOGLE, async (route) => {
      const url = new URL(route.request().url());
      google.requests.push(url);
      if (url.pathname !== "/gtag/js") return route.fulfill({ status: 204 });
      return route.fulfill({ contentType: "text/javascript", body: `(${script})()` });
    });
    return google;
  }

  /** The addresses of the pages that were reported. */
  views(): string[] {
    const views = this.requests.filter((url) => url.searchParams.get("en") === "page_view");
    return views.map((url) => url.searchParams.get("dl") ?? "");
  }
}

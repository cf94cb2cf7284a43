import { expect } from "@playwright/test";
import { Portal } from "./portal";

/** What a dead process had begun is taken up by another, or by itself when it is back, within a minute of its lease. */
export const PATIENCE = 120_000;

export const pause = (time: number) => new Promise((done) => setTimeout(done, time));

/** Whoever uses the portal while it dies: keeps cookies, and takes no answer for none. */
export class Client {
  private cookies = new Map<string, string>();

  constructor(private readonly portals: Portal[]) {}

  /** The answer; none when the portal died before it came. */
  async send(method: string, path: string, body?: object): Promise<{ status: number; json: any } | undefined> {
    const { url } = this.portals[Math.floor(Math.random() * this.portals.length)];
    const headers: Record<string, string> = { "x-vet2b-app": "1", "sec-fetch-site": "same-origin" };
    if (this.cookies.size > 0) headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (body) headers["content-type"] = "application/json";
    try {
      const answer = await fetch(`${url}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(20_000) });
      const text = await answer.text();
      // The cookies count with the whole answer: whoever did not get it does not have them.
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
        if (/Max-Age=0/i.test(cookie)) this.cookies.delete(name);
        else this.cookies.set(name, value);
      }
      return { status: answer.status, json: /json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : undefined };
    } catch {
      return undefined;
    }
  }

  /** Tries until there is an answer. */
  async insist(method: string, path: string, body?: object): Promise<{ status: number; json: any }> {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const answer = await this.send(method, path, body);
      if (answer && answer.status < 500) return answer;
      if (Date.now() > until) throw new Error(`no answer: ${method} ${path}`);
      await pause(100);
    }
  }

  async archive(id: string): Promise<Buffer> {
    const headers = { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
    const answer = await fetch(`${this.portals[0].url}/api/v1/me/exports/${id}/archive`, { headers });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  }
}

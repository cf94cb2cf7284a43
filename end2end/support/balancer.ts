import { createServer, IncomingMessage, request, Server, ServerResponse } from "node:http";
import { AddressInfo } from "node:net";
import { Portal } from "./portal";

interface Answer {
  from: Portal;
  message: IncomingMessage;
  body: Buffer;
}

/** What stands before several processes, and sends each request to another one than the last. */
export class Balancer {
  portals: Portal[] = [];
  private turn = 0;
  private doomed?: { method: string; path: string; died: (portal: Portal) => void };

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Balancer> {
    const server = createServer();
    const balancer = new Balancer(server);
    server.on("request", (asked, answer) => void balancer.serve(asked, answer));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Kills the process that acknowledges the next request of this kind, before anybody reads its answer; gives it. */
  killAfter(method: string, path: string): Promise<Portal> {
    return new Promise((died) => (this.doomed = { method, path, died }));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(part);
    const first = this.turn++;
    for (let tries = 0; tries < this.portals.length; tries++) {
      const portal = this.portals[(first + tries) % this.portals.length];
      const found = await pass(portal, asked, Buffer.concat(parts)).catch(() => undefined);
      // A process that is away: the next one is asked.
      if (!found) continue;
      await this.kill(asked, found);
      answer.writeHead(found.message.statusCode!, found.message.rawHeaders).end(found.body);
      return;
    }
    answer.writeHead(502).end();
  }

  private async kill(asked: IncomingMessage, { from, message }: Answer): Promise<void> {
    if (!this.doomed || asked.method !== this.doomed.method || asked.url !== this.doomed.path || message.statusCode !== 202) return;
    const { died } = this.doomed;
    this.doomed = undefined;
    await from.kill();
    died(from);
  }
}

/** Has one process answer; fails when it is away. */
function pass(portal: Portal, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request(`${portal.own}${url}`, { method, headers, agent: false }, (message) => {
      const parts: Buffer[] = [];
      message.on("data", (part) => parts.push(part));
      message.on("error", fail);
      message.on("end", () => done({ from: portal, message, body: Buffer.concat(parts) }));
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

import { createServer, Server } from "node:http";
import { AddressInfo } from "node:net";

/** What a recipient was told. */
export interface Told {
  key: string;
  action: string;
  address: string;
  bearer: string;
}

/** A recipient on this machine: notes what it is told, and answers with the status that it is set to. */
export class Recipient {
  readonly told: Told[] = [];
  status = 200;

  private server?: Server;
  private port = 0;

  static async start(): Promise<Recipient> {
    const recipient = new Recipient();
    await recipient.open();
    return recipient;
  }

  /** Answers; after [stop] at the same address. */
  async open(): Promise<void> {
    this.server = createServer();
    this.server.on("request", (request, response) => {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => {
        const { action, address } = JSON.parse(body) as { action: string; address: string };
        const key = String(request.headers["idempotency-key"]);
        this.told.push({ key, action, address, bearer: request.headers.authorization ?? "" });
        response.writeHead(this.status).end();
      });
    });
    await new Promise<void>((done) => this.server!.listen(this.port, "127.0.0.1", done));
    this.port = (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/tell`;
  }

  /** Is away: nobody can reach it. */
  async stop(): Promise<void> {
    this.server!.closeAllConnections();
    await new Promise((done) => this.server!.close(done));
  }
}

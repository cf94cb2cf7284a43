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

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Recipient> {
    const server = createServer();
    const recipient = new Recipient(server);
    server.on("request", (request, response) => {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => {
        const { action, address } = JSON.parse(body) as { action: string; address: string };
        const key = String(request.headers["idempotency-key"]);
        recipient.told.push({ key, action, address, bearer: request.headers.authorization ?? "" });
        response.writeHead(recipient.status).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return recipient;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tell`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

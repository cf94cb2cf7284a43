import { AddressInfo, connect, createServer, Server, Socket } from "node:net";

/** A line to a server, which can be cut. */
export class Line {
  private ends = new Set<Socket>();
  private isCut = false;

  private constructor(private readonly server: Server) {}

  static async to(host: string, port: number): Promise<Line> {
    const server = createServer();
    const line = new Line(server);
    server.on("connection", (near) => {
      if (line.isCut) return near.destroy();
      const far = connect(port, host);
      near.pipe(far).pipe(near);
      for (const end of [near, far]) line.hold(end);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return line;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  cut(): void {
    this.isCut = true;
    for (const end of this.ends) end.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }

  private hold(end: Socket): void {
    this.ends.add(end);
    end.on("error", () => end.destroy());
    end.on("close", () => this.ends.delete(end));
  }
}

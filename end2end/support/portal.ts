import { ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Mail, mails } from "./mail";

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? done(address.port) : fail(new Error("no port"))));
    });
  });
}

/** Settings of the server beside those of every test, such as `VET2B_GA_ID`. */
export type Settings = Record<string, string>;

const root = resolve(process.cwd(), "..");
const server = process.env.VET2B_SERVER ?? join(root, "target/release/vet2b-server");

/** The real server with a fresh database and outbox. */
export class Portal {
  private process?: ChildProcess;
  private log = "";

  private constructor(
    readonly folder: string,
    private readonly port: number,
    private settings: Settings,
  ) {}

  static async start(settings: Settings = {}): Promise<Portal> {
    const folder = await mkdtemp(join(tmpdir(), "vet2b-end2end-"));
    const portal = new Portal(folder, await freePort(), settings);
    await portal.run();
    return portal;
  }

  /** The address that people see. */
  get url(): string {
    return this.settings.VET2B_PUBLIC_URL ?? this.own;
  }

  /** The address of this process. */
  get own(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get outbox(): string {
    return join(this.folder, "outbox");
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      VET2B_LISTEN: `127.0.0.1:${this.port}`,
      VET2B_PUBLIC_URL: this.own,
      VET2B_DATA_DIR: this.folder,
      VET2B_SITE: process.env.VET2B_SITE ?? join(root, "dist"),
      // Many people behind one address: a test run is not an attack.
      VET2B_REQUESTS_PER_MINUTE: "100000",
      ...this.settings,
    };
  }

  /** Goes on at a later time, on the same data: so many days and minutes from now. */
  async goOn({ days = 0, minutes = 0 }): Promise<void> {
    await this.stop();
    await this.run({ ...this.settings, VET2B_CLOCK_AHEAD_MINUTES: String(days * 24 * 60 + minutes) });
  }

  /** Starts the server on the same data; also after [stop], also with other settings. */
  async run(settings = this.settings): Promise<void> {
    this.settings = settings;
    for (let tries = 1; ; tries++) {
      const failure = await this.launch();
      if (!failure) return;
      // A port that was free may have become a client's.
      if (tries === 5 || !/Address already in use/.test(failure)) throw new Error(`the server did not start:\n${failure}`);
    }
  }

  private async launch(): Promise<string | undefined> {
    const before = this.log.length;
    const env = { VET2B_METRICS_LISTEN: `127.0.0.1:${await freePort()}`, ...this.environment() };
    const child = spawn(server, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env });
    child.stdout?.on("data", (data) => (this.log += data));
    child.stderr?.on("data", (data) => (this.log += data));
    this.process = child;
    const until = Date.now() + 20_000;
    for (;;) {
      const ready = await fetch(`${this.own}/readyz`).then((answer) => answer.ok, () => false);
      if (ready) return undefined;
      if (child.exitCode !== null || Date.now() > until) return this.log.slice(before);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Does what an operator does on the command line, such as `keys rotate`; gives what it prints. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(server, words, { cwd: root, env: this.environment() });
    return stdout;
  }

  /** Ends the server; the data stays. */
  async stop(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await ended;
  }

  /** Kills the server, which can note nothing more. */
  async kill(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }

  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What the server has logged. */
  logged(): string {
    return this.log;
  }

  /** Waits for a mail to an address whose text matches, the newest one. */
  async mail(to: string, matching: RegExp): Promise<Mail> {
    const until = Date.now() + 15_000;
    for (;;) {
      const found = (await mails(this.outbox)).reverse().find((mail) => mail.to.includes(to) && matching.test(mail.text));
      if (found) return found;
      if (Date.now() > until) throw new Error(`no mail to ${to} with ${matching}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

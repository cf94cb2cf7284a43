import { AddressInfo, createServer, Server, Socket } from "node:net";
import { Mail, parse } from "./mail";

/** What a mail server does with a letter: takes it, refuses it for now or for good, or takes it and hangs up before it says so. */
export type Mood = "takes" | "busy" | "refuses" | "hangs up";

/** A mail server on this machine (RFC 5321, as far as the portal speaks it). */
export class Postbox {
  readonly letters: Mail[] = [];
  mood: Mood = "takes";
  private server?: Server;
  private port = 0;
  private callers = new Set<Socket>();

  static async start(): Promise<Postbox> {
    const postbox = new Postbox();
    await postbox.open();
    return postbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Answers again, at the same address. */
  async open(): Promise<void> {
    this.server = createServer((caller) => this.talk(caller));
    await new Promise<void>((done) => this.server!.listen(this.port, "127.0.0.1", done));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Is away: nobody can reach it. */
  async close(): Promise<void> {
    for (const caller of this.callers) caller.destroy();
    await new Promise((done) => this.server!.close(done));
  }

  /** All letters to an address, each once, however often it came. */
  to(address: string): Mail[] {
    const letters = this.letters.filter((letter) => letter.to.includes(address));
    return [...new Map(letters.map((letter) => [messageId(letter), letter])).values()];
  }

  /** Waits for a letter to an address whose text matches, the newest one. */
  async mail(to: string, matching: RegExp): Promise<Mail> {
    const until = Date.now() + 15_000;
    for (;;) {
      const found = this.to(to).reverse().find((letter) => matching.test(letter.text));
      if (found) return found;
      if (Date.now() > until) throw new Error(`no mail to ${to} with ${matching}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  private talk(caller: Socket): void {
    this.callers.add(caller);
    caller.on("close", () => this.callers.delete(caller));
    caller.on("error", () => caller.destroy());
    let [heard, letter] = ["", undefined as string[] | undefined];
    caller.setEncoding("utf8").on("data", (part) => {
      const lines = (heard + part).split("\r\n");
      heard = lines.pop()!;
      for (const line of lines) {
        if (!letter) {
          const isLetter = /^DATA$/i.test(line);
          if (isLetter && this.mood !== "busy" && this.mood !== "refuses") letter = [];
          caller.write(this.answer(line));
        } else if (line !== ".") {
          letter.push(line.replace(/^\./, ""));
        } else {
          this.letters.push(parse(letter.join("\r\n")));
          letter = undefined;
          if (this.mood === "hangs up") caller.destroy();
          else caller.write("250 taken\r\n");
        }
      }
    });
    caller.write("220 postbox\r\n");
  }

  private answer(line: string): string {
    const command = line.slice(0, 4).toUpperCase();
    if (command === "EHLO") return "250-postbox\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n";
    if (command === "DATA" && this.mood === "busy") return "451 later\r\n";
    if (command === "DATA" && this.mood === "refuses") return "554 never\r\n";
    if (command === "DATA") return "354 go on\r\n";
    return command === "QUIT" ? "221 bye\r\n" : "250 ok\r\n";
  }
}

function messageId(letter: Mail): string {
  return /^Message-ID:\s*(\S+)/im.exec(letter.raw)?.[1] ?? "";
}

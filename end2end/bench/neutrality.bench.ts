import { Agent, request } from "node:http";
import { expect, test } from "@playwright/test";
import { link } from "../support/mail";
import { Portal } from "../support/portal";
import { registration } from "../support/registration";

/** So many answers of each kind, in a random order; fewer of those that hash a password. */
const ROUNDS = 1500;
const SLOW_ROUNDS = 300;
/** The medians for two kinds of addresses are at most so far apart. */
const LIMIT = 0.05;
const PASSWORD = "correct-harbour-lamp-candle";
const KNOWN = "known@example.lv";
const WAITING = "waits@example.lv";
const UNKNOWN = "other@example.lv";

/** Sends JSON as the app does; gives the status and how long the answer took, in milliseconds. */
function timed(agent: Agent, url: string, body: object): Promise<{ status: number; time: number }> {
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text), "x-vet2b-app": "1", "sec-fetch-site": "same-origin" };
  return new Promise((done, fail) => {
    const start = process.hrtime.bigint();
    const sent = request(url, { agent, method: "POST", headers }, (answer) => {
      answer.resume();
      answer.on("end", () => done({ status: answer.statusCode!, time: Number(process.hrtime.bigint() - start) / 1e6 }));
    });
    sent.on("error", fail);
    sent.end(text);
  });
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

test("known and unknown addresses: the answer takes as long", async () => {
  const portal = await Portal.start({ VET2B_REQUESTS_PER_MINUTE: "1000000", VET2B_MAILS_PER_HOUR: "10000" });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (path: string, body: object) => timed(agent, `${portal.url}/api/v1/${path}`, body);
  const { version } = await (await fetch(`${portal.url}/api/v1/policies/privacy?lang=lv`)).json();
  await post("registrations", registration(KNOWN, PASSWORD, version));
  const token = link(await portal.mail(KNOWN, /#/), /verify/).split("#")[1].replace(/^.*=/, "");
  expect((await post("registrations/confirmation", { token })).status).toBeLessThan(300);
  await post("registrations", registration(WAITING, PASSWORD, version));

  const ask = (email: string) => ({ email, lang: "lv" });
  const cases: [string, number, (email: string) => object][] = [
    ["registrations", SLOW_ROUNDS, (email) => registration(email, PASSWORD, version)],
    ["registrations/mail", ROUNDS, ask],
    ["recovery", ROUNDS, ask],
    ["contact", ROUNDS, (email) => ({ topic: "data_protection", name: "Anna", email, message: "Lūdzu dzēst.", lang: "lv" })],
  ];
  const apart: string[] = [];
  console.log("medians, in a random order, one at a time");
  for (const [path, rounds, body] of cases) {
    const times: Record<string, number[]> = { known: [], waiting: [], unknown: [] };
    const kinds = Object.keys(times).flatMap((kind) => Array<string>(rounds).fill(kind));
    for (let at = kinds.length - 1; at > 0; at--) {
      const other = Math.floor(Math.random() * (at + 1));
      [kinds[at], kinds[other]] = [kinds[other], kinds[at]];
    }
    for (const [round, kind] of kinds.entries()) {
      // Whoever registers is known to wait from then on.
      const unknown = path === "registrations" ? `o${1000 + round}@example.lv` : UNKNOWN;
      const email = { known: KNOWN, waiting: WAITING }[kind] ?? unknown;
      const { status, time } = await post(path, body(email));
      expect(status, path).toBe(202);
      times[kind].push(time);
    }
    const unknown = median(times.unknown);
    const of = (kind: string) => {
      const ratio = median(times[kind]) / unknown;
      if (Math.abs(ratio - 1) > LIMIT) apart.push(`${path}, ${kind}: ${((ratio - 1) * 100).toFixed(1)} %`);
      return `${kind} ${median(times[kind]).toFixed(2)} ms (${((ratio - 1) * 100).toFixed(1).padStart(5)} %)`;
    };
    console.log(`${path.padEnd(20)} ${rounds} each  unknown ${unknown.toFixed(2)} ms  ${of("waiting")}  ${of("known")}`);
  }
  agent.destroy();
  await portal.dispose();
  expect(apart, `at most ${LIMIT * 100} % apart`).toEqual([]);
});

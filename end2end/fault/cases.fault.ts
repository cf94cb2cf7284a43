import { execFile } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { Client, PATIENCE } from "../support/client";
import { Line } from "../support/line";
import { link } from "../support/mail";
import { Portal, Settings } from "../support/portal";
import { database, NO_POSTGRES, postgres } from "../support/postgres";
import { Postbox } from "../support/postbox";
import { Recipient } from "../support/recipient";
import { policyVersion, registration } from "../support/registration";
import { unzip } from "../support/zip";

const PASSWORD = "ceriņi-pamale-zvirbulis";
const settings: Settings = { VET2B_REQUESTS_PER_MINUTE: "1000000", VET2B_MAILS_PER_HOUR: "10000" };
const run = promisify(execFile);
const say = (line: string) => console.log(`  ${line}`);

/** Registers somebody; gives the answer's status. */
async function register(portal: Portal, client: Client, email: string, newsletter = false): Promise<number> {
  const asked = registration(email, PASSWORD, await policyVersion(portal));
  asked.declarations.newsletter = newsletter;
  return (await client.insist("POST", "registrations", asked)).status;
}

/** Somebody who is signed in. */
async function person(portal: Portal, email: string, newsletter = false): Promise<Client> {
  const client = new Client([portal]);
  expect(await register(portal, client, email, newsletter)).toBe(202);
  const token = new URL(link(await portal.mail(email, /\/verify#/), /\/verify#/)).hash.slice(1);
  expect((await client.insist("POST", "registrations/confirmation", { token })).status).toBe(200);
  return client;
}

/** Asks for a copy and waits for it. */
async function copied(client: Client, email: string): Promise<void> {
  const asked = await client.insist("POST", "me/exports", {});
  expect(asked.status).toBe(202);
  const state = async () => (await client.insist("GET", `me/exports/${asked.json.id}`)).json.state;
  await expect.poll(state, { timeout: PATIENCE }).toBe("ready");
  expect(unzip(await client.archive(asked.json.id)).get("data/email.json")?.toString()).toContain(email);
}

test("the mail server is away, busy, hangs up on letters, and is back", async () => {
  console.log("Mail server: away, busy, hangs up");
  const postbox = await Postbox.start();
  const portal = await Portal.start({ ...settings, VET2B_SMTP_URL: postbox.url });
  const people = Array.from({ length: 20 }, (_, number) => `m${number}@example.org`);
  const failures = () => portal.logged().match(/job not done/g)?.length ?? 0;

  await postbox.close();
  for (const email of people) expect(await register(portal, new Client([portal]), email)).toBe(202);
  await expect.poll(failures, { timeout: PATIENCE }).toBeGreaterThanOrEqual(people.length);
  say(`away: ${people.length} registrations acknowledged, ${failures()} tries to send failed, none is lost with the process:`);
  await portal.kill();
  await postbox.open();
  for (const [mood, minutes] of [["busy", 5], ["hangs up", 30]] as const) {
    postbox.mood = mood;
    const before = failures();
    // The waits between two tries double; they are over at a later time.
    await portal.goOn({ minutes });
    await expect.poll(failures, { timeout: PATIENCE }).toBeGreaterThanOrEqual(before + people.length);
    say(`${mood}: ${failures() - before} tries failed, ${postbox.letters.length} letters had come`);
  }
  postbox.mood = "takes";
  await portal.goOn({ minutes: 120 });
  const came = (email: string) => postbox.letters.filter((letter) => letter.to.includes(email)).length;
  await expect.poll(() => people.every((email) => came(email) >= 2), { timeout: PATIENCE }).toBe(true);
  for (const email of people) expect(postbox.to(email), "letters, by their Message-ID").toHaveLength(1);
  const token = new URL(link(postbox.letters.at(-1)!, /\/verify#/)).hash.slice(1);
  expect((await new Client([portal]).insist("POST", "registrations/confirmation", { token })).status).toBe(200);
  say(`back: ${postbox.letters.length} letters came, one Message-ID for each of ${people.length} people, and the newest code is good`);

  postbox.mood = "refuses";
  const answer = await new Client([portal]).insist("POST", "registrations/mail", { email: people[0], lang: "lv" });
  expect(answer.status).toBe(202);
  await expect.poll(() => portal.logged().includes('"dead":true'), { timeout: PATIENCE }).toBe(true);
  say("refused for good: given up at once, said in the log without the address, and everything else goes on");
  expect(portal.logged()).not.toContain("@example.org");
  await portal.dispose();
  await postbox.close();
});

test("a recipient is away, busy, forbids, and is told in the end", async () => {
  console.log("Recipient: away, in trouble, busy, forbids");
  const recipient = await Recipient.start();
  const portal = await Portal.start({ ...settings, VET2B_RECIPIENT_CAMPAYN_URL: recipient.url });
  const told = (action: string) => recipient.told.filter((told) => told.action === action);
  const email = "zane@example.org";
  const zane = await person(portal, email, true);
  await expect.poll(() => told("subscribe").length, { timeout: PATIENCE }).toBe(1);

  await recipient.stop();
  expect((await zane.insist("PUT", "me/consents/newsletter", { granted: false, lang: "lv" })).status).toBe(200);
  expect((await zane.insist("GET", "me/consents")).json.newsletter).toBe(false);
  say("away: the withdrawal holds in the portal at once");
  await recipient.open();
  let days = 0;
  for (const status of [500, 429, 403]) {
    recipient.status = status;
    const before = recipient.told.length;
    await portal.goOn({ days: ++days });
    await expect.poll(() => recipient.told.length, { timeout: PATIENCE }).toBeGreaterThan(before);
    say(`answers ${status}: to be told again`);
  }
  const list = () => portal.command("recipients", "list").then((text) => ({ code: 0, text }), (error) => ({ code: error.code as number, text: String(error.stdout) }));
  while ((await list()).code === 0) {
    expect(days, "it is never given up").toBeLessThan(10);
    const before = recipient.told.length;
    await portal.goOn({ days: ++days });
    await expect.poll(async () => recipient.told.length > before || (await list()).code === 1, { timeout: PATIENCE }).toBe(true);
  }
  expect((await list()).text).toContain("given up: 1");
  say(`forbids for good: given up after ${told("unsubscribe").length} tries that reached it; \`recipients list\` says so with exit code 1`);
  recipient.status = 200;
  expect(await portal.command("recipients", "retry", "--as", "Ilze")).toContain("tried anew: 1");
  const before = told("unsubscribe").length;
  await expect.poll(() => told("unsubscribe").length, { timeout: PATIENCE }).toBe(before + 1);
  await expect.poll(list, { timeout: PATIENCE }).toMatchObject({ code: 0 });
  expect(new Set(told("unsubscribe").map((told) => told.key)).size, "one task, one key").toBe(1);
  expect(told("subscribe")).toHaveLength(1);
  say("retried by its operator: told, under the same key as each time before");
  await portal.dispose();
  await recipient.stop();
});

test("the database is away, and is back", async () => {
  test.skip(!postgres, NO_POSTGRES);
  console.log("Database: PostgreSQL away");
  const address = new URL(await database());
  const line = await Line.to(address.hostname, Number(address.port));
  address.port = String(line.port);
  const portal = await Portal.start({ ...settings, VET2B_DATABASE_URL: address.href });
  const anna = await person(portal, "anna@example.org");

  line.cut();
  const status = (path: string) => fetch(`${portal.url}${path}`).then((answer) => answer.status);
  expect(await status("/readyz")).toBe(503);
  expect([await status("/healthz"), await status("/lv/privacy")], "pages need no database").toEqual([204, 200]);
  const refused = [
    await anna.send("POST", "me/exports", {}),
    await anna.send("PUT", "me/person", { name: "Anna", surname: "Bērziņa", phone: "" }),
    await anna.send("POST", "consent", { preferences: true, statistics: true, lang: "lv" }),
    await anna.send("POST", "registrations", registration("berta@example.org", PASSWORD, "1")),
  ];
  expect(refused.map((answer) => [answer?.status, answer?.json.code])).toEqual(refused.map(() => [503, "unavailable"]));
  say(`away: /readyz 503, pages 200, ${refused.length} requests of 4 kinds refused with 503 and a time to come again`);

  line.mend();
  await expect.poll(() => status("/readyz"), { timeout: PATIENCE }).toBe(204);
  expect((await anna.insist("GET", "me")).json.person.surname, "nothing is stored half").toBe("Ķīļupe");
  expect((await anna.insist("GET", "me/exports")).json).toEqual([]);
  await copied(anna, "anna@example.org");
  await person(portal, "berta@example.org");
  for (const chain of ["ledger", "activity"]) await portal.command(chain, "verify");
  say("back: without a restart, nothing of the refused is stored, and the same requests succeed");

  // Again, in the middle of the work.
  const asked = await anna.insist("POST", "me/exports", {});
  line.cut();
  await expect.poll(() => status("/readyz"), { timeout: PATIENCE }).toBe(503);
  line.mend();
  const state = async () => (await anna.insist("GET", `me/exports/${asked.json.id}`)).json.state;
  await expect.poll(state, { timeout: PATIENCE }).toBe("ready");
  expect((await anna.insist("POST", "me/erasure", { when: "now" })).status).toBe(202);
  line.cut();
  line.mend();
  await portal.mail("anna@example.org", /\/verify#certificate=/);
  say("cut right after a copy and after an erasure were acknowledged: both are done once it is back");
  expect(portal.logged()).not.toContain("panicked");
  await portal.dispose();
  await line.stop();
});

test("the disk is full, and has room again", async () => {
  const disk = await mkdtemp(join(tmpdir(), "vet2b-disk-"));
  const mounted = await run("mount", ["-t", "tmpfs", "-o", "size=6m", "none", disk]).then(() => true, () => false);
  test.skip(!mounted, "full disk skipped: a small disk can be mounted by root alone");
  console.log("Disk: full");
  const portal = await Portal.start({ ...settings, VET2B_DATA_DIR: disk });
  try {
    const status = (path: string) => fetch(`${portal.url}${path}`).then((answer) => answer.status);
    const [anna, device] = [new Client([portal]), new Client([portal])];
    expect(await register(portal, anna, "anna@example.org")).toBe(202);
    await expect.poll(async () => (await statfs(disk)).bfree, { timeout: PATIENCE }).toBeGreaterThan(0);

    const { bfree, bsize } = await statfs(disk);
    await writeFile(join(disk, "ballast"), Buffer.alloc(bfree * bsize));
    const decide = () => device.send("POST", "consent", { preferences: false, statistics: true, lang: "lv" });
    let acknowledged = 0;
    let answer = await decide();
    // What the database had taken of the disk before is used up first.
    for (; answer?.status === 200; answer = await decide()) acknowledged++;
    expect([answer?.status, answer?.json.code]).toEqual([503, "unavailable"]);
    const refused = await anna.send("POST", "registrations", registration("berta@example.org", PASSWORD, await policyVersion(portal)));
    expect([refused?.status, refused?.json.code]).toEqual([503, "unavailable"]);
    expect([await status("/lv/privacy"), await status("/healthz")]).toEqual([200, 204]);
    say(`full: ${acknowledged} more decisions had room, then each write is a 503 with a time to come again; pages are served`);

    await rm(join(disk, "ballast"));
    expect((await device.insist("POST", "consent", { preferences: true, statistics: false, lang: "lv" })).status).toBe(200);
    const { history } = (await device.insist("GET", "consent")).json;
    expect(history.filter((entry: any) => entry.statistics.granted)).toHaveLength(Math.min(acknowledged, history.length - 1));
    expect(await portal.command("ledger", "verify")).toContain("whole");
    expect(await register(portal, new Client([portal]), "berta@example.org")).toBe(202);
    say("room again: without a restart, what was acknowledged is there, nothing else, and the ledger is whole");
    expect(portal.logged()).not.toContain("panicked");
  } finally {
    await portal.dispose();
    await run("umount", [disk]);
    await rm(disk, { recursive: true });
  }
});

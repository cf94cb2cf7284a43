import { expect, test } from "@playwright/test";
import { Client, pause, PATIENCE } from "../support/client";
import { link, mails } from "../support/mail";
import { Portal, Settings } from "../support/portal";
import { database, NO_POSTGRES, postgres } from "../support/postgres";
import { policyVersion, registration } from "../support/registration";
import { unzip } from "../support/zip";

const PASSWORD = "ceriņi-pamale-zvirbulis";
/** A process lives at most so long before it is killed, in milliseconds. */
const LIFE = 1_200;
/** So many decisions of one device. */
const DECISIONS = 15;

const random = (below: number) => Math.floor(Math.random() * below);

interface Somebody {
  email: string;
  client: Client;
  exports: string[];
  erased: boolean;
}

/** What was acknowledged, and must be there at the end. */
class Acknowledged {
  decisions: { client: Client; answers: boolean[] }[] = [];
  registered: string[] = [];
  people: Somebody[] = [];
  exports = 0;
  erasures = 0;
}

/** Kills processes at random moments while people register, decide, take copies along and have everything erased. */
async function rage(portals: Portal[], kills: number, version: string, done: Acknowledged): Promise<void> {
  let over = false;

  const decide = async () => {
    while (!over) {
      const client = new Client(portals);
      const answers: boolean[] = [];
      done.decisions.push({ client, answers });
      // A device is shown its latest decisions, so each takes a few.
      for (let number = 0; number < DECISIONS && !over; number++) {
        const statistics = random(2) === 0;
        const answer = await client.send("POST", "consent", { preferences: false, statistics, lang: "lv" });
        if (answer?.status === 200) answers.push(statistics);
        await pause(random(120));
      }
    }
  };
  const live = async (name: string) => {
    for (let number = 0; !over; number++) {
      const person: Somebody = { email: `${name}.${number}@example.org`, client: new Client(portals), exports: [], erased: false };
      const registered = await person.client.send("POST", "registrations", registration(person.email, PASSWORD, version));
      if (registered?.status !== 202) {
        await pause(100);
        continue;
      }
      done.registered.push(person.email);
      // What was sent and not noted is sent once more.
      let confirmed = false;
      while (!confirmed && !over) {
        await pause(200);
        const letters = (await mails(portals[0].outbox)).filter((one) => one.to.includes(person.email));
        let gone = 0;
        for (const letter of letters) {
          const token = link(letter, /verify/).split("#")[1].replace(/^.*=/, "");
          const answer = await person.client.send("POST", "registrations/confirmation", { token });
          if (answer?.status === 200) confirmed = true;
          if (answer?.status === 410) gone++;
        }
        // Confirmed by a request whose answer was lost.
        if (!confirmed && letters.length > 0 && gone === letters.length)
          confirmed = (await person.client.insist("POST", "session", { email: person.email, password: PASSWORD })).status < 300;
      }
      if (!confirmed) return;
      done.people.push(person);
      const asked = await person.client.send("POST", "me/exports", {});
      if (asked?.status === 202) {
        done.exports++;
        person.exports.push(asked.json.id);
      }
      if (number % 2 === 1 && !over) {
        await pause(random(600));
        const erasure = await person.client.send("POST", "me/erasure", { when: "now" });
        if (erasure?.status === 202) {
          done.erasures++;
          person.erased = true;
        } else if (!erasure) {
          // Perhaps it was asked for, perhaps not: nobody can say.
          done.people.splice(done.people.indexOf(person), 1);
        }
      }
    }
  };

  const everybody = [decide(), decide(), live("anna"), live("berta"), live("cilda")];
  for (let kill = 1; kill <= kills; kill++) {
    await pause(50 + random(LIFE));
    const portal = portals[random(portals.length)];
    await portal.kill();
    await portal.run();
    if (kill % 25 === 0) console.log(`  ${kill} kills: ${done.decisions.flatMap((one) => one.answers).length} decisions, ${done.registered.length} registrations, ${done.exports} copies, ${done.erasures} erasures acknowledged`);
  }
  over = true;
  await Promise.all(everybody);
}

/** Every acknowledged write is there, every job was done once, and the chains hold. */
async function settle(portals: Portal[], done: Acknowledged): Promise<void> {
  for (const { client, answers } of done.decisions) {
    const { json } = await client.insist("GET", "consent");
    const kept: boolean[] = json.history.map((entry: any) => entry.statistics.granted).reverse();
    // Those without an answer may stand between.
    let at = 0;
    for (const answer of answers) {
      at = kept.indexOf(answer, at) + 1;
      expect(at, "an acknowledged decision is lost").toBeGreaterThan(0);
    }
  }
  const until = Date.now() + PATIENCE;
  for (const person of done.people) {
    for (;;) {
      const session = await new Client(portals).insist("POST", "session", { email: person.email, password: PASSWORD });
      if (person.erased ? session.status === 401 : session.status < 300) break;
      if (Date.now() > until) throw new Error(`${person.erased ? "not erased" : "lost"}: ${session.status}`);
      await pause(500);
    }
    for (const id of person.erased ? [] : person.exports) {
      for (;;) {
        const { json } = await person.client.insist("GET", `me/exports/${id}`);
        if (json.state === "ready") break;
        expect(json.state, "an export that was acknowledged").toMatch(/queued|running/);
        if (Date.now() > until) throw new Error(`an export hangs: ${json.state}`);
        await pause(500);
      }
      const files = unzip(await person.client.archive(id));
      expect(files.get("data/email.json")?.toString()).toContain(person.email);
    }
  }
  await hasMailed(portals[0], done);
  for (const chain of ["ledger", "activity"]) await portals[0].command(chain, "verify");
  for (const portal of portals) expect(portal.logged(), "a panic").not.toContain("panicked");
}

/** One last mail, and nothing else, to whoever was erased; one confirming mail to everybody else. */
async function hasMailed(portal: Portal, done: Acknowledged): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const sent = await mails(portal.outbox);
    const count = (email: string, matching: RegExp) => sent.filter((mail) => mail.to.includes(email) && matching.test(mail.text)).length;
    const flaws = done.registered.flatMap((email) => {
      const isErased = done.people.some((person) => person.email === email && person.erased);
      const [what, matching] = isErased ? ["mails to the erased", /(?:)/] as const : ["confirming mails to", /verify/] as const;
      const found = count(email, matching);
      return found === 1 ? [] : [`${found} ${what} ${email}`];
    });
    if (flaws.length === 0) return;
    // A mail that a dead process was about to send waits for the end of its lease.
    if (Date.now() > until) expect(flaws).toEqual([]);
    await pause(1_000);
  }
}

const settings: Settings = { VET2B_REQUESTS_PER_MINUTE: "1000000", VET2B_MAILS_PER_HOUR: "10000" };

test("one process on SQLite is killed again and again", async () => {
  const portal = await Portal.start(settings);
  const done = new Acknowledged();
  const kills = Number(process.env.VET2B_KILLS ?? 220);
  console.log(`SQLite, one process, ${kills} kills`);
  await rage([portal], kills, await policyVersion(portal), done);
  await settle([portal], done);
  console.log("  nothing acknowledged is lost, nothing was done twice, the chains hold");
  await portal.dispose();
});

test("two processes on PostgreSQL, one of which is killed at a time", async () => {
  test.skip(!postgres, NO_POSTGRES);
  const shared = { ...settings, VET2B_DATABASE_URL: await database() };
  const first = await Portal.start(shared);
  // One folder, and with it one key and one outbox.
  const portals = [first, await Portal.start({ ...shared, VET2B_DATA_DIR: first.folder })];
  const done = new Acknowledged();
  const kills = Number(process.env.VET2B_KILLS ?? 60);
  console.log(`PostgreSQL, two processes, ${kills} kills`);
  await rage(portals, kills, await policyVersion(portals[0]), done);
  await settle(portals, done);
  console.log("  nothing acknowledged is lost, nothing was done twice, the chains hold");
  for (const portal of portals.reverse()) await portal.dispose();
});

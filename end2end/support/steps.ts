import { expect, Page } from "@playwright/test";
import { ready } from "./fixtures";
import { link, Mail } from "./mail";

export type Lang = "lv" | "en";
export type Kind = "company" | "school";

/** Whoever has a person's mails: a portal with its outbox, or a mail server. */
interface Postman {
  mail(to: string, matching: RegExp): Promise<Mail>;
}

/** An invented person with words that occur nowhere else, so that they can be searched for. */
export interface Person {
  kind: Kind;
  name: string;
  surname: string;
  email: string;
  phone: string;
  organisation: string;
  country: string;
  region: string;
  city: string;
  street: string;
  postcode: string;
  number: string;
  oid: string;
  password: string;
}

let count = 0;

/** Somebody new. */
export function somebody(kind: Kind): Person {
  const mark = `${process.pid.toString(36)}${Date.now().toString(36)}${(count++).toString(36)}`;
  return {
    kind,
    name: `Ausma${mark}`,
    surname: `Ķīļupe${mark}`,
    email: `ausma.${mark}@example.org`,
    phone: "+371 20 111 222",
    organisation: `${kind === "company" ? "SIA Ābeļzieds" : "Strautiņu tehnikums"} ${mark}`,
    country: "LV",
    region: `Vidzeme ${mark}`,
    city: `Cēsis ${mark}`,
    street: `Rūpniecības iela 7 ${mark}`,
    postcode: "LV-4101",
    number: "40003012345",
    oid: kind === "school" ? "E10123456" : "",
    password: "ceriņi-pamale-zvirbulis",
  };
}

/** Goes to a page of the app and waits until the app is there. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

/** Refuses all cookies in the banner. */
export async function refuseCookies(page: Page): Promise<void> {
  await page.locator('#vet2b-consent [data-consent="reject"]').click();
  await expect(page.locator("#vet2b-consent")).toHaveCount(0);
}

/** The button that sends the form of the page. */
export function submit(page: Page) {
  return page.locator("main form button[type=submit]").first();
}

/** Fills fields by their ids in the app. */
export async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [field, value] of Object.entries(values)) await page.locator(`#field-${field}`).fill(value);
}

/** Looks at a state of a page, such as with axe. */
export type Look = (what: string) => Promise<void>;

/** Walks through the steps up to "check your answers"; with a look, sees each step empty, with its errors, and filled. */
export async function answer(page: Page, lang: Lang, person: Person, look?: Look): Promise<void> {
  const step = async (name: string) => {
    await expect(page).toHaveURL(new RegExp(`/${lang}/register/${person.kind}${name}$`));
    if (!look || name === "/check") return;
    await look(`register${name}`);
    await submit(page).click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await look(`register${name} with errors`);
  };
  const go = async () => {
    await look?.(`${new URL(page.url()).pathname} filled`);
    await submit(page).click();
  };
  await open(page, `/${lang}/register`);
  await page.locator(`main a[href="/${lang}/register/${person.kind}"]`).click();
  await step("");
  await fill(page, { name: person.name, surname: person.surname, email: person.email, phone: person.phone });
  await go();
  await step("/organisation");
  await fill(page, {
    "organisation-name": person.organisation,
    region: person.region,
    city: person.city,
    street: person.street,
    postcode: person.postcode,
    "registration-number": person.number,
  });
  if (person.oid) await fill(page, { oid: person.oid });
  await page.locator("#field-country").selectOption(person.country);
  await go();
  await step("/password");
  await fill(page, { password: person.password });
  await go();
  await step("/declarations");
  await page.locator("#field-adult").check();
  await page.locator("#field-policy-read").check();
  await go();
  await step("/check");
  await look?.("register/check");
}

/** Registers, confirms by the mail, and is signed in on the first-steps page. */
export async function register(page: Page, portal: Postman, lang: Lang, person: Person, look?: Look): Promise<void> {
  await answer(page, lang, person, look);
  await submit(page).click();
  await expect(page).toHaveURL(new RegExp(`/${lang}/register/sent\\?reference=`));
  await expect(page.locator("main .account-reference")).toBeVisible();
  await look?.("registered");
  const mail = await portal.mail(person.email, /\/verify#/);
  await open(page, link(mail, /\/verify#/));
  await look?.("verify, with a code");
  await page.locator("main button").first().click();
  await expect(page).toHaveURL(new RegExp(`/${lang}/welcome$`));
  await look?.("welcome");
}

/** Registers and confirms through the API, from the page: for tests that are not about registering. The person is signed in. */
export async function enrol(page: Page, portal: Postman, lang: Lang, person: Person): Promise<void> {
  const { version } = await (await page.request.get(`/api/v1/policies/privacy?lang=${lang}`)).json();
  const { kind, name, surname, phone, email, country, region, city, street, postcode, oid, password } = person;
  const organisation = { name: person.organisation, country, region, city, street, postcode, registration_number: person.number, oid };
  const declarations = { adult: true, policy_read: true, policy_version: version, newsletter: false };
  await send(page, "registrations", { kind, lang, person: { name, surname, phone }, email, organisation, password, declarations }, 202);
  const mail = await portal.mail(email, /\/verify#/);
  await send(page, "registrations/confirmation", { token: new URL(link(mail, /\/verify#/)).hash.slice(1) }, 200);
  await open(page, `/${lang}/welcome`);
}

/** Somebody who has refused all cookies and is signed in, just now: nothing asks for the password again. */
export async function newcomer(page: Page, portal: Postman, lang: Lang): Promise<Person> {
  const person = somebody("company");
  await open(page, `/${lang}`);
  await refuseCookies(page);
  await enrol(page, portal, lang, person);
  return person;
}

async function send(page: Page, path: string, body: object, status: number): Promise<void> {
  const sent = ({ path, body }: { path: string; body: object }) => {
    const headers = { "x-vet2b-app": "1", "content-type": "application/json" };
    return fetch(`/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) }).then((answer) => answer.status);
  };
  expect(await page.evaluate(sent, { path, body }), path).toBe(status);
}

/** Files a request on the page of requests; gives its reference. */
export async function fileRequest(page: Page, lang: Lang, kind: string, concern?: string): Promise<string> {
  await open(page, `/${lang}/my-privacy/requests`);
  await page.locator(`main [type=radio][value="${kind}"]`).check();
  if (concern) await page.locator(`main [type=radio][value="${concern}"]`).check();
  await fill(page, { statement: "Lūdzu, izskatiet." });
  await submit(page).click();
  await expect(page.locator("#done")).toBeFocused();
  return page.locator("main .request-list > li dd").first().innerText();
}

/** Signs in and waits for the dashboard. */
export async function signIn(page: Page, lang: Lang, person: Person, password = person.password): Promise<void> {
  await open(page, `/${lang}/sign-in`);
  await fill(page, { email: person.email, "current-password": password });
  await submit(page).click();
}

import { Portal } from "./portal";

/** What registers somebody through the API. */
export function registration(email: string, password: string, policyVersion: string) {
  return {
    kind: "company",
    lang: "lv",
    person: { name: "Ausma", surname: "Ķīļupe", phone: "" },
    email,
    organisation: { name: "SIA Ābeļzieds", country: "LV", region: "Vidzeme", city: "Cēsis", street: "Rūpniecības iela 7", postcode: "LV-4101", registration_number: "", oid: "" },
    password,
    declarations: { adult: true, policy_read: true, policy_version: policyVersion, newsletter: false },
  };
}

/** The version of the policy in force, which whoever registers declares to have read. */
export async function policyVersion(portal: Portal): Promise<string> {
  return (await (await fetch(`${portal.url}/api/v1/policies/privacy?lang=lv`)).json()).version;
}

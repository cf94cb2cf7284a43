import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";

/** The PostgreSQL of the tests; none where it is not installed. */
export const postgres = process.env.VET2B_TEST_POSTGRES_URL;

export const NO_POSTGRES = "PostgreSQL skipped: binaries not found (apt install postgresql)";

/** The address of a new, empty database. */
export async function database(): Promise<string> {
  const address = new URL(postgres!);
  const name = `portal_${randomUUID().replaceAll("-", "")}`;
  await promisify(execFile)(process.env.VET2B_CREATEDB ?? "createdb", [`--maintenance-db=${address.href}`, name]);
  address.pathname = `/${name}`;
  return address.href;
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A delivered mail, as its reader sees it. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  raw: string;
}

/** Decodes one MIME body. */
function decode(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, "base64").toString("utf8");
  if (!/quoted-printable/i.test(encoding)) return body;
  const joined = body.replace(/=\r?\n/g, "");
  const bytes = joined.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Decodes RFC 2047 words of a header. */
function header(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?(b|q)\?([^?]*)\?=/gi, (_, kind, text) =>
      kind.toLowerCase() === "b" ? Buffer.from(text, "base64").toString("utf8") : decode(text.replace(/_/g, " "), "quoted-printable"),
    );
}

export function parse(raw: string): Mail {
  const field = (name: string) => {
    const found = new RegExp(`^${name}:((?:.*)(?:\\r?\\n[ \\t].*)*)`, "im").exec(raw);
    return header((found?.[1] ?? "").replace(/\r?\n[ \t]/g, " ").trim());
  };
  // A line of nothing but "--" is the signature, not a boundary.
  const plain = raw.split(/^--\S+\s*$/m).find((part) => /content-type:\s*text\/plain/i.test(part)) ?? raw;
  const [head, ...body] = plain.replace(/^\r?\n/, "").split(/\r?\n\r?\n/);
  const encoding = /content-transfer-encoding:\s*(\S+)/i.exec(head)?.[1] ?? "";
  return { to: field("To"), subject: field("Subject"), text: decode(body.join("\n\n"), encoding), raw };
}

/** All mails in an outbox folder, oldest first. */
export async function mails(folder: string): Promise<Mail[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const files = names.filter((name) => name.endsWith(".eml")).sort();
  // An erasure may take a file away between the list and the reading.
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8").catch(() => undefined)));
  return texts.filter((text) => text !== undefined).map(parse);
}

/** The first link in a mail whose path matches. */
export function link(mail: Mail, path: RegExp): string {
  const links = mail.text.match(/https?:\/\/\S+/g) ?? [];
  const found = links.find((url) => path.test(url));
  if (!found) throw new Error(`no link ${path} in: ${mail.text}`);
  return found.replace(/[).,]+$/, "");
}

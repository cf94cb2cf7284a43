import { readFileSync } from "node:fs";
import { Lang } from "./steps";

const namespace = (lang: Lang, name: string) => JSON.parse(readFileSync(`../locales/${lang}/${name}.json`, "utf8")) as Record<string, string>;
const words = (lang: Lang) => ({ ...namespace(lang, "consent"), ...namespace(lang, "proof") });
const all = { lv: words("lv"), en: words("en") };

/** A text of the consent pages or of proofs, by its key. */
export function say(lang: Lang, key: string): string {
  const text = all[lang][key];
  if (!text) throw new Error(`no text ${key} in ${lang}`);
  return text;
}

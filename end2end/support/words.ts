import { readFileSync } from "node:fs";
import { Lang } from "./steps";

const words = (lang: Lang) => JSON.parse(readFileSync(`../locales/${lang}/consent.json`, "utf8")) as Record<string, string>;
const all = { lv: words("lv"), en: words("en") };

/** A text of the consent pages, by its key. */
export function say(lang: Lang, key: string): string {
  const text = all[lang][key];
  if (!text) throw new Error(`no text ${key} in ${lang}`);
  return text;
}

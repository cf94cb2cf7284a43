import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, once, test } from "../../support/fixtures";

const limit = 3000;

/** Bytes that a text takes, compressed. */
function size(text: string): number {
  return brotliCompressSync(text).length;
}

test(`the banner costs at most ${limit} bytes: HTML, CSS and inline script, compressed`, once, async ({ request }) => {
  const folder = "../style/components";
  const sheets = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  for (const lang of ["lv", "en"]) {
    const page = await (await request.get(`/${lang}`)).text();
    const html = /<section[^>]*id="vet2b-consent".*?<\/section>/s.exec(page)?.[0] ?? "";
    // The app's own start is no part of the banner.
    const scripts = [...page.matchAll(/<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script);
    const name = /class="([\w-]+)"/.exec(html)?.[1];
    const css = sheets.filter((sheet) => sheet.includes(`.${name} {`)).join("");
    expect(html && css).not.toBe("");
    const parts = { html, css, script: scripts.join("\n") };
    const sizes = Object.entries(parts).map(([name, text]) => `${name} ${size(text)}`);
    const all = size(Object.values(parts).join("\n"));
    // What the page would weigh without it.
    const onTop = size(page) - size(page.replace(html, ""));
    console.log(`banner in ${lang}, brotli: ${sizes.join(", ")}, together ${all} bytes; its HTML adds ${onTop} bytes to the page`);
    expect(all).toBeLessThanOrEqual(limit);
  }
});

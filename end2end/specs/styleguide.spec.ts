import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "../support/fixtures";
import { photograph } from "../support/photo";

/** The stylesheet that visitors get. */
async function style(): Promise<string> {
  const site = process.env.VET2B_SITE ?? "../dist";
  const name = (await readdir(site)).find((file) => file.endsWith(".css"));
  if (!name) throw new Error(`no stylesheet in ${site}`);
  return readFile(join(site, name), "utf8");
}

for (const lang of ["lv", "en"]) {
  test(`every component in every state in ${lang} is accessible and fits the screen`, async ({ page, accessible }, info) => {
    const file = `../target/styleguide/${lang}.html`;
    const html = await readFile(file, "utf8").catch(() => {
      throw new Error(`${file} is missing: run \`cargo test\` first, it renders the style guide`);
    });
    // The file brings a style of its own, perhaps an older one.
    await page.setContent(html.replace(/<style>.*?<\/style>/s, ""));
    await page.addStyleTag({ content: await style() });
    await accessible("style guide");
    await photograph(page, info, `styleguide-${lang}`);
  });
}

import { Page, TestInfo } from "@playwright/test";
import { join } from "node:path";

/** Whether pictures of everything are wanted; those of the few main pages are always taken. */
export const everything = process.env.VET2B_PHOTOS !== undefined;

/** Takes a picture of the whole page, or of what fits on the screen, in both themes, into test-results/photos/<project>/. */
export async function photograph(page: Page, info: TestInfo, name: string, fullPage = true): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: join("test-results/photos", info.project.name, `${name}-${colorScheme}.png`), fullPage });
  }
}

/** Takes one of the README's pictures, what fits on the screen, when `VET2B_PHOTOS=docs` asks for them. */
export async function forReadme(page: Page, name: string, colorScheme: "light" | "dark" = "light"): Promise<void> {
  if (process.env.VET2B_PHOTOS !== "docs") return;
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.screenshot({ path: join("../docs/screenshots", `${name}.png`) });
}

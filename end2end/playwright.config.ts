import { defineConfig } from "@playwright/test";

// Started by `cargo xtask test` or `cargo xtask end2end`, which say where server, site and browser are.
const chromium = process.env.VET2B_CHROMIUM ?? "/usr/bin/chromium";

const launchOptions = {
  executablePath: chromium,
  // Chromium's sandbox refuses root; the other switches keep it from calling its maker.
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
};

export default defineConfig({
  testDir: "./specs",
  outputDir: "./test-results",
  fullyParallel: true,
  forbidOnly: true,
  // A crowded machine gets a second try, and the report says "flaky"; at one's desk a test that wavers fails.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: { launchOptions, actionTimeout: 15_000, navigationTimeout: 20_000, trace: "retain-on-failure", locale: "lv-LV", timezoneId: "Europe/Riga" },
  projects: [
    { name: "desktop", use: { viewport: { width: 1366, height: 768 } } },
    { name: "phone", grepInvert: /@once/, use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
  ],
});

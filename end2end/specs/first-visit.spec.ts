import { expect, ready, test } from "../support/fixtures";

for (const path of ["/lv", "/en/privacy"]) {
  test(`a first visit to ${path} transfers at most 275 kB, and a second one only what changes`, { tag: "@once" }, async ({ page }) => {
    const network = await page.context().newCDPSession(page);
    await network.send("Network.enable");
    let bytes = 0;
    network.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await page.goto(path);
    await ready(page);
    await page.waitForLoadState("networkidle");
    console.log(`first visit to ${path}: ${(bytes / 1000).toFixed(1)} kB with headers and API answers`);
    expect(bytes).toBeLessThanOrEqual(275_000);
    bytes = 0;
    await page.goto(path);
    await ready(page);
    await page.waitForLoadState("networkidle");
    console.log(`second visit to ${path}: ${(bytes / 1000).toFixed(1)} kB`);
    expect(bytes).toBeLessThanOrEqual(40_000);
  });
}

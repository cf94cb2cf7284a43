import { expect, ready, test } from "../support/fixtures";

const limit = 275_000;

for (const path of ["/lv", "/en", "/lv/privacy", "/en/privacy"]) {
  test(`a first visit to ${path} transfers at most ${limit / 1000} kB, and a second one only what changes`, { tag: "@once" }, async ({ page }) => {
    const network = await page.context().newCDPSession(page);
    await network.send("Network.enable");
    const heads = new Map<string, number>();
    let bytes = 0;
    network.on("Network.responseReceived", (event) => heads.set(event.requestId, event.response.encodedDataLength));
    network.on("Network.loadingFinished", (event) => (bytes += Math.max(0, event.encodedDataLength - (heads.get(event.requestId) ?? 0))));
    const visit = async (which: string) => {
      bytes = 0;
      await page.goto(path);
      await ready(page);
      await page.waitForLoadState("networkidle");
      console.log(`${which} visit to ${path}: ${(bytes / 1000).toFixed(1)} kB, answers of the API and icons included, headers not`);
      return bytes;
    };
    expect(await visit("first")).toBeLessThanOrEqual(limit);
    expect(await visit("second")).toBeLessThanOrEqual(40_000);
  });
}

import { BrowserContext } from "@playwright/test";
import { Portal } from "./portal";

/** Shows a portal under an https address with a domain above it; the browser believes it, with all that means for cookies. */
export async function serveAt(context: BrowserContext, origin: string, portal: Portal): Promise<void> {
  await context.route(`${origin}/**`, async (route) => {
    const request = route.request();
    const answer = await fetch(request.url().replace(origin, portal.own), {
      method: request.method(),
      headers: await request.allHeaders(),
      body: request.postData() ?? undefined,
      redirect: "manual",
    });
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== "content-encoding" && name !== "content-length"));
    // One header per cookie.
    const cookies = answer.headers.getSetCookie().join("\n");
    if (cookies) headers["set-cookie"] = cookies;
    await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
  });
}

import { Page } from "@playwright/test";

type Watched = { shifts: number[] };

/** Notes every layout shift, those after an input too, from the first paint on. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts = ((window as unknown as Watched).shifts = [] as number[]);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What has shifted so far. */
export async function shifts(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as Watched).shifts);
}

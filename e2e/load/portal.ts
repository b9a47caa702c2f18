import { chromium, type Page } from "@playwright/test";
import { median } from "./latencies";
import type { Options } from "./main";
import { required } from "./put-stations";
import type { Table } from "./results";

type Visit = { ttfb: number; full: number; painted: number; kilobytes: number };

const pages = { login: "/login", overview: "/", stations: "/stations" };

/** A person's first pages: the very first visit after the start, and the median of those that follow, each in a fresh browser profile. */
export async function portal({ visits = 10 }: Options): Promise<Table> {
  const address = required("PUBLIC_URL");
  const browser = await chromium.launch({ executablePath: required("CHROMIUM_PATH"), args: ["--no-sandbox"] });
  const rows: Table["rows"] = [];
  const facts: Record<string, Visit[]> = {};
  try {
    for (const [name, path] of Object.entries(pages)) {
      const taken: Visit[] = [];
      for (let visit = 0; visit <= visits; visit++) {
        const context = await browser.newContext();
        const page = await context.newPage();
        if (name !== "login") await logIn(page, address);
        taken.push(await visitOf(page, address + path));
        await context.close();
      }
      const [first, ...later] = taken;
      const middle = (of: (visit: Visit) => number) => median(later.map(of));
      facts[name] = taken;
      rows.push([
        name,
        first!.ttfb,
        first!.full,
        middle(({ ttfb }) => ttfb),
        middle(({ painted }) => painted),
        middle(({ full }) => full),
        middle(({ kilobytes }) => kilobytes),
      ]);
    }
  } finally {
    await browser.close();
  }
  const buildSeconds = Number(required("LOAD_BUILD_SECONDS"));
  return {
    title: `Portal: built in ${buildSeconds.toFixed(1)} s; first pages on the demo tenant (${visits} visits)`,
    columns: ["page", "first visit: first byte ms", "loaded", "then: first byte ms", "first content", "loaded", "KiB"],
    rows,
    notes: [
      "Times of the browser: from the request to the first byte, the first contentful paint, and the end of the load event.",
    ],
    facts: { buildSeconds, ...facts },
    how: "Headless Chromium opens the first pages of the demo tenant, each in a fresh profile.",
    promises: [],
    isSound: true,
  };
}

async function logIn(page: Page, address: string) {
  const { csrfToken } = (await (await page.request.get(`${address}/api/auth/csrf`)).json()) as { csrfToken: string };
  const response = await page.request.post(`${address}/api/auth/callback/credentials`, {
    form: { csrfToken, email: "operator@northwind.example", password: required("DEMO_PASSWORD"), json: "true" },
  });
  if (!response.ok()) throw new Error(`the login is refused: ${response.status()} ${await response.text()}`);
}

async function visitOf(page: Page, url: string): Promise<Visit> {
  const response = await page.goto(url, { waitUntil: "load" });
  if (!response?.ok() || new URL(page.url()).pathname !== new URL(url).pathname)
    throw new Error(`${url} answers ${response?.status()} at ${page.url()}`);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const bytes = loaded.reduce((sum, { transferSize }) => sum + transferSize, navigation!.transferSize);
    return {
      ttfb: navigation!.responseStart,
      full: navigation!.loadEventEnd,
      painted: performance.getEntriesByName("first-contentful-paint")[0]!.startTime,
      kilobytes: bytes / 1024,
    };
  });
}

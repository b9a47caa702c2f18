import { randomBytes } from "node:crypto";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { createStation, type EvseOptions, type SimulatedStation, type StationOptions } from "@stationmaster/simulator";

export { expect };

const given = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the browser tests are run by npm test -- e2e`);
  return value;
};

/** Where the product is that these tests use: scripts/test.mjs starts one, with data of its own. */
export const portalUrl = () => given("PUBLIC_URL");
export const ocppUrl = () => given("PUBLIC_OCPP_URL");
export const platformKey = () => given("PLATFORM_API_KEY");
export const demoPassword = () => given("DEMO_PASSWORD");
export const northwindOperator = "operator@northwind.example";
export const southgateOperator = "operator@southgate.example";
export const platformAdmin = "admin@stationmaster.example";

export type Answer<T> = { status: number; body: T };

/** The HTTP API as a customer's program calls it. */
export async function callApi<T = unknown>(
  key: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  const response = await fetch(`${portalUrl()}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
}

type Made = { slug: string; apiKey: string; operatorPassword: string };
type MadeStation = { identity: string; url: string; password: string };
type StationWish = { identity?: string; evses?: EvseOptions[]; siteId?: string };

/** A tenant that no other test knows, with an operator, a key and whatever stations the test asks for. */
export class Tenant {
  private readonly running: SimulatedStation[] = [];
  constructor(
    readonly slug: string,
    readonly name: string,
    readonly apiKey: string,
    readonly email: string,
    readonly password: string,
  ) {}

  /** Calls the API with this tenant's key, and expects it to go well. */
  async api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await callApi<T>(this.apiKey, method, path, body);
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  }

  /** A station that is known and has not called yet. */
  add({
    identity = `E2E-${randomBytes(3).toString("hex").toUpperCase()}`,
    evses = oneEvse,
    ...more
  }: StationWish = {}) {
    return this.api<MadeStation>("POST", "/stations", { identity, evses, ...more });
  }

  acceptCard(idToken: string, status = "Accepted"): Promise<unknown> {
    return this.api("PUT", `/id-tokens/${idToken}`, { type: "ISO14443", status });
  }

  /** Somebody puts a simulated station on the line, with what they were shown. It ends with the test. */
  simulate({ identity, url, password }: MadeStation, more: Partial<StationOptions> = {}): SimulatedStation {
    const station = createStation({ identity, url, password, ...more });
    this.running.push(station);
    return station;
  }

  /** A station that has booted. */
  async start(wish: StationWish = {}, more: Partial<StationOptions> = {}): Promise<SimulatedStation> {
    const station = this.simulate(await this.add(wish), { evses: wish.evses ?? oneEvse, ...more });
    await station.start();
    return station;
  }

  /** What the product sent must have been right, whatever else a test looks at. */
  async end(): Promise<void> {
    await Promise.all(this.running.map((station) => station.close()));
    expect(this.running.flatMap(({ violations }) => violations)).toEqual([]);
  }
}

const oneEvse: EvseOptions[] = [{ id: 1, connectors: [{ id: 1, type: "cType2" }] }];

export async function aTenant(name = "Lakeside Power"): Promise<Tenant> {
  const slug = `e2e-${randomBytes(4).toString("hex")}`;
  const email = `operator@${slug}.example`;
  const { status, body } = await callApi<Made>(platformKey(), "POST", "/tenants", {
    ...{ slug, name, currency: "EUR", timeZone: "Europe/Berlin", country: "DE" },
    operator: { email, name: "Jo Weber" },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return new Tenant(slug, name, body.apiKey, email, body.operatorPassword);
}

/** Signs a browser in without the login page, which has tests of its own. */
export async function signIn(
  { request }: BrowserContext | Page,
  email: string,
  password = demoPassword(),
): Promise<void> {
  const { csrfToken } = (await (await request.get(`${portalUrl()}/api/auth/csrf`)).json()) as { csrfToken: string };
  const form = { csrfToken, email, password, json: "true" };
  const response = await request.post(`${portalUrl()}/api/auth/callback/credentials`, { form });
  expect(await response.json()).not.toHaveProperty("url", expect.stringContaining("error="));
}

/** The page hears of changes: what happens from now on must show by itself. */
export const expectLive = (page: Page) => expect(page.locator(".live:not(.live--stale)")).toContainText("Live");

type Fixtures = {
  tenant: Tenant;
  /** Pages with somebody signed in: of `tenant`, of the demo tenant northwind, of the platform. */
  operator: Page;
  northwind: Page;
  platform: Page;
};

/**
 * React holds streamed parts back, hidden, for some 300 ms, and may meanwhile draw them itself (react/react#37014):
 * a locator that wants one thing would find two. Whoever opens a page by its address gets it when none is held back.
 */
export function openWhole(page: Page): Page {
  const whole = () => page.waitForFunction(() => !(globalThis as { $RB?: unknown[] }).$RB?.length);
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  return Object.assign(page, {
    goto: async (...wish: Parameters<Page["goto"]>) => {
      const response = await goto(...wish);
      await whole();
      return response;
    },
    reload: async (...wish: Parameters<Page["reload"]>) => {
      const response = await reload(...wish);
      await whole();
      return response;
    },
  });
}

export const test = base.extend<Fixtures>({
  page: ({ page }, use) => use(openWhole(page)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from the pattern
  tenant: async ({}, use) => {
    const tenant = await aTenant();
    await use(tenant);
    await tenant.end();
  },
  operator: async ({ page, tenant }, use) => {
    await signIn(page, tenant.email, tenant.password);
    await use(page);
  },
  northwind: async ({ page }, use) => {
    await signIn(page, northwindOperator);
    await use(page);
  },
  platform: async ({ page }, use) => {
    await signIn(page, platformAdmin);
    await use(page);
  },
});

import { randomBytes } from "node:crypto";
import { inTenant, type Context as Room, systemActor } from "@stationmaster/domain";
import { createTenant, createUser } from "@stationmaster/domain/business";
import { aDatabase } from "@stationmaster/testing";
import { afterAll } from "vitest";
import type { Asker } from "../asker";
import { answerApi } from "../http/answer-api";
import { createCaller } from "../root";
import { type Stores, stores } from "../stores";

export const platformKey = "platform-key-of-the-tests";

export type PortalTenant = Awaited<ReturnType<Awaited<ReturnType<typeof aPortal>>["tenant"]>>;
type Call = {
  key?: string | null;
  body?: unknown;
  text?: string | undefined;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};
export type Answer = { status: number; headers: Headers; body: never };

/** The portal's server side on a database of its own: its procedures and its HTTP API, without Next.js around them. */
export async function aPortal({ databaseUrl, env = {} }: { databaseUrl?: string; env?: Record<string, string> } = {}) {
  const url = databaseUrl ?? (await aDatabase()).url;
  Object.assign(process.env, { DATABASE_URL: url, PLATFORM_API_KEY: platformKey, LOG_LEVEL: "silent", ...env });
  const open: Stores = stores();
  afterAll(() => open.close());
  await open.inlet.ready;

  async function api(
    method: string,
    path: string,
    { key = null, body, text, headers = {}, signal }: Call = {},
  ): Promise<Answer> {
    const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const request = new Request(`http://localhost:3000/api/v1${path}`, {
      method,
      headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
      ...(payload === undefined ? {} : { body: payload }),
      ...(signal ? { signal } : {}),
    });
    const response = await answerApi(request);
    const answered = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (answered ? JSON.parse(answered) : undefined) as never,
    };
  }

  return {
    databaseUrl: url,
    stores: open,
    api,
    platform: (method: string, path: string, body?: unknown) => api(method, path, { key: platformKey, body }),
    callerOf: (asker: Asker, signal?: AbortSignal) => createCaller({ stores: open, asker }, signal ? { signal } : {}),

    async tenant(name = "Tenant") {
      const slug = `t-${randomBytes(4).toString("hex")}`;
      const made = await createTenant(open, systemActor, {
        slug,
        name,
        currency: "EUR",
        timeZone: "Europe/Amsterdam",
        country: "NL",
      });
      const user = { id: made.id, name: "Olga Operator", email: `olga@${slug}.example` };
      return {
        ...made,
        operator: createCaller({ stores: open, asker: { kind: "operator", user, tenantId: made.id } }),
        api: (method: string, path: string, body?: unknown) => api(method, path, { key: made.apiKey, body }),
        inside: <T>(work: (room: Room) => Promise<T>) => inTenant(open.outlets, made.id, systemActor, work),
      };
    },

    user: (email: string, password: string, isPlatformAdmin = false) =>
      createUser(open.directory, { email, name: "Pia Person", password, isPlatformAdmin }),
  };
}

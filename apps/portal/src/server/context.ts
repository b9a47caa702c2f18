import type { Asker } from "./asker";
import { askerOfSession } from "./session";
import { type Stores, stores } from "./stores";

export type Context = { stores: Stores; asker: Asker };

/** Of the person whose session the request carries; without headers, of the request that Next.js is answering. */
export async function createContext(given?: Headers): Promise<Context> {
  const headers = given ?? (await (await import("next/headers")).headers());
  return { stores: stores(), asker: await askerOfSession(headers) };
}

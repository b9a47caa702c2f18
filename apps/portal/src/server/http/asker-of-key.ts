import { createHash, timingSafeEqual } from "node:crypto";
import { findApiKey } from "@stationmaster/domain/business";
import { askedTogether } from "../asked-together";
import type { Asker } from "../asker";
import { env } from "../env";
import type { Stores } from "../stores";

export type Keyed =
  | { kind: "asker"; asker: Asker }
  | { kind: "suspended" }
  | { kind: "no-key" }
  | { kind: "wrong-key" };

export const keyOf = (headers: Headers): string | null =>
  /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;

export const isPlatformKey = (key: string): boolean => {
  const expected = env().PLATFORM_API_KEY;
  return expected !== undefined && timingSafeEqual(digest(key), digest(expected));
};

/** Whose key it is; cookies mean nothing here, so no other site can act for somebody who is signed in. */
export async function askerOfKey(stores: Stores, key: string | null): Promise<Keyed> {
  if (key === null) return { kind: "no-key" };
  if (isPlatformKey(key)) return { kind: "asker", asker: { kind: "platform-key" } };
  const found = await askedTogether(`API key ${key}`, () => findApiKey(stores.directory, key));
  if (!found) return { kind: "wrong-key" };
  if (found.tenantStatus === "suspended") return { kind: "suspended" };
  return { kind: "asker", asker: { kind: "api-key", id: found.id, name: found.name, tenantId: found.tenantId } };
}

const digest = (text: string) => createHash("sha256").update(text).digest();

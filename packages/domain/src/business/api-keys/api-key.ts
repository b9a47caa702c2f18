import { createHash, randomBytes } from "node:crypto";

const pattern = /^smk_([A-Za-z0-9_-]{22})([A-Za-z0-9_-]{32})$/;

/** Carries its tenant's id, so that it is found by the unique index and not among all tenants' keys. */
export const makeApiKey = (tenantId: string): string =>
  `smk_${Buffer.from(tenantId.replaceAll("-", ""), "hex").toString("base64url")}${randomBytes(24).toString("base64url")}`;

/** A fast hash: the key is long and random, there is nothing to guess. */
export const hashOfKey = (key: string): string => createHash("sha256").update(key).digest("base64url");

/** What may be shown of it later: the end, as all keys of a tenant begin alike. */
export const hintOf = (key: string): string => `smk_…${key.slice(-4)}`;

export function tenantOfKey(key: string): string | null {
  const encoded = pattern.exec(key)?.[1];
  if (!encoded) return null;
  const hex = Buffer.from(encoded, "base64url").toString("hex");
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") : null;
}

import type { Actor } from "@stationmaster/db";

type User = { id: string; name: string; email: string };

/** Who asks, and for which tenant's rows. */
export type Asker =
  | { kind: "nobody" }
  | { kind: "operator"; user: User; tenantId: string }
  | { kind: "platform-admin"; user: User }
  | { kind: "api-key"; id: string; name: string; tenantId: string }
  | { kind: "platform-key" };

export const tenantOf = (asker: Asker): string | null => ("tenantId" in asker ? asker.tenantId : null);

export const isPlatform = (asker: Asker): boolean => asker.kind === "platform-admin" || asker.kind === "platform-key";

export function actorOf(asker: Exclude<Asker, { kind: "nobody" }>): Actor {
  if (asker.kind === "api-key") return { kind: "api-key", id: asker.id, name: asker.name };
  if (asker.kind === "platform-key") return { kind: "api-key", id: "platform", name: "Platform key" };
  return { kind: "user", id: asker.user.id, name: asker.user.name };
}

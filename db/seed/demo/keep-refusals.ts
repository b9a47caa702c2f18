import { authorizations, eq } from "@stationmaster/db";
import { type Context, inTenant, type Message, type StationContext, systemActor } from "@stationmaster/domain";
import { messages } from "@stationmaster/domain/authorization";
import { type Card, isPlain } from "./cards";
import type { KeptStation } from "./keep-places";
import type { KeptTenant } from "./keep-tenant";
import type { Means } from "./means";

const authorize = messages.find((message): message is Message<"Authorize"> => message.action === "Authorize")!;
const minutesApart = 37;

/** The day before, those who may not charge everywhere tried to, and some whom nobody knows. Told once. */
export async function keepRefusals(
  means: Means,
  tenant: KeptTenant,
  stations: KeptStation[],
  cards: Card[],
): Promise<void> {
  const isTold = (ctx: Context) => ctx.db.$count(authorizations, eq(authorizations.message, "Authorize"));
  if ((await inTenant(means.outlets, tenant.id, systemActor, isTold)) > 0) return;
  const tried = [
    ...cards.filter((card) => !isPlain(card)).map(({ idToken, type }) => ({ idToken, type })),
    { idToken: "04FFEE00112233", type: "ISO14443" as const },
    { idToken: "0000", type: "KeyCode" as const },
  ];
  const visits = tried.flatMap((idToken, at) => [
    { idToken, station: stations[at % stations.length]! },
    { idToken, station: stations[(at * 5 + 3) % stations.length]! },
  ]);
  for (const [at, { idToken, station }] of visits.entries()) {
    const moment = new Date(tenant.createdAt.getTime() - (at + 1) * minutesApart * 60_000);
    const actor = { kind: "station" as const, id: station.id, name: station.identity };
    await inTenant(means.asOf(moment), tenant.id, actor, async (ctx) => {
      const there: StationContext = { ...ctx, station: { id: station.id, identity: station.identity, epoch: 0 } };
      await authorize.handle(there, { idToken });
    });
  }
}

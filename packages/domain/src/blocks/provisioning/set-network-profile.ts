import { and, eq, lte, type NetworkConnection, networkProfiles, stations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { ConflictError, type Context, defineCommand, InvalidError, redact, summarise } from "../../kernel";
import { checkProfile } from "./check-profile";
import { announceNetwork, readNetworkSlots } from "./network-slots";

const withoutSecrets = (profile: Req<"SetNetworkProfile">["connectionData"]): NetworkConnection =>
  redact(profile) as NetworkConnection;

/** B09: kept by the station in a slot it does not use; it is put to use by a migration (B10). */
export const setNetworkProfile = defineCommand<"SetNetworkProfile", Req<"SetNetworkProfile">>("SetNetworkProfile", {
  async build(ctx, stationId, request) {
    const { configurationSlot, connectionData } = request;
    const { slots, kept, securityProfile } = await readNetworkSlots(ctx, stationId);
    // B09.FR.05
    if (slots && !slots.includes(configurationSlot))
      throw new InvalidError(
        `The station has the slots ${slots.join(", ")}; there is no slot ${configurationSlot}.`,
        "configurationSlot",
      );
    const identity = await identityOf(ctx, stationId);
    if (kept.has(configurationSlot))
      throw new ConflictError(
        `Slot ${configurationSlot} may be the one ${identity} is connected by: write to another.`,
        "configurationSlot",
      );
    checkProfile(connectionData, { identity, securityProfile });
    return request;
  },

  async record(ctx, stationId, { configurationSlot: slot, connectionData }) {
    const sent = {
      ...{ sent: withoutSecrets(connectionData), sentAt: ctx.now },
      ...{ commandId: null, status: null, reason: null },
    };
    const { tenantId, stationId: station } = networkProfiles;
    await ctx.db
      .insert(networkProfiles)
      .values({ stationId, slot, ...sent })
      .onConflictDoUpdate({ target: [tenantId, station, networkProfiles.slot], set: sent });
    announceNetwork(ctx, stationId);
  },

  async settle(ctx, { id: commandId, stationId, createdAt, request }, outcome) {
    const slot = and(
      eq(networkProfiles.stationId, stationId),
      eq(networkProfiles.slot, request.configurationSlot),
      // What was sent after it has an answer of its own to wait for.
      lte(networkProfiles.sentAt, createdAt),
    );
    const { status, reason } = summarise(outcome);
    const held = { held: withoutSecrets(request.connectionData), heldAt: ctx.now };
    await ctx.db
      .update(networkProfiles)
      .set({
        ...{ commandId, status, reason },
        ...(status === "Accepted" ? held : {}),
        // It may or may not be there: then nobody knows what is.
        ...(status === "silent" ? { held: null, heldAt: null } : {}),
      })
      .where(slot);
    announceNetwork(ctx, stationId);
  },
});

async function identityOf(ctx: Context, stationId: string): Promise<string> {
  const [station] = await ctx.db
    .select({ identity: stations.identity })
    .from(stations)
    .where(eq(stations.id, stationId));
  return station?.identity ?? "";
}

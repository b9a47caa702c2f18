import { and, eq, isNull, networkProfiles, stations } from "@stationmaster/db";
import type { CommandAction } from "@stationmaster/ocpp";
import { z } from "zod";
import { changeAvailability } from "../../blocks/availability";
import {
  addressOf,
  announceNetwork,
  getReport,
  lastSegmentOf,
  type NetworkProfileRow,
  networkVariables,
  reset,
  setNetworkProfile,
  setVariables,
} from "../../blocks/provisioning";
import { getTransactionStatus } from "../../blocks/transactions";
import { type Command, ConflictError, type Context, InvalidError, nextNumber, sendCommand } from "../../kernel";
import { note } from "../audit";
import { askStation, type CommandDetail } from "../commands";
import { anyIdentity, findStation, type Station } from "../stations";
import { type Migration, type MigrationStep, orderFor, orderRequest } from "./migration";
import { endpointOf, isSamePlace, type Network, networkOf } from "./read-network";

export const connectionData = z.strictObject({
  ocppVersion: z.literal("OCPP20").default("OCPP20"),
  ocppTransport: z.literal("JSON").default("JSON"),
  ocppCsmsUrl: z.string().min(1).max(512),
  messageTimeout: z.int().min(1).max(86_400),
  securityProfile: z.int().min(1).max(3),
  ocppInterface: z.enum(["Wired0", "Wired1", "Wired2", "Wired3", "Wireless0", "Wireless1", "Wireless2", "Wireless3"]),
  apn: z
    .strictObject({
      apn: z.string().min(1).max(512),
      apnAuthentication: z.enum(["CHAP", "NONE", "PAP", "AUTO"]),
      apnUserName: z.string().max(20).optional(),
      apnPassword: z.string().max(20).optional(),
      simPin: z.int().optional(),
      preferredNetwork: z.string().max(6).optional(),
      useOnlyPreferredNetwork: z.boolean().optional(),
    })
    .optional(),
  vpn: z
    .strictObject({
      server: z.string().min(1).max(512),
      user: z.string().max(20),
      group: z.string().max(20).optional(),
      password: z.string().max(20),
      key: z.string().max(255),
      type: z.enum(["IKEv2", "IPSec", "L2TP", "PPTP"]),
    })
    .optional(),
});

export const newMigration = z.object({ identity: anyIdentity, configurationSlot: z.int().min(0), connectionData });
type NewMigration = z.output<typeof newMigration>;

/** B09: writes the profile to a slot that is not in use; from there it is put to use step by step, or left. */
export async function startMigration(
  ctx: Context,
  publicOcppUrl: string,
  { identity, configurationSlot: slot, connectionData: profile }: NewMigration,
): Promise<Network> {
  const station = await lockStation(ctx, identity);
  const { inUse, order, slots, migration } = await networkOf(ctx, publicOcppUrl, station);
  // What the station refused to write may be tried once more, there or in another slot.
  if (migration && !migration.endedAt && migration.steps.profile.state !== "failed")
    throw new ConflictError("A migration of this station is not closed: finish it, or give it up first.");
  if (!inUse) throw new ConflictError("Nobody here knows which slot the station is connected by: ask it first.");
  if (!slots.some((one) => one.isFree && one.slot === slot) && slots.some((one) => one.slot === slot))
    throw new ConflictError(`Slot ${slot} may be the one the station is connected by.`, "configurationSlot");
  await checkAddress(ctx, publicOcppUrl, station, profile);
  const request = { configurationSlot: slot, connectionData: profile };
  const { id } = await send(ctx, station, setNetworkProfile, request as never);
  await ctx.db.update(networkProfiles).set(noMigration).where(eq(networkProfiles.stationId, station.id));
  await change(ctx, station, slot, {
    ...{ commandId: id, migrationAt: ctx.now, migrationBy: ctx.actor },
    ...{ fromSlot: inUse.slot, orderBefore: order?.slots.join(",") ?? null },
  });
  return networkOf(ctx, publicOcppUrl, station);
}

const noMigration = {
  ...{ migrationAt: null, migrationBy: null, fromSlot: null, orderBefore: null, outOfServiceId: null, queueId: null },
  ...{ orderId: null, restartId: null, checkId: null, undoId: null, endedAt: null },
};

/** B09: an endpoint, not the place of one station: of this one, or of another, as when two are sent to each other's. */
async function checkAddress(
  ctx: Context,
  publicOcppUrl: string,
  station: Station,
  { ocppCsmsUrl, securityProfile }: NewMigration["connectionData"],
): Promise<void> {
  const url = addressOf(ocppCsmsUrl);
  if (!url) return;
  const field = "connectionData.ocppCsmsUrl";
  const last = lastSegmentOf(url);
  const [other] = last.includes("\0")
    ? []
    : await ctx.db
        .select({ identity: stations.identity })
        .from(stations)
        .where(and(eq(stations.identityKey, last), isNull(stations.removedAt)));
  const ourUrl = await endpointOf(ctx, publicOcppUrl);
  if (isSamePlace(ocppCsmsUrl, ourUrl)) {
    if (securityProfile !== station.securityProfile)
      throw new ConflictError(
        `Here ${station.identity} is let in with security profile ${station.securityProfile} alone.`,
        "connectionData.securityProfile",
      );
    return;
  }
  if (other)
    throw new InvalidError(
      `This is the address of the station ${other.identity}: a profile names the endpoint, without any identity.`,
      field,
    );
  const isOurHost = addressOf(ourUrl)?.host === url.host;
  if (isOurHost && !/^\/ocpp\/[^/]+\/?$/.test(url.pathname))
    throw new InvalidError(`Stations connect here at ${ourUrl}, without their identity.`, field);
}

/** B10.FR.05: out of service, and asked until it has told everything. */
export async function takeOutOfService(ctx: Context, publicOcppUrl: string, identity: string): Promise<Network> {
  const { station, migration } = await underWay(ctx, publicOcppUrl, identity, ["service", "order"]);
  const asked = await send(ctx, station, changeAvailability, { operationalStatus: "Inoperative" });
  const { id: queueId } = await sendCommand(ctx, station.id, getTransactionStatus, {}, { deadlineSeconds: day });
  await change(ctx, station, migration.slot, { outOfServiceId: asked.id, queueId });
  return networkOf(ctx, publicOcppUrl, station);
}

/** The new slot first, those of before behind it. */
export async function putFirst(
  ctx: Context,
  publicOcppUrl: string,
  { identity, anyway }: { identity: string; anyway?: boolean | undefined },
): Promise<Network> {
  const { station, migration, row } = await underWay(ctx, publicOcppUrl, identity, ["service", "order"]);
  if (migration.steps.service.state === "waiting" && !anyway)
    throw new ConflictError("The station has not told everything yet: what it tells later goes to the other CSMS.");
  const { id: orderId } = await send(ctx, station, setVariables, orderRequest(orderFor(row).join(",")));
  await change(ctx, station, migration.slot, { orderId });
  return networkOf(ctx, publicOcppUrl, station);
}

export async function restartStation(ctx: Context, publicOcppUrl: string, identity: string): Promise<Network> {
  const { station, migration } = await underWay(ctx, publicOcppUrl, identity, ["restart", "return"]);
  if (migration.steps.restart.state === "waiting") throw new ConflictError("The station has been asked to restart.");
  const { id: restartId } = await send(ctx, station, reset, { type: "OnIdle" });
  await change(ctx, station, migration.slot, { restartId });
  return networkOf(ctx, publicOcppUrl, station);
}

const day = 86_400;

/** The migration, its station locked; refuses where it is not at one of these steps. */
export async function underWay(
  ctx: Context,
  publicOcppUrl: string,
  identity: string,
  steps?: MigrationStep[],
): Promise<{ station: Station; migration: Migration; row: NetworkProfileRow }> {
  const station = await lockStation(ctx, identity);
  const { migration } = await networkOf(ctx, publicOcppUrl, station);
  if (!migration || migration.endedAt) throw new ConflictError("No migration of this station is under way.");
  if (steps && !steps.includes(migration.step ?? "return"))
    throw new ConflictError(`The migration is at the step ${migration.step ?? "return"}: this is not its turn.`);
  const [row] = await ctx.db.select().from(networkProfiles).where(slotOf(station, migration.slot));
  return { station, migration, row: row! };
}

/** Two operators, one step: the second sees what the first did. */
async function lockStation(ctx: Context, identity: string): Promise<Station> {
  const { id } = await findStation(ctx, identity);
  const [station] = await ctx.db.select().from(stations).where(eq(stations.id, id)).for("update");
  return station!;
}

export async function send<A extends CommandAction, Input>(
  ctx: Context,
  station: Station,
  command: Command<A, Input>,
  input: Input,
): Promise<{ id: string }> {
  const { id } = await sendCommand(ctx, station.id, command, input);
  await note(ctx, "network migration", station.identity, { action: command.action, commandId: id });
  return { id };
}

export async function change(
  ctx: Context,
  station: Station,
  slot: number,
  values: Partial<NetworkProfileRow>,
): Promise<void> {
  await ctx.db.update(networkProfiles).set(values).where(slotOf(station, slot));
  announceNetwork(ctx, station.id);
}

const slotOf = ({ id }: Station, slot: number) =>
  and(eq(networkProfiles.stationId, id), eq(networkProfiles.slot, slot));

/** Which slots there are, their order, and which one is in use: what the rest goes by. */
export async function askForSlots(ctx: Context, identity: string): Promise<CommandDetail> {
  const { id } = await findStation(ctx, identity);
  const [first, ...others] = Object.values(networkVariables);
  return askStation(ctx, identity, getReport, {
    requestId: await nextNumber(ctx, id),
    componentVariable: [first!, ...others],
  });
}

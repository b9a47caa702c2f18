import { and, eq, transactions } from "@stationmaster/db";
import {
  addressOf,
  listNetworkProfiles,
  type NetworkProfileRow,
  type NetworkSlots,
  readNetworkSlots,
} from "../../blocks/provisioning";
import type { Context } from "../../kernel";
import { type CommandRecord, commandsById } from "../commands";
import { readStation, type Station } from "../stations";
import { getTenant } from "../tenants";
import { type Migration, migrationOf } from "./migration";

export type NetworkSlot = {
  slot: number;
  isInUse: boolean;
  /** Its place in the order, from 1; null: it is not tried. */
  place: number | null;
  /** May be written to. */
  isFree: boolean;
  /** As the station took it, without its secrets; null: nobody here knows. */
  held: NetworkProfileRow["held"];
  heldAt: Date | null;
  /** What was sent last, where it is not what the station holds. */
  sent: { profile: NetworkProfileRow["sent"]; at: Date; status: string | null; reason: string | null } | null;
};

export type Network = {
  stationId: string;
  stationIdentity: string;
  isOnline: boolean;
  bootedAt: Date | null;
  /** Where this station connects here, without its identity. */
  ourUrl: string;
  securityProfile: number;
  attempts: number | null;
  order: NetworkSlots["order"];
  inUse: NetworkSlots["inUse"];
  /** Whether the station has told which slots there are. */
  knowsSlots: boolean;
  slots: NetworkSlot[];
  migration: Migration | null;
};

/** The network profiles of a station: what it told, what it took from us, and the migration that is under way or was the last. */
export async function readNetwork(ctx: Context, publicOcppUrl: string, identity: string): Promise<Network> {
  const station = await readStation(ctx, identity);
  return networkOf(ctx, publicOcppUrl, station);
}

export async function networkOf(ctx: Context, publicOcppUrl: string, station: Station): Promise<Network> {
  const [known, rows, ourUrl] = await Promise.all([
    readNetworkSlots(ctx, station.id),
    listNetworkProfiles(ctx, station.id),
    endpointOf(ctx, publicOcppUrl),
  ]);
  return {
    ...{ stationId: station.id, stationIdentity: station.identity, isOnline: station.isOnline },
    ...{ bootedAt: station.bootedAt, ourUrl, securityProfile: known.securityProfile, attempts: known.attempts },
    ...{ order: known.order, inUse: known.inUse, knowsSlots: known.slots !== null },
    slots: slotsOf(known, rows),
    migration: await currentMigration(ctx, ourUrl, station, rows),
  };
}

/** Where stations of the tenant connect; each adds its identity. */
export const endpointOf = async (ctx: Context, publicOcppUrl: string): Promise<string> =>
  `${publicOcppUrl.replace(/\/+$/, "")}/ocpp/${(await getTenant(ctx)).slug}`;

function slotsOf(known: NetworkSlots, rows: NetworkProfileRow[]): NetworkSlot[] {
  const order = known.order?.slots ?? [];
  const inUse = known.inUse ? [known.inUse.slot] : [];
  const all = new Set([...(known.slots ?? []), ...order, ...inUse, ...rows.map(({ slot }) => slot)]);
  return [...all]
    .sort((a, b) => a - b)
    .map((slot) => {
      const row = rows.find((one) => one.slot === slot);
      return {
        ...{ slot, isInUse: known.inUse?.slot === slot, isFree: known.inUse !== null && !known.kept.has(slot) },
        place: order.includes(slot) ? order.indexOf(slot) + 1 : null,
        ...{ held: row?.held ?? null, heldAt: row?.heldAt ?? null },
        sent:
          row && row.status !== "Accepted"
            ? { profile: row.sent, at: row.sentAt, status: row.status, reason: row.reason }
            : null,
      };
    });
}

async function currentMigration(
  ctx: Context,
  ourUrl: string,
  station: Station,
  rows: NetworkProfileRow[],
): Promise<Migration | null> {
  const row = rows.find(({ migrationAt }) => migrationAt !== null);
  if (!row) return null;
  const ids = [row.outOfServiceId, row.queueId, row.orderId, row.restartId, row.checkId].filter((id) => id !== null);
  const commands = new Map(
    (await commandsById(ctx, ids)).map((command): [string, CommandRecord] => [command.id, command]),
  );
  const sessions = await ctx.db.$count(
    transactions,
    and(eq(transactions.stationId, station.id), eq(transactions.isActive, true)),
  );
  const leadsHere = isSamePlace(row.sent.ocppCsmsUrl, ourUrl);
  return migrationOf(row, commands, station, { leadsHere, sessions, now: ctx.now });
}

/** By host and path: the same endpoint may be reached by several ports. */
export function isSamePlace(url: string, ourUrl: string): boolean {
  const [theirs, ours] = [addressOf(url), addressOf(ourUrl)];
  const pathOf = ({ pathname }: URL) => pathname.replace(/\/+$/, "").toLowerCase();
  return (
    theirs !== undefined && ours !== undefined && theirs.hostname === ours.hostname && pathOf(theirs) === pathOf(ours)
  );
}

import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import { readStation, stationUrl } from "../stations";
import { getTenant } from "../tenants";
import { type Checklist, readChecklist } from "./read-checklist";

export type Onboarding = {
  stationId: string;
  identity: string;
  isOnline: boolean;
  url: string;
  connectedAt: Date | null;
  authenticatedAt: Date | null;
  bootedAt: Date | null;
  registrationStatus: "Accepted" | "Pending" | "Rejected";
  vendor: string | null;
  model: string | null;
  firmwareVersion: string | null;
  connectorsReported: number;
  connectorsExpected: number;
  refusal: { at: Date; status: number; reason: string } | null;
  checklist: Checklist | null;
};

/** What the wizard waits for; each null until it has happened. */
export async function readOnboarding(ctx: Context, publicOcppUrl: string, wanted: string): Promise<Onboarding> {
  const station = await readStation(ctx, wanted);
  const { slug } = await getTenant(ctx);
  const [counted] = await rowsOf<{ reported: number; expected: number }>(
    ctx,
    sql`select count(*) filter (where status is not null)::int as reported, count(*)::int as expected from connectors where station_id = ${station.id}::uuid`,
  );
  const { identity, isOnline, connectedAt, bootedAt, registrationStatus, vendor, model, firmwareVersion } = station;
  return {
    stationId: station.id,
    ...{ identity, isOnline, connectedAt, bootedAt, registrationStatus, vendor, model, firmwareVersion },
    url: stationUrl(publicOcppUrl, slug, identity),
    // A socket exists only after its password was right.
    authenticatedAt: connectedAt,
    connectorsReported: counted!.reported,
    connectorsExpected: counted!.expected,
    refusal: refusalOf(station),
    checklist: await readChecklist(ctx, station),
  };
}

/** A refused handshake is news until the station has come through. */
function refusalOf({ handshakeFailedAt, handshakeFailure, connectedAt }: Awaited<ReturnType<typeof readStation>>) {
  if (!handshakeFailedAt || (connectedAt && connectedAt > handshakeFailedAt)) return null;
  const [, status, reason] = /^(\d{3})\s*(.*)$/s.exec(handshakeFailure ?? "") ?? [];
  return { at: handshakeFailedAt, status: Number(status ?? 401), reason: reason ?? handshakeFailure ?? "" };
}

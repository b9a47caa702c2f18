import { sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { rowsOf } from "../page";
import { getTenant } from "../tenants";
import { findStation } from "./find-station";
import { stationUrl } from "./station-url";

export type OnboardingChecks = {
  identity: string;
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
};

/** What the wizard waits for; each null until it has happened. */
export async function onboardingChecks(ctx: Context, publicOcppUrl: string, wanted: string): Promise<OnboardingChecks> {
  const station = await findStation(ctx, wanted);
  const { slug } = await getTenant(ctx);
  const [counted] = await rowsOf<{ reported: number; expected: number }>(
    ctx,
    sql`select count(*) filter (where status is not null)::int as reported, count(*)::int as expected from connectors where station_id = ${station.id}::uuid`,
  );
  const { identity, connectedAt, bootedAt, registrationStatus, vendor, model, firmwareVersion } = station;
  return {
    ...{ identity, connectedAt, bootedAt, registrationStatus, vendor, model, firmwareVersion },
    url: stationUrl(publicOcppUrl, slug, identity),
    // A socket exists only after its password was right.
    authenticatedAt: connectedAt,
    connectorsReported: counted!.reported,
    connectorsExpected: counted!.expected,
    refusal: refusalOf(station),
  };
}

/** A refused handshake is news until the station has come through. */
function refusalOf({ handshakeFailedAt, handshakeFailure, connectedAt }: Awaited<ReturnType<typeof findStation>>) {
  if (!handshakeFailedAt || (connectedAt && connectedAt > handshakeFailedAt)) return null;
  const [, status, reason] = /^(\d{3})\s*(.*)$/s.exec(handshakeFailure ?? "") ?? [];
  return { at: handshakeFailedAt, status: Number(status ?? 401), reason: reason ?? handshakeFailure ?? "" };
}

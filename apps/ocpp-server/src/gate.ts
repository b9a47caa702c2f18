import { inTenant, registrationOf, wasAskedFor } from "@stationmaster/domain";
import { type CallFrame, OcppError } from "@stationmaster/ocpp";
import { insist } from "./insist";
import type { ServerParts, Speaker } from "./server-parts";
import { stationActor } from "./station-actor";

/** Comes before validation: what may not be said is not looked at. A reconnect is not a boot: the standing is the station's, not the socket's. */
export async function refuseBeforeBoot(
  parts: ServerParts,
  speaker: Speaker,
  { action, payload }: CallFrame,
): Promise<void> {
  if (action === "BootNotification") return;
  const registration = registrationOf(speaker.standing);
  if (registration === "Accepted") return;
  if (registration === "Pending" && (await isAskedFor(parts, speaker, action, payload))) return;
  throw new OcppError("SecurityError", refusals[registration ?? "unbooted"]);
}

const refusals = {
  // B01.FR.10
  unbooted: "the station has not booted here yet: send BootNotification first",
  // B02.FR.09
  Pending: "the registration is pending: only BootNotification and what was asked for",
  // B03.FR.07
  Rejected: "the registration was rejected: only BootNotification",
};

const isAskedFor = (parts: ServerParts, speaker: Speaker, action: string, payload: Record<string, unknown>) =>
  insist(
    () =>
      inTenant(parts, speaker.tenantId, stationActor(speaker), (ctx) =>
        wasAskedFor(ctx, speaker.station.id, action, payload),
      ),
    parts.limits,
  );

import { withTenants } from "@stationmaster/db";
import { type Ingest, inTenant, type Message, type StationContext } from "@stationmaster/domain";
import { messages as availabilityMessages } from "@stationmaster/domain/availability";
import { admitStations, closeConnections } from "@stationmaster/domain/business/connections";
import { messages as provisioningMessages } from "@stationmaster/domain/provisioning";
import type { KeptStation } from "./keep-places";
import type { KeptTenant } from "./keep-tenant";
import type { Means } from "./means";
import { serviceHistory } from "./service-history";

const bootNotification = provisioningMessages.find(
  (message): message is Message<"BootNotification"> => message.action === "BootNotification",
)!;
const statusNotification = availabilityMessages.find(
  (message): message is Ingest<"StatusNotification"> => message.action === "StatusNotification",
)!;

/** A station calls for the first time, is let in, boots and says how its connectors are; and then is away until the fleet runs. */
export async function firstBoot(
  means: Means,
  tenant: KeptTenant,
  station: KeptStation,
  { from, to }: { from: Date; to: Date },
): Promise<void> {
  const actor = { kind: "station" as const, id: station.id, name: station.identity };
  const { identity, password, serialNumber, model } = station;
  const epoch = await withTenants(means.ingest, [tenant.id], async (tx) => {
    const [admission] = await admitStations(
      tx,
      [{ tenantId: tenant.id, identity, password, securityProfile: 1 }],
      from,
    );
    if (admission?.kind === "admitted") return admission.station.epoch;
    throw new Error(`${identity} of ${tenant.slug} was not let in: ${admission?.kind}`);
  });
  await inTenant(means.asOf(from), tenant.id, actor, async (ctx) => {
    const there: StationContext = { ...ctx, station: { id: station.id, identity, epoch } };
    const { vendorName, firmwareVersion } = model;
    await bootNotification.handle(there, {
      reason: "PowerUp",
      chargingStation: { vendorName, model: model.model, serialNumber, firmwareVersion },
    });
  });
  await withTenants(means.ingest, [tenant.id], async (tx) => {
    const connectors = station.evses.flatMap(({ connectors }, evse) =>
      connectors.map((_, connector) => ({ evseId: evse + 1, connectorId: connector + 1 })),
    );
    await statusNotification.handleMany(
      tx,
      connectors.map((place, n) => ({
        ...{ n, tenantId: tenant.id, stationId: station.id, receivedAt: from },
        request: { ...place, connectorStatus: "Available" as const, timestamp: from.toISOString() },
      })),
    );
  });
  // The first of each tenant is the one that people look at.
  if (identity === "SIM-0001") await serviceHistory(means, tenant, station, { epoch, until: to });
  await withTenants(means.ingest, [tenant.id], (tx) =>
    closeConnections(tx, [{ tenantId: tenant.id, stationId: station.id, epoch, at: to }]),
  );
}

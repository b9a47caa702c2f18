import { type Bus, doorbell, type Ring, type Unsubscribe } from "@stationmaster/bus";
import { inTenant, readStanding, systemActor } from "@stationmaster/domain";
import type { Connection } from "./connection";
import type { HeldStations } from "./held-stations";
import type { ServerParts } from "./server-parts";
import { factsOf } from "./verdict";

type Deps = { bus: Bus; parts: ServerParts; held: HeldStations; lookAround(): void };

/** Answers the bus: "station X has work", "station X is held elsewhere now", "the registration of X was set". */
export const answerDoorbell = ({ bus, parts, held, lookAround }: Deps): Promise<Unsubscribe> =>
  doorbell(bus, parts.log).onRing((bell) => {
    const connection = held.of(bell.stationId);
    // The station's id is unique over all tenants, but a bell is only a message of the bus.
    if (connection?.tenantId === bell.tenantId) answerBell(parts, connection, bell);
  }, lookAround);

export function answerBell(
  parts: ServerParts,
  connection: Connection,
  { why, epoch }: Pick<Ring, "why" | "epoch">,
): void {
  if (why === "work") connection.delivery.wake();
  else if (why === "registration") void readRegistration(parts, connection);
  else if (epoch !== undefined && epoch > connection.station.epoch) connection.close("replaced");
}

/** The operator's word holds at once. */
async function readRegistration(parts: ServerParts, connection: Connection): Promise<void> {
  try {
    const before = connection.standing;
    const standing = await inTenant(parts, connection.tenantId, systemActor, (ctx) =>
      readStanding(ctx, connection.station.id),
    );
    // A boot that was answered meanwhile may not be in what was read.
    if (connection.standing !== before) return readRegistration(parts, connection);
    if (standing) connection.standing = standing;
    connection.delivery.wake();
  } catch (error) {
    parts.log.warn(
      { stationId: connection.station.id, why: factsOf(error) },
      "a registration could not be read; the next look will",
    );
  }
}

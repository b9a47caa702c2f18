import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";

export type Availability = inferRouterOutputs<AppRouter>["availability"]["get"];
export type Intent = Availability["intents"][number];
export type LockFailure = Availability["lockFailures"][number];

/** A station, an EVSE or a connector: 0 is the whole of what is above it. */
export type Scope = { evseId: number; connectorId: number };
export const wholeStation: Scope = { evseId: 0, connectorId: 0 };

export const intentFor = ({ intents }: Availability, scope: Scope): Intent | undefined =>
  intents.find(({ evseId, connectorId }) => evseId === scope.evseId && connectorId === scope.connectorId);

/** The station said no: what was so before still is. */
export const isRefused = ({ answer }: Intent) => answer === "Rejected" || answer === "refused";

const isOut = (intent: Intent | undefined) =>
  intent !== undefined && intent.wanted === "Inoperative" && !isRefused(intent);

/**
 * Whether the next step is to put it back: an operator has taken it out, or the station says by itself that nothing in it can be
 * used and nobody has taken out what it is part of.
 */
export function isOutOfService(availability: Availability, scope: Scope): boolean {
  if (isOut(intentFor(availability, scope))) return true;
  const wider = [wholeStation, { evseId: scope.evseId, connectorId: 0 }].filter(
    ({ evseId, connectorId }) => evseId !== scope.evseId || connectorId !== scope.connectorId,
  );
  if (wider.some((above) => isOut(intentFor(availability, above)))) return false;
  const inReach = availability.evses.flatMap((evse) =>
    evse.connectors.filter(
      ({ id }) => scope.evseId === 0 || (scope.evseId === evse.id && [0, id].includes(scope.connectorId)),
    ),
  );
  return inReach.length > 0 && inReach.every(({ status }) => status === "Unavailable");
}

/** There is nothing to say of what is in service as it should be. */
export const isWorthALine = ({ wanted, observedAt, otherwise }: Intent) =>
  wanted === "Inoperative" || observedAt === null || otherwise.length > 0;

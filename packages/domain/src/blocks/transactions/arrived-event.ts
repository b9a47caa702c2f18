import type { Req } from "@stationmaster/ocpp";
import type { Arrived } from "../../kernel/define-ingest";
import { newId } from "../../kernel/new-id";
import { measure } from "../meter-values";

/** One TransactionEvent as the row that the statement in `store-events.ts` reads. */
export function rowOf({ n, tenantId, stationId, receivedAt, request }: Arrived<"TransactionEvent">) {
  const { transactionInfo, evse, idToken } = request;
  const meter = (request.meterValue ?? []).map(measure);
  return {
    n,
    tenant: tenantId,
    station: stationId,
    ocpp_id: transactionInfo.transactionId,
    new_id: newId(receivedAt),
    seq: request.seqNo,
    type: request.eventType,
    at: request.timestamp,
    received: receivedAt.toISOString(),
    trigger: request.triggerReason,
    state: transactionInfo.chargingState ?? null,
    offline: request.offline ?? false,
    evse: evse?.id ?? null,
    connector: evse?.connectorId ?? null,
    // C02: a start button carries an empty token; there is nobody behind it.
    token: idToken?.idToken || null,
    token_key: idToken?.idToken.toLowerCase() || null,
    token_type: idToken?.type ?? null,
    remote_start: transactionInfo.remoteStartId ?? null,
    reservation: request.reservationId ?? null,
    stopped: stoppedReasonOf(request),
    ...registersOf(meter),
    power: lastOf(meter, "powerW"),
    soc: lastOf(meter, "socPercent"),
    // The samples are in the request already: twice in the statement they would be read twice.
    meter: meter.map(({ samples, ...measured }, nth) => ({ ...measured, nth })),
  };
}

/** Left out on Ended, the reason is Local (E06.FR.09). */
const stoppedReasonOf = ({ eventType, transactionInfo }: Req<"TransactionEvent">) =>
  transactionInfo.stoppedReason ?? (eventType === "Ended" ? "Local" : null);

type Measured = ReturnType<typeof measure>;

/** The register when the event's first and last sample were taken; an Ended may carry all of a session's samples (J02). */
function registersOf(meter: Measured[]) {
  const registers = meter.flatMap(({ at, energyWh }) => (energyWh === null ? [] : [{ at: Date.parse(at), energyWh }]));
  registers.sort((a, b) => a.at - b.at);
  return { reg_first: registers[0]?.energyWh ?? null, reg_last: registers.at(-1)?.energyWh ?? null };
}

const lastOf = (meter: Measured[], quantity: "powerW" | "socPercent") =>
  meter.findLast((measured) => measured[quantity] !== null)?.[quantity] ?? null;

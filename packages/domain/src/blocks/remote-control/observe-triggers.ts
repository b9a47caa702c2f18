import type { IngestTransaction, ocppMessages } from "@stationmaster/db";
import type { MessageTriggerEnumType, StationAction } from "@stationmaster/ocpp";

type Row = typeof ocppMessages.$inferSelect;

/** An exchange as the message log keeps it. */
export type Exchange = Pick<Row, "tenantId" | "stationId" | "at" | "direction" | "outcome"> &
  Partial<Pick<Row, "action" | "messageId" | "request" | "response" | "durationMs">>;

type Promised = {
  tenant: string;
  station: string;
  messageId: string;
  action: StationAction;
  evseId: number | undefined;
  until: number;
};

/** A command whose effect was seen just now. */
export type Observed = { tenantId: string; stationId: string; id: string };

/** The triggered message comes after the answer (F06.FR.04); later than this it came by itself. */
const withinMs = 60_000;
const mostPerStation = 20;

/** What stations promised to send and have not sent yet: of this process, which holds their sockets. Lost with it, nothing is but a remark. */
const promised = new Map<string, Promised[]>();

/**
 * F06: ties the message that a station was asked for to the TriggerMessage that asked. Reads the log as it is written, so
 * it costs a station's messages nothing, and only asks the database where a promise was kept.
 */
export async function observeTriggers(tx: IngestTransaction, exchanges: Exchange[]): Promise<Observed[]> {
  const kept = exchanges.flatMap((exchange) =>
    exchange.direction === "out" ? promise(exchange) : keepPromise(exchange),
  );
  if (kept.length === 0) return [];
  return tx<Observed[]>`
    update station_commands c set observed_at = k.at, observed = jsonb_build_object('message', k.action)
    from jsonb_to_recordset(${JSON.stringify(kept)}::text::jsonb) as k(tenant uuid, station uuid, "messageId" text, action text, at timestamptz)
    where c.tenant_id = k.tenant and c.station_id = k.station and c.station_id = any(${kept.map(({ station }) => station)}::uuid[])
      and c.id > uuid_at(now() - interval '2 days')
      and c.action = 'TriggerMessage' and c.message_id = k."messageId" and c.observed_at is null
    returning c.tenant_id as "tenantId", c.station_id as "stationId", c.id`;
}

const keyOf = ({ tenantId, stationId }: Exchange) => `${tenantId} ${stationId}`;

function promise(exchange: Exchange): [] {
  const { action, outcome, messageId } = exchange;
  if (action !== "TriggerMessage" || outcome !== "answered" || !messageId) return [];
  if ((exchange.response as { status?: unknown } | null)?.status !== "Accepted") return [];
  const { requestedMessage, evse } = exchange.request as {
    requestedMessage: MessageTriggerEnumType;
    evse?: { id: number };
  };
  const until = exchange.at.getTime() + (exchange.durationMs ?? 0) + withinMs;
  // A batch of the log that is written once more says nothing new.
  const others = (promised.get(keyOf(exchange)) ?? [])
    .filter((one) => one.messageId !== messageId)
    .slice(1 - mostPerStation);
  promised.set(keyOf(exchange), [
    ...others,
    {
      tenant: exchange.tenantId,
      station: exchange.stationId,
      messageId,
      action: messageOf[requestedMessage],
      evseId: evse?.id,
      until,
    },
  ]);
  forgetBroken(exchange.at.getTime());
  return [];
}

function keepPromise(exchange: Exchange): (Promised & { at: string })[] {
  const awaited = promised.get(keyOf(exchange));
  if (!awaited) return [];
  const kept = awaited.find((one) => one.until >= exchange.at.getTime() && isIt(one, exchange));
  if (!kept) return [];
  const left = awaited.filter((one) => one !== kept);
  if (left.length > 0) promised.set(keyOf(exchange), left);
  else promised.delete(keyOf(exchange));
  return [{ ...kept, at: exchange.at.toISOString() }];
}

type Said = { evseId?: number; evse?: { id: number }; triggerReason?: string };

function isIt({ action, evseId }: Promised, exchange: Exchange): boolean {
  if (exchange.action !== action) return false;
  const said = (exchange.request ?? {}) as Said;
  // F06.FR.07: of the many events of a session, the one that says so.
  if (action === "TransactionEvent") return said.triggerReason === "Trigger";
  const saidEvse = said.evseId ?? said.evse?.id;
  return evseId === undefined || saidEvse === undefined || saidEvse === evseId;
}

function forgetBroken(now: number): void {
  for (const [station, awaited] of promised) {
    if (awaited.every(({ until }) => until < now)) promised.delete(station);
  }
}

const messageOf = {
  BootNotification: "BootNotification",
  LogStatusNotification: "LogStatusNotification",
  FirmwareStatusNotification: "FirmwareStatusNotification",
  Heartbeat: "Heartbeat",
  MeterValues: "MeterValues",
  SignChargingStationCertificate: "SignCertificate",
  SignV2GCertificate: "SignCertificate",
  SignCombinedCertificate: "SignCertificate",
  StatusNotification: "StatusNotification",
  TransactionEvent: "TransactionEvent",
  PublishFirmwareStatusNotification: "PublishFirmwareStatusNotification",
} as const satisfies Record<MessageTriggerEnumType, StationAction>;

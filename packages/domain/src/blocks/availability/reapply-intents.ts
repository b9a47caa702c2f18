import type { IngestTransaction } from "@stationmaster/db";
import { newId } from "../../kernel";
import { systemActor } from "../../kernel/in-tenant";
import type { Operational } from "./availability-intent";

/** An intent in whose reach a connector has just reported. */
export type ConcernedIntent = {
  tenant: string;
  station: string;
  /** What the connector says. */
  status: string;
  connector: string;
  evse_id: number;
  connector_id: number;
  /** What the station took, or should have heard of. */
  held: Operational | null;
  may_reapply: boolean;
  is_awaited: boolean;
};

/** A station that came back from a reboot otherwise than it was left is asked once more: which of its intents, by what each connector says. */
export function intentsToReapply(concerned: ConcernedIntent[]): ConcernedIntent[] {
  const byConnector = new Map<string, ConcernedIntent[]>();
  for (const intent of concerned) {
    const plug = `${intent.tenant} ${intent.station} ${intent.connector}`;
    byConnector.set(plug, [...(byConnector.get(plug) ?? []), intent]);
  }
  const chosen = [...byConnector.values()].flatMap((intents) => {
    // The widest first.
    const inOrder = intents.toSorted((a, b) => a.evse_id - b.evse_id || a.connector_id - b.connector_id);
    const off = inOrder.filter(({ held }) => held === "Inoperative");
    const { status } = inOrder[0]!;
    if (status === "Faulted") return [];
    if (status !== "Unavailable") return off.filter(({ may_reapply }) => may_reapply).slice(0, 1);
    if (off.length > 0) return [];
    return inOrder.filter(({ held, may_reapply }) => held === "Operative" && may_reapply).slice(-1);
  });
  const once = new Map(chosen.map((it) => [`${it.tenant} ${it.station} ${it.evse_id} ${it.connector_id}`, it]));
  return [...once.values()];
}

const deadlineSeconds = 900;

/** Once per reboot and intent, however many connectors report. Answers the stations that have work now. */
export async function reapplyIntents(tx: IngestTransaction, intents: ConcernedIntent[]): Promise<Set<string>> {
  const rows = intents.map(({ tenant, station, evse_id, connector_id, held }) => ({
    ...{ id: newId(), tenant, station, evse: evse_id, connector: connector_id, held },
    request: {
      operationalStatus: held,
      ...(evse_id === 0 ? {} : { evse: { id: evse_id, ...(connector_id === 0 ? {} : { connectorId: connector_id }) } }),
    },
  }));
  const asked = await tx<{ station_id: string }[]>`
    with due as (
      update availability_intents i set reapplied_at = greatest(now(), s.booted_at, s.connected_at), observed_at = null, command_id = r.id,
        answer = case when i.wanted = r.held then null else i.answer end
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, tenant uuid, station uuid, evse int, connector int, held text, request jsonb),
        stations s
      where i.tenant_id = r.tenant and i.station_id = r.station and i.evse_id = r.evse and i.connector_id = r.connector
        and s.tenant_id = r.tenant and s.id = r.station
        and (i.reapplied_at is null or i.reapplied_at < greatest(s.booted_at, s.connected_at))
      returning r.id, r.tenant, r.station, r.request)
    insert into station_commands (tenant_id, id, station_id, action, request, requested_by, created_at, deadline_at)
    select tenant, id, station, 'ChangeAvailability', request, ${JSON.stringify(systemActor)}::text::jsonb, now(), now() + make_interval(secs => ${deadlineSeconds})
    from due
    returning station_id`;
  return new Set(asked.map(({ station_id }) => station_id));
}

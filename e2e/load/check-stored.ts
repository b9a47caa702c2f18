import type { Connection } from "@stationmaster/db";
import type { Acked } from "./generate-charging";
import { energyPerEventWh } from "./session-frames";

type Found = {
  key: string;
  events: number;
  seq_nos: number;
  resends: number;
  meter_values: number;
  energy_wh: number;
  is_active: boolean;
  has_gap: boolean;
};

export type StoredCheck = {
  isSound: boolean;
  sessions: number;
  events: number;
  resends: number;
  wrong: string[];
  notes: string[];
};

/**
 * Every event that was answered is stored once, with its meter value, and sums up to the energy of its session. Whose line is
 * cut cannot know whether what it sent in vain has arrived: then `resends` are the most that may have.
 */
export async function checkStored(
  db: Connection,
  acked: Acked[],
  resendsAre: "sure" | "most" = "sure",
): Promise<StoredCheck> {
  const wanted = new Map(
    acked.map((session) => [keyOf(session.tenant, session.identity, session.transactionId), session]),
  );
  const slugs = [...new Set(acked.map(({ tenant }) => tenant))];
  const found = await db.sql<Found[]>`
    select n.slug || '/' || s.identity || '/' || t.ocpp_id as key, e.events, e.seq_nos, e.resends, coalesce(m.meter_values, 0) as meter_values,
      t.energy_wh::float8 as energy_wh, t.is_active, t.has_gap
    from transactions t
      join tenants n on n.id = t.tenant_id
      join stations s on s.tenant_id = t.tenant_id and s.id = t.station_id
      join (select tenant_id, transaction_id, count(*)::int as events, count(distinct seq_no)::int as seq_nos, sum(resends)::int as resends
        from transaction_events group by 1, 2) e on e.tenant_id = t.tenant_id and e.transaction_id = t.id
      left join (select tenant_id, transaction_id, count(*)::int as meter_values from meter_values group by 1, 2) m
        on m.tenant_id = t.tenant_id and m.transaction_id = t.id
    where n.slug = any(${slugs})`;
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const row of found) {
    const session = wanted.get(row.key);
    if (!session) wrong.push(`${row.key} is stored but was never sent`);
    else if (seen.has(row.key)) wrong.push(`${row.key} is stored twice`);
    else if (!isAsSent(row, session, resendsAre))
      wrong.push(`${row.key}: stored ${JSON.stringify(row)}, sent ${JSON.stringify(session)}`);
    seen.add(row.key);
  }
  for (const key of wanted.keys()) if (!seen.has(key)) wrong.push(`${key} was answered but is not stored`);
  const [rejected] = await db.sql<{ count: number }[]>`
    select count(*)::int as count from rejected_messages r join tenants n on n.id = r.tenant_id where n.slug = any(${slugs})`;
  if (rejected!.count > 0) wrong.push(`${rejected!.count} messages were put aside as rejected`);

  const sum = (of: (session: Acked) => number) => acked.reduce((total, session) => total + of(session), 0);
  const [events, resends] = [sum((session) => session.events), sum((session) => session.resends)];
  return {
    isSound: wrong.length === 0,
    sessions: acked.length,
    events,
    resends,
    wrong: wrong.slice(0, 50),
    notes: [
      `${events} events of ${acked.length} sessions were answered, ${resends} of them sent twice: ${wrong.length === 0 ? "each is stored exactly once, with its meter value and the right energy" : `${wrong.length} WRONG`}.`,
      ...wrong.slice(0, 5),
    ],
  };
}

const isAsSent = (row: Found, { events, resends }: Acked, resendsAre: "sure" | "most") =>
  row.events === events &&
  row.seq_nos === events &&
  (resendsAre === "sure" ? row.resends === resends : row.resends <= resends) &&
  row.meter_values === events &&
  row.energy_wh === (events - 1) * energyPerEventWh &&
  !row.is_active &&
  !row.has_gap;

const keyOf = (...parts: string[]) => parts.join("/");

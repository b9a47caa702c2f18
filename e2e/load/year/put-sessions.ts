import type { Sql } from "@stationmaster/db";
import { idAt } from "./chance";
import { type Company, cardId, type Session, sessionsOf, stationId, tokenOf } from "./company";
import { copyRows, type Value } from "./copy-rows";

export const tariffKey = "usual";

/** Sessions with their ledger, meter values, price and the decision on their card. */
export async function putSessions(sql: Sql, company: Company, events: number): Promise<void> {
  const { tenantId } = company;
  const each = <T>(rows: (session: Session) => Iterable<T>) => flatten(sessionsOf(company), rows);
  await copyRows(
    sql,
    "transactions",
    `tenant_id, id, station_id, ocpp_id, evse_id, connector_id, id_token, id_token_type, is_active, started_at, ended_at, last_event_at,
     last_received_at, charging_state, charging_state_seq, stopped_reason, started_seq, ended_seq, first_seq, last_seq, seq_count,
     register_first_wh, register_first_seq, register_last_wh, register_last_seq, power_w, soc_percent, measured_seq`,
    each((session) => [transactionRow(company, session, events)]),
  );
  await copyRows(
    sql,
    "transaction_events",
    `tenant_id, transaction_id, seq_no, event_type, occurred_at, received_at, trigger_reason, charging_state, is_offline,
     register_first_wh, register_last_wh, request`,
    each((session) => heard(session, events).map((event) => eventRow(company, session, event))),
  );
  await copyRows(
    sql,
    "meter_values",
    "tenant_id, station_id, evse_id, transaction_id, seq_no, at, received_at, context, energy_wh, power_w, soc_percent, samples",
    each((session) => heard(session, events).map((event) => meterValueRow(company, session, event))),
  );
  await copyRows(
    sql,
    "transaction_costs",
    "tenant_id, transaction_id, tariff_key, tariff_version, chosen_by, currency, total, lines, calculated_at",
    each((session) => [costRow(tenantId, session)]),
  );
  await copyRows(
    sql,
    "authorizations",
    "tenant_id, id, station_id, evse_id, message, id_token, id_token_type, card_id, transaction_id, status, rule",
    each((session) => [authorizationRow(company, session)]),
  );
}

function* flatten<From, To>(all: Iterable<From>, rows: (one: From) => Iterable<To>): Generator<To> {
  for (const one of all) yield* rows(one);
}

type Event = { seqNo: number; kind: "Started" | "Updated" | "Ended"; at: number; registerWh: number };

/** One that runs has not told its end; one with a gap lacks its second event. */
function heard({ startedAt, endedAt, isActive, hasGap, firstWh, energyWh }: Session, events: number): Event[] {
  const told: Event[] = [];
  const last = isActive ? events - 2 : events - 1;
  for (let seqNo = 0; seqNo <= last; seqNo++) {
    if (hasGap && seqNo === 1) continue;
    const part = last === 0 ? 0 : seqNo / last;
    const kind = seqNo === 0 ? "Started" : seqNo === events - 1 ? "Ended" : "Updated";
    const at = Math.floor(startedAt + part * (endedAt - startedAt));
    told.push({ seqNo, kind, at, registerWh: firstWh + Math.floor(part * energyWh) });
  }
  return told;
}

function transactionRow(company: Company, session: Session, events: number): Value[] {
  const { isActive, hasGap, firstWh, energyWh, startedAt, endedAt } = session;
  const last = isActive ? events - 2 : events - 1;
  return [
    ...[company.tenantId, session.id, stationId(company, session.station), session.ocppId, session.evseId, 1],
    ...[tokenOf(session.card), "ISO14443", isActive, new Date(startedAt), isActive ? null : new Date(endedAt)],
    ...[new Date(endedAt), new Date(endedAt), isActive ? "Charging" : "EVConnected", isActive ? 0 : last],
    ...[isActive ? null : "Local", 0, isActive ? null : last, 0, last, last + (hasGap ? 0 : 1)],
    ...[firstWh, 0, firstWh + energyWh, last, 10_800, 62, last],
  ];
}

const reasons = { Started: "Authorized", Updated: "MeterValuePeriodic", Ended: "StopAuthorized" };

const samplesOf = ({ registerWh }: Event) =>
  `[{"value":${registerWh},"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}},{"value":10800,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}},{"value":62,"measurand":"SoC","location":"EV","unitOfMeasure":{"unit":"Percent"}}]`;

function eventRow({ tenantId }: Company, session: Session, event: Event): Value[] {
  const { seqNo, kind, registerWh } = event;
  const at = new Date(event.at).toISOString();
  const state = kind === "Ended" ? "EVConnected" : "Charging";
  const card = kind === "Updated" ? "" : `,"idToken":{"idToken":"${tokenOf(session.card)}","type":"ISO14443"}`;
  const stopped = kind === "Ended" ? ',"stoppedReason":"Local"' : "";
  const request = `{"eventType":"${kind}","timestamp":"${at}","triggerReason":"${reasons[kind]}","seqNo":${seqNo},"transactionInfo":{"transactionId":"${session.ocppId}","chargingState":"${state}"${stopped}},"evse":{"id":${session.evseId},"connectorId":1}${card},"meterValue":[{"timestamp":"${at}","sampledValue":${samplesOf(event)}}]}`;
  return [tenantId, session.id, seqNo, kind, at, at, reasons[kind], state, false, registerWh, registerWh, request];
}

function meterValueRow(company: Company, session: Session, event: Event): Value[] {
  const at = new Date(event.at);
  return [
    ...[company.tenantId, stationId(company, session.station), session.evseId, session.id, event.seqNo, at, at],
    ...["Sample.Periodic", event.registerWh, 10_800, 62, samplesOf(event)],
  ];
}

/** Net 0.49 a kWh with 19 % tax, as the tenant's tariff says. */
function costRow(tenantId: string, { id, isActive, energyWh, endedAt }: Session): Value[] {
  const net = (energyWh * 0.49) / 1000;
  const lines = [
    { what: "energy", quantity: String(energyWh / 1000), unit: "kWh", rate: "0.49", amount: net.toFixed(4) },
    { what: "tax", quantity: "19", unit: "percent", rate: net.toFixed(4), amount: (net * 0.19).toFixed(4) },
  ];
  const priced = isActive ? [null, null, null] : [(net * 1.19).toFixed(2), lines, new Date(endedAt)];
  return [tenantId, id, tariffKey, 1, "default", "EUR", ...priced];
}

/** Every card that charged was asked about; one in fifty before it was refused. */
function authorizationRow(company: Company, { n, station, evseId, card, startedAt, id }: Session): Value[] {
  const isRefused = n % 50 === 0;
  return [
    ...[company.tenantId, idAt(startedAt, 0x500 + company.seed, n), stationId(company, station), evseId],
    ...["TransactionEvent", tokenOf(card), "ISO14443", cardId(company, card), isRefused ? null : id],
    ...(isRefused ? ["Blocked", "blocked"] : ["Accepted", "accepted"]),
  ];
}

import type { Sql } from "@stationmaster/db";
import { idAt } from "./chance";
import { type Company, cardId, day, identityOf, minute, stationId, tokenOf } from "./company";
import { copyRows, type Value } from "./copy-rows";
import { chanceOf, modelOf } from "./put-places";

const person = { kind: "user", id: "year", name: "Olga" };
/** As the message log is kept. */
export const messageDays = 30;

/** What happens beside the sessions: boots, commands, events, messages, reservations, changes of cards, reports. */
export async function putService(sql: Sql, company: Company): Promise<void> {
  const { tenantId, stations, days, now, cards } = company;
  const random = chanceOf(company);
  /** In the order of time over so many days; each of a station drawn by chance. */
  const spread = (
    kind: number,
    count: number,
    over: number,
    row: (at: Date, id: string, station: string, n: number) => Value[],
  ) =>
    (function* () {
      for (let n = 0; n < count; n++) {
        const at = Math.floor(now - over * day + (n / count) * over * day);
        const station = stationId(company, Math.floor(random() * stations));
        yield [tenantId, ...row(new Date(at), idAt(at, kind + company.seed, n), station, n)];
      }
    })();
  const put = (table: string, columns: string, rows: Iterable<Value[]>) =>
    copyRows(sql, table, `tenant_id, ${columns}`, rows);
  const stationDays = stations * days;

  await put(
    "station_boots",
    "id, station_id, at, reason, status, vendor, model, firmware_version",
    spread(0x600, stationDays / 10, days, (at, id, station, n) => [
      ...[id, station, at, "PowerUp", "Accepted", "Voltaris", modelOf(n), "2.1.1"],
    ]),
  );
  await put(
    "ocpp_messages",
    "id, station_id, at, direction, action, message_id, request, response, outcome, duration_ms",
    spread(0x610, stations * messageDays * 20, messageDays, (at, id, station, n) => [
      ...[
        id,
        station,
        at,
        n % 20 === 0 ? "out" : "in",
        n % 20 === 0 ? "TriggerMessage" : n % 3 ? "Heartbeat" : "StatusNotification",
        `m${n}`,
      ],
      ...[
        n % 3 ? {} : { timestamp: at, connectorStatus: "Available", evseId: 1, connectorId: 1 },
        { currentTime: at },
        "answered",
        4,
      ],
    ]),
  );
  await put(
    "station_events",
    "id, station_id, received_at, event_id, occurred_at, trigger, notification_type, component, variable, actual_value, severity",
    spread(0x620, stationDays / 2, days, (at, id, station, n) => [
      ...[
        id,
        station,
        at,
        n,
        at,
        n % 4 ? "Periodic" : "Alerting",
        "CustomMonitor",
        "ChargingStation",
        "Temperature",
        String(30 + (n % 50)),
        n % 10,
      ],
    ]),
  );
  await put(
    "station_problems",
    "station_id, key, component, variable, actual_value, severity, event_id, is_open, since, changed_at, received_at",
    problemRows(company),
  );
  await put(
    "security_events",
    "id, station_id, type, occurred_at, criticality, received_at",
    spread(0x630, stationDays / 10, days, (at, id, station, n) => [
      ...[
        id,
        station,
        n % 9 ? "SettingSystemTime" : "InvalidChargingStationCertificate",
        at,
        n % 9 ? "not-critical" : "critical",
        at,
      ],
    ]),
  );
  await put(
    "station_commands",
    "id, station_id, action, request, status, requested_by, created_at, deadline_at, sent_at, sent_epoch, message_id, settled_at, response",
    spread(0x640, stationDays / 4, days, (at, id, station, n) => [
      ...[
        id,
        station,
        n % 2 ? "TriggerMessage" : "UnlockConnector",
        { evseId: 1, connectorId: 1 },
        "answered",
        person,
        at,
      ],
      ...[new Date(at.getTime() + 5 * minute), at, 1, `c${n}`, new Date(at.getTime() + 400), { status: "Accepted" }],
    ]),
  );
  await put(
    "reservations",
    "id, station_id, number, evse_id, id_token, id_token_type, expires_at, status, status_at, requested_by, created_at",
    spread(0x650, stationDays / 20, days, (at, id, station, n) => [
      ...[id, station, n + 1, 1, tokenOf(n % cards), "ISO14443", new Date(at.getTime() + 60 * minute)],
      ...[now - at.getTime() < 50 * minute ? "active" : n % 3 ? "used" : "expired", at, person, at],
    ]),
  );
  await put(
    "audit_entries",
    "id, at, actor, what, subject, details",
    spread(0x660, cards * 2, days, (at, id, _, n) => [
      ...[
        id,
        at,
        person,
        n % 20 ? "card changed" : "card blocked",
        tokenOf(n % cards),
        { cardId: cardId(company, n % cards), fields: ["status"] },
      ],
    ]),
  );
  await put(
    "reports",
    "id, kind, parameters, status, progress_percent, row_count, requested_by, created_at, finished_at",
    spread(0x670, days, days, (at, id, _, n) => [
      ...[id, "transactions", { from: at, to: at }, n % 30 ? "done" : "failed", 100, 1_500, person, at, at],
    ]),
  );
  await put(
    "charging_profiles",
    "id, station_id, evse_id, profile_id, purpose, kind, stack_level, profile, status, status_at, requested_by, created_at",
    spread(0x680, stations * 5, days, (at, id, station, n) => [
      ...[
        id,
        station,
        0,
        n % 3,
        "TxDefaultProfile",
        "Recurring",
        0,
        profileOf(n % 3),
        n % 4 ? "replaced" : "installed",
        at,
        person,
        at,
      ],
    ]),
  );
  await put(
    "firmware_jobs",
    "id, station_id, kind, request_id, location, status, status_at, is_over, created_at",
    spread(0x690, stations * 4, days, (at, id, station, n) => [
      ...[id, station, "update", n, "https://firmware.example/2.1.1.bin", "Installed", at, true, at],
    ]),
  );
  await put(
    "log_requests",
    "id, station_id, request_id, log_type, remote_location, status, status_at, is_over, created_at",
    spread(0x6a0, stations * 6, days, (at, id, station, n) => [
      ...[id, station, n, "DiagnosticsLog", "https://logs.example/", "Uploaded", at, true, at],
    ]),
  );
  await put(
    "data_transfers",
    "id, station_id, direction, at, vendor_id, message_id, data, status, answered_at",
    spread(0x6b0, stations * 20, days, (at, id, station) => [
      ...[id, station, "in", at, "example.vendor", "Weather", { celsius: 21 }, "Accepted", at],
    ]),
  );
  await put(
    "customer_information",
    "id, station_id, request_id, wants_report, wants_clear, status, status_at, data, completed_at, created_at",
    spread(0x6c0, stations * 2, days, (at, id, station, n) => [
      ...[id, station, n, true, false, "Accepted", at, "nothing", at, at],
    ]),
  );
  await put(
    "display_messages",
    "station_id, message_id, wanted, actual, actual_at, actual_from, created_at",
    displayRows(company),
  );
  await putLocalLists(put, company);
  await putBulkCommands(put, company);
}

type Put = (table: string, columns: string, rows: Iterable<Value[]>) => Promise<void>;

const profileOf = (id: number) => ({
  ...{
    id,
    stackLevel: 0,
    chargingProfilePurpose: "TxDefaultProfile",
    chargingProfileKind: "Recurring",
    recurrencyKind: "Daily",
  },
  chargingSchedule: [
    {
      id: 1,
      chargingRateUnit: "W",
      startSchedule: "2026-01-01T00:00:00Z",
      chargingSchedulePeriod: [{ startPeriod: 0, limit: 11_000 }],
    },
  ],
});

function* problemRows(company: Company): Generator<Value[]> {
  for (let n = 0; n < company.stations * 3; n++) {
    const at = new Date(company.now - (n % 2_000) * 30 * minute);
    yield [
      ...[
        company.tenantId,
        stationId(company, Math.floor(n / 3)),
        `chargingstation||||problem|${n % 3}`,
        "ChargingStation",
        "Problem",
        "true",
      ],
      ...[n % 9, n, n % 25 === 0, at, at, at],
    ];
  }
}

function* displayRows(company: Company): Generator<Value[]> {
  const at = new Date(company.now - day);
  for (let n = 0; n < company.stations; n++) {
    const message = { id: 1, priority: "NormalCycle", message: { format: "UTF8", content: "Welcome" } };
    yield [company.tenantId, stationId(company, n), 1, message, message, at, "answer", at];
  }
}

/** One station in ten has a list of five hundred cards. */
async function putLocalLists(put: Put, company: Company) {
  const at = new Date(company.now - day);
  const lists = Array.from({ length: Math.ceil(company.stations / 10) }, (_, n) => stationId(company, n * 10));
  await put(
    "local_lists",
    "station_id, desired_version, wanted_at, last_version, station_version, station_version_at, needs_full, status, status_at",
    lists.map((id) => [...[company.tenantId, id, 3, at, 3, 3, new Date(company.now), false, "Accepted", at]]),
  );
  await put(
    "local_list_entries",
    "station_id, type, id_token, wanted, held",
    (function* () {
      for (const id of lists)
        for (let n = 0; n < Math.min(500, company.cards); n++)
          yield [company.tenantId, id, "ISO14443", tokenOf(n), { status: "Accepted" }, { status: "Accepted" }];
    })(),
  );
}

async function putBulkCommands(put: Put, company: Company) {
  const made = Array.from({ length: 60 }, (_, n) => {
    const at = company.now - (60 - n) * 6 * day;
    return { id: idAt(at, 0x6d0 + company.seed, n), at: new Date(at) };
  });
  await put(
    "bulk_commands",
    "id, action, request, requested_by, created_at, deadline_at",
    made.map(({ id, at }) => [
      ...[company.tenantId, id, "TriggerMessage", { requestedMessage: "Heartbeat" }, person, at, at],
    ]),
  );
  await put(
    "bulk_command_stations",
    "bulk_command_id, place, identity, refusal",
    (function* () {
      for (const { id } of made)
        for (let n = 0; n < company.stations; n++) yield [company.tenantId, id, n, identityOf(n), "offline"];
    })(),
  );
}

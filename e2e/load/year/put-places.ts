import type { Sql } from "@stationmaster/db";
import { variableKey } from "@stationmaster/domain/provisioning";
import { chance } from "./chance";
import {
  beganAt,
  type Company,
  cardId,
  day,
  driverId,
  identityOf,
  minute,
  sessionsOf,
  siteId,
  stationId,
  stationsAtSite,
  tokenOf,
} from "./company";
import { copyRows, type Value } from "./copy-rows";
import { tariffKey } from "./put-sessions";

export const models = ["Post 22", "Post 11", "Rapid 150", "Rapid 300"];
const vendorOf = (n: number) => (n % 4 < 2 ? "Voltaris" : "Nordlicht");
export const modelOf = (n: number) => models[n % 4]!;
const actor = { kind: "system", id: "year", name: "Scenario" };

/** Sites, stations with their model, cards with their drivers, the tariff. */
export async function putPlaces(sql: Sql, company: Company, passwordHash: string): Promise<void> {
  const { tenantId, stations, cards } = company;
  const began = new Date(beganAt(company));
  const put = (table: string, columns: string, count: number, row: (n: number) => Value[]) =>
    copyRows(
      sql,
      table,
      `tenant_id, ${columns}`,
      rowsOf(count, (n) => [tenantId, ...row(n)]),
    );

  await put(
    "sites",
    "id, name, latitude, longitude, time_zone, created_at",
    Math.ceil(stations / stationsAtSite),
    (n) => [
      ...[
        siteId(company, n),
        `${townOf(n)} ${n + 1}`,
        47.5 + (n % 50) / 8,
        6 + Math.floor(n / 10) / 2,
        "Europe/Berlin",
        began,
      ],
    ],
  );
  const charging = new Set<string>();
  for (const { isActive, station, evseId } of sessionsOf(company)) if (isActive) charging.add(`${station} ${evseId}`);
  await put(
    "stations",
    `id, identity, site_id, created_at, password_hash, boot_status, booted_at, boot_reason, vendor, model, serial_number, firmware_version,
     is_online, connection_epoch, connected_at, disconnected_at, last_seen_at, states_stale_before`,
    stations,
    (n) => stationRow(company, n, passwordHash),
  );
  await put("evses", "station_id, evse_id, origin", stations * 2, (n) => [
    stationId(company, n >> 1),
    1 + (n & 1),
    "configured",
  ]);
  await put(
    "connectors",
    "station_id, evse_id, connector_id, origin, type, status, status_at, reported_at",
    stations * 2,
    (n) => {
      const status = charging.has(`${n >> 1} ${1 + (n & 1)}`) ? "Occupied" : n % 101 === 0 ? "Faulted" : "Available";
      const at = new Date(company.now - (n % 600) * minute);
      return [stationId(company, n >> 1), 1 + (n & 1), 1, "configured", "cType2", status, at, at];
    },
  );
  await put("device_variables", variableColumns, stations * variables.length, (n) => variableRow(company, n));
  await put(
    "variable_monitors",
    "station_id, monitor_id, key, component, variable, type, value, severity, is_transaction, origin, known_at",
    stations * 6,
    (n) => [
      ...[stationId(company, Math.floor(n / 6)), (n % 6) + 1, keyOf("ChargingStation", `Sensor${n % 6}`)],
      ...["ChargingStation", `Sensor${n % 6}`, "UpperThreshold", 75, 4, false, "set", began],
    ],
  );
  await put("onboardings", "station_id, status, step, started_at, step_at, ended_at", stations, (n) => [
    ...[stationId(company, n), "done", "acceptance", began, began, began],
  ]);

  await put("drivers", "id, name, email, created_at", Math.ceil(cards / 2), (n) => [
    ...[
      driverId(company, n),
      `${firstNames[n % 20]} ${lastNames[Math.floor(n / 20) % 50]} ${n}`,
      `${firstNames[n % 20]}.${n}@customers.example`,
      began,
    ],
  ]);
  await put(
    "id_tokens",
    "id, type, id_token, status, group_id_token, expires_at, driver_id, updated_at",
    cards,
    (n) => [
      ...[
        cardId(company, n),
        "ISO14443",
        tokenOf(n),
        n % 97 === 0 ? "Blocked" : "Accepted",
        n % 5 === 0 ? `FLEET-${n % 500}` : null,
      ],
      ...[
        n % 11 === 0 ? new Date(company.now + (n % 400) * day) : null,
        driverId(company, n >> 1),
        new Date(beganAt(company) + (n % 300) * day),
      ],
    ],
  );

  await put("tariffs", "key, version, is_default, created_at, updated_at", 1, () => [tariffKey, 1, true, began, began]);
  await put(
    "tariff_versions",
    "key, version, name, currency, energy_per_kwh, tax_percent, created_at, created_by",
    1,
    () => [...[tariffKey, 1, "Usual", "EUR", "0.49", "19", began, actor]],
  );
}

export function* rowsOf(count: number, row: (n: number) => Value[]): Generator<Value[]> {
  for (let n = 0; n < count; n++) yield row(n);
}

/** One in twenty has been away for up to some days. */
function stationRow(company: Company, n: number, passwordHash: string): Value[] {
  const booted = new Date(company.now - ((n * 7) % 20) * day - day);
  const isOnline = n % 20 !== 7;
  const seen = new Date(company.now - (isOnline ? (n % 5) * minute : ((n % 70) + 1) * 60 * minute));
  return [
    ...[
      stationId(company, n),
      identityOf(n),
      siteId(company, Math.floor(n / stationsAtSite)),
      new Date(beganAt(company)),
      passwordHash,
    ],
    ...["Accepted", booted, "PowerUp", vendorOf(n), modelOf(n), `SN-${company.seed}-${n}`, `2.${n % 4}.1`],
    ...[isOnline, 1, booted, isOnline ? null : seen, seen, booted],
  ];
}

const components = ["OCPPCommCtrlr", "ClockCtrlr", "AuthCtrlr", "TxCtrlr", "SampledDataCtrlr", "SmartChargingCtrlr"];
const variables = components.flatMap((component) =>
  Array.from({ length: 12 }, (_, n) => ({ component, variable: n === 0 ? "Enabled" : `Setting${n}` })),
);
const variableColumns =
  "station_id, key, attribute_type, component, variable, value, mutability, characteristics, reboot_required, reported_at";

const keyOf = (component: string, variable: string) => variableKey({ name: component }, { name: variable });

function variableRow(company: Company, n: number): Value[] {
  const station = Math.floor(n / variables.length);
  const { component, variable } = variables[n % variables.length]!;
  const waits = station % 50 === 3 && n % variables.length === 5;
  return [
    ...[
      stationId(company, station),
      keyOf(component, variable),
      "Actual",
      component,
      variable,
      String(n % 7),
      "ReadWrite",
    ],
    ...[{ dataType: "integer", supportsMonitoring: false }, waits, new Date(company.now - 20 * day)],
  ];
}

const towns = ["Aachen", "Bremen", "Celle", "Dresden", "Essen", "Fulda", "Gera", "Hamm", "Ilmenau", "Jena"];
const townOf = (n: number) => towns[n % towns.length];
const firstNames = "Ada Ben Cara Dirk Eva Finn Gesa Hugo Ida Jan Kira Lars Mia Nils Olga Paul Rita Sven Tom Uwe".split(
  " ",
);
const syllables = ["Ber", "Hof", "Lin", "Mar", "Schu"];
const lastNames = syllables.flatMap((first) =>
  ["bach", "dorf", "feld", "ger", "hold", "mann", "ner", "stein", "thal", "wig"].map((end) => first + end),
);

export const chanceOf = ({ seed }: Company) => chance(seed + 1_000);

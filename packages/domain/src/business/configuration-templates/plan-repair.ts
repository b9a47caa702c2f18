import { sql } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type DriftState, driftTables, splitItems, variableKey } from "../../blocks/provisioning";
import type { Context } from "../../kernel";
import { idsOf, rowsOf } from "../page";
import { askedValues } from "./asked-values";
import { ocppNames, type TemplateVariable } from "./template-input";

type Item = Req<"SetVariables">["setVariableData"][number];

/** Of a station that names no limit of its own: a request of a size that a small controller can hold. */
const mostItems = 50;
const mostBytes = 32_768;

/** What a station lacks or has refused is not asked of it again and again. */
const repaired: readonly DriftState[] = ["different", "unknown"];
const leftToInsist: readonly DriftState[] = ["missing", "refused"];

export type Plan = {
  templateKey: string | null;
  /** Within the station's limits, and each variable once (B05.FR.11, FR.13). */
  requests: Req<"SetVariables">[];
  /** How many variables they ask for. */
  asked: number;
  /** How many more are on their way already, asked for before. */
  alreadyAsked: number;
  /** How many are left alone: refused before, or not there. */
  leftAlone: number;
};

/** What to ask of each of these stations, so that it has what its template wants; the stations are held until the end. */
export async function planRepairs(
  ctx: Context,
  stationIds: string[],
  { insist = false }: { insist?: boolean | undefined } = {},
): Promise<Map<string, Plan>> {
  if (stationIds.length === 0) return new Map();
  // Two who repair at once: the second sees what the first has asked.
  await ctx.db.execute(sql`select from stations where id = any(${idsOf(stationIds)}) order by id for no key update`);
  const rows = await offRows(ctx, stationIds);
  const asked = await askedValues(ctx, stationIds);
  const limits = await limitsOfSetting(ctx, stationIds);
  const plans = new Map<string, Plan>();
  for (const [stationId, off] of byStation(rows)) {
    const wanted = off.filter(({ state }) => repaired.includes(state) || (insist && leftToInsist.includes(state)));
    const unasked = wanted.filter(
      ({ key, attributeType, attributeValue }) =>
        asked.get(stationId)?.get(`${key}|${attributeType}`) !== attributeValue,
    );
    const { items, bytes } = limits.get(stationId) ?? {};
    plans.set(stationId, {
      templateKey: off[0]!.templateKey,
      requests: splitItems(unasked.map(itemOf), requestOf, items ?? mostItems, bytes ?? mostBytes),
      ...{ asked: unasked.length, alreadyAsked: wanted.length - unasked.length, leftAlone: off.length - wanted.length },
    });
  }
  return plans;
}

type Off = TemplateVariable & { stationId: string; templateKey: string; key: string; state: DriftState };

const offRows = (ctx: Context, stationIds: string[]) =>
  rowsOf<Off>(
    ctx,
    sql`with ${driftTables(sql`s.id = any(${idsOf(stationIds)})`)}
        select station_id as "stationId", template_key as "templateKey", variable_key as key, component, component_instance as "componentInstance",
          evse_id as "evseId", connector_id as "connectorId", variable, variable_instance as instance, attribute_type as "attributeType",
          desired as "attributeValue", state
        from drift where state not in ('same', 'reboot-required') order by station_id, variable_key, attribute_type`,
  );

function byStation(rows: Off[]): Map<string, Off[]> {
  const stations = new Map<string, Off[]>();
  for (const row of rows) {
    const mine = stations.get(row.stationId);
    if (mine) mine.push(row);
    else stations.set(row.stationId, [row]);
  }
  return stations;
}

const requestOf = (setVariableData: Item[]): Req<"SetVariables"> => ({
  setVariableData: setVariableData as Req<"SetVariables">["setVariableData"],
});

const itemOf = (wanted: Off): Item => ({
  ...ocppNames(wanted),
  ...(wanted.attributeType === "Actual" ? {} : { attributeType: wanted.attributeType }),
  attributeValue: wanted.attributeValue,
});

const limitKey = (name: string) => variableKey({ name: "DeviceDataCtrlr" }, { name, instance: "SetVariables" });

/** As `limitsOf` reads them, of many stations and for SetVariables alone. */
async function limitsOfSetting(ctx: Context, stationIds: string[]) {
  const rows = await rowsOf<{ id: string; items: string | null; bytes: string | null }>(
    ctx,
    sql`select s.id, coalesce(s.items_per_message ->> 'SetVariables', i.value) as items, b.value as bytes
        from stations s
          left join device_variables i on i.tenant_id = s.tenant_id and i.station_id = s.id and i.key = ${limitKey("ItemsPerMessage")} and i.attribute_type = 'Actual'
          left join device_variables b on b.tenant_id = s.tenant_id and b.station_id = s.id and b.key = ${limitKey("BytesPerMessage")} and b.attribute_type = 'Actual'
        where s.id = any(${idsOf(stationIds)})`,
  );
  const limit = (text: string | null) =>
    Number.isInteger(Number(text)) && Number(text) > 0 ? Number(text) : undefined;
  return new Map(rows.map(({ id, items, bytes }) => [id, { items: limit(items), bytes: limit(bytes) }]));
}

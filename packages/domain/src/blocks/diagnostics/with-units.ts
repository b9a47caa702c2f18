import { and, deviceVariables, inArray, sql } from "@stationmaster/db";
import type { Context } from "../../kernel";
import { variableKey } from "../provisioning";

type Placed = {
  stationId: string;
  component: string;
  componentInstance: string | null;
  evseId: number | null;
  connectorId: number | null;
  variable: string;
  variableInstance: string | null;
};

/** Rows that speak of variables, with the unit that the station's device model gives each; null where it gives none. */
export async function withUnits<Row extends Placed>(
  ctx: Context,
  rows: Row[],
): Promise<(Row & { unit: string | null })[]> {
  if (rows.length === 0) return [];
  const unit = sql<string>`${deviceVariables.characteristics} ->> 'unit'`;
  const told = await ctx.db
    .select({ stationId: deviceVariables.stationId, key: deviceVariables.key, unit })
    .from(deviceVariables)
    .where(
      and(
        inArray(deviceVariables.stationId, [...new Set(rows.map(({ stationId }) => stationId))]),
        inArray(deviceVariables.key, [...new Set(rows.map(keyOf))]),
        sql`${unit} is not null`,
      ),
    );
  const units = new Map(told.map((row) => [`${row.stationId} ${row.key}`, row.unit]));
  return rows.map((row) => ({ ...row, unit: units.get(`${row.stationId} ${keyOf(row)}`) ?? null }));
}

const keyOf = ({ component, componentInstance, evseId, connectorId, variable, variableInstance }: Placed) =>
  variableKey(
    {
      name: component,
      ...(componentInstance === null ? {} : { instance: componentInstance }),
      ...(evseId === null ? {} : { evse: { id: evseId, ...(connectorId === null ? {} : { connectorId }) } }),
    },
    { name: variable, ...(variableInstance === null ? {} : { instance: variableInstance }) },
  );

import { randomUUID } from "node:crypto";
import type { Sql } from "../index";

type Column = { name: string; type: string; isRequired: boolean };
type Reference = { constraint: string; columns: string[]; target: string; targetColumns: string[] };
type Row = Record<string, unknown>;

export type FillableTable = { name: string; columns: Column[]; references: Reference[] };

/** A value of each type that rows of ours have. */
const values: Record<string, () => unknown> = {
  uuid: () => randomUUID(),
  text: () => `text-${randomUUID()}`,
  integer: () => 1,
  bigint: () => 1,
  numeric: () => 1,
  "double precision": () => 1,
  boolean: () => false,
  json: () => ({}),
  jsonb: () => ({}),
  "timestamp with time zone": () => new Date(),
};

/** The tables of a schema, each after those it refers to. */
export async function fillableTables(sql: Sql): Promise<FillableTable[]> {
  const columns = await sql<(Column & { table: string })[]>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef as "isRequired"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1, a.attnum`;
  const references = await sql<(Reference & { table: string })[]>`
    select k.conname as constraint, k.conrelid::regclass::text as table, k.confrelid::regclass::text as target,
      array(select attname::text from unnest(k.conkey) with ordinality as u(n, place) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by place) as columns,
      array(select attname::text from unnest(k.confkey) with ordinality as u(n, place) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by place) as "targetColumns"
    from pg_constraint k where k.contype = 'f' and k.conparentid = 0 and k.connamespace = 'public'::regnamespace`;
  const all = [...new Set(columns.map(({ table }) => table))].map((name) => ({
    name,
    columns: columns.filter(({ table }) => table === name),
    references: references.filter(({ table }) => table === name),
  }));
  return inOrderOfReference(all);
}

function inOrderOfReference(all: FillableTable[]): FillableTable[] {
  const placed: FillableTable[] = [];
  while (placed.length < all.length) {
    const next = all.find(
      (table) =>
        !placed.includes(table) &&
        table.references.every(({ target }) => target === table.name || placed.some(({ name }) => name === target)),
    );
    if (!next) throw new Error("tables refer to each other in a circle");
    placed.push(next);
  }
  return placed;
}

/** One row in every table, all of one tenant and each referring to the others, whatever tables there are. As the owner. */
export async function fillTables(sql: Sql, tables: FillableTable[], tenantId: string): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (const table of tables) {
    const row =
      table.name === "tenants" ? { ...aRow(table, rows, tenantId), id: tenantId } : aRow(table, rows, tenantId);
    const [inserted] = await sql<Row[]>`insert into ${sql(table.name)} ${sql(row)} returning *`;
    rows.set(table.name, inserted!);
  }
  return rows;
}

/** Required columns and those that refer; what a row refers to is the row of the same tenant. */
export function aRow(table: FillableTable, rows: Map<string, Row>, tenantId: string): Row {
  const row: Row = {};
  for (const { name, type, isRequired } of table.columns) {
    if (name === "tenant_id") row[name] = tenantId;
    else if (isRequired) row[name] = aValue(type);
  }
  for (const { columns, target, targetColumns } of table.references) {
    const referred = rows.get(target);
    columns.forEach((column, index) => {
      if (column !== "tenant_id" && referred) row[column] = referred[targetColumns[index]!];
    });
  }
  return row;
}

function aValue(type: string): unknown {
  const make = values[type];
  if (!make) throw new Error(`a value of type ${type} is unknown to the tests: add it to fill-tables.ts`);
  return make();
}

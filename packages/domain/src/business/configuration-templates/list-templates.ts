import { sql } from "@stationmaster/db";
import { z } from "zod";
import type { Context } from "../../kernel";
import { allOf, momentOf, type PageOf, pageInput, pageOf, readCursor, rowsOf } from "../page";
import type { ConfigurationTemplate } from "./find-template";
import { isOff, isRebootDue } from "./list-drift";

export const templateList = pageInput.extend({ search: z.string().trim().max(100).optional() });

export type TemplateRow = Omit<ConfigurationTemplate, "variables"> & {
  variableCount: number;
  /** Stations for which it holds. */
  stationCount: number;
  /** Of these, at how many something differs, is missing, refused or not known. */
  offCount: number;
  /** At how many all is set, and waits for a boot. */
  rebootCount: number;
};

type Columns = Omit<TemplateRow, "createdAt" | "updatedAt"> & Record<"createdAt" | "updatedAt", string>;

/** By key. */
export async function listTemplates(
  ctx: Context,
  { limit, cursor, search }: z.output<typeof templateList>,
): Promise<PageOf<TemplateRow>> {
  const after = readCursor(cursor, z.tuple([z.string()]));
  const text = search?.toLowerCase();
  const rows = await templateRows(
    ctx,
    sql`where ${allOf([
      after ? sql`t.key > ${after[0]}` : undefined,
      text
        ? sql`(position(${text} in lower(t.key || ' ' || t.vendor || ' ' || coalesce(t.model, ''))) > 0)`
        : undefined,
    ])} order by t.key limit ${limit + 1}`,
  );
  return pageOf(
    rows,
    limit,
    ({ key }) => [key],
    (row) => row,
  );
}

export async function templateRow(ctx: Context, key: string): Promise<TemplateRow | undefined> {
  const [row] = await templateRows(ctx, sql`where t.key = ${key}`);
  return row;
}

async function templateRows(ctx: Context, which: ReturnType<typeof sql>): Promise<TemplateRow[]> {
  const rows = await rowsOf<Columns>(
    ctx,
    sql`with chosen as (
          select t.* from configuration_templates t ${which}),
        stands as (
          select f.template_key, count(*)::int as stations, count(*) filter (where ${isOff})::int as off, count(*) filter (where ${isRebootDue})::int as reboot
          from station_drift f join stations s on s.tenant_id = f.tenant_id and s.id = f.station_id
          where s.removed_at is null and f.template_key in (select key from chosen) group by f.template_key)
        select c.key, c.vendor, c.model, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt", c.updated_by ->> 'name' as "updatedBy",
          (select count(*)::int from configuration_template_variables v where v.template_key = c.key) as "variableCount",
          coalesce(s.stations, 0) as "stationCount", coalesce(s.off, 0) as "offCount", coalesce(s.reboot, 0) as "rebootCount"
        from chosen c left join stands s on s.template_key = c.key order by c.key`,
  );
  return rows.map((row) => ({ ...row, createdAt: momentOf(row.createdAt), updatedAt: momentOf(row.updatedAt) }));
}

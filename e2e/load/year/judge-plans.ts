import type { Connection } from "@stationmaster/db";
import type { Explained, Plan } from "./watch-plans";

/** A table of more rows than this is big. */
const many = 10_000;
/** Who reads so much of it has read it from end to end. */
const most = 0.5;

export type Offence = { query: string; what: string };
export type Judged = { statements: number; plans: number; offences: Offence[] };

export async function judgePlans({ sql }: Connection, explained: Explained[]): Promise<Judged> {
  const tables = await sql<{ name: string; root: string; rows: number }[]>`
    select c.relname as name, coalesce(p.relname, c.relname) as root, greatest(c.reltuples, 0)::float8 as rows
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
  const rootOf = new Map(tables.map(({ name, root }) => [name, root]));
  const rowsOf = new Map<string, number>();
  for (const { root, rows } of tables) rowsOf.set(root, (rowsOf.get(root) ?? 0) + rows);
  const offences = new Map<string, Offence>();
  for (const { query, plan } of explained) {
    const text = query.replaceAll(/\s+/g, " ").trim();
    for (const what of offencesOf(plan, rootOf, rowsOf)) offences.set(`${what} ${text}`, { what, query: text });
  }
  return {
    statements: new Set(explained.map(({ query }) => query)).size,
    plans: explained.length,
    offences: [...offences.values()],
  };
}

function offencesOf(plan: Plan, rootOf: Map<string, string>, rowsOf: Map<string, number>): string[] {
  const read = new Map<string, number>();
  const found = new Set<string>();
  for (const node of nodesOf(plan)) {
    const { "Actual Rows": rows = 0, "Actual Loops": loops = 0, "Rows Removed by Filter": removed = 0 } = node;
    const root = rootOf.get(node["Relation Name"] ?? "");
    const seen = (rows + removed) * loops;
    if (root) read.set(root, (read.get(root) ?? 0) + seen);
    if (root && loops > 0 && node["Node Type"].includes("Seq Scan") && (rowsOf.get(root) ?? 0) > many && seen > 100)
      found.add(`sequential scan of ${root}`);
    if (/^(Sort|Hash)$/.test(node["Node Type"]) && seen > many)
      found.add(`${node["Node Type"].toLowerCase()} of many rows`);
  }
  for (const [root, seen] of read)
    if ((rowsOf.get(root) ?? 0) > many && seen > (rowsOf.get(root) ?? 0) * most) found.add(`reads most of ${root}`);
  return [...found];
}

function* nodesOf(plan: Plan): Generator<Plan> {
  yield plan;
  for (const child of plan.Plans ?? []) yield* nodesOf(child);
}

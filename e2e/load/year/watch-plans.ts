import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "@stationmaster/db";

export type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};
export type Explained = { query: string; plan: Plan };

const explaining = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_timing": "off",
  "auto_explain.log_format": "json",
};

/** What Postgres really carries out for the product's own roles while `work` is done: each statement with its plan, from its log. */
export async function watchPlans(
  { sql }: Connection,
  logFile: string,
  work: () => Promise<void>,
): Promise<Explained[]> {
  const roles = await sql<{ name: string }[]>`select rolname as name from pg_roles where rolname ~ '^stationmaster_'`;
  const names = roles.map(({ name }) => name);
  const log = openSync(logFile, "r");
  try {
    for (const name of names)
      for (const [setting, value] of Object.entries(explaining))
        await sql.unsafe(`alter role ${name} set ${setting} = '${value}'`);
    await newConnections(sql, names);
    const from = fstatSync(log).size;
    await work();
    return explainedIn(readFrom(log, from));
  } finally {
    for (const name of names) await sql.unsafe(`alter role ${name} reset all`);
    await newConnections(sql, names);
    closeSync(log);
  }
}

/** The settings of a role hold from the next connection on; the product makes new ones by itself. */
async function newConnections(sql: Connection["sql"], names: string[]) {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = any(${names})`;
  await sleep(2_000);
}

function readFrom(file: number, from: number): string {
  const bytes = Buffer.alloc(fstatSync(file).size - from);
  readSync(file, bytes, 0, bytes.length, from);
  return bytes.toString("utf8");
}

function explainedIn(log: string): Explained[] {
  return log.split(/^(?=\d{4}-\d\d-\d\d )/m).flatMap((entry) => {
    const at = entry.indexOf("plan:\n");
    if (at < 0) return [];
    const { "Query Text": query, Plan: plan } = JSON.parse(entry.slice(at + 6).replaceAll(/^\t/gm, ""));
    return [{ query, plan }];
  });
}

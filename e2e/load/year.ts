import { join } from "node:path";
import type { Connection } from "@stationmaster/db";
import { openBooks } from "./kill";
import type { Options } from "./main";
import { productAround } from "./make-company";
import { required } from "./put-stations";
import { limitOf, type Table } from "./results";
import { runGenerator } from "./run-generator";
import { addressesOf } from "./year/addresses";
import { type Company, identityOf, tokenOf } from "./year/company";
import { fillYear } from "./year/fill-year";
import { findKnown } from "./year/find-known";
import { judgePlans } from "./year/judge-plans";
import { makeCompanies } from "./year/make-companies";
import { signIn, type Visited, visit } from "./year/visit";
import { watchPlans } from "./year/watch-plans";

const mostMs = 200;
const eventsPerSession = 4;
const chargingStations = 40;
const chargingMs = 4_000;

/** A year of a thousand stations, put in by COPY: how long every page takes on it, and how Postgres answers. */
export async function year({ stations = 1000, days = 365, visits = 5 }: Options): Promise<Table> {
  const product = productAround();
  const dataDir = required("DATA_DIR");
  const db = openBooks(dataDir);
  const { companies, apiKey, login } = await makeCompanies(product, stations, days);
  const filled = await fillYear(db, companies, eventsPerSession);
  const company = companies[0]!;
  const addresses = addressesOf(await findKnown(db, company));
  const who = { cookie: await signIn(product.portalUrl, login), apiKey };

  // A portal that has been at work for a while: each address once, before any is measured.
  for (const address of addresses) await visit(product.portalUrl, address, who, { visits: 1, warmUps: 0 });
  const visited: Visited[] = [];
  for (const address of addresses) visited.push(await visit(product.portalUrl, address, who, { visits, warmUps: 2 }));
  visited.sort((a, b) => b.median - a.median);

  const explained = await watchPlans(db, join(dataDir, "postgres.log"), async () => {
    for (const address of addresses) await visit(product.portalUrl, address, who, { visits: 1, warmUps: 0 });
    await chargeOn(`${product.ocppUrl}/ocpp`, company, filled.password);
  });
  const plans = await judgePlans(db, explained);
  const sizes = await sizesOf(db);
  const ahead = await monthsAhead(db);
  await db.sql.end();

  const slow = visited.filter(({ median }) => median > mostMs);
  const count = (name: string) => (sizes[name] ?? 0).toLocaleString("en");
  return {
    title: `${days} days of ${stations} stations: ${count("transactions")} sessions, ${count("transaction_events")} events, ${count("meter_values")} meter values`,
    columns: ["the slowest ten", "median ms", "worst ms", "KiB"],
    rows: visited.slice(0, 10).map(({ name, median, worst, kilobytes }) => [name, median, worst, kilobytes]),
    notes: [
      `Filled by COPY in ${filled.seconds.toFixed(0)} s: ${filled.rows.toLocaleString("en")} rows, ${(filled.bytes / 2 ** 30).toFixed(1)} GiB.`,
      `Beside it ${companies.length - 1} tenants with ${companies[1]!.stations} stations each.`,
      `${plans.plans} plans of ${plans.statements} statements were looked at.`,
      ...plans.offences.slice(0, 20).map(({ what, query }) => `${what}: ${query.slice(0, 300)}`),
    ],
    facts: { filled: { ...filled, password: undefined }, sizes, visited, plans },
    how: `A tenant with ${stations} stations, ${(stations * 100).toLocaleString("en")} cards and ${days} days of sessions (${eventsPerSession} events each) is filled by COPY. An operator then asks for every page, every query of its tabs and every list of the HTTP API, with searches, filters and the last pages of long lists, and stations charge, while Postgres writes down the plan of each statement as the product's own roles carry it out.`,
    promises: [
      {
        promise: `Every list page and station page takes less than ${mostMs} ms at the server`,
        figure: `${visited.length - slow.length} of ${visited.length} addresses; the slowest takes ${visited[0]!.median.toFixed(0)} ms (median of ${visits})`,
        isHeld: slow.length === 0,
        ...limitOf(
          slow.length === 0,
          `too slow: ${slow.map(({ name, median }) => `${name} by ${(median - mostMs).toFixed(0)} ms`).join(", ")}; one process draws the pages, beside Postgres on the same processors`,
        ),
      },
      {
        promise: "No hot query reads a big table from end to end",
        figure: `${plans.statements} statements, ${plans.offences.length} that do, or that sort or hash more than 10,000 rows`,
        isHeld: plans.offences.length === 0,
        ...limitOf(plans.offences.length === 0, "they stand below: each wants an index, or less to look at"),
      },
      {
        promise: "Partitions are made ahead",
        figure: `${ahead.months.toFixed(1)} months for events and meter values, ${ahead.days.toFixed(0)} days for the message log`,
        isHeld: ahead.months >= 2 && ahead.days >= 7,
      },
    ],
    isSound: true,
  };
}

async function chargeOn(url: string, { slug, stations }: Company, password: string) {
  const generator = runGenerator();
  try {
    const crowd = Array.from({ length: Math.min(chargingStations, stations) }, (_, n) => ({
      ...{ tenant: slug, identity: identityOf(n) },
    }));
    await generator.run({
      ...{ kind: "charging", target: { url, stations: crowd, password }, idToken: tokenOf(5), round: "year" },
      ...{ warmUpMs: 500, measureMs: chargingMs, resendShare: 0.05 },
    });
  } finally {
    generator.stop();
  }
}

async function sizesOf({ sql }: Connection): Promise<Record<string, number>> {
  const rows = await sql<{ name: string; rows: number }[]>`
    select coalesce(p.relname, c.relname) as name, sum(greatest(c.reltuples, 0))::float8 as rows
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by 1`;
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
}

async function monthsAhead({ sql }: Connection): Promise<{ months: number; days: number }> {
  const [row] = await sql<{ months: number; days: number }[]>`
    select extract(epoch from min(until) filter (where parent <> 'ocpp_messages') - now())::float8 / 86400 / 30.4 as months,
      extract(epoch from min(until) filter (where parent = 'ocpp_messages') - now())::float8 / 86400 as days from partition_standing()`;
  return row!;
}

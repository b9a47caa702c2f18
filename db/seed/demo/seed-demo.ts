import { and, auditEntries, eq, stationCommands, transactions } from "@stationmaster/db";
import { type Context, inTenant, systemActor } from "@stationmaster/domain";
import { note } from "@stationmaster/domain/business/audit";
import { type Card, cardsOf } from "./cards";
import { firstBoot } from "./first-boot";
import { describeFleet, fleetFile, writeFleetFile } from "./fleet-file";
import { historyBegins, planHistory } from "./history/plan-history";
import { writeHistory } from "./history/write-history";
import { keepBulkCommand } from "./keep-bulk-command";
import { keepCards } from "./keep-cards";
import { keepLists } from "./keep-lists";
import { keepAdmin, keepMembers } from "./keep-people";
import { type KeptStation, keepPlaces } from "./keep-places";
import { keepProfiles } from "./keep-profiles";
import { keepRefusals } from "./keep-refusals";
import { keepReservations } from "./keep-reservations";
import { keepTariffs } from "./keep-tariffs";
import { keepTemplates } from "./keep-templates";
import { type KeptTenant, keepTenant } from "./keep-tenant";
import type { KeyRing } from "./key-ring";
import type { Means } from "./means";
import { stationsOf } from "./stations";
import { type DemoTenant, demoTenants } from "./tenants";

export type DemoSettings = {
  dataDir: string;
  fleetFile?: string | undefined;
  password: string;
  secret: string;
  publicOcppUrl: string;
};

const historyWritten = "demo history written";

/** Makes what is missing of the demo, through the rooms of the product; what is there stays as it is. */
export async function seedDemo(
  means: Means,
  settings: DemoSettings,
  keys: KeyRing,
): Promise<{ stations: number; events: number }> {
  const [, ...kept] = await Promise.all([
    keepAdmin(means, settings.password),
    ...demoTenants.map((tenant) => keepEstate(means, tenant, settings, keys)),
  ]);
  const events = await writeHistory(
    means.ingest,
    kept.flatMap(({ past }) => past),
  );
  const fleet = [];
  for (const { tenant, stations, cards } of kept) {
    const inside = <T>(work: (ctx: Context) => Promise<T>) => inTenant(means.outlets, tenant.id, systemActor, work);
    await inside((ctx) => keepBulkCommand(ctx, stations));
    if (!(await inside(isHistoryWritten)))
      await inside(async (ctx) => {
        await forgetNeedlessQuestions(ctx);
        await note(ctx, historyWritten, tenant.slug);
      });
    await inside((ctx) => keepReservations(ctx, stations, cards));
    fleet.push(...(await inside((ctx) => describeFleet(ctx, stations, cards))));
  }
  writeFleetFile(settings.fleetFile ?? fleetFile(settings.dataDir), { stations: fleet });
  return { stations: fleet.length, events };
}

async function keepEstate(means: Means, described: DemoTenant, settings: DemoSettings, keys: KeyRing) {
  const tenant = await keepTenant(means, described, keys);
  const cards = cardsOf(described);
  const inside = <T>(work: (ctx: Context) => Promise<T>) => inTenant(means.outlets, tenant.id, systemActor, work);
  const [stations] = await Promise.all([
    inside(async (ctx) => {
      const kept = await keepPlaces(ctx, described, stationsOf(described, settings.secret), settings.publicOcppUrl);
      await keepCards(ctx, described, cards);
      await keepTariffs(ctx, described, kept, historyBegins(tenant.createdAt));
      return kept;
    }),
    keepMembers(means, tenant, settings.password),
  ]);
  const boots = { from: historyBegins(tenant.createdAt), to: tenant.createdAt };
  for (const station of stations) if (!station.hasBooted) await firstBoot(means, tenant, station, boots);
  await inside((ctx) => keepProfiles(ctx, stations));
  await inside((ctx) => keepLists(ctx, stations, cards));
  await keepRefusals(means, tenant, stations, cards);
  await inside((ctx) => keepTemplates(ctx, stations));
  const isWritten = await inside(isHistoryWritten);
  const past = isWritten ? [] : await pastOf(inside, tenant, stations, cards);
  return { tenant, stations, cards, past };
}

/** All sessions of the past are told side by side, so that each seems to take the EVSE of another (E14): what was asked about that is no part of the past. */
const forgetNeedlessQuestions = (ctx: Context) =>
  ctx.db
    .delete(stationCommands)
    .where(and(eq(stationCommands.action, "GetTransactionStatus"), eq(stationCommands.status, "cancelled")));

const isHistoryWritten = async (ctx: Context): Promise<boolean> =>
  (await ctx.db.$count(auditEntries, eq(auditEntries.what, historyWritten))) > 0;

/** What is still to be told. After a start that broke off, sessions that are told to their end are left out. */
async function pastOf(
  inside: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>,
  { id: tenantId, createdAt }: KeptTenant,
  stations: KeptStation[],
  cards: Card[],
) {
  const rows = await inside((ctx) =>
    ctx.db.select({ ocppId: transactions.ocppId }).from(transactions).where(eq(transactions.isActive, false)),
  );
  const told = new Set(rows.map(({ ocppId }) => ocppId));
  return stations.flatMap((station) =>
    planHistory(station, cards, createdAt)
      .filter(({ transactionId }) => !told.has(transactionId))
      .map(({ deliveries }) => ({ tenantId, stationId: station.id, deliveries })),
  );
}

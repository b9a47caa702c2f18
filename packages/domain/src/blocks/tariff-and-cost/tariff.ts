import { and, asc, desc, eq, gt, inArray, sql, stationTariffs, tariffs, tariffVersions } from "@stationmaster/db";
import { z } from "zod";
import { ConflictError, type Context, InvalidError, NotFoundError } from "../../kernel";

const currencies = new Set(Intl.supportedValuesOf("currency"));

/** An amount as an exact decimal: nine digits, six decimals. */
const amount = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, "a decimal such as 0.49, as text");

export const tariffKey = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, "letters, digits and . _ -, at most 64");

/** Net: per kWh, per hour, per session; tax in percent. What is left out is not charged for. */
export const tariffInput = z.object({
  name: z.string().trim().min(1).max(120),
  currency: z.string().refine((code) => currencies.has(code), "a currency's three letters, such as EUR"),
  energy: amount.nullish(),
  time: amount.nullish(),
  session: amount.nullish(),
  tax: z
    .string()
    .regex(/^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/, "percent from 0 to 100, as text")
    .nullish(),
  isDefault: z.boolean().optional(),
});

const columns = {
  key: tariffs.key,
  name: tariffVersions.name,
  currency: tariffVersions.currency,
  energy: tariffVersions.energyPerKwh,
  time: tariffVersions.timePerHour,
  session: tariffVersions.sessionFee,
  tax: tariffVersions.taxPercent,
  isDefault: tariffs.isDefault,
  version: tariffVersions.version,
  createdAt: tariffs.createdAt,
  updatedAt: tariffVersions.createdAt,
};

const selectTariffs = (ctx: Context) =>
  ctx.db
    .select(columns)
    .from(tariffs)
    .innerJoin(tariffVersions, and(eq(tariffVersions.key, tariffs.key), eq(tariffVersions.version, tariffs.version)));

export type TariffRates = Pick<Tariff, "currency" | "energy" | "time" | "session" | "tax">;
export type Tariff = Awaited<ReturnType<typeof selectTariffs>>[number];

/** By key; the cursor is the last row's key. */
export const listTariffs = (
  ctx: Context,
  { limit, after, search }: { limit: number; after?: { key: string } | undefined; search?: string | undefined },
): Promise<Tariff[]> =>
  selectTariffs(ctx)
    .where(and(after ? gt(tariffs.key, after.key) : undefined, search ? contains(search.toLowerCase()) : undefined))
    .orderBy(asc(tariffs.key))
    .limit(limit);

const contains = (text: string) =>
  sql`(position(${text} in lower(${tariffs.key})) > 0 or position(${text} in lower(${tariffVersions.name})) > 0)`;

export async function findTariff(ctx: Context, key: string): Promise<Tariff | undefined> {
  // What is no key is no tariff's.
  const [row] = tariffKey.safeParse(key).success ? await selectTariffs(ctx).where(eq(tariffs.key, key)) : [];
  return row;
}

export async function getTariff(ctx: Context, key: string): Promise<Tariff> {
  const row = await findTariff(ctx, key);
  if (!row) throw new NotFoundError("tariff", key);
  return row;
}

/** What it said before, newest first: sessions keep the price they began with. */
export const listTariffVersions = (ctx: Context, key: string) =>
  ctx.db
    .select()
    .from(tariffVersions)
    .where(eq(tariffVersions.key, key))
    .orderBy(desc(tariffVersions.version))
    .limit(200);

/** Creates or changes a tariff. A change is a new version, for sessions that begin from now on. */
export async function putTariff(
  ctx: Context,
  key: string,
  given: z.input<typeof tariffInput>,
  { mustBeNew = false } = {},
): Promise<Tariff> {
  const parsed = tariffKey.safeParse(key);
  if (!parsed.success) throw new InvalidError(parsed.error.issues[0]!.message, "key");
  const { isDefault, ...values } = parse(given);
  // One at a time in a tenant: two who change it at once make two versions, and one of two defaults is the last.
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('tariffs ' || current_tenant(), 0))`);
  await ctx.db
    .insert(tariffs)
    .values({ key, version: 0, createdAt: ctx.now, updatedAt: ctx.now })
    .onConflictDoNothing();
  const [held] = await ctx.db.select().from(tariffs).where(eq(tariffs.key, key));
  const before = held!.version === 0 ? undefined : await getTariff(ctx, key);
  if (before && mustBeNew) throw new ConflictError(`There is a tariff ${key} already.`, "key");
  const isChanged =
    !before || (Object.keys(values) as (keyof typeof values)[]).some((name) => before[name] !== values[name]);
  const version = held!.version + (isChanged ? 1 : 0);
  if (isChanged)
    await ctx.db.insert(tariffVersions).values({
      ...{ key, version, name: values.name, currency: values.currency },
      ...{ energyPerKwh: values.energy, timePerHour: values.time, sessionFee: values.session, taxPercent: values.tax },
      ...{ createdAt: ctx.now, createdBy: ctx.actor },
    });
  if (isDefault === true)
    await ctx.db
      .update(tariffs)
      .set({ isDefault: false })
      .where(and(eq(tariffs.isDefault, true), sql`${tariffs.key} <> ${key}`));
  await ctx.db
    .update(tariffs)
    .set({ version, updatedAt: ctx.now, ...(isDefault === undefined ? {} : { isDefault }) })
    .where(eq(tariffs.key, key));
  ctx.changed({ kind: "room", id: "tariff-and-cost" });
  return getTariff(ctx, key);
}

/** Gives stations a tariff of their own, or with null the tenant's default again. For sessions that begin from now on. */
export async function setStationTariffs(ctx: Context, stationIds: string[], key: string | null): Promise<void> {
  if (key !== null) await getTariff(ctx, key);
  if (stationIds.length === 0) return;
  if (key === null) await ctx.db.delete(stationTariffs).where(inArray(stationTariffs.stationId, stationIds));
  else
    await ctx.db
      .insert(stationTariffs)
      .values(stationIds.map((stationId) => ({ stationId, tariffKey: key, setAt: ctx.now })))
      .onConflictDoUpdate({
        target: [stationTariffs.tenantId, stationTariffs.stationId],
        set: { tariffKey: key, setAt: ctx.now },
      });
  ctx.changed({ kind: "room", id: "tariff-and-cost" });
}

function parse(given: z.input<typeof tariffInput>) {
  const result = tariffInput.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InvalidError(issue?.message ?? "The tariff is not valid.", issue?.path.join("."));
  }
  const { energy = null, time = null, session = null, tax = null, ...rest } = result.data;
  return { ...rest, energy, time, session, tax };
}

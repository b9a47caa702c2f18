import { isDeepStrictEqual } from "node:util";
import { drivers, sql } from "@stationmaster/db";
import { z } from "zod";
import { findToken, type IdTokenRow, putIdToken, type TokenLimits, tokenLimits } from "../../blocks/authorization";
import { cardsChanged } from "../../blocks/local-auth-list";
import { type Context, InvalidError, newId } from "../../kernel";
import { note } from "../audit";
import { rowsOf } from "../page";

export const tokenStatuses = [
  "Accepted",
  "Blocked",
  "ConcurrentTx",
  "Expired",
  "Invalid",
  "NoCredit",
  "NotAllowedTypeEVSE",
  "NotAtThisLocation",
  "NotAtThisTime",
  "Unknown",
] as const;

export const tokenTypes = [
  "Central",
  "eMAID",
  "ISO14443",
  "ISO15693",
  "KeyCode",
  "Local",
  "MacAddress",
  "NoAuthorization",
] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenStatus = (typeof tokenStatuses)[number];

const identifier = z.string().min(1).max(36);

export const idTokenInput = z.object({
  idToken: identifier,
  type: z.enum(tokenTypes),
  status: z.enum(tokenStatuses),
  groupIdToken: identifier.nullish(),
  masterPass: z.boolean().optional(),
  language: z.string().min(2).max(8).nullish(),
  language2: z.string().min(2).max(8).nullish(),
  expiresAt: z.coerce.date().nullish(),
  personalMessage: z.string().min(1).max(512).nullish(),
  maxConcurrentTransactions: z.int().min(1).max(1_000).nullish(),
  driverId: z.uuid().nullish(),
  tariffKey: z.string().min(1).max(100).nullish(),
  limits: tokenLimits.nullish(),
});

/** Creates or replaces a token; what is left out is taken away. */
export async function putToken(
  ctx: Context,
  { masterPass, limits, ...token }: z.output<typeof idTokenInput>,
): Promise<IdTokenRow> {
  const given = Object.fromEntries(Object.entries(token).filter(([, value]) => value !== undefined));
  const before = await findToken(ctx, token);
  const row = await putIdToken(ctx, {
    ...{ ...token, ...given },
    masterPass: masterPass ?? false,
    limits: limits ? await checkLimits(ctx, limits) : null,
  });
  await cardsChanged(ctx, [row]);
  // C04.FR.04: a KeyCode is a PIN.
  const subject = row.type === "KeyCode" ? "a KeyCode" : row.idToken;
  await note(ctx, "token put", subject, {
    ...{ type: row.type, status: row.status, cardId: row.id },
    ...(before
      ? { fields: shownFields.filter((field) => !isDeepStrictEqual(before[field], row[field])) }
      : { isNew: true }),
  });
  ctx.changed({ kind: "room", id: "authorization" });
  return row;
}

const shownFields = [
  ...(["status", "groupIdToken", "masterPass", "language", "language2", "expiresAt", "personalMessage"] as const),
  ...(["maxConcurrentTransactions", "driverId", "tariffKey", "limits"] as const),
];

export const driverInput = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254).nullish(),
});

/** The driver of this address, or of this name where none is given; made when there is none. */
export async function keepDriver(ctx: Context, { name, email }: z.output<typeof driverInput>): Promise<string> {
  const [known] = await rowsOf<{ id: string; name: string }>(
    ctx,
    email
      ? sql`select id, name from drivers where email_key collate "C" = ${email.toLowerCase()} limit 1`
      : sql`select id, name from drivers where name_key collate "C" = ${name.toLowerCase()} and email is null limit 1`,
  );
  if (known) {
    if (known.name !== name) await ctx.db.execute(sql`update drivers set name = ${name} where id = ${known.id}::uuid`);
    return known.id;
  }
  const id = newId();
  await ctx.db.insert(drivers).values({ id, name, email: email ?? null, createdAt: ctx.now });
  return id;
}

/** Places must be there, and hours need a clock where a station stands at no site: the tenant's, unless one is named. */
async function checkLimits(ctx: Context, limits: TokenLimits): Promise<TokenLimits> {
  const sites = [...new Set(limits.siteIds ?? [])];
  const stations = [
    ...new Set(
      [...(limits.stationIdentities ?? []), ...(limits.evses ?? []).map(({ stationIdentity }) => stationIdentity)].map(
        (name) => name.toLowerCase(),
      ),
    ),
  ];
  const [found] = await rowsOf<{ site: string | null; station: string | null; timeZone: string }>(
    ctx,
    sql`select (select a.id from jsonb_array_elements_text(${JSON.stringify(sites)}::text::jsonb) as a(id)
            where not exists (select 1 from sites s where s.id = a.id::uuid) limit 1) as site,
          (select a.name from jsonb_array_elements_text(${JSON.stringify(stations)}::text::jsonb) as a(name)
            where not exists (select 1 from stations s where s.identity_key = a.name and s.removed_at is null) limit 1) as station,
          (select time_zone from tenants) as "timeZone"`,
  );
  if (found!.site !== null) throw new InvalidError(`There is no site ${found!.site}.`, "limits.siteIds");
  if (found!.station !== null)
    throw new InvalidError(`There is no station ${found!.station}.`, "limits.stationIdentities");
  if (!limits.times) return limits;
  const timeZone = limits.timeZone ?? found!.timeZone;
  if (!isTimeZone(timeZone)) throw new InvalidError(`${timeZone} is no time zone.`, "limits.timeZone");
  return { ...limits, timeZone };
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone }));
  } catch {
    return false;
  }
}

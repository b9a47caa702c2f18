import { and, bulkCommandStations, bulkCommands, inArray, isNull, sql, stations } from "@stationmaster/db";
import { type CommandAction, isCommandAction, OcppError, type Req, validateRequest } from "@stationmaster/ocpp";
import { z } from "zod";
import { requireCommand } from "../../blocks";
import { type Context, defaultDeadlineSeconds, InvalidError, NotFoundError, newId, redact } from "../../kernel";
import { note } from "../audit";
import { deadlineSeconds } from "../commands";
import { anyIdentity } from "../stations";
import { type BulkCommand, getBulkCommand } from "./get-bulk-command";

/** Of one bulk command. */
export const mostStations = 1_000;

export const newBulkCommand = z.object({
  action: z.string().max(64),
  payload: z.unknown(),
  stationIdentities: z.array(anyIdentity).min(1).max(mostStations),
  deadlineSeconds: deadlineSeconds.optional(),
});

type Selected = { identity: string; stationId: string | null };

/** One command to many stations: one row, and the commands of all of them at once. Stations that are gone by now are marked, the others get theirs. */
export async function sendBulkCommand(
  ctx: Context,
  {
    action,
    payload,
    stationIdentities,
    deadlineSeconds: deadline = defaultDeadlineSeconds,
  }: z.output<typeof newBulkCommand>,
): Promise<BulkCommand> {
  if (!isCommandAction(action)) throw new NotFoundError("command named", action);
  const request = check(action, payload);
  const selected = await namedStations(ctx, stationIdentities);
  const there = selected.flatMap(({ stationId }) => (stationId === null ? [] : [stationId]));
  if (there.length === 0) throw new NotFoundError("station among", stationIdentities.slice(0, 5).join(", "));
  const id = newId();
  const deadlineAt = new Date(ctx.now.getTime() + deadline * 1000);
  await ctx.db
    .insert(bulkCommands)
    .values({ id, action, request: redact(request), requestedBy: ctx.actor, createdAt: ctx.now, deadlineAt });
  const commandIds = await queue(ctx, action, await requestsFor(ctx, action, request, there), deadlineAt);
  await ctx.db.insert(bulkCommandStations).values(
    selected.map(({ identity, stationId }, place) => ({
      ...{ bulkCommandId: id, place, identity },
      commandId: stationId === null ? null : commandIds.get(stationId)!,
      refusal: stationId === null ? "There was no such station any more." : null,
    })),
  );
  for (const stationId of there) {
    ctx.ring({ stationId, why: "work" });
    ctx.changed({ kind: "command", id: commandIds.get(stationId)!, stationId });
  }
  await note(ctx, "bulk command", action, { bulkCommandId: id, stations: there.length });
  return getBulkCommand(ctx, id);
}

/** The number of ours that ties what comes later to the question: one and the same for a thousand stations where it is given, else each its own. */
const numbers: Partial<Record<CommandAction, string>> = {
  CustomerInformation: "requestId",
  GetBaseReport: "requestId",
  GetChargingProfiles: "requestId",
  GetDisplayMessages: "requestId",
  GetLog: "requestId",
  GetMonitoringReport: "requestId",
  GetReport: "requestId",
  PublishFirmware: "requestId",
  RequestStartTransaction: "remoteStartId",
  ReserveNow: "id",
  UpdateFirmware: "requestId",
};

const isLeftOut = (payload: unknown, name: string | undefined): name is string =>
  name !== undefined &&
  typeof payload === "object" &&
  payload !== null &&
  !Array.isArray(payload) &&
  !(name in payload);

/** Held to the schema before anybody is asked; a number that is left out is none to complain of. */
function check(action: CommandAction, payload: unknown): object {
  const name = numbers[action];
  const whole = isLeftOut(payload, name) ? { ...(payload as object), [name]: 1 } : payload;
  try {
    validateRequest(action, whole, { unknownProperties: "refuse" });
    return payload as object;
  } catch (error) {
    if (error instanceof OcppError)
      throw new InvalidError(`${action}: ${error.description}`, /^\/\S*/.exec(error.description)?.[0] ?? "/");
    throw error;
  }
}

/** Each once, in the order they were named, with the station of that name where there is one. */
export async function namedStations(ctx: Context, identities: string[]): Promise<Selected[]> {
  const named = [...new Map(identities.map((identity) => [identity.toLowerCase(), identity])).entries()];
  const keys = named.map(([key]) => key).filter((key) => !key.includes("\0"));
  const rows =
    keys.length === 0
      ? []
      : await ctx.db
          .select({ key: stations.identityKey, id: stations.id, identity: stations.identity })
          .from(stations)
          .where(and(inArray(stations.identityKey, keys), isNull(stations.removedAt)));
  const known = new Map(rows.map((row) => [row.key, row]));
  return named.map(([key, identity]) => ({
    identity: known.get(key)?.identity ?? identity.replaceAll("\0", ""),
    stationId: known.get(key)?.id ?? null,
  }));
}

async function requestsFor(
  ctx: Context,
  action: CommandAction,
  request: object,
  stationIds: string[],
): Promise<Map<string, Req<CommandAction>>> {
  const name = numbers[action];
  const as = (whole: object) => whole as Req<CommandAction>;
  if (!isLeftOut(request, name)) return new Map(stationIds.map((id) => [id, as(request)]));
  const rows = await ctx.db
    .update(stations)
    .set({ nextNumber: sql`case when next_number >= 2147483647 then 1 else next_number + 1 end` })
    .where(inArray(stations.id, stationIds))
    .returning({ id: stations.id, number: stations.nextNumber });
  return new Map(rows.map(({ id, number }) => [id, as({ ...request, [name]: number })]));
}

async function queue(
  ctx: Context,
  action: CommandAction,
  requests: Map<string, Req<CommandAction>>,
  deadlineAt: Date,
): Promise<Map<string, string>> {
  const { record } = requireCommand(action);
  if (record) for (const [stationId, request] of requests) await record(ctx, stationId, request as never);
  const rows = [...requests].map(([stationId, request]) => ({
    ...{ id: newId(), station: stationId, request },
    number:
      (request as { requestId?: number }).requestId ?? (request as { remoteStartId?: number }).remoteStartId ?? null,
  }));
  await ctx.db.execute(sql`
    insert into station_commands (id, station_id, action, request, requested_by, created_at, deadline_at, request_id)
    select r.id, r.station, ${action}, r.request, ${JSON.stringify(ctx.actor)}::text::jsonb, ${ctx.now.toISOString()}::timestamptz, ${deadlineAt.toISOString()}::timestamptz, r.number
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, station uuid, request jsonb, number int)`);
  return new Map(rows.map(({ id, station }) => [station, id]));
}

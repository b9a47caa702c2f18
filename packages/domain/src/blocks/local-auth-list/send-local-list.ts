import { eq, localListUpdates } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type CommandRow, type Context, defineCommand, type Outcome, summarise } from "../../kernel";
import { keepInStep } from "./keep-in-step";
import {
  hasBootedSince,
  keptVersion,
  type LocalList,
  lockList,
  readStation,
  setList,
  takeList,
  trouble,
} from "./local-list";
import { noteHeld } from "./note-held";

type Request = Req<"SendLocalList">;
type Settled = { command: CommandRow & { request: Request }; outcome: Outcome<"SendLocalList"> };

/** D01. What goes out by itself is made by `keepInStep`; a request that somebody else sends takes the place of our list. */
export const sendLocalList = defineCommand<"SendLocalList", Request>("SendLocalList", {
  async record(ctx, stationId) {
    const list = await lockList(ctx, stationId);
    if (list && !list.replacedAt) await setList(ctx, stationId, { replacedAt: ctx.now });
  },

  async settle(ctx, command, outcome) {
    const list = await takeList(ctx, command.stationId);
    const settled = { command, outcome };
    if (command.subjectId === null) await settleForeign(ctx, list, settled);
    else await settleOurs(ctx, list, command.subjectId, settled);
    await keepInStep(ctx, command.stationId);
  },
});

async function settleOurs(
  ctx: Context,
  list: LocalList,
  updateId: string,
  { command, outcome }: Settled,
): Promise<void> {
  const { stationId, request } = command;
  const said = summarise(outcome);
  await ctx.db
    .update(localListUpdates)
    .set({ ...said, settledAt: ctx.now })
    .where(eq(localListUpdates.id, updateId));
  if (said.status === "Accepted") {
    await noteHeld(ctx, stationId, request);
    // It was booted while this waited: what a differential was added to is not known.
    const hasBooted = hasBootedSince(await readStation(ctx, stationId), command.createdAt);
    const mayBeLost = request.updateType === "Differential" && (hasBooted || list.needsFull);
    await setList(ctx, stationId, {
      ...taken(ctx, list, request),
      ...{ status: "Accepted", reason: null, statusAt: ctx.now, failures: 0, commandId: null, dueAt: ctx.now },
      ...{ needsFull: mayBeLost, ...(mayBeLost ? { why: "lost", part: 0 } : {}) },
    });
  } else if (outcome.kind === "expired") await setList(ctx, stationId, { commandId: null, dueAt: ctx.now });
  else if (outcome.kind === "cancelled")
    await setList(ctx, stationId, { ...said, statusAt: ctx.now, commandId: null, dueAt: null, needsFull: true });
  else await trouble(ctx, list, said, remedyFor(ctx, request, outcome, said.status));
}

/** D01.FR.03: what it does not take as a difference is sent at once as a whole. */
function remedyFor(ctx: Context, request: Request, outcome: Outcome, status: string): Partial<LocalList> {
  const isMismatch = status === "VersionMismatch";
  if (request.updateType === "Differential" && outcome.kind === "answered")
    return { dueAt: ctx.now, why: isMismatch ? "mismatch" : "failed" };
  // Not answered: it may have taken it. A full one refused for its version: it has another than we think.
  return outcome.kind === "silent" || isMismatch ? { stationVersion: null } : {};
}

async function settleForeign(ctx: Context, list: LocalList, { command, outcome }: Settled): Promise<void> {
  const { id, stationId, request, createdAt } = command;
  const said = summarise(outcome);
  const entries = request.localAuthorizationList?.length ?? 0;
  await ctx.db.insert(localListUpdates).values({
    ...{ id, stationId, commandId: id, version: keptVersion(request.versionNumber), updateType: request.updateType },
    ...{ entries, part: 1, parts: 1, why: "raw", requestedBy: command.requestedBy.name, createdAt },
    ...{ ...said, settledAt: ctx.now },
  });
  if (said.status === "Accepted") {
    await noteHeld(ctx, stationId, request);
    await setList(ctx, stationId, { ...taken(ctx, list, request), ...overruled(ctx, list, createdAt) });
  } else if (outcome.kind === "silent")
    await setList(ctx, stationId, { stationVersion: null, ...overruled(ctx, list, createdAt) });
  // The station has what it had, and ours goes on.
  else if (list.replacedAt?.getTime() === createdAt.getTime()) await setList(ctx, stationId, { replacedAt: null });
}

/** Ours rests, unless it was wanted again after that was asked for: then it goes on. Where nobody wants one, none is overruled. */
const overruled = (ctx: Context, { wantedAt }: LocalList, askedAt: Date): Partial<LocalList> =>
  wantedAt === null || wantedAt > askedAt
    ? { replacedAt: null, needsFull: true, dueAt: ctx.now }
    : { replacedAt: ctx.now };

const taken = (ctx: Context, list: LocalList, { versionNumber }: Request) => ({
  ...{ stationVersion: keptVersion(versionNumber), stationVersionAt: ctx.now },
  lastVersion: Math.max(list.lastVersion, keptVersion(versionNumber)),
});

import { type Context, sendRawCommand } from "../../kernel";
import { isTooLarge, listLimits } from "./list-limits";
import {
  countStandings,
  hasBootedSince,
  type LocalList,
  lockList,
  pendingOf,
  readStation,
  setList,
  trouble,
  wantedOf,
} from "./local-list";
import { isWornOut, sendNextUpdate } from "./next-update";

/**
 * Sends the next message that brings a station nearer to what we want; its answer calls for the one after (D01).
 * One at a time: what is edited meanwhile goes with the next.
 */
export async function keepInStep(ctx: Context, stationId: string): Promise<void> {
  const list = await lockList(ctx, stationId);
  if (!list || list.desiredVersion === 0 || list.replacedAt || list.commandId) return;
  if (!list.dueAt || list.dueAt > ctx.now) return;
  const station = await readStation(ctx, stationId);
  const counts = await countStandings(ctx, stationId);
  const [pending, wanted] = [pendingOf(counts), wantedOf(counts)];
  // Where more is to change than to stay, all of it is less.
  const isFull = list.needsFull || pending > wanted || isWornOut(list.lastVersion);
  const mayBeLost = hasBootedSince(station, list.stationVersionAt);

  if (!isFull && pending === 0 && !mayBeLost) return rest(ctx, list);
  // What waits for a station might find it with its list lost.
  if (!station?.isOnline) return;
  if (isFull ? isFurther(list) : mayBeLost) return askVersion(ctx, list);
  const limits = await listLimits(ctx, stationId);
  if (isTooLarge(limits, wanted))
    return trouble(ctx, list, { status: "TooLarge", reason: `${wanted} entries, at most ${limits.entries}` });
  await sendNextUpdate(ctx, list, limits, { isFull, count: isFull ? wanted : pending });
}

/** Nothing is left to tell: what was edited and edited back needs no version of its own. */
const rest = (ctx: Context, list: LocalList): Promise<void> =>
  setList(ctx, list.stationId, { desiredVersion: list.stationVersion ?? list.desiredVersion, dueAt: null });

/** It refused even a full list for its version: it has one that we do not know. */
const isFurther = ({ status, stationVersion }: LocalList): boolean =>
  status === "VersionMismatch" && stationVersion === null;

/** D02: before a differential after a boot. */
async function askVersion(ctx: Context, { stationId }: LocalList): Promise<void> {
  const command = await sendRawCommand(ctx, stationId, { action: "GetLocalListVersion" }, {});
  await setList(ctx, stationId, { commandId: command.id, dueAt: null });
}

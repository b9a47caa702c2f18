import { setTimeout as sleep } from "node:timers/promises";
import { inTenant, systemActor } from "@stationmaster/domain";
import { type CommandDetail, getCommand, isSettled, settledAmong } from "@stationmaster/domain/business";
import { oncePerProcess } from "@stationmaster/runtime";
import { ending } from "./in-flight";
import { log } from "./log";
import type { Stores } from "./stores";

/** First soon, for what was said before we listened; then now and then, for what the bus said while we were cut off. */
const firstLookMs = 250;
const lookAgainMs = 1_000;
/** Where many settle at once, looks are as far apart: each is for all that were told of meanwhile. The first is at once. */
const betweenLooksMs = 25;
const lingerMs = 60_000;

/** The record once it is settled, or as it stands when the time is up. Told by the look that is taken for all who wait. */
export async function settledCommand(
  stores: Stores,
  tenantId: string,
  command: CommandDetail,
  waitSeconds: number,
  asked?: AbortSignal,
): Promise<CommandDetail> {
  if (isSettled(command)) return command;
  const signal = AbortSignal.any(asked ? [asked, ending] : [ending]);
  const settled = await outcomeOf(tenantId, command.id, waitSeconds * 1000, signal);
  return settled ?? inTenant(stores.outlets, tenantId, systemActor, (ctx) => getCommand(ctx, command.id));
}

/** Who waits in a tenant, by the command they wait for. */
type Waiting = Map<string, Set<(settled: CommandDetail) => void>>;
type Watched = { waiting: Waiting; usedAt: number };
const watched = () => oncePerProcess("portal watched commands", () => new Map<string, Watched>());

/** Must be called before the command is sent: its answer may be quicker than we are. Watching goes on for a while, as the next one often follows. */
export function watchCommands(stores: Stores, tenantId: string): void {
  const all = watched();
  const known = all.get(tenantId);
  if (known) {
    known.usedAt = performance.now();
    return;
  }
  const entry: Watched = { waiting: new Map(), usedAt: performance.now() };
  all.set(tenantId, entry);
  const toLookAt = new Set<string>();
  let isLooking = false;

  /** What comes while a look is under way goes together in the next. */
  async function look(ids: Iterable<string>) {
    for (const id of ids) if (entry.waiting.has(id)) toLookAt.add(id);
    if (isLooking) return;
    isLooking = true;
    while (toLookAt.size > 0) {
      const these = [...toLookAt];
      toLookAt.clear();
      await Promise.all([lookAt(these), sleep(betweenLooksMs)]);
    }
    isLooking = false;
  }

  async function lookAt(ids: string[]) {
    entry.usedAt = performance.now();
    try {
      const settled = await inTenant(stores.outlets, tenantId, systemActor, (ctx) => settledAmong(ctx, ids));
      for (const record of settled) for (const tell of entry.waiting.get(record.id) ?? []) tell(record);
    } catch (error) {
      log().warn({ err: error, tenantId }, "commands somebody waits for could not be looked at");
    }
  }

  const lookAtAll = () => look(entry.waiting.keys());
  const stop = stores.inlet.watch(
    tenantId,
    (changes) => void look(changes.flatMap(({ isSettled, id }) => (isSettled ? [id] : []))),
    () => void lookAtAll(),
  );
  const goOn = async () => {
    await lookAtAll();
    if (performance.now() - entry.usedAt < lingerMs) return void setTimeout(goOn, lookAgainMs).unref();
    all.delete(tenantId);
    stop();
  };
  setTimeout(goOn, firstLookMs).unref();
}

function outcomeOf(
  tenantId: string,
  commandId: string,
  withinMs: number,
  signal: AbortSignal,
): Promise<CommandDetail | undefined> {
  const waiting = watched().get(tenantId)?.waiting;
  return new Promise((resolve) => {
    const mine = waiting?.get(commandId) ?? new Set();
    const done = (settled?: CommandDetail) => {
      clearTimeout(timer);
      mine.delete(done);
      if (mine.size === 0) waiting?.delete(commandId);
      signal.removeEventListener("abort", onAbort);
      resolve(settled);
    };
    const onAbort = () => done();
    const timer = setTimeout(done, withinMs);
    if (signal.aborted) return done();
    mine.add(done);
    waiting?.set(commandId, mine);
    signal.addEventListener("abort", onAbort);
  });
}

import { inTenant, systemActor } from "@stationmaster/domain";
import { type CommandDetail, getCommand, whichAreSettled } from "@stationmaster/domain/business";
import { oncePerProcess } from "@stationmaster/runtime";
import { ending } from "./in-flight";
import { log } from "./log";
import type { Stores } from "./stores";

/** First soon, for what was said before we listened; then now and then, for what the bus said while we were cut off. */
const firstLookMs = 250;
const lookAgainMs = 1_000;
const lingerMs = 60_000;

const isSettled = ({ status }: CommandDetail) => status !== "queued" && status !== "sent";

/** The record once it is settled, or as it stands when the time is up. Woken by the command's own live change, or by the look that is taken for all. */
export async function settledCommand(
  stores: Stores,
  tenantId: string,
  command: CommandDetail,
  waitSeconds: number,
  asked?: AbortSignal,
): Promise<CommandDetail> {
  const signal = AbortSignal.any(asked ? [asked, ending] : [ending]);
  const until = performance.now() + waitSeconds * 1000;
  let record = command;
  while (!isSettled(record) && !signal.aborted && until > performance.now()) {
    await nextChange(tenantId, command.id, until - performance.now(), signal);
    record = await inTenant(stores.outlets, tenantId, systemActor, (ctx) => getCommand(ctx, command.id));
  }
  return record;
}

/** Who waits in a tenant, by the command they wait for. */
type Waiting = Map<string, Set<() => void>>;
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

  /** One look for all of them: what has changed is not settled yet. */
  const look = async (changed: Iterable<string>) => {
    const ids = [...changed].filter((id) => entry.waiting.has(id));
    if (ids.length === 0) return;
    entry.usedAt = performance.now();
    try {
      const settled = await inTenant(stores.outlets, tenantId, systemActor, (ctx) => whichAreSettled(ctx, ids));
      for (const id of settled) for (const wake of entry.waiting.get(id) ?? []) wake();
    } catch (error) {
      log().warn({ err: error, tenantId }, "commands somebody waits for could not be looked at");
    }
  };
  const lookAtAll = () => look(entry.waiting.keys());
  const stop = stores.inlet.watch(
    tenantId,
    (changes) => void look(changes.flatMap(({ kind, id }) => (kind === "command" ? [id] : []))),
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

function nextChange(tenantId: string, commandId: string, withinMs: number, signal: AbortSignal): Promise<void> {
  const waiting = watched().get(tenantId)?.waiting;
  return new Promise((resolve) => {
    const mine = waiting?.get(commandId) ?? new Set();
    const done = () => {
      clearTimeout(timer);
      mine.delete(done);
      if (mine.size === 0) waiting?.delete(commandId);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, withinMs);
    mine.add(done);
    waiting?.set(commandId, mine);
    signal.addEventListener("abort", done);
  });
}

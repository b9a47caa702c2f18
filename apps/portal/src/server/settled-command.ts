import { inTenant, systemActor } from "@stationmaster/domain";
import { type CommandDetail, getCommand } from "@stationmaster/domain/business";
import { oncePerProcess } from "@stationmaster/runtime";
import { ending } from "./in-flight";
import type { Stores } from "./stores";

const lookAgainMs = [250, 1_000, 2_000] as const;
const lingerMs = 60_000;

export const isSettled = ({ status }: CommandDetail) => status !== "queued" && status !== "sent";

/**
 * The record once it is settled, or as it stands when the time is up. Woken by the command's own live change;
 * looks again now and then, since what the bus said while we were cut off is lost.
 */
export async function settledCommand(
  stores: Stores,
  tenantId: string,
  command: CommandDetail,
  waitSeconds: number,
  asked?: AbortSignal,
  isDone: (record: CommandDetail) => boolean = isSettled,
): Promise<CommandDetail> {
  const signal = AbortSignal.any(asked ? [asked, ending] : [ending]);
  const until = Date.now() + waitSeconds * 1000;
  let record = command;
  for (let turn = 0; !isDone(record) && !signal.aborted; turn++) {
    const left = until - Date.now();
    if (left <= 0) break;
    await nextChange(
      tenantId,
      command.id,
      Math.min(left, lookAgainMs[Math.min(turn, lookAgainMs.length - 1)]!),
      signal,
    );
    record = await inTenant(stores.outlets, tenantId, systemActor, (ctx) => getCommand(ctx, command.id));
  }
  return record;
}

type Listeners = Map<string, Set<() => void>>;
type Watched = { listeners: Listeners; stop: () => void; lingering?: NodeJS.Timeout };
const watched = () => oncePerProcess("portal watched commands", () => new Map<string, Watched>());

/** Must be called before the command is sent: its answer may be quicker than we are. Watching goes on for a while, as the next one often follows. */
export function watchCommands(stores: Stores, tenantId: string): void {
  const all = watched();
  const known = all.get(tenantId);
  if (known) {
    known.lingering?.refresh();
    return;
  }
  const listeners: Listeners = new Map();
  const wakeAll = () => {
    for (const some of listeners.values()) for (const wake of some) wake();
  };
  const stop = stores.inlet.watch(
    tenantId,
    (changes) => {
      for (const { kind, id } of changes) if (kind === "command") for (const wake of listeners.get(id) ?? []) wake();
    },
    wakeAll,
  );
  const entry: Watched = { listeners, stop };
  entry.lingering = setTimeout(function end() {
    if (listeners.size > 0) return void entry.lingering?.refresh();
    all.delete(tenantId);
    stop();
  }, lingerMs).unref();
  all.set(tenantId, entry);
}

function nextChange(tenantId: string, commandId: string, withinMs: number, signal?: AbortSignal): Promise<void> {
  const listeners = watched().get(tenantId)?.listeners;
  return new Promise((resolve) => {
    const mine = listeners?.get(commandId) ?? new Set();
    const done = () => {
      clearTimeout(timer);
      mine.delete(done);
      if (mine.size === 0) listeners?.delete(commandId);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, withinMs);
    mine.add(done);
    listeners?.set(commandId, mine);
    signal?.addEventListener("abort", done);
  });
}

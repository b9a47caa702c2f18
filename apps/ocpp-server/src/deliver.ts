import { setTimeout as sleep } from "node:timers/promises";
import {
  type Claim,
  type CommandRow,
  type Context,
  commandsOfOlderConnections,
  inTenant,
  maySend,
  nothingClaimed,
  type Outcome,
  putBackCommand,
  putBackUnknownClaims,
  registrationOf,
  settleAbandoned,
  settleCommand,
  systemActor,
} from "@stationmaster/domain";
import type { CommandAction, JsonObject } from "@stationmaster/ocpp";
import type { Calls } from "./calls";
import { exchangeCommand, type Sent } from "./exchange-command";
import { insist } from "./insist";
import type { ServerParts, Speaker } from "./server-parts";
import { factsOf } from "./verdict";

type Line = {
  speaker: Speaker;
  calls: Calls;
  /** Resolves when no boot of the station is being answered: nothing of ours may overtake the answer. */
  bootAnswered(): Promise<void>;
  sent(exchange: Sent): void;
};

export type Delivery = ReturnType<typeof delivery>;

const afterTroubleMs = 2_000;
const patience = { giveUpMs: 5 * 60_000 };
const longestTimerMs = 24 * 3_600_000;

/** Claims the queued commands of one station, one at a time, sends them and settles what came of them. */
export function delivery(parts: ServerParts, line: Line) {
  const { speaker } = line;
  const { tenantId, station } = speaker;
  const inTransaction = <T>(work: (ctx: Context) => Promise<T>) => inTenant(parts, tenantId, systemActor, work);
  const inRoom = <T>(work: (ctx: Context) => Promise<T>) =>
    parts.turns.commands.run(tenantId, () => inTransaction(work));
  const unsettled = new Set<string>();
  let isWanted = false;
  /** Something may be queued that could not be sent yet, because of the station's registration. */
  let mayWait = false;
  let running: Promise<void> | undefined;
  let isOver = false;
  let isClaimUnknown = false;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    isWanted = true;
    mayWait = true;
    if (isOver) return;
    running ??= run().finally(() => {
      running = undefined;
      // Rung in the moment between the last look and this.
      if (isWanted) wake();
    });
  }

  function wakeAt(at: Date): void {
    clearTimeout(timer);
    if (isOver) return;
    const ms = Math.min(Math.max(0, at.getTime() - parts.now().getTime()), longestTimerMs);
    timer = setTimeout(wake, ms).unref();
  }

  async function run() {
    while (isWanted && !isOver) {
      isWanted = false;
      try {
        // Whoever queues one after the last was taken rings.
        for (let isLast = false; !isLast; ) {
          const claimed = await claim();
          isLast = claimed.isLast;
          if (claimed.command) await deliver(claimed.command);
        }
      } catch (error) {
        parts.log.warn({ tenantId, stationId: station.id, why: factsOf(error) }, "the queue of commands waits");
        isWanted = true;
        await sleep(afterTroubleMs, undefined, { ref: false });
      }
    }
  }

  async function claim(): Promise<Claim> {
    // Nothing before the first boot, and nothing while Rejected (B03.FR.03): no need to ask the database.
    const registration = registrationOf(speaker.standing);
    if (isOver || registration === null || registration === "Rejected") return nothingClaimed;
    if (isClaimUnknown) await inRoom((ctx) => putBackUnknownClaims(ctx, station, [...unsettled]));
    isClaimUnknown = true;
    const claimed = await parts.commands.claim(tenantId, station);
    isClaimUnknown = false;
    mayWait = !claimed.isLast || registration !== "Accepted";
    if (claimed.nextDueAt) wakeAt(claimed.nextDueAt);
    return claimed;
  }

  async function deliver(command: CommandRow) {
    await line.bootAnswered();
    if (isOver || !maySend(registrationOf(speaker.standing), command.action as CommandAction)) {
      await inRoom((ctx) => putBackCommand(ctx, station, command.id));
      mayWait = true;
      return;
    }
    unsettled.add(command.id);
    parts.metrics.commandQueueSeconds.observe((parts.now().getTime() - command.createdAt.getTime()) / 1000);
    const rule = parts.rooms.commandOf(command.action);
    const channel = { calls: line.calls, now: parts.now, sent: line.sent };
    const { outcome, release } = await exchangeCommand(channel, command, await requestsOf(command), rule?.join);
    try {
      await settleInRoom(command, outcome);
      unsettled.delete(command.id);
    } finally {
      release();
    }
  }

  /** More than one where the station takes fewer items, or bytes, in one message (B05.FR.11, B06.FR.05). */
  async function requestsOf(command: CommandRow): Promise<JsonObject[]> {
    const { commandOf, limitsOf } = parts.rooms;
    const split = commandOf(command.action)?.split;
    const whole = command.request as JsonObject;
    if (!split || !limitsOf) return [whole];
    const limits = await insist(() => inRoom((ctx) => limitsOf(ctx, station.id)), parts.limits);
    const requests = split(whole as never, limits) as JsonObject[];
    return requests.length > 0 ? requests : [whole];
  }

  async function settleInRoom(command: CommandRow, outcome: Outcome | undefined) {
    try {
      if (outcome) await parts.commands.settle(tenantId, { commandId: command.id, epoch: station.epoch, outcome });
      else await insist(() => inRoom((ctx) => settleAbandoned(ctx, parts.rooms.commandOf, [command])), patience);
    } catch (error) {
      const facts = { tenantId, stationId: station.id, commandId: command.id, action: command.action };
      parts.log.error({ ...facts, why: factsOf(error) }, "a command could not be settled by its room");
      // What the station said is kept all the same.
      await insist(() => inRoom((ctx) => settleWithoutRoom(ctx, command, outcome)), patience);
    }
  }

  async function settleWithoutRoom(ctx: Context, command: CommandRow, outcome: Outcome | undefined) {
    if (!outcome) await settleAbandoned(ctx, () => undefined, [command]);
    else await settleCommand(ctx, () => undefined, command.id, station.epoch, outcome);
  }

  return {
    wake,

    /** The registration may admit more now: looks again, if anything was ever asked of this connection. */
    registered(): void {
      if (mayWait) wake();
    },

    /** What an older connection had sent when it went away, before anything new is sent. */
    async takeOver(): Promise<void> {
      const settleOlder = async (ctx: Context) =>
        settleAbandoned(ctx, parts.rooms.commandOf, await commandsOfOlderConnections(ctx, station));
      await parts.turns.arrivals.run(tenantId, () => insist(() => inTransaction(settleOlder), parts.limits));
    },

    /** Claims nothing more; resolves when what is under way is settled. */
    async over(): Promise<void> {
      isOver = true;
      clearTimeout(timer);
      await running;
    },
  };
}

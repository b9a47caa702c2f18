import { setTimeout as sleep } from "node:timers/promises";
import {
  type Command,
  type CommandRow,
  type Context,
  claimCommand,
  commandsOfOlderConnections,
  type FindCommand,
  inTenant,
  maySend,
  type Outcome,
  putBackCommand,
  putBackUnknownClaims,
  registrationOf,
  settleAbandoned,
  settleCommand,
  systemActor,
} from "@stationmaster/domain";
import type { CommandAction, JsonObject, Res } from "@stationmaster/ocpp";
import { v4 as uuidv4 } from "uuid";
import type { Answered, CallAnswer, Calls } from "./calls";
import { insist } from "./insist";
import { outcomeOf } from "./outcome-of";
import type { ServerParts, Speaker } from "./server-parts";
import { factsOf } from "./verdict";

export type Sent = {
  id: string;
  action: string;
  request: JsonObject;
  answer: CallAnswer;
  outcome: Outcome | undefined;
  sentAt: Date;
  durationMs: number;
  bytes: number;
};

type Line = {
  speaker: Speaker;
  calls: Calls;
  /** Resolves when no boot of the station is being answered: nothing of ours may overtake the answer. */
  bootAnswered(): Promise<void>;
  /** For the message log. */
  sent(exchange: Sent): void;
};

export type Delivery = ReturnType<typeof delivery>;

const afterTroubleMs = 2_000;
const settlingMs = 5 * 60_000;
const longestTimerMs = 24 * 3_600_000;

/** Claims the queued commands of one station, one at a time, sends them and settles what came of them. */
export function delivery(parts: ServerParts, line: Line) {
  const { speaker, calls } = line;
  const inRoom = <T>(work: (ctx: Context) => Promise<T>) => inTenant(parts, speaker.tenantId, systemActor, work);
  const unsettled = new Set<string>();
  let isWanted = false;
  let running: Promise<void> | undefined;
  let isOver = false;
  let isClaimUnknown = false;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    isWanted = true;
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
    timer = setTimeout(wake, Math.min(Math.max(0, at.getTime() - parts.now().getTime()), longestTimerMs)).unref();
  }

  async function run() {
    while (isWanted && !isOver) {
      isWanted = false;
      try {
        await deliverDue();
      } catch (error) {
        parts.log.warn(
          { tenantId: speaker.tenantId, stationId: speaker.station.id, why: factsOf(error) },
          "commands wait: the queue could not be read",
        );
        isWanted = true;
        await sleep(afterTroubleMs, undefined, { ref: false });
      }
    }
  }

  async function deliverDue() {
    while (!isOver) {
      const command = await claim();
      if (!command) return;
      await deliver(command);
    }
  }

  async function claim(): Promise<CommandRow | undefined> {
    // Nothing before the first boot, and nothing while Rejected (B03.FR.03): no need to ask the database.
    const registration = registrationOf(speaker.standing);
    if (registration === null || registration === "Rejected") return undefined;
    if (isClaimUnknown) await inRoom((ctx) => putBackUnknownClaims(ctx, speaker.station, [...unsettled]));
    isClaimUnknown = true;
    const { command, nextDueAt } = await inRoom((ctx) => claimCommand(ctx, speaker.station));
    isClaimUnknown = false;
    if (nextDueAt) wakeAt(nextDueAt);
    return command ?? undefined;
  }

  async function deliver(command: CommandRow) {
    await line.bootAnswered();
    // The row was checked against its action's schema when it was queued.
    const action = command.action as CommandAction;
    if (isOver || !maySend(registrationOf(speaker.standing), action)) {
      await inRoom((ctx) => putBackCommand(ctx, speaker.station, command.id));
      return;
    }
    unsettled.add(command.id);
    const { outcome, release } = await exchange(command, action);
    try {
      await settleInRoom(command, outcome);
      unsettled.delete(command.id);
    } finally {
      release();
    }
  }

  async function settleInRoom(command: CommandRow, outcome: Outcome | undefined) {
    const patience = { giveUpMs: settlingMs };
    try {
      await insist(() => inRoom((ctx) => settle(ctx, parts.rooms.commandOf, command, outcome)), patience);
    } catch (error) {
      const { tenantId, station } = speaker;
      parts.log.error(
        { tenantId, stationId: station.id, commandId: command.id, action: command.action, why: factsOf(error) },
        "a command could not be settled by its room",
      );
      // What the station said is kept all the same.
      await insist(() => inRoom((ctx) => settle(ctx, () => undefined, command, outcome)), patience);
    }
  }

  async function settle(ctx: Context, find: FindCommand, command: CommandRow, outcome: Outcome | undefined) {
    if (!outcome) await settleAbandoned(ctx, find, [command]);
    else await settleCommand(ctx, find, command.id, speaker.station.epoch, outcome);
  }

  /** All parts of one command: the first that is not answered speaks for the whole. */
  async function exchange(
    command: CommandRow,
    action: CommandAction,
  ): Promise<{ outcome: Outcome | undefined; release(): void }> {
    const rule = parts.rooms.commandOf(action);
    const requests = await requestsOf(rule, command);
    const responses: Res<CommandAction>[] = [];
    let last: Answered | undefined;
    for (const [index, request] of requests.entries()) {
      last?.release();
      const id = index === 0 ? (command.messageId ?? uuidv4()) : uuidv4();
      const sentAt = parts.now();
      const began = performance.now();
      last = await calls.start(id, action, request);
      const outcome = outcomeOf(action, last.answer);
      line.sent({
        id,
        action,
        request,
        answer: last.answer,
        outcome,
        sentAt,
        durationMs: performance.now() - began,
        bytes: JSON.stringify(request).length,
      });
      if (outcome?.kind !== "answered") return { outcome, release: last.release };
      responses.push(outcome.response);
    }
    const response = responses.length > 1 && rule?.join ? rule.join(responses) : responses[0]!;
    return { outcome: { kind: "answered", response }, release: last!.release };
  }

  async function requestsOf(rule: Command | undefined, command: CommandRow): Promise<JsonObject[]> {
    const { limitsOf } = parts.rooms;
    const whole = command.request as JsonObject;
    if (!rule?.split || !limitsOf) return [whole];
    const limits = await insist(() => inRoom((ctx) => limitsOf(ctx, speaker.station.id)), parts.limits);
    const requests = rule.split(whole as never, limits) as JsonObject[];
    return requests.length > 0 ? requests : [whole];
  }

  return {
    wake,
    wakeAt,

    /** What an older connection had sent when it went away, before anything new is sent. */
    async takeOver(): Promise<void> {
      await insist(
        () =>
          inRoom(async (ctx) =>
            settleAbandoned(ctx, parts.rooms.commandOf, await commandsOfOlderConnections(ctx, speaker.station)),
          ),
        parts.limits,
      );
    },

    /** Claims nothing more; resolves when what is under way is settled. */
    async over(): Promise<void> {
      isOver = true;
      clearTimeout(timer);
      await running;
    },
  };
}

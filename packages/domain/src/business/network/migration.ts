import type { Req, Res } from "@stationmaster/ocpp";
import { isTaken, type NetworkProfileRow, networkVariables } from "../../blocks/provisioning";
import type { CommandRecord } from "../commands";

export const migrationSteps = ["profile", "service", "order", "restart", "return"] as const;
export type MigrationStep = (typeof migrationSteps)[number];
export type StepState = "todo" | "waiting" | "done" | "failed" | "skipped";

/**
 * `arrived`, `fell-back`: the station says which profile it came by; `unsure`: it came, and does not say.
 * `gone`: it left for another CSMS, as it should; `lost`: it should be here and is not.
 */
export type MigrationOutcome = "arrived" | "fell-back" | "unsure" | "gone" | "lost";

export type Migration = {
  slot: number;
  fromSlot: number | null;
  startedAt: Date;
  startedBy: string | null;
  endedAt: Date | null;
  /** Whether its address is ours. */
  leadsHere: boolean;
  steps: Record<MigrationStep, { state: StepState; commandId: string | null }>;
  /** The one that is next, or under way; null when there is none left. */
  step: MigrationStep | null;
  /** What the order becomes, and what it was; null: not known. */
  order: number[];
  orderBefore: string | null;
  sessionsGoingOn: number;
  /** The last question whether the station has more to tell: it waits for its time, or is answered. */
  queueCommandId: string | null;
  outcome: MigrationOutcome | null;
  /** Restores the order. */
  undoCommandId: string | null;
};

export type MigrationCommands = Map<string, CommandRecord>;

type Station = { isOnline: boolean; bootedAt: Date | null; disconnectedAt: Date | null };

/** How long a station may take to be back. */
const backWithinMs = 5 * 60_000;

export function migrationOf(
  row: NetworkProfileRow,
  commands: MigrationCommands,
  station: Station,
  { leadsHere, sessions, now }: { leadsHere: boolean; sessions: number; now: Date },
): Migration {
  const commandAt = (id: string | null) => (id === null ? undefined : commands.get(id));
  const [service, queue, order, restart, check] = [
    row.outOfServiceId,
    row.queueId,
    row.orderId,
    row.restartId,
    row.checkId,
  ].map(commandAt);
  const takenAt = isTaken(order?.response) ? (order?.settledAt ?? null) : null;
  const isBack = takenAt !== null && station.bootedAt !== null && station.bootedAt > takenAt;
  const outcome = outcomeOf(row, { check, restart, isBack, leadsHere, station, now });
  const states: Record<MigrationStep, StepState> = {
    profile: row.status === null ? "waiting" : row.status === "Accepted" ? "done" : "failed",
    service: order ? (service ? "done" : "skipped") : serviceState(service, queue, sessions),
    order: !order ? "todo" : !isSettled(order) ? "waiting" : takenAt ? "done" : "failed",
    restart: isBack ? (restart ? "done" : "skipped") : restartState(restart),
    return: returnState(outcome, isBack, restart),
  };
  const ids = { profile: row.commandId, order: row.orderId, restart: row.restartId, return: row.checkId };
  const step = row.endedAt ? null : (migrationSteps.find((one) => !["done", "skipped"].includes(states[one])) ?? null);
  return {
    ...{ slot: row.slot, fromSlot: row.fromSlot, startedAt: row.migrationAt!, endedAt: row.endedAt },
    ...{ startedBy: row.migrationBy?.name ?? null, leadsHere, step, outcome },
    steps: Object.fromEntries(
      migrationSteps.map((one) => [
        one,
        { state: states[one], commandId: one === "service" ? row.outOfServiceId : ids[one] },
      ]),
    ) as Migration["steps"],
    ...{ order: orderFor(row), orderBefore: row.orderBefore, sessionsGoingOn: sessions },
    ...{ queueCommandId: row.queueId, undoCommandId: row.undoId },
  };
}

const isSettled = ({ status }: CommandRecord) => status !== "queued" && status !== "sent";
const statusOf = (command: CommandRecord | undefined) =>
  (command?.response as { status?: string } | null | undefined)?.status;

function serviceState(
  service: CommandRecord | undefined,
  queue: CommandRecord | undefined,
  sessions: number,
): StepState {
  if (!service) return "todo";
  if (!isSettled(service)) return "waiting";
  if (!["Accepted", "Scheduled"].includes(statusOf(service) ?? "")) return "failed";
  if (queue?.status === "refused") return "failed";
  const answer = queue?.response as Res<"GetTransactionStatus"> | null | undefined;
  return answer && !answer.messagesInQueue && sessions === 0 ? "done" : "waiting";
}

function restartState(restart: CommandRecord | undefined): StepState {
  if (!restart) return "todo";
  if (!isSettled(restart) || statusOf(restart) === "Scheduled") return "waiting";
  // Without an answer it may have gone all the same: the next step shows.
  return statusOf(restart) === "Accepted" || restart.status === "silent" ? "done" : "failed";
}

function returnState(outcome: MigrationOutcome | null, isBack: boolean, restart: CommandRecord | undefined): StepState {
  if (outcome === "arrived" || outcome === "gone") return "done";
  if (outcome === "fell-back" || outcome === "lost") return "failed";
  // Back, and not known by which profile: it cannot be known better.
  if (outcome === "unsure") return "done";
  return isBack || restartState(restart) === "done" ? "waiting" : "todo";
}

function outcomeOf(
  { slot }: NetworkProfileRow,
  {
    check,
    restart,
    isBack,
    leadsHere,
    station,
    now,
  }: {
    check: CommandRecord | undefined;
    restart: CommandRecord | undefined;
    isBack: boolean;
    leadsHere: boolean;
    station: Station;
    now: Date;
  },
): MigrationOutcome | null {
  if (isBack) {
    if (!check || !isSettled(check)) return null;
    const active = activeIn(check.response);
    if (active === null) return leadsHere ? "unsure" : "fell-back";
    return active === slot ? "arrived" : "fell-back";
  }
  const wentAt = restart?.settledAt;
  if (!wentAt || restartState(restart) !== "done" || station.isOnline) return null;
  if (now.getTime() < wentAt.getTime() + backWithinMs) return null;
  return leadsHere ? "lost" : "gone";
}

function activeIn(response: unknown): number | null {
  const results = (response as Res<"GetVariables"> | null)?.getVariableResult ?? [];
  const found = results.find(({ variable }) => variable.name === networkVariables.active.variable.name);
  const value = found?.attributeStatus === "Accepted" ? Number(found.attributeValue) : Number.NaN;
  return Number.isInteger(value) ? value : null;
}

/** The new slot first; the others stay as what the station falls back to. */
export function orderFor({ slot, fromSlot, orderBefore }: NetworkProfileRow): number[] {
  const before = (orderBefore ?? "").split(",").map(Number).filter(Number.isInteger);
  const others = orderBefore ? before : fromSlot === null ? [] : [fromSlot];
  return [slot, ...others.filter((other) => other !== slot)];
}

export const orderRequest = (order: string): Req<"SetVariables"> => ({
  setVariableData: [{ ...networkVariables.order, attributeValue: order }],
});

import { setVariables } from "../../blocks/provisioning";
import { type Context, type SendOptions, sendCommand } from "../../kernel";
import { note } from "../audit";
import { findStation } from "../stations";
import { type Plan, planRepairs } from "./plan-repair";

export type ApplyOptions = {
  /** Seconds an offline station may take to come back. */
  deadlineSeconds?: number | undefined;
  /** Asks again for what the station has refused, or does not seem to have. */
  insist?: boolean | undefined;
};

/** One command a request, so that a request refused as a whole keeps no other from being taken. */
export type Applied = Omit<Plan, "requests"> & { commandIds: string[] };

const nothing: Plan = { templateKey: null, requests: [], asked: 0, alreadyAsked: 0, leftAlone: 0 };

/** Asks a station by SetVariables for what differs from its template (B05); what is asked for already is not asked for twice. */
export async function applyTemplate(
  ctx: Context,
  station: { id: string },
  options: ApplyOptions = {},
): Promise<Applied> {
  const plans = await planRepairs(ctx, [station.id], options);
  return queuePlan(ctx, station.id, plans.get(station.id) ?? nothing, options);
}

export async function queuePlan(
  ctx: Context,
  stationId: string,
  { requests, ...plan }: Plan,
  { deadlineSeconds }: ApplyOptions,
): Promise<Applied> {
  const options: SendOptions = deadlineSeconds === undefined ? {} : { deadlineSeconds };
  const commandIds: string[] = [];
  for (const request of requests)
    commandIds.push((await sendCommand(ctx, stationId, setVariables, request, options)).id);
  return { ...plan, commandIds };
}

/** An operator asks for it. */
export async function repairStation(ctx: Context, identity: string, options: ApplyOptions): Promise<Applied> {
  const station = await findStation(ctx, identity);
  const applied = await applyTemplate(ctx, station, options);
  const { templateKey, commandIds } = applied;
  if (commandIds.length > 0) await note(ctx, "configuration repaired", station.identity, { templateKey, commandIds });
  return applied;
}

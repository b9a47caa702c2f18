import { sql } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type DriftState, limitsOf, setVariables, splitItems } from "../../blocks/provisioning";
import { type Context, type SendOptions, sendCommand } from "../../kernel";
import { type DriftItem, driftOf } from "./drift-of";
import { ocppNames } from "./template-input";

type Item = Req<"SetVariables">["setVariableData"][number];

/** Of a station that names no limit of its own: a request of a size that a small controller can hold. */
const mostItems = 50;
const mostBytes = 32_768;

/** What a station lacks or has refused is not asked of it again and again. */
const repaired: readonly DriftState[] = ["different", "unknown"];
const repairedInsisting: readonly DriftState[] = [...repaired, "missing", "refused"];

const isOff = (state: DriftState) => state !== "same" && state !== "reboot-required";

export type ApplyOptions = Pick<SendOptions, "deadlineSeconds"> & {
  /** Asks again for what the station has refused, or does not seem to have. */
  insist?: boolean;
};

export type Applied = {
  templateKey: string | null;
  /** One a request, so that a request refused as a whole keeps no other from being taken. */
  commandIds: string[];
  /** How many variables they ask for. */
  asked: number;
  /** How many more are on their way already, asked for before. */
  alreadyAsked: number;
  /** How many were left alone: refused before, or not there. */
  leftAlone: number;
};

/** Asks a station by SetVariables for what differs from its template (B05); what is asked for already is not asked for twice. */
export async function applyTemplate(
  ctx: Context,
  station: { id: string },
  { insist = false, deadlineSeconds }: ApplyOptions = {},
): Promise<Applied> {
  // Two who repair at once: the second sees what the first has asked.
  await ctx.db.execute(sql`select from stations where id = ${station.id}::uuid for no key update`);
  const { templateKey, items } = await driftOf(ctx, station.id);
  const wanted = items.filter(({ state }) => (insist ? repairedInsisting : repaired).includes(state));
  const unasked = wanted.filter(({ isAsked }) => !isAsked);
  const { items: most, bytes } = await limitsOf(ctx, station.id);
  const requests = splitItems(
    unasked.map(itemOf),
    (setVariableData): Req<"SetVariables"> => ({ setVariableData: setVariableData as [Item, ...Item[]] }),
    most.SetVariables ?? mostItems,
    bytes.SetVariables ?? mostBytes,
  );
  const commandIds: string[] = [];
  for (const request of requests) {
    const options = deadlineSeconds === undefined ? {} : { deadlineSeconds };
    commandIds.push((await sendCommand(ctx, station.id, setVariables, request, options)).id);
  }
  return {
    ...{ templateKey, commandIds, asked: unasked.length, alreadyAsked: wanted.length - unasked.length },
    leftAlone: items.filter(({ state }) => isOff(state)).length - wanted.length,
  };
}

const itemOf = (drift: DriftItem): Item => ({
  ...ocppNames(drift),
  ...(drift.attributeType === "Actual" ? {} : { attributeType: drift.attributeType }),
  attributeValue: drift.desired,
});

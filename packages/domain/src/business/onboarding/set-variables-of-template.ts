import type { OnboardingResult } from "@stationmaster/db";
import type { CommandRow, Context } from "../../kernel";
import { applyTemplate, type DriftItem, driftOf, wordsFor } from "../configuration-templates";
import { type Checklist, commandOfStep, done, failed, type Move, mostAttempts, passedOver, wait } from "./move";

/** B05: what the tenant's template for this vendor and model wants is set, and each value has a word of the station. */
export async function setVariablesOfTemplate(ctx: Context, checklist: Checklist): Promise<Move> {
  const { station, row } = checklist;
  const { templateKey, items } = await driftOf(ctx, station.id);
  if (!templateKey) return passedOver("no-template");
  const template = { template: templateKey, set: items.map(resultOf) };
  if (items.every(isSet)) return done(template);
  if (row.attempts === 0) return ask(ctx, checklist);
  if (items.some(({ isAsked }) => isAsked)) return wait();
  const command = await commandOfStep(ctx, row);
  if (command && isBroken(checklist, command) && row.attempts < mostAttempts) return ask(ctx, checklist);
  return failed({ ...whyOf(command), ...template });
}

async function ask(ctx: Context, { station, row }: Checklist): Promise<Move> {
  // It boots when it is back, and is asked then.
  if (!station.isOnline) return wait();
  const { commandIds } = await applyTemplate(ctx, station, { insist: true });
  // Where somebody else has asked for all of it already, what they asked is waited for.
  return wait({ commandId: commandIds.at(-1) ?? row.commandId, attempts: row.attempts + 1 });
}

/** No answer, and the connection it was asked on is gone. */
const isBroken = ({ station }: Checklist, { status, sentAt, createdAt }: CommandRow): boolean =>
  status === "expired" ||
  (status === "silent" && (!station.isOnline || (station.connectedAt ?? createdAt) > (sentAt ?? createdAt)));

const isSet = ({ state }: DriftItem): boolean => state === "same" || state === "reboot-required";

const resultOf = (item: DriftItem): NonNullable<OnboardingResult["set"]>[number] => ({
  name: wordsFor({ ...item, attributeValue: item.desired }),
  value: item.desired,
  status:
    item.state === "same"
      ? "Accepted"
      : item.state === "reboot-required"
        ? "RebootRequired"
        : (item.answer?.status ?? "unanswered"),
});

function whyOf(command: CommandRow | undefined): { why: string; detail?: string } {
  if (command?.status === "refused")
    return { why: "refused", detail: command.error?.description || command.error?.code || "" };
  return { why: command && command.status !== "answered" ? "unanswered" : "not-set" };
}

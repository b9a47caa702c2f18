import { and, eq, isNotNull, isNull, networkProfiles, stationCommands } from "@stationmaster/db";
import type { Res } from "@stationmaster/ocpp";
import { type CommandRow, type Context, sendRawCommand } from "../../kernel";
import { announceNetwork, networkVariables } from "./network-slots";

const pauseSeconds = 15;
const deadlineSeconds = 86_400;

/** B10.FR.05: asked again as long as a migration waits for the station to have told everything. */
export async function askAgainWhileQueued(ctx: Context, { id, stationId }: CommandRow, isBusy: boolean): Promise<void> {
  const [migration] = await ctx.db
    .select({ slot: networkProfiles.slot })
    .from(networkProfiles)
    .where(
      and(
        eq(networkProfiles.stationId, stationId),
        eq(networkProfiles.queueId, id),
        isNull(networkProfiles.orderId),
        isNull(networkProfiles.endedAt),
      ),
    );
  if (!migration) return;
  if (isBusy) {
    const notBefore = new Date(ctx.now.getTime() + pauseSeconds * 1000);
    const asked = { action: "GetTransactionStatus" } as const;
    const { id: queueId } = await sendRawCommand(ctx, stationId, asked, {}, { notBefore, deadlineSeconds });
    await ctx.db.update(networkProfiles).set({ queueId }).where(slotOf(stationId, migration.slot));
  }
  announceNetwork(ctx, stationId);
}

/** B10: the first boot after the order was taken; by which profile it came only the station knows. */
export async function askWhichProfile(ctx: Context, stationId: string): Promise<void> {
  const [migration] = await ctx.db
    .select({ slot: networkProfiles.slot, response: stationCommands.response })
    .from(networkProfiles)
    .innerJoin(stationCommands, eq(stationCommands.id, networkProfiles.orderId))
    .where(
      and(
        eq(networkProfiles.stationId, stationId),
        isNotNull(networkProfiles.migrationAt),
        isNull(networkProfiles.endedAt),
        isNull(networkProfiles.checkId),
      ),
    )
    .prepare("migration that waits for a boot")
    .execute();
  if (!migration || !isTaken(migration.response)) return;
  const { active, order } = networkVariables;
  const request = { getVariableData: [active, order] };
  const { id: checkId } = await sendRawCommand(ctx, stationId, { action: "GetVariables" }, request, {
    deadlineSeconds,
  });
  await ctx.db.update(networkProfiles).set({ checkId }).where(slotOf(stationId, migration.slot));
  announceNetwork(ctx, stationId);
}

export const isTaken = (response: unknown): boolean => {
  const [result] = (response as Res<"SetVariables"> | null)?.setVariableResult ?? [];
  return result?.attributeStatus === "Accepted" || result?.attributeStatus === "RebootRequired";
};

const slotOf = (stationId: string, slot: number) =>
  and(eq(networkProfiles.stationId, stationId), eq(networkProfiles.slot, slot));

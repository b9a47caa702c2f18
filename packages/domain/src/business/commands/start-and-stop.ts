import { z } from "zod";
import { remoteStart, remoteStop } from "../../blocks/remote-control";
import { getTransaction, getTransactionStatus } from "../../blocks/transactions";
import { type Context, sendCommand } from "../../kernel";
import { note } from "../audit";
import { anyIdentity, findStation } from "../stations";
import { type CommandDetail, getCommand, queuedCommand } from "./command-record";
import { deadlineSeconds } from "./send-raw";

export const startRequest = z.object({
  stationIdentity: anyIdentity,
  evseId: z.int().min(1).optional(),
  idToken: z.string().min(1).max(36),
  deadlineSeconds: deadlineSeconds.optional(),
});

export async function startSession(
  ctx: Context,
  { stationIdentity, deadlineSeconds, ...input }: z.output<typeof startRequest>,
): Promise<CommandDetail> {
  const station = await findStation(ctx, stationIdentity);
  const row = await remoteStart(ctx, station.id, input, deadlineSeconds === undefined ? {} : { deadlineSeconds });
  await note(ctx, "remote start", station.identity, {
    commandId: row.id,
    ...(input.evseId === undefined ? {} : { evseId: input.evseId }),
  });
  return queuedCommand(ctx, row, station);
}

export async function stopSession(ctx: Context, id: string, deadline?: number): Promise<CommandDetail> {
  const row = await remoteStop(ctx, id, deadline === undefined ? {} : { deadlineSeconds: deadline });
  const record = await getCommand(ctx, row.id);
  await note(ctx, "remote stop", record.stationIdentity, { commandId: row.id, session: id });
  return record;
}

/** E14: whether the station knows a session as under way, and whether it has something still to send; its answer settles what is missing. */
export async function askAboutSession(ctx: Context, id: string, deadline?: number): Promise<CommandDetail> {
  const { stationId, stationIdentity, transactionId } = await getTransaction(ctx, id);
  const row = await sendCommand(
    ctx,
    stationId,
    getTransactionStatus,
    { transactionId },
    {
      ...{ subjectId: id, ...(deadline === undefined ? {} : { deadlineSeconds: deadline }) },
    },
  );
  await note(ctx, "command", stationIdentity, { action: row.action, commandId: row.id });
  return getCommand(ctx, row.id);
}

import { and, eq, inArray, stationCommands } from "@stationmaster/db";
import { type CommandAction, type Req, validateRequest } from "@stationmaster/ocpp";
import type { Context } from "./context";
import type { Command, CommandRow } from "./define-command";
import { DomainError, InvalidError } from "./errors";
import { newId } from "./new-id";

export type SendOptions = {
  /** Seconds an offline station may take to come back before the command is given up. */
  deadlineSeconds?: number;
  /** Not before this moment, for questions that are asked after a pause. */
  notBefore?: Date;
  subjectId?: string;
};

export const defaultDeadlineSeconds = 900;
/** For one station, of all that people and their programs ask. */
export const mostCommandsWaiting = 500;

/** Asks a station for something in the words of an operator; the command's own rules may refuse. */
export async function sendCommand<A extends CommandAction, Input>(
  ctx: Context,
  stationId: string,
  command: Command<A, Input>,
  input: Input,
  options: SendOptions = {},
): Promise<CommandRow> {
  const parsed = command.input ? parseInput(command.input, input) : input;
  // Where a command has no words of its own, the OCPP request is the input.
  const request = command.build ? await command.build(ctx, stationId, parsed) : (parsed as unknown as Req<A>);
  return queueCommand(
    ctx,
    stationId,
    command,
    validateRequest(command.action, request, { unknownProperties: "refuse" }).payload,
    options,
  );
}

/** Of a command, what also binds a raw payload. */
type Recorded<A extends CommandAction> = Pick<Command<A>, "action" | "record">;

/** The engineer's door: the OCPP request exactly as given. Skips `build`, never `record` and `settle`. */
export async function sendRawCommand<A extends CommandAction>(
  ctx: Context,
  stationId: string,
  command: Recorded<A>,
  payload: unknown,
  options: SendOptions = {},
): Promise<CommandRow> {
  const { payload: request } = validateRequest(command.action, payload, { unknownProperties: "refuse" });
  return queueCommand(ctx, stationId, command, request, options);
}

async function queueCommand<A extends CommandAction>(
  ctx: Context,
  stationId: string,
  command: Recorded<A>,
  request: Req<A>,
  { deadlineSeconds = defaultDeadlineSeconds, notBefore, subjectId }: SendOptions,
): Promise<CommandRow> {
  await refuseTooMany(ctx, stationId);
  await command.record?.(ctx, stationId, request);
  const [row] = await ctx.db
    .insert(stationCommands)
    .values({
      id: newId(),
      stationId,
      action: command.action,
      request,
      requestedBy: ctx.actor,
      createdAt: ctx.now,
      notBefore: notBefore ?? null,
      deadlineAt: new Date((notBefore ?? ctx.now).getTime() + deadlineSeconds * 1000),
      requestId: requestIdOf(request),
      subjectId: subjectId ?? null,
    })
    .returning();
  ctx.ring({ stationId, why: "work" });
  ctx.changed({ kind: "command", id: row!.id, stationId });
  return row!;
}

function parseInput<Input>(schema: NonNullable<Command<CommandAction, Input>["input"]>, input: unknown): Input {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new InvalidError(issue?.message ?? "The input is not valid.", issue?.path.join("."));
}

/** The number of ours that comes back in what the station sends later. */
function requestIdOf(request: object): number | null {
  if ("requestId" in request && typeof request.requestId === "number") return request.requestId;
  if ("remoteStartId" in request && typeof request.remoteStartId === "number") return request.remoteStartId;
  return null;
}

/** What the product asks by itself follows from something else, which bounds it; and to refuse it would fail that. */
async function refuseTooMany(ctx: Context, stationId: string): Promise<void> {
  if (ctx.actor.kind === "system" || ctx.actor.kind === "station") return;
  const isWaiting = and(eq(stationCommands.stationId, stationId), inArray(stationCommands.status, ["queued", "sent"]));
  const waiting = await ctx.db.$count(stationCommands, isWaiting);
  if (waiting < mostCommandsWaiting) return;
  throw new DomainError(
    "too-much",
    `${waiting} commands wait for this station already. Wait for their answers, or cancel some.`,
  );
}

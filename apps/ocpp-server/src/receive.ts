import { withTenants } from "@stationmaster/db";
import { inTenant, keepRejected, type Message } from "@stationmaster/domain";
import {
  acceptStationAction,
  type CallFrame,
  type ErrorFrame,
  OcppError,
  type Req,
  type Res,
  type ResultFrame,
  type StationAction,
  validateRequest,
  validateResponse,
} from "@stationmaster/ocpp";
import { codeOf } from "@stationmaster/runtime";
import { errorAnswer } from "./error-answer";
import { refuseBeforeBoot } from "./gate";
import { insist } from "./insist";
import { handlerOf } from "./rooms";
import type { ServerParts, Speaker } from "./server-parts";
import { stationActor } from "./station-actor";

type Arrival = { call: CallFrame; receivedAt: Date };

/** One request in, one answer out, and what it changed is committed by then. Rejects only when nothing can be stored now. */
export async function receive(
  parts: ServerParts,
  speaker: Speaker,
  { call, receivedAt }: Arrival,
): Promise<ResultFrame | ErrorFrame> {
  try {
    await refuseBeforeBoot(parts, speaker, call);
    const action = acceptStationAction(call.action);
    const request = readRequest(parts, speaker, action, call.payload);
    const response = await handle(parts, speaker, action, request, receivedAt);
    return { kind: "result", id: call.id, payload: response };
  } catch (error) {
    return errorAnswer(parts, speaker, call, error);
  }
}

/** Strict outgoing, tolerant incoming: a property the schema does not know is left out and counted, unless the tenant wants it refused. */
function readRequest(
  parts: ServerParts,
  { tenantId, station, tenant }: Speaker,
  action: StationAction,
  payload: unknown,
): Req<StationAction> {
  const who = { tenantId, id: station.id, epoch: station.epoch };
  try {
    const { payload: request, unknown } = validateRequest(action, payload, {
      unknownProperties: tenant.unknownProperties,
    });
    if (unknown.length > 0) parts.presence.countUnknownProperties(who, unknown.length);
    return request;
  } catch (error) {
    parts.presence.countBadFrame(who);
    throw error;
  }
}

async function handle(
  parts: ServerParts,
  speaker: Speaker,
  action: StationAction,
  request: Req<StationAction>,
  receivedAt: Date,
) {
  const message = handlerOf(parts.rooms, action);
  if (!message) throw new OcppError("NotSupported", "this action is not supported");
  if (message.kind === "pulse") return strictly(action, message.answer(parts.now()));
  if (message.kind === "message") return inTransaction(parts, speaker, message, request, receivedAt);
  const { tenantId, station } = speaker;
  // The queue of hot messages has checked the reply before its commit.
  return parts.hot.handle(message, { tenantId, stationId: station.id, receivedAt, request }) as Promise<Answerable>;
}

async function inTransaction(
  parts: ServerParts,
  speaker: Speaker,
  message: Message,
  request: Req<StationAction>,
  receivedAt: Date,
) {
  const work = () =>
    inTenant(parts, speaker.tenantId, stationActor(speaker), async (ctx) =>
      // Checked inside the transaction: what we may not answer must not be stored either.
      strictly(message.action, await message.handle({ ...ctx, station: speaker.station }, request)),
    );
  // A storm of boots has turns of its own: whoever is here already does not stand behind it.
  const turns = message.action === "BootNotification" ? parts.turns.arrivals : parts.turns.messages;
  try {
    return await turns.run(speaker.tenantId, () => insist(work, parts.limits));
  } catch (error) {
    if (/^2[0-9A-Z]{4}$/.test(codeOf(error)))
      await putAside(parts, speaker, message.action, request, receivedAt, error);
    throw error;
  }
}

/** Valid by its schema and yet refused by the tables: an answer would be a lie, but what was said is kept. */
async function putAside(
  parts: ServerParts,
  speaker: Speaker,
  action: StationAction,
  request: unknown,
  receivedAt: Date,
  error: unknown,
) {
  const { tenantId, station } = speaker;
  parts.metrics.rejected.inc({ action });
  const kept = { tenantId, stationId: station.id, action, receivedAt, request, reason: codeOf(error) };
  await insist(() => withTenants(parts.ingest, [tenantId], (tx) => keepRejected(tx, kept)), parts.limits);
}

type Answerable = ResultFrame["payload"];

function strictly(action: StationAction, response: Res<StationAction>): Answerable {
  try {
    return validateResponse(action, response, { unknownProperties: "refuse" }).payload as Answerable;
  } catch (error) {
    // An OcppError here would blame the station for our own mistake.
    throw new Error(`our reply to ${action} breaks its schema: ${(error as Error).message}`);
  }
}

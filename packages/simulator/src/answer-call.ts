import {
  acceptCommandAction,
  type CallFrame,
  type CommandAction,
  encodeFrame,
  type Frame,
  OcppError,
  type Req,
  type Res,
  validateRequest,
  validateResponse,
} from "@stationmaster/ocpp";
import { commands } from "./commands";
import type { CommandReply, Station } from "./station";

/** Given by an override instead of an answer: the CSMS waits in vain. */
export const silence = Symbol("no answer");
/** A text instead of an answer, as a broken station would send it. */
export interface RawAnswer {
  raw: string;
}

export type Override<A extends CommandAction> = (
  request: Req<A>,
  /** What the station would have answered by itself. */
  standard: () => Promise<Res<A>>,
) => Given<A> | Promise<Given<A>>;
type Given<A extends CommandAction> = Res<A> | RawAnswer | typeof silence;

interface Answered {
  frame?: Frame | RawAnswer;
  afterwards?: (() => unknown) | undefined;
}

type AnyOverride = (request: never, standard: () => Promise<unknown>) => unknown;

/** Answers the calls of the CSMS: strictly by the schema, and the same again for the same message id. */
export class CallAnswerer {
  private readonly station: Station;
  private readonly answers = new Map<string, string>();
  private readonly overrides = new Map<CommandAction, AnyOverride>();
  private open = 0;

  constructor(station: Station) {
    this.station = station;
  }

  override<A extends CommandAction>(action: A, override: Override<A>): void {
    this.overrides.set(action, override as AnyOverride);
  }

  async answer(call: CallFrame): Promise<void> {
    const { station } = this;
    const { isSilent, answersAfterMs } = station.behaviour;
    const text = encodeFrame(call);
    // 4.1.1: one call at a time in each direction.
    // After a late answer of ours it may have given up waiting.
    if (this.open > 0 && !isSilent && answersAfterMs === 0)
      station.violate("a call before the answer to the one before", text);
    if (isSilent) return;
    const repeated = this.answers.get(call.id);
    if (repeated) return station.connection.sendRaw(repeated);
    this.open++;
    const { frame, afterwards } = await this.outcome(call, text);
    if (answersAfterMs > 0) await station.wait(answersAfterMs);
    this.open--;
    if (frame) this.send(call.id, frame);
    if (afterwards) await afterwards();
  }

  private send(id: string, frame: Frame | RawAnswer): void {
    const text = "raw" in frame ? frame.raw : encodeFrame(frame);
    this.answers.set(id, text);
    if (this.answers.size > 500) this.answers.delete(this.answers.keys().next().value!);
    this.station.connection.sendRaw(text);
  }

  private async outcome(call: CallFrame, text: string): Promise<Answered> {
    const { id } = call;
    try {
      // B03.FR.08.
      if (this.station.state.registration === "Rejected")
        throw new OcppError("SecurityError", "the CSMS has rejected this station");
      const { action, request } = this.understand(call, text);
      const { given, afterwards } = await this.handle(action, request);
      if (typeof given === "symbol") return { afterwards };
      if (isRaw(given)) return { frame: given, afterwards };
      const { payload } = validateResponse(action, given, { unknownProperties: "refuse" });
      return { frame: { kind: "result", id, payload: { ...payload } }, afterwards };
    } catch (error) {
      const refusal = error instanceof OcppError ? error : new OcppError("InternalError", "the simulator failed");
      if (refusal !== error) this.station.violate(`the simulator failed: ${String(error)}`, text);
      const { code, description, details } = refusal;
      return { frame: { kind: "error", id, code, description, details } };
    }
  }

  /** A request that OCPP does not allow is the fault of the CSMS; what the station refuses later is not. */
  private understand(call: CallFrame, text: string) {
    try {
      const action = acceptCommandAction(call.action);
      return { action, request: validateRequest(action, call.payload, { unknownProperties: "refuse" }).payload };
    } catch (error) {
      this.station.violate(error instanceof Error ? error.message : String(error), text);
      throw error;
    }
  }

  private async handle<A extends CommandAction>(action: A, request: Req<A>) {
    let afterwards: (() => unknown) | undefined;
    const standard = async () => {
      const handler = commands[action] as (station: Station, request: Req<A>) => unknown;
      const reply = (await handler(this.station, request)) as CommandReply<A>;
      afterwards = reply.afterwards;
      return reply.response;
    };
    const override = this.overrides.get(action) as unknown as Override<A> | undefined;
    const given = override ? await override(request, standard) : await standard();
    return { given, afterwards: afterwards as (() => unknown) | undefined };
  }
}

const isRaw = (given: object | symbol): given is RawAnswer => typeof given === "object" && "raw" in given;

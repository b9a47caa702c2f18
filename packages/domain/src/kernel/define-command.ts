import type { stationCommands } from "@stationmaster/db";
import type { CommandAction, Req, Res } from "@stationmaster/ocpp";
import type { z } from "zod";
import type { Context } from "./context";
import type { Outcome } from "./outcome";

export type CommandRow = typeof stationCommands.$inferSelect;

/** How much one request of an action may carry for a station, where that is known. */
export type Limits = { items: Record<string, number>; bytes: Record<string, number> };

type Steps<A extends CommandAction, Input> = {
  input?: z.ZodType<Input>;
  /** Makes the request from what an operator asked, and may refuse. Skipped for a raw payload. */
  build?(ctx: Context, stationId: string, input: Input): Promise<Req<A>>;
  /** Writes what we now intend, from the request alone. */
  record?(ctx: Context, stationId: string, request: Req<A>): Promise<void>;
  /** Writes what came of it. */
  settle?(ctx: Context, command: CommandRow & { request: Req<A> }, outcome: Outcome<A>): Promise<void>;
  /** Asking again does no harm: sent once more when the connection broke before the answer. */
  mayRepeat?: boolean;
  /** Several requests where one would pass the station's ItemsPerMessage. */
  split?(request: Req<A>, limits: Limits): Req<A>[];
  join?(responses: Res<A>[]): Res<A>;
};

export type Command<A extends CommandAction = CommandAction, Input = unknown> = { action: A } & Steps<A, Input>;

export const defineCommand = <A extends CommandAction, Input = Req<A>>(
  action: A,
  steps: Steps<A, Input> = {},
): Command<A, Input> => ({
  action,
  ...steps,
});

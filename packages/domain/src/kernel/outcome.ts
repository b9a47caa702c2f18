import type { CommandAction, Res } from "@stationmaster/ocpp";

/** What came of a command. `silent`: no answer in time, or the connection that sent it is gone. */
export type Outcome<A extends CommandAction = CommandAction> =
  | { kind: "answered"; response: Res<A> }
  | { kind: "refused"; error: { code: string; description: string; details?: unknown } }
  | { kind: "silent" }
  | { kind: "expired" }
  | { kind: "cancelled" };

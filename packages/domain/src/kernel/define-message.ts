import type { Req, Res, StationAction } from "@stationmaster/ocpp";
import type { StationContext } from "./context";

/** A request of the station in, our reply out; one transaction. */
export type Message<A extends StationAction = StationAction> = {
  kind: "message";
  action: A;
  handle(ctx: StationContext, request: Req<A>): Promise<Res<A>>;
};

export const defineMessage = <A extends StationAction>(action: A, handle: Message<A>["handle"]): Message<A> => ({
  kind: "message",
  action,
  handle,
});

import type { Requests, Responses } from "@stationmaster/schemas";
import type { Action } from "./catalogue";

/** The payload of a request, and of its response. */
export type Req<A extends Action> = Requests[A];
export type Res<A extends Action> = Responses[A];

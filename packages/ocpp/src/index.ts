// The types of the wire: every message and every definition of OCPP 2.0.1 by its own name.
export type * from "@stationmaster/schemas";
export { acceptCommandAction, acceptStationAction } from "./accept-action";
export {
  type Action,
  actions,
  type Block,
  type CommandAction,
  catalogue,
  commandActions,
  type Direction,
  isAction,
  isCommandAction,
  isStationAction,
  type Room,
  rooms,
  type StationAction,
  stationActions,
} from "./catalogue";
export { type ErrorCode, errorCodes, OcppError, readErrorCode } from "./errors";
export {
  type CallFrame,
  decodeFrame,
  type ErrorFrame,
  encodeFrame,
  type Frame,
  FrameError,
  type JsonObject,
  type ResultFrame,
  unreadableId,
} from "./frame";
export type { Req, Res } from "./messages";
export { type Tolerance, type Valid, validateRequest, validateResponse } from "./validate";

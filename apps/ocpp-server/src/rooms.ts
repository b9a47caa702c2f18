import type { AnyMessage, Command, Context, Ingest, Limits, Message, Pulse } from "@stationmaster/domain";
import type { StationAction } from "@stationmaster/ocpp";

/** What the domain decides, as this server sees it. */
export type Rooms = {
  messageOf(action: StationAction): AnyMessage | undefined;
  commandOf(action: string): Command | undefined;
  /** How many items and bytes one request may carry for a station; without it nothing is split. */
  limitsOf?(ctx: Context, stationId: string): Promise<Limits>;
  /** What the rooms ask once a station that is Accepted has come back. */
  afterConnect?(ctx: Context, station: { id: string }): Promise<void>;
};

/** A request is handed to the handler of its own action, which `defineMessage` and its kin keep. */
export const handlerOf = (rooms: Rooms, action: StationAction) =>
  rooms.messageOf(action) as Message | Ingest | Pulse | undefined;

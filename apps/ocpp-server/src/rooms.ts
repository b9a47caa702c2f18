import type { IngestTransaction } from "@stationmaster/db";
import type {
  AnyMessage,
  Command,
  Context,
  Exchange,
  Ingest,
  Limits,
  Message,
  ObservedTrigger,
  Pulse,
} from "@stationmaster/domain";
import type { StationAction } from "@stationmaster/ocpp";

/** What the domain decides, as this server sees it. */
export type Rooms = {
  messageOf(action: StationAction): AnyMessage | undefined;
  commandOf(action: string): Command | undefined;
  /** How many items and bytes one request may carry for a station; without it nothing is split. */
  limitsOf?(ctx: Context, stationId: string): Promise<Limits>;
  /** What the rooms ask once a station that is Accepted has come back. */
  afterConnect?(ctx: Context, station: { id: string }): Promise<void>;
  /** What the exchanges that are being logged show of commands whose effect is a message. */
  observe?(tx: IngestTransaction, exchanges: Exchange[]): Promise<ObservedTrigger[]>;
};

/** A request is handed to the handler of its own action, which `defineMessage` and its kin keep. */
export const handlerOf = (rooms: Rooms, action: StationAction) =>
  rooms.messageOf(action) as Message | Ingest | Pulse | undefined;

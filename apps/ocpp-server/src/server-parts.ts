import type { Database, Sql } from "@stationmaster/db";
import type { Announcement, ConnectionTenant, SpeakingStation, Standing } from "@stationmaster/domain";
import type { Logger, slowLog } from "@stationmaster/runtime";
import type { AnsweredCalls } from "./answered-calls";
import type { CommandGroups } from "./commands-in-groups";
import type { FairTurns } from "./fair-turns";
import type { HotMessages } from "./hot-messages";
import type { Limits } from "./limits";
import type { MessageLog } from "./message-log";
import type { Presence } from "./presence";
import type { Rooms } from "./rooms";
import type { ServerMetrics } from "./server-metrics";

/** What the connections of one server have in common. */
export type ServerParts = {
  db: Database;
  ingest: Sql;
  rooms: Rooms;
  limits: Limits;
  metrics: ServerMetrics;
  log: Logger;
  /** Names who waited long: the metrics do not. */
  slow: ReturnType<typeof slowLog>;
  now(): Date;
  /** After the commit; never throws. */
  announce(tenantId: string, announcement: Announcement): void;
  hot: HotMessages;
  commands: CommandGroups;
  /** For what is a transaction each: of stations that have just come, of those that are here, and for what we ask of them. */
  turns: { arrivals: FairTurns; messages: FairTurns; commands: FairTurns };
  messageLog: MessageLog;
  presence: Presence;
  answered: AnsweredCalls;
};

/** The station at the other end, as far as receiving and delivering look at it. */
export type Speaker = {
  readonly tenantId: string;
  readonly station: SpeakingStation;
  readonly tenant: ConnectionTenant;
  readonly standing: Standing;
};

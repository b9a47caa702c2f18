import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

/** What a station is told of a card in its list: OCPP's IdTokenInfo. */
export type ListedInfo = {
  status: string;
  evseId?: number[];
  cacheExpiryDateTime?: string;
  groupIdToken?: { idToken: string; type: string };
  language1?: string;
};

const version = (name: string) => bigint(name, { mode: "number" });

/** The local authorization list of a station: which version we want there, and which one it has told of. */
export const localLists = pgTable(
  "local_lists",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    /** What the station has once all is sent. 0: nobody has wanted a list there. */
    desiredVersion: version("desired_version").notNull().default(0),
    /** When somebody last said what he wants there: what was sent past it before that is overruled. */
    wantedAt: moment("wanted_at"),
    /** The highest ever sent or told: each update goes above it (D01.FR.19). */
    lastVersion: version("last_version").notNull().default(0),
    /** null: not known, because it never told or an update was not answered. */
    stationVersion: version("station_version"),
    stationVersionAt: moment("station_version_at"),
    /** What the station holds is not known for sure: only a full list will do. */
    needsFull: boolean("needs_full").notNull().default(true),
    /** Why it is being told, and how many messages of that have gone. */
    why: text("why").notNull().default("edited"),
    part: integer("part").notNull().default(0),
    /** The update, or the question for the version, that is on its way. */
    commandId: uuid("command_id"),
    /** When to look again what is to be sent. null: nothing is. */
    dueAt: moment("due_at"),
    failures: integer("failures").notNull().default(0),
    /** What the last update came to, in the station's word or the command's. */
    status: text("status"),
    statusAt: moment("status_at"),
    reason: text("reason"),
    /** Somebody sent the station a list past this one: ours rests until it is edited or sent again. */
    replacedAt: moment("replaced_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId] }),
    index("local_lists_due").on(t.tenantId, t.dueAt),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** One card of a list: what the station shall hold of it beside what it has taken. */
export const localListEntries = pgTable(
  "local_list_entries",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    tokenKey: text("token_key").notNull().generatedAlwaysAs(sql`lower(id_token)`),
    type: text("type").notNull(),
    idToken: text("id_token").notNull(),
    // As an operator gave it; without a status the entry follows the card of that name.
    status: text("status"),
    groupIdToken: text("group_id_token"),
    expiresAt: moment("expires_at"),
    language: text("language"),
    /** null: it shall not be there. */
    wanted: jsonb("wanted").$type<ListedInfo>(),
    /** null: not there, as far as the station has said. */
    held: jsonb("held").$type<ListedInfo>(),
    /** In their order from the end: what goes first makes room for what comes. */
    standing: text("standing", { enum: ["add", "change", "held", "remove"] })
      .notNull()
      .generatedAlwaysAs(
        sql`case when wanted is null then 'remove' when held is null then 'add' when wanted = held then 'held' else 'change' end`,
      ),
    /** When what is wanted becomes another by itself: the card expires. */
    turnsAt: moment("turns_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.tokenKey, t.type] }),
    index("local_list_entries_standing").on(t.tenantId, t.stationId, t.standing, t.tokenKey, t.type),
    index("local_list_entries_token").on(t.tenantId, t.tokenKey, t.type),
    index("local_list_entries_turns").on(t.tenantId, t.turnsAt),
    foreignKey({
      columns: [t.tenantId, t.stationId],
      foreignColumns: [localLists.tenantId, localLists.stationId],
    }).onDelete("cascade"),
  ],
);

/** Each update that went to a station, and what came of it. */
export const localListUpdates = pgTable(
  "local_list_updates",
  {
    tenantId: tenantId(),
    /** UUIDv7, so the order of sending. */
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    commandId: uuid("command_id").notNull(),
    version: version("version").notNull(),
    updateType: text("update_type", { enum: ["Full", "Differential"] }).notNull(),
    entries: integer("entries").notNull(),
    part: integer("part").notNull(),
    parts: integer("parts").notNull(),
    why: text("why").notNull(),
    requestedBy: text("requested_by"),
    createdAt: moment("created_at").notNull(),
    /** null until it is answered, or will not be. */
    status: text("status"),
    reason: text("reason"),
    settledAt: moment("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("local_list_updates_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({
      columns: [t.tenantId, t.stationId],
      foreignColumns: [localLists.tenantId, localLists.stationId],
    }).onDelete("cascade"),
  ],
);

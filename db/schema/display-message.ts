import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

export type DisplayMessageContent = {
  id: number;
  priority: string;
  state?: string;
  startDateTime?: string;
  endDateTime?: string;
  transactionId?: string;
  message: { format: string; language?: string; content: string };
  display?: unknown;
};

/** A message on a station's display: what we want there beside what the station says is there. */
export const displayMessages = pgTable(
  "display_messages",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    messageId: integer("message_id").notNull(),
    /** null: it shall not be there (cleared, or never ours). */
    wanted: jsonb("wanted").$type<DisplayMessageContent>(),
    /** setting, clearing, or what the last of these came to, in the station's word or the command's. */
    status: text("status"),
    statusAt: moment("status_at"),
    reason: text("reason"),
    /** null: not there, as far as the station has said. */
    actual: jsonb("actual").$type<DisplayMessageContent>(),
    actualAt: moment("actual_at"),
    /** Whence we know: it took the message, or listed it. */
    actualFrom: text("actual_from", { enum: ["answer", "report"] }),
    transactionId: text("transaction_id"),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.messageId] }),
    index("display_messages_created").on(t.tenantId, t.createdAt),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { sites } from "./sites";
import { tenants } from "./tenants";

/** How many items, and bytes, one request of an action may carry for this station. */
export type MessageLimits = Record<string, number>;

export const registrationStatuses = ["Accepted", "Pending", "Rejected"] as const;

export const stations = pgTable(
  "stations",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid("id").notNull(),
    identity: text("identity").notNull(),
    identityKey: text("identity_key").notNull().generatedAlwaysAs(sql`lower(identity)`),
    siteId: uuid("site_id"),
    /** Who put it here: an operator, or the station itself by calling (`unknownStations: "pending"`). */
    origin: text("origin", { enum: ["operator", "called"] })
      .notNull()
      .default("operator"),
    createdAt: moment("created_at").notNull().defaultNow(),
    /** A station taken away keeps its sessions; its identity may be used again. */
    removedAt: moment("removed_at"),

    // Access
    securityProfile: integer("security_profile").notNull().default(1),
    passwordHash: text("password_hash"),
    /** Passwords the station may have taken: its answer was lost, or it waits for a reboot. Whichever is used next is the one (A01). */
    nextPasswordHash: text("next_password_hash"),
    handshakeFailedAt: moment("handshake_failed_at"),
    handshakeFailure: text("handshake_failure"),

    // Registration: what the next boot is answered, and what the last one was.
    registrationStatus: text("registration_status", { enum: registrationStatuses }).notNull().default("Accepted"),
    bootStatus: text("boot_status", { enum: registrationStatuses }),
    bootedAt: moment("booted_at"),
    bootReason: text("boot_reason"),
    vendor: text("vendor"),
    model: text("model"),
    serialNumber: text("serial_number"),
    firmwareVersion: text("firmware_version"),
    iccid: text("iccid"),
    imsi: text("imsi"),
    /** Of which make and firmware the station has told its whole device model, and when it is to be asked again (B07.FR.14). */
    inventoryOf: text("inventory_of"),
    inventoryDueAt: moment("inventory_due_at"),

    // Connection: conditional on the epoch of the socket that writes it.
    connectionEpoch: integer("connection_epoch").notNull().default(0),
    isOnline: boolean("is_online").notNull().default(false),
    connectedAt: moment("connected_at"),
    disconnectedAt: moment("disconnected_at"),
    lastSeenAt: moment("last_seen_at"),
    /** Connector states reported before this are no longer known. */
    statesStaleBefore: moment("states_stale_before"),

    itemsPerMessage: jsonb("items_per_message").$type<MessageLimits>().notNull().default({}),
    /** The next requestId, remoteStartId or other number of ours; unique for the station (FR.05). */
    nextNumber: integer("next_number").notNull().default(1),
    unknownProperties: integer("unknown_properties").notNull().default(0),
    badFrames: integer("bad_frames").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("stations_identity").on(t.tenantId, t.identityKey).where(sql`removed_at is null`),
    index("stations_site").on(t.tenantId, t.siteId),
    index("stations_online").on(t.tenantId, t.isOnline, t.identityKey),
    index("stations_serial").on(t.tenantId, t.serialNumber),
    index("stations_inventory_due").on(t.tenantId, t.inventoryDueAt).where(sql`inventory_due_at is not null`),
    foreignKey({ columns: [t.tenantId, t.siteId], foreignColumns: [sites.tenantId, sites.id] }),
  ],
);

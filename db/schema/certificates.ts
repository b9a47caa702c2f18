import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

export type CertificateHash = {
  hashAlgorithm: "SHA256" | "SHA384" | "SHA512";
  issuerNameHash: string;
  issuerKeyHash: string;
  serialNumber: string;
};

/** The certificates a station says it has (M03), with the hashes exactly as it told them: deleting needs the same (M04.FR.07). */
export const installedCertificates = pgTable(
  "installed_certificates",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    certificateType: text("certificate_type").notNull(),
    /** algorithm|issuer name hash|issuer key hash|serial, lower case. */
    key: text("key").notNull(),
    hash: jsonb("hash").$type<CertificateHash>().notNull(),
    /** The sub-CAs below it, of a V2G chain (M03.FR.05). */
    children: jsonb("children").$type<CertificateHash[]>().notNull().default([]),
    reportedAt: moment("reported_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.certificateType, t.key] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** When a station was last asked for its list, a type at a time: an empty list is an answer too. */
export const certificateListings = pgTable(
  "certificate_listings",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    certificateType: text("certificate_type").notNull(),
    listedAt: moment("listed_at").notNull(),
    /** Something was installed or deleted since. */
    staleSince: moment("stale_since"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.certificateType] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** Certificates sent to a station to be kept (M05), or to be deleted (M04), and its answer. */
export const certificateChanges = pgTable(
  "certificate_changes",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    commandId: uuid("command_id"),
    kind: text("kind", { enum: ["install", "delete"] }).notNull(),
    certificateType: text("certificate_type"),
    /** PEM, of one to be installed. */
    certificate: text("certificate"),
    subject: text("subject"),
    issuer: text("issuer"),
    fingerprint: text("fingerprint"),
    validFrom: moment("valid_from"),
    validTo: moment("valid_to"),
    /** Of one to be deleted. */
    hash: jsonb("hash").$type<CertificateHash>(),
    /** What of the request tells it from others of the station that wait for their answer. */
    key: text("key").notNull(),
    status: text("status").notNull(),
    statusAt: moment("status_at").notNull(),
    reason: text("reason"),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("certificate_changes_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** What stations asked of certificates that are not theirs: an EV's contract (M01, M02), a status from the issuer (M06). */
export const certificateInquiries = pgTable(
  "certificate_inquiries",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    kind: text("kind", { enum: ["contract-install", "contract-update", "status"] }).notNull(),
    request: jsonb("request").notNull(),
    requestHash: text("request_hash").notNull(),
    status: text("status", { enum: ["Accepted", "Failed"] }).notNull(),
    reason: text("reason"),
    receivedAt: moment("received_at").notNull(),
    lastReceivedAt: moment("last_received_at").notNull(),
    repeats: integer("repeats").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("certificate_inquiries_once").on(t.tenantId, t.stationId, t.kind, t.requestHash),
    index("certificate_inquiries_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import { stations } from "./stations";

/** Security events as stations push them (A04): each once, however often it is told. */
export const securityEvents = pgTable(
  "security_events",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    type: text("type").notNull(),
    occurredAt: moment("occurred_at").notNull(),
    techInfo: text("tech_info"),
    /** By the list of the specification; `unlisted`: a vendor's own. */
    criticality: text("criticality", { enum: ["critical", "not-critical", "unlisted"] }).notNull(),
    receivedAt: moment("received_at").notNull(),
    resends: integer("resends").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("security_events_once").on(t.tenantId, t.stationId, t.occurredAt, t.type, t.techInfo).nullsNotDistinct(),
    index("security_events_station").on(t.tenantId, t.stationId, t.id),
    index("security_events_criticality").on(t.tenantId, t.criticality, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** What a station asked to have signed (A02, A03), and what it was answered. A repeated request is counted, not kept again. */
export const certificateRequests = pgTable(
  "certificate_requests",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    certificateType: text("certificate_type"),
    csr: text("csr").notNull(),
    csrHash: text("csr_hash").notNull(),
    status: text("status", { enum: ["Accepted", "Rejected"] }).notNull(),
    reason: text("reason"),
    receivedAt: moment("received_at").notNull(),
    lastReceivedAt: moment("last_received_at").notNull(),
    repeats: integer("repeats").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("certificate_requests_once").on(t.tenantId, t.stationId, t.csrHash, t.certificateType).nullsNotDistinct(),
    index("certificate_requests_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** Certificates handed to a station by CertificateSigned, and whether it took them. */
export const signedCertificates = pgTable(
  "signed_certificates",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    stationId: uuid("station_id").notNull(),
    commandId: uuid("command_id"),
    certificateType: text("certificate_type"),
    certificateChain: text("certificate_chain").notNull(),
    /** Of the leaf; null when it cannot be read. */
    subject: text("subject"),
    issuer: text("issuer"),
    serialNumber: text("serial_number"),
    fingerprint: text("fingerprint"),
    validFrom: moment("valid_from"),
    validTo: moment("valid_to"),
    status: text("status").notNull(),
    statusAt: moment("status_at").notNull(),
    reason: text("reason"),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("signed_certificates_station").on(t.tenantId, t.stationId, t.id),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

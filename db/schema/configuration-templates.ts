import { sql } from "drizzle-orm";
import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";
import type { Actor } from "./commands";
import { stations } from "./stations";
import { tenants } from "./tenants";

/** What stations of a vendor, or of one of its models, should be set to (B05). One for each, so that none is in doubt. */
export const configurationTemplates = pgTable(
  "configuration_templates",
  {
    tenantId: tenantId().references(() => tenants.id),
    key: text("key").notNull(),
    vendor: text("vendor").notNull(),
    vendorKey: text("vendor_key").notNull().generatedAlwaysAs(sql`lower(vendor)`),
    /** Null: all models of the vendor that have none of their own. */
    model: text("model"),
    modelKey: text("model_key").notNull().generatedAlwaysAs(sql`lower(coalesce(model, ''))`),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
    updatedBy: jsonb("updated_by").$type<Actor>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.key] }),
    uniqueIndex("configuration_templates_for").on(t.tenantId, t.vendorKey, t.modelKey),
  ],
);

/** Named as in the device model; `variable_key` is the same key. */
export const configurationTemplateVariables = pgTable(
  "configuration_template_variables",
  {
    tenantId: tenantId(),
    templateKey: text("template_key").notNull(),
    variableKey: text("variable_key").notNull(),
    attributeType: text("attribute_type", { enum: ["Actual", "Target", "MinSet", "MaxSet"] }).notNull(),
    component: text("component").notNull(),
    componentInstance: text("component_instance"),
    evseId: integer("evse_id"),
    connectorId: integer("connector_id"),
    variable: text("variable").notNull(),
    variableInstance: text("variable_instance"),
    value: text("value").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.templateKey, t.variableKey, t.attributeType] }),
    foreignKey({
      columns: [t.tenantId, t.templateKey],
      foreignColumns: [configurationTemplates.tenantId, configurationTemplates.key],
    }).onDelete("cascade"),
  ],
);

/** What a station said when it was last asked to set an attribute: the only word on one that it does not have. Never a secret's. */
export const variableAnswers = pgTable(
  "variable_answers",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    key: text("key").notNull(),
    attributeType: text("attribute_type").notNull(),
    value: text("value").notNull(),
    status: text("status").notNull(),
    reason: text("reason"),
    answeredAt: moment("answered_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId, t.key, t.attributeType] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** How many variables of its template stand where at a station: counted when either changes, so that lists need not. */
export const stationDrift = pgTable(
  "station_drift",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    templateKey: text("template_key").notNull(),
    same: integer("same").notNull(),
    different: integer("different").notNull(),
    unknown: integer("unknown").notNull(),
    missing: integer("missing").notNull(),
    refused: integer("refused").notNull(),
    rebootRequired: integer("reboot_required").notNull(),
    checkedAt: moment("checked_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.stationId] }),
    foreignKey({ columns: [t.tenantId, t.stationId], foreignColumns: [stations.tenantId, stations.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.tenantId, t.templateKey],
      foreignColumns: [configurationTemplates.tenantId, configurationTemplates.key],
    }).onDelete("cascade"),
  ],
);

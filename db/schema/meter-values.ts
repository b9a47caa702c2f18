import { index, integer, json, numeric, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "../tenancy";

/** Samples as received, with the few everyone asks for made plain (Wh, W, %, A, V). Partitioned by month of received_at: our clock. */
export const meterValues = pgTable(
  "meter_values",
  {
    tenantId: tenantId(),
    stationId: uuid("station_id").notNull(),
    evseId: integer("evse_id"),
    transactionId: uuid("transaction_id"),
    seqNo: integer("seq_no"),
    at: moment("at").notNull(),
    receivedAt: moment("received_at").notNull(),
    context: text("context"),
    energyWh: numeric("energy_wh"),
    powerW: numeric("power_w"),
    socPercent: numeric("soc_percent"),
    currentA: numeric("current_a"),
    voltageV: numeric("voltage_v"),
    samples: json("samples").notNull(),
  },
  (t) => [
    index("meter_values_station").on(t.tenantId, t.stationId, t.at),
    index("meter_values_transaction").on(t.tenantId, t.transactionId, t.at),
  ],
);

import { randomUUID } from "node:crypto";
import { withTenants } from "@stationmaster/db";
import { aRoom } from "@stationmaster/testing";
import { test } from "vitest";
import { transactionEvent } from ".";
import { putTariff } from "../tariff-and-cost";
const room = await aRoom();
test("perf", { timeout: 300000 }, async () => {
  const tenant = await room.tenant();
  const stations = await Promise.all(Array.from({ length: 200 }, () => tenant.station()));
  await tenant.inside((ctx) => putTariff(ctx, "d", { name: "d", currency: "EUR", energy: "0.5", isDefault: true }));
  for (let loop = 0; loop < 5; loop++) {
    const by: number[] = [];
    for (let round = 0; round < 12; round++) {
      const ids = stations.map(() => randomUUID());
      for (let seq = 0; seq < 10; seq++) {
        const type = seq === 0 ? "Started" : seq === 9 ? "Ended" : "Updated";
        const arrived = stations.map((s, i) => ({ n: i, tenantId: tenant.id, stationId: s.id, receivedAt: new Date(), request: {
          eventType: type, seqNo: seq, timestamp: new Date(Date.UTC(2026, 5, 1, 12, seq)).toISOString(), triggerReason: "MeterValuePeriodic", transactionInfo: { transactionId: ids[i]! },
          ...(seq === 0 || seq === 9 ? { idToken: { idToken: "X", type: "ISO14443" } } : {}),
          meterValue: [{ timestamp: new Date(Date.UTC(2026, 5, 1, 12, seq)).toISOString(), sampledValue: [{ value: 1000 + seq * 100, measurand: "Energy.Active.Import.Register" }] }] } as never }));
        const t = performance.now();
        await withTenants(room.ingest.sql, [tenant.id], (tx) => transactionEvent.handleMany(tx, arrived));
        by[seq] = (by[seq] ?? 0) + (performance.now() - t);
      }
    }
    console.log("us/event", by.map((v) => Math.round(v * 1000 / 2400)).join(" "));
  }
});

import { randomUUID } from "node:crypto";
import {
  connectors,
  evses,
  meterValues,
  ocppMessages,
  stationCommands,
  stations,
  transactionEvents,
  transactions,
} from "@stationmaster/db";
import { createSite, createStations, findStation } from "@stationmaster/domain/business";
import type { PortalTenant } from "./a-portal";

export type ChargedStation = Awaited<ReturnType<typeof aChargedStation>>;

/** A station as rows: at a site, online and booted, with a session under way, an exchange in the log, a variable, and a command. */
export async function aChargedStation(tenant: PortalTenant, identity = "CP-1") {
  return tenant.inside(async (room) => {
    const site = await createSite(room, {
      name: "Harbour",
      latitude: 52.1,
      longitude: 4.3,
      timeZone: "Europe/Amsterdam",
    });
    await createStations(room, "ws://localhost:9220", [
      { identity, siteId: site.id, securityProfile: 1, evses: [{ id: 1, connectors: [{ id: 1, type: "cType2" }] }] },
    ]);
    const station = await findStation(room, identity);
    const now = room.now;
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    await room.db.update(stations).set({
      isOnline: true,
      bootedAt: ago(60),
      bootStatus: "Accepted",
      connectedAt: ago(60),
      lastSeenAt: now,
      vendor: "Ampère",
      model: "M1",
      serialNumber: "SN-77",
    });
    await room.db.update(connectors).set({ status: "Occupied", statusAt: ago(30), reportedAt: ago(30) });
    const transactionId = randomUUID();
    await room.db.insert(transactions).values({
      id: transactionId,
      stationId: station.id,
      ocppId: "tx-1",
      evseId: 1,
      connectorId: 1,
      idToken: "CARD-9",
      idTokenType: "ISO14443",
      startedAt: ago(30),
      lastEventAt: ago(1),
      lastReceivedAt: ago(1),
      chargingState: "Charging",
      chargingStateSeq: 1,
      startedSeq: 0,
      firstSeq: 0,
      lastSeq: 3,
      seqCount: 3,
      registerFirstWh: "1000",
      registerFirstSeq: 0,
      registerLastWh: "4000",
      registerLastSeq: 3,
      powerW: "7000",
      socPercent: "55",
    });
    const event = (seqNo: number, eventType: string, minutes: number, wh: number) => ({
      transactionId,
      seqNo,
      eventType,
      occurredAt: ago(minutes),
      receivedAt: ago(minutes),
      triggerReason: eventType === "Started" ? "CablePluggedIn" : "MeterValuePeriodic",
      chargingState: seqNo === 1 ? "Charging" : null,
      isOffline: false,
      registerLastWh: String(wh),
      request: { eventType, seqNo },
    });
    await room.db
      .insert(transactionEvents)
      .values([event(0, "Started", 30, 1000), event(1, "Updated", 20, 2000), event(3, "Updated", 1, 4000)]);
    const value = (seqNo: number, minutes: number, wh: number) => ({
      stationId: station.id,
      evseId: 1,
      transactionId,
      seqNo,
      at: ago(minutes),
      receivedAt: ago(minutes),
      energyWh: String(wh),
      powerW: "7000",
      samples: [{ value: 10, measurand: "Current.Import", phase: "L1" }],
    });
    await room.db.insert(meterValues).values([value(0, 30, 1000), value(1, 20, 2000), value(3, 1, 4000)]);
    const exchange = {
      id: randomUUID(),
      stationId: station.id,
      at: ago(1),
      direction: "in" as const,
      action: "Heartbeat",
      messageId: "m1",
      request: {},
      response: { currentTime: "now" },
      outcome: "answered" as const,
      durationMs: 4,
    };
    await room.db.insert(ocppMessages).values(exchange);
    const command = {
      id: randomUUID(),
      stationId: station.id,
      action: "ClearCache",
      request: {},
      requestedBy: room.actor,
      createdAt: now,
      deadlineAt: new Date(now.getTime() + 900_000),
    };
    await room.db.insert(stationCommands).values(command);
    await room.db.insert(evses).values({ stationId: station.id, evseId: 2, origin: "observed" });
    return { id: station.id, identity, siteId: site.id, transactionId, commandId: command.id };
  });
}

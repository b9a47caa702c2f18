import type { BootReasonEnumType, RegistrationStatusEnumType, Req } from "@stationmaster/ocpp";
import { reportStatuses } from "./report-statuses";
import type { Station } from "./station";

const retryWithoutAnswerSeconds = 30;

/** B01-B03: says who we are, and again after the interval until the CSMS accepts it. */
export async function boot(
  station: Station,
  reason: BootReasonEnumType = station.state.bootReason,
): Promise<RegistrationStatusEnumType | undefined> {
  const { state } = station;
  state.cancelBootRetry();
  state.bootReason = reason;
  const outcome = await station.send("BootNotification", bootNotification(station, reason));
  if (outcome.kind !== "result") {
    if (outcome.kind !== "closed") retryLater(station, retryWithoutAnswerSeconds);
    return undefined;
  }
  const { status, interval } = outcome.payload;
  state.registration = status;
  if (status === "Accepted") await begin(station, interval);
  else retryLater(station, interval || retryWithoutAnswerSeconds);
  return status;
}

const bootNotification = (station: Station, reason: BootReasonEnumType): Req<"BootNotification"> => ({
  reason,
  chargingStation: {
    model: station.about.model,
    vendorName: station.about.vendorName,
    serialNumber: station.about.serialNumber,
    firmwareVersion: station.state.firmwareVersion,
  },
});

function retryLater(station: Station, seconds: number): void {
  station.state.cancelBootRetry = station.timeline.after(seconds, () => station.track(boot(station)));
}

async function begin(station: Station, interval: number): Promise<void> {
  // B01: 0 leaves the station its own interval.
  if (interval > 0) station.model.put("OCPPCommCtrlr.HeartbeatInterval", String(interval));
  keepBeating(station);
  keepPinging(station);
  await reportStatuses(station, { all: true });
  if (station.reportsSecurityEvents)
    await station.send("SecurityEventNotification", { type: "StartupOfTheDevice", timestamp: station.timestamp() });
  await station.queue.flush();
}

/** G02. */
export function keepBeating(station: Station): void {
  station.state.cancelHeartbeat();
  station.state.cancelHeartbeat = station.timeline.after(
    station.model.number("OCPPCommCtrlr.HeartbeatInterval"),
    async () => {
      if (station.isOnline) await station.track(station.send("Heartbeat", {}));
      keepBeating(station);
    },
  );
}

/** The line itself is tried by pings, where WebSocketPingInterval says so. */
export function keepPinging(station: Station): void {
  station.state.cancelPing();
  const seconds = station.model.number("OCPPCommCtrlr.WebSocketPingInterval");
  if (seconds === 0) return;
  station.state.cancelPing = station.timeline.after(seconds, () => {
    station.connection.ping();
    keepPinging(station);
  });
}

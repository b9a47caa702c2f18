import { boot, keepBeating, keepPinging } from "./boot";
import { tryNextNetworkProfile } from "./network-profile";
import { reportStatuses } from "./report-statuses";
import type { Station } from "./station";

/** Tries until the line is there again, each time after a longer pause (RetryBackOff…), then catches up. */
export async function comeBack(station: Station): Promise<void> {
  station.isComingBack = true;
  for (let attempt = 0; station.wantsOnline && !station.connection.isOpen; attempt++) {
    try {
      await station.connection.open();
    } catch {
      // Refused or unreachable: what a station does about it is to try again, and at last elsewhere.
      await station.wait(backOffMs(station, attempt));
      tryNextNetworkProfile(station, attempt + 1);
    }
  }
  station.isComingBack = false;
  if (!station.wantsOnline) await station.connection.close(1000);
  else await catchUp(station);
}

/** B04, E11, E12: no boot, for the CSMS knows us; then the states that changed, then what was kept. */
export async function catchUp(station: Station): Promise<void> {
  const { state } = station;
  const offlineMs = state.offlineSince === undefined ? 0 : station.timeline.now() - state.offlineSince;
  state.offlineSince = undefined;
  if (state.registration !== "Accepted") return void (await boot(station));
  await station.send("Heartbeat", {});
  keepBeating(station);
  keepPinging(station);
  const all = offlineMs / 1000 > station.model.number("OCPPCommCtrlr.OfflineThreshold");
  await reportStatuses(station, { all });
  await station.queue.flush();
}

function backOffMs(station: Station, attempt: number): number {
  if (station.retryWaitMs !== undefined) return station.retryWaitMs;
  const { model } = station;
  const doublings = Math.min(attempt, model.number("OCPPCommCtrlr.RetryBackOffRepeatTimes"));
  const least = model.number("OCPPCommCtrlr.RetryBackOffWaitMinimum") * 2 ** doublings;
  const random = station.random() * model.number("OCPPCommCtrlr.RetryBackOffRandomRange");
  return ((least + random) * 1000) / station.speed;
}

import type { Evse } from "./evse";
import { notifyEvent } from "./monitors";
import { reportStatuses } from "./report-statuses";
import type { Station } from "./station";
import { stopCharging } from "./stop-charging";

/** Something breaks: what runs there ends, and the CSMS hears of it as status and as event (G05, N07). */
export async function fault(station: Station, evse: Evse, techInfo: string): Promise<void> {
  evse.fault = techInfo;
  if (evse.transaction)
    await stopCharging(station, evse.transaction, { why: "AbnormalCondition", reason: "Other", ends: true });
  // H01.FR.16: nobody can use what is reserved here.
  const { reservation } = evse;
  evse.reservation = undefined;
  if (reservation)
    await station.send("ReservationStatusUpdate", {
      reservationId: reservation.id,
      reservationUpdateStatus: "Removed",
    });
  await reportStatuses(station);
  await notifyProblem(station, evse, { techInfo });
}

export async function repair(station: Station, evse: Evse): Promise<void> {
  evse.fault = undefined;
  await reportStatuses(station);
  await notifyProblem(station, evse, { cleared: true });
}

async function notifyProblem(station: Station, evse: Evse, about: { techInfo?: string; cleared?: boolean }) {
  const problem = station.model.find({ name: "EVSE", evse: { id: evse.id } }, { name: "Problem" });
  if (typeof problem === "string") return;
  await notifyEvent(station, problem, {
    trigger: "Alerting",
    eventNotificationType: "HardWiredNotification",
    ...about,
  });
}

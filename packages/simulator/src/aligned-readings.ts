import { sendMeterValues } from "./deliver-power";
import { readMeter } from "./metering";
import type { Station } from "./station";

/** J01, J02: readings at round times, in a transaction as its event, else as MeterValues. */
export function alignReadings(station: Station): void {
  const whenOff = 60;
  const interval = station.model.number("AlignedDataCtrlr.Interval");
  const isOn = interval > 0 && station.model.isOn("AlignedDataCtrlr.Enabled");
  const now = station.timeline.now() / 1000;
  const seconds = isOn ? interval - (now % interval) : whenOff;
  station.timeline.after(seconds, async () => {
    if (isOn) await station.track(read(station));
    alignReadings(station);
  });
}

async function read(station: Station): Promise<void> {
  const { evses } = station.state;
  const isBusy = evses.some(({ transaction }) => transaction?.isStarted);
  for (const evse of evses) {
    if (evse.transaction?.isStarted) await sendMeterValues(station, evse.transaction, "MeterValueClock");
    else if (!isBusy || !station.model.isOn("AlignedDataCtrlr.SendDuringIdle")) {
      const meterValue = readMeter(station, evse, "Sample.Clock", "AlignedDataCtrlr.Measurands");
      if (meterValue.length > 0) await station.send("MeterValues", { evseId: evse.id, meterValue });
    }
  }
}

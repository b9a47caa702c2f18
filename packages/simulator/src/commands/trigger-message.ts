import type { EVSEType, MessageTriggerEnumType } from "@stationmaster/ocpp";
import { askToSign } from "../ask-to-sign";
import { boot } from "../boot";
import { sendMeterValues } from "../deliver-power";
import { type Evse, statusOf } from "../evse";
import { readMeter } from "../metering";
import { isPublishing } from "../publish-firmware";
import type { CommandHandler, Station } from "../station";

/** F06. */
export const triggerMessage: CommandHandler<"TriggerMessage"> = (station, { requestedMessage, evse }) => {
  const send = messages[requestedMessage];
  if (!send) return { response: { status: "NotImplemented" } };
  const work = send(station, evse);
  if (!work) return { response: { status: "Rejected" } };
  return { response: { status: "Accepted" }, afterwards: work };
};

/** What is sent after the answer, or undefined where the message does not fit the station as it is. */
type Triggered = (station: Station, evse: EVSEType | undefined) => (() => Promise<unknown>) | undefined;

const messages: { [M in MessageTriggerEnumType]?: Triggered } = {
  // F06.FR.17.
  BootNotification: (station) =>
    station.state.registration === "Accepted" ? undefined : () => boot(station, "Triggered"),

  Heartbeat: (station) => {
    station.permit("Heartbeat");
    return () => station.send("Heartbeat", {});
  },

  StatusNotification: (station, named) => {
    const evse = station.state.evses.find(({ id }) => id === named?.id);
    const connector = evse?.connectors.find(({ id }) => id === named?.connectorId);
    // F06.FR.12, .13: a status is always that of one connector.
    if (!evse || !connector) return undefined;
    station.permit("StatusNotification");
    return () =>
      station.send("StatusNotification", {
        timestamp: station.timestamp(),
        connectorStatus: statusOf(evse, connector, station.state.isOperative),
        evseId: evse.id,
        connectorId: connector.id,
      });
  },

  MeterValues: (station, named) => {
    const evses = chosen(station, named);
    if (evses.length === 0) return undefined;
    station.permit("MeterValues");
    return async () => {
      for (const evse of evses) {
        const meterValue = readMeter(station, evse, "Trigger", "AlignedDataCtrlr.Measurands");
        if (meterValue.length > 0) await station.send("MeterValues", { evseId: evse.id, meterValue });
      }
    };
  },

  TransactionEvent: (station, named) => {
    const running = chosen(station, named).flatMap(({ transaction }) => (transaction?.isStarted ? [transaction] : []));
    if (running.length === 0) return undefined;
    return async () => {
      for (const transaction of running) await sendMeterValues(station, transaction, "Trigger");
    };
  },

  LogStatusNotification: (station) => {
    station.permit("LogStatusNotification");
    const { log } = station.state;
    const isRunning = log?.status === "Uploading";
    return () =>
      station.send(
        "LogStatusNotification",
        isRunning ? { status: log.status, requestId: log.requestId } : { status: "Idle" },
      );
  },

  SignChargingStationCertificate: (station) => {
    station.permit("SignCertificate");
    return () => askToSign(station);
  },

  FirmwareStatusNotification: (station) => {
    station.permit("FirmwareStatusNotification");
    const { firmware } = station.state;
    const isOver = !firmware || firmware.status === "Installed" || firmware.isCancelled;
    return () =>
      station.send(
        "FirmwareStatusNotification",
        isOver ? { status: "Idle" } : { status: firmware.status, requestId: firmware.requestId },
      );
  },

  PublishFirmwareStatusNotification: (station) => {
    const { publication } = station.state;
    station.permit("PublishFirmwareStatusNotification");
    return () =>
      station.send(
        "PublishFirmwareStatusNotification",
        publication && isPublishing(station)
          ? { status: publication.status, requestId: publication.requestId }
          : { status: "Idle" },
      );
  },
};

/** F06.FR.11: without an EVSE, all of them. */
const chosen = ({ state: { evses } }: Station, named: EVSEType | undefined): Evse[] =>
  named === undefined || named.id === 0 ? evses : evses.filter(({ id }) => id === named.id);

import type {
  GetVariableDataType,
  GetVariableResultType,
  ReportDataType,
  Req,
  SetVariableDataType,
  SetVariableResultType,
} from "@stationmaster/ocpp";
import { currentValue } from "../device-model/device-model";
import { baseReport, customReport } from "../device-model/report";
import { endForReset, reboot, resetEvse } from "../reboot";
import { comeBack } from "../reconnect";
import { refuseTooMany } from "../refuse-too-many";
import type { CommandHandler, Station } from "../station";

/** B06. */
export const getVariables: CommandHandler<"GetVariables"> = (station, { getVariableData }) => {
  refuseTooMany(station, "DeviceDataCtrlr", "GetVariables", getVariableData.length);
  return { response: { getVariableResult: getVariableData.map((asked) => read(station, asked)) } };
};

function read(station: Station, { component, variable, attributeType }: GetVariableDataType): GetVariableResultType {
  const named = { component, variable, ...(attributeType ? { attributeType } : {}) };
  const found = station.model.find(component, variable);
  if (typeof found === "string") return { ...named, attributeStatus: found };
  if (attributeType && attributeType !== "Actual") return { ...named, attributeStatus: "NotSupportedAttributeType" };
  if (found.mutability === "WriteOnly") return { ...named, attributeStatus: "Rejected" };
  return { ...named, attributeStatus: "Accepted", attributeValue: currentValue(found) };
}

/** B05, and A01: with a new password the line is made anew. */
export const setVariables: CommandHandler<"SetVariables"> = (station, { setVariableData }) => {
  refuseTooMany(station, "DeviceDataCtrlr", "SetVariables", setVariableData.length);
  const results = setVariableData.map((wanted) => write(station, wanted));
  const password = station.model.text("SecurityCtrlr.BasicAuthPassword");
  const isNewPassword = password !== "" && password !== station.state.password;
  return {
    response: { setVariableResult: results },
    ...(isNewPassword ? { afterwards: () => changePassword(station, password) } : {}),
  };
};

function write(station: Station, wanted: SetVariableDataType): SetVariableResultType {
  const { component, variable, attributeType, attributeValue } = wanted;
  const named = { component, variable, ...(attributeType ? { attributeType } : {}) };
  const found = station.model.find(component, variable);
  if (typeof found === "string") return { ...named, attributeStatus: found };
  if (attributeType && attributeType !== "Actual") return { ...named, attributeStatus: "NotSupportedAttributeType" };
  if (variable.name.toLowerCase() === "networkconfigurationpriority" && !holdsProfiles(station, attributeValue))
    return { ...named, attributeStatus: "Rejected", attributeStatusInfo: { reasonCode: "InvalidNetworkConf" } };
  return { ...named, attributeStatus: station.model.set(found, attributeValue) };
}

/** B10.FR.02: each slot of the order must hold one. */
const holdsProfiles = ({ state }: Station, order: string) =>
  order.split(",").every((slot) => state.networkProfiles.has(Number(slot)));

async function changePassword(station: Station, password: string): Promise<void> {
  station.state.password = password;
  station.connection.settings.password = password;
  station.isComingBack = true;
  await station.disconnect(1000);
  await comeBack(station);
}

/** B07. */
export const getBaseReport: CommandHandler<"GetBaseReport"> = (station, { requestId, reportBase }) =>
  report(station, requestId, baseReport(station.model, reportBase));

/** B08. */
export const getReport: CommandHandler<"GetReport"> = (station, { requestId, ...asked }) => {
  refuseTooMany(station, "DeviceDataCtrlr", "GetReport", asked.componentVariable?.length ?? 0);
  return report(station, requestId, customReport(station.model, asked));
};

function report(station: Station, requestId: number, data: ReportDataType[]) {
  const { refusesReports } = station.behaviour;
  if (refusesReports) return { response: { status: refusesReports } } as const;
  if (data.length === 0) return { response: { status: "EmptyResultSet" } } as const;
  return { response: { status: "Accepted" }, afterwards: () => sendReport(station, requestId, data) } as const;
}

const entriesPerReport = 25;

async function sendReport(station: Station, requestId: number, data: ReportDataType[]): Promise<void> {
  station.permit("NotifyReport");
  const { losesParts, sendsParts } = station.behaviour;
  const count = Math.ceil(data.length / entriesPerReport);
  const numbers = Array.from({ length: count }, (_, seqNo) => seqNo).filter((seqNo) => !losesParts.has(seqNo));
  if (sendsParts === "last first") numbers.reverse();
  for (const seqNo of sendsParts === "twice" ? numbers.flatMap((one) => [one, one]) : numbers) {
    const reportData = data.slice(seqNo * entriesPerReport, (seqNo + 1) * entriesPerReport);
    const part = { requestId, generatedAt: station.timestamp(), seqNo, tbc: seqNo < count - 1, reportData };
    await station.send("NotifyReport", part as Req<"NotifyReport">);
  }
}

/** B11, B12. */
export const reset: CommandHandler<"Reset"> = (station, { type, evseId }) => {
  const { state } = station;
  const evse = state.evses.find(({ id }) => id === evseId);
  if (evseId && !evse) return { response: { status: "Rejected", statusInfo: { reasonCode: "UnknownEvse" } } };
  const restart = evse ? () => resetEvse(station, evse) : () => reboot(station, "RemoteReset");
  const affected = evse ? [evse] : state.evses;
  const isBusy = affected.some(({ transaction }) => transaction) || (!evse && state.unplaced !== undefined);
  if (type === "OnIdle" && isBusy) {
    state.pendingReset = { evse, run: evse ? restart : () => reboot(station, "ScheduledReset") };
    return { response: { status: "Scheduled" } };
  }
  const now = async () => {
    await endForReset(station, affected);
    await restart();
  };
  return { response: { status: "Accepted" }, afterwards: now };
};

/** B09: kept in its slot; used once NetworkConfigurationPriority names it. */
export const setNetworkProfile: CommandHandler<"SetNetworkProfile"> = (
  { state, model, behaviour },
  { configurationSlot, connectionData },
) => {
  const slots = ["1", "2", "3"];
  const refuse = (reasonCode: string) => ({ response: { status: "Rejected", statusInfo: { reasonCode } } }) as const;
  if (!slots.includes(String(configurationSlot))) return refuse("InvalidConfSlot");
  if (connectionData.securityProfile < model.number("SecurityCtrlr.SecurityProfile"))
    return refuse("NoSecurityDowngrade");
  if (connectionData.ocppTransport !== "JSON" || !/^wss?:\/\//.test(connectionData.ocppCsmsUrl))
    return refuse("InvalidNetworkConf");
  if (behaviour.storesNoProfiles) return { response: { status: "Failed" } };
  state.networkProfiles.set(configurationSlot, connectionData);
  return { response: { status: "Accepted" } };
};

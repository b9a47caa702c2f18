import type { JsonObject } from "@stationmaster/ocpp";
import type { SimulatedStation } from "../create-station";
import type { Verb } from "./obey";

/** What a station may tell of itself at any time, asked or not (L, N). */
export const tellings: Record<string, Verb> = {
  event: {
    usage: "event COMPONENT.VARIABLE VALUE [alert|cleared]: notices something of itself",
    run: (it, [name, value, how]) => it.notice(noticed(name, value, how)),
  },
  events: {
    usage: "events COUNT: so many NotifyEvents without waiting",
    run: async (it, [count]) =>
      `${(await it.floodEvents(Number(count) || 0)).filter(({ kind }) => kind === "result").length} answered`,
  },
  monitors: {
    usage: "monitors REQUEST: reports its monitors under that number",
    run: (it, [request]) => it.reportMonitors(Number(request) || 0),
  },
  customer: {
    usage: "customer REQUEST TEXT: tells what it keeps of somebody under that number",
    run: (it, [request, ...text]) => it.tellOfCustomer(Number(request) || 0, text.join(" ")),
  },
  log: { usage: "log STATUS [REQUEST]: LogStatusNotification", run: status("LogStatusNotification") },
  firmware: { usage: "firmware STATUS [REQUEST]", run: status("FirmwareStatusNotification") },
  publication: { usage: "publication STATUS [REQUEST]", run: status("PublishFirmwareStatusNotification") },
};

function status(action: string) {
  return async (it: SimulatedStation, [word = "Idle", request]: string[]) => {
    const payload: JsonObject = { status: word, ...(request ? { requestId: Number(request) } : {}) };
    return (await it.call(action, payload)).kind;
  };
}

function noticed(name = "EVSE.Problem", actualValue = "true", how?: string) {
  const [component = "EVSE", variable = "Problem"] = name.split(".");
  return {
    ...{ component: { name: component }, variable: { name: variable }, actualValue },
    trigger: how ? ("Alerting" as const) : ("Delta" as const),
    ...(how === "cleared" ? { cleared: true } : {}),
  };
}

import type { SimulatedStation } from "../create-station";
import { statusOf } from "../evse";
import { type Way, ways } from "../identify";
import type { Misbehaviour } from "../misbehaviour";
import { tellings } from "./tell";

export interface Verb {
  usage: string;
  run: (station: SimulatedStation, words: string[], line: string) => unknown;
}

const resends: Record<string, Misbehaviour["resends"]> = { same: "same id", new: "new id" };
const sources: Record<string, "EMS" | "SO" | "Other"> = { EMS: "EMS", SO: "SO", Other: "Other" };
const refusals: Record<string, Misbehaviour["refusesLists"]> = { mismatch: "VersionMismatch", fail: "Failed" };
const asUsual: Partial<Misbehaviour> = { refusesReports: undefined, sendsParts: "in order", losesParts: new Set() };
const reporting: Record<string, Partial<Misbehaviour>> = {
  reversed: { sendsParts: "last first" },
  twice: { sendsParts: "twice" },
  unsupported: { refusesReports: "NotSupported" },
  busy: { refusesReports: "Rejected" },
  empty: { refusesReports: "EmptyResultSet" },
};
const behave = (station: SimulatedStation, how: Partial<Misbehaviour>) => void Object.assign(station.behaviour, how);
const yes = (word: string | undefined) => word !== "off";

const verbs: Record<string, Verb> = {
  plug: { usage: "plug EVSE [CONNECTOR]", run: (it, [evse, connector]) => it.plugIn(id(evse), connectorOf(connector)) },
  unplug: { usage: "unplug EVSE", run: (it, [evse]) => it.unplug(id(evse)) },
  tap: {
    usage: "tap TOKEN [EVSE]",
    run: async (it, [token = "04A1B2C3", evse]) => {
      const { outcome, idTokenInfo } = await it.authorize(token, evse ? { evseId: id(evse) } : {});
      return `${outcome} (${idTokenInfo.status})`;
    },
  },
  identify: {
    usage: `identify ${Object.keys(ways).join("|")} TEXT [EVSE]: as tap, otherwise than by a card`,
    run: async (it, [way = "", text = "", evse]) => {
      if (!Object.hasOwn(ways, way)) throw new Error(`nobody says who they are by ${way}`);
      const { outcome, idTokenInfo } = await it.identify(way as Way, text, evse ? { evseId: id(evse) } : {});
      return `${outcome} (${idTokenInfo.status})`;
    },
  },
  pause: { usage: "pause EVSE: the car has enough", run: (it, [evse]) => it.pauseCharging(id(evse)) },
  resume: { usage: "resume EVSE", run: (it, [evse]) => it.startCharging(id(evse)) },
  meter: { usage: "meter EVSE: sends meter values now", run: (it, [evse]) => it.sendMeterValues(id(evse)) },
  register: {
    usage: "register EVSE WH: the meter jumps",
    run: (it, [evse, wh]) => it.setRegister(id(evse), Number(wh)),
  },
  fault: {
    usage: "fault EVSE [WHAT]",
    run: (it, [evse, ...what]) => it.fault(id(evse), what.join(" ") || "ground fault"),
  },
  repair: { usage: "repair EVSE", run: (it, [evse]) => it.repair(id(evse)) },
  offline: { usage: "offline: the line goes dead", run: (it) => it.goOffline() },
  online: { usage: "online", run: (it) => it.start() },
  drop: { usage: "drop: the line breaks, the station comes back by itself", run: (it) => it.dropLine() },
  limit: {
    usage: "limit WATTS|off [EVSE] [EMS|SO|Other]: from outside",
    run: (it, [watts, evse, source]) =>
      it.limitFromOutside(
        yes(watts)
          ? {
              ...{ source: sources[source ?? ""] ?? "EMS", limitW: Number(watts), isGridCritical: false },
              ...(evse ? { evseId: id(evse) } : {}),
            }
          : undefined,
      ),
  },
  needs: {
    usage: "needs EVSE: the car tells what it needs, and then what it means to draw",
    run: (it, [evse]) => it.tellNeeds(id(evse)),
  },
  plan: {
    usage: "plan EVSE LIMIT [A|W]: what the car means to draw, also more than it may",
    run: (it, [evse, limit, unit]) => it.tellSchedule(id(evse), Number(limit), unit === "W" ? "W" : "A"),
  },
  profiles: {
    usage: "profiles [REQUESTID]: reports what is installed, asked or not",
    run: (it, [requestId]) => it.reportProfiles(Number(requestId) || 0),
  },
  event: {
    usage: "event TYPE [WHAT]: of security",
    run: (it, [type = "TamperDetectionActivated", ...what]) =>
      it.reportSecurityEvent(type, what.join(" ") || undefined).then(() => undefined),
  },
  sign: {
    usage: "sign [v2g]: asks for a certificate",
    run: (it, [use]) => it.askToSign(use === "v2g" ? "V2GCertificate" : undefined),
  },
  contract: {
    usage: "contract [update]: for the car",
    run: (it, [how]) => it.askForContract(how === "update" ? "Update" : "Install"),
  },
  ocsp: { usage: "ocsp: asks whether a certificate still holds", run: (it) => it.askCertificateStatus() },
  transfer: {
    usage: 'transfer VENDOR [MESSAGE] [{"json":1}]: data of its maker',
    run: (it, [vendorId = "net.stationmaster", messageId = "Echo"], line) => {
      const data = /\{.*\}$/s.exec(line)?.[0];
      return it.transferData({ vendorId, messageId, ...(data === undefined ? {} : { data: JSON.parse(data) }) });
    },
  },
  display: {
    usage: "display: what it shows",
    run: (it) =>
      it
        .shownMessages()
        .map(({ id: number, message }) => `${number}: ${message.content}`)
        .join("\n") || "nothing",
  },
  silent: { usage: "silent on|off: answers nothing", run: (it, [on]) => behave(it, { isSilent: yes(on) }) },
  late: {
    usage: "late MS: answers so much later",
    run: (it, [ms]) => behave(it, { answersAfterMs: Number(ms) || 0 }),
  },
  resend: {
    usage: "resend same|new|never: each transaction event twice",
    run: (it, [how]) => behave(it, { resends: resends[how ?? ""] ?? "never" }),
  },
  clock: {
    usage: "clock SECONDS: how far it is off",
    run: (it, [by]) => behave(it, { clockOffsetSeconds: Number(by) || 0 }),
  },
  list: {
    usage: "list lose|mismatch|fail|take: its local list, and what it answers to a new one",
    run: (it, [how]) => (how === "lose" ? it.loseLocalList() : behave(it, { refusesLists: refusals[how ?? ""] })),
  },
  away: {
    usage: "away on|off: goes down for a reset, and does not come back",
    run: (it, [on]) => behave(it, { staysAway: yes(on) }),
  },
  "full-slots": {
    usage: "full-slots on|off: stores no network profile",
    run: (it, [on]) => behave(it, { storesNoProfiles: yes(on) }),
  },
  report: {
    usage: "report lose SEQNO|reversed|twice|unsupported|busy|empty|usual: how it tells its device model",
    run: (it, [how = "usual", seqNo]) =>
      how === "lose" ? void it.behaviour.losesParts.add(Number(seqNo)) : behave(it, reporting[how] ?? asUsual),
  },
  flood: {
    usage: "flood COUNT: Heartbeats without waiting",
    run: async (it, [count]) =>
      `${(await it.flood(Number(count))).filter(({ kind }) => kind === "result").length} answered`,
  },
  ...tellings,
  call: {
    usage: 'call ACTION {"json":1}',
    run: (it, [action = "Heartbeat"], line) => it.call(action, JSON.parse(/\{.*\}$/s.exec(line)?.[0] ?? "{}")),
  },
  raw: { usage: "raw TEXT: as it stands", run: (it, _words, line) => it.sendRaw(line.slice("raw ".length)) },
  status: { usage: "status", run: (it) => describe(it) },
};

/** One line of a person, one line of answer. Nothing that is typed can stop the station. */
export async function obey(station: SimulatedStation, line: string): Promise<string> {
  const [name = "", ...words] = line.trim().split(/\s+/);
  if (name === "") return "";
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) return [...Object.values(verbs).map(({ usage }) => usage), "quit"].join("\n");
  try {
    const result = await verb.run(station, words, line.trim());
    return result === undefined ? "done" : typeof result === "string" ? result : JSON.stringify(result);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function id(word: string | undefined): number {
  const number = Number(word ?? "1");
  if (!Number.isInteger(number)) throw new Error(`${word} is no number of an EVSE`);
  return number;
}

const connectorOf = (word: string | undefined) => (word === undefined ? {} : { connectorId: id(word) });

function describe(station: SimulatedStation): string {
  const line = station.isConnected ? "connected" : "offline";
  const head = `${station.identity}: ${line}, ${station.registration ?? "not booted"}, ${station.queueLength} queued`;
  const evses = station.state.evses.flatMap((evse) =>
    evse.connectors.map((connector) => {
      const { transaction, plugged, powerW, registerWh } = evse;
      const state = statusOf(evse, connector, station.state.isOperative);
      const battery = plugged ? `, battery ${plugged.vehicle.soc.toFixed(1)} %` : "";
      const session = transaction ? `, ${transaction.chargingState} ${transaction.id}` : "";
      const meter = `${(powerW / 1000).toFixed(1)} kW, register ${(registerWh / 1000).toFixed(3)} kWh`;
      return `  EVSE ${evse.id} connector ${connector.id} ${connector.type}: ${state}, ${meter}${battery}${session}`;
    }),
  );
  return [head, ...evses].join("\n");
}

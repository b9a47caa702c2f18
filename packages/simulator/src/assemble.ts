import type { NetworkConnectionProfileType } from "@stationmaster/ocpp";
import { alignReadings } from "./aligned-readings";
import { CallAnswerer } from "./answer-call";
import { Connection } from "./connection";
import { chargingVariables } from "./device-model/charging-variables";
import { communicationVariables } from "./device-model/communication-variables";
import { DeviceModel } from "./device-model/device-model";
import { featureVariables } from "./device-model/feature-variables";
import { makersVariables } from "./device-model/makers-variables";
import { topologyVariables } from "./device-model/topology-variables";
import { readOnly, type Variable } from "./device-model/variable";
import { displayedMessages, mostMessages } from "./displayed-messages";
import { anEvse } from "./evse";
import { FrameLog } from "./frame-log";
import { mostCertificates } from "./kept-certificate";
import { MessageQueue } from "./message-queue";
import { wellBehaved } from "./misbehaviour";
import { hardWiredMonitors, watchVariables } from "./monitors";
import { addressOf, type StationOptions, usualEvses } from "./options";
import { seededRandom } from "./random";
import { comeBack } from "./reconnect";
import { Station } from "./station";
import type { StationState } from "./station-state";
import { takeAnswer } from "./take-answer";
import { liveTimeline, manualTimeline, type Timeline } from "./timeline";

export interface Assembled {
  station: Station;
  answerer: CallAnswerer;
  sent: FrameLog;
  received: FrameLog;
}

/** Puts the parts of a station together: line, time, state, device model, queue. */
export function assemble(options: StationOptions): Assembled {
  const { url, identity } = addressOf(options);
  const startAt = options.startAt ?? new Date();
  const failed = (error: unknown) => station.violate(`the simulator failed: ${String(error)}`, "");
  const timeline = options.speed === undefined ? manualTimeline(startAt) : liveTimeline(options.speed, startAt, failed);
  const sent = new FrameLog(options.keepsFrames ?? 1_000);
  const received = new FrameLog(options.keepsFrames ?? 1_000);

  const settings = {
    url,
    identity,
    password: options.password,
    protocols: options.protocols ?? ["ocpp2.0.1"],
    timeoutMs: options.timeoutMs ?? 30_000,
    offersCompression: options.offersCompression ?? false,
    ca: options.ca,
  };
  const connection = new Connection(settings, {
    onFrame: (direction, text) => {
      (direction === "sent" ? sent : received).add(text);
      station.onFrame(direction, text);
    },
    onCall: (call) => void station.track(answerer.answer(call)),
    onViolation: (why, text) => station.violate(why, text),
    onClose: () => lost(station, options.reconnects ?? options.speed !== undefined),
  });
  const station = new Station({
    about: {
      vendorName: options.vendorName ?? "Stationmaster",
      model: options.model ?? "Simulated",
      serialNumber: options.serialNumber ?? identity.slice(0, 25),
    },
    connection,
    timeline,
    random: seededRandom(options.seed ?? identity),
    speed: options.speed ?? 1,
    rebootMs: options.rebootMs ?? (options.speed === undefined ? 20 : 5_000 / options.speed),
    retryWaitMs: options.retryWaitMs ?? (options.speed === undefined ? 50 : undefined),
    reportsSecurityEvents: options.reportsSecurityEvents ?? false,
    isLocalController: options.isLocalController ?? false,
    behaviour: wellBehaved(),
    state: initialState(options, timeline),
  });
  const answerer = new CallAnswerer(station);
  station.model = deviceModel(station, options);
  station.queue = queueOf(station);
  station.noticeVariables = () => watchVariables(station);
  station.state.monitors = hardWiredMonitors(station, options.hardWiredMonitors ?? []);
  alignReadings(station);
  return { station, answerer, sent, received };
}

/** The line broke without being told to. */
function lost(station: Station, reconnects: boolean): void {
  station.state.offlineSince ??= station.timeline.now();
  if (!reconnects || !station.wantsOnline || station.isComingBack) return;
  // Not tracked: while the line is down the station goes on, and so do those who wait for it to be idle.
  comeBack(station).catch((error) => station.violate(`the simulator failed: ${String(error)}`, ""));
}

function initialState(options: StationOptions, timeline: Timeline): StationState {
  return {
    registration: options.isAccepted ? "Accepted" : undefined,
    password: options.password,
    isOperative: true,
    becomesInoperative: false,
    evses: (options.evses ?? usualEvses).map((evse) => anEvse(evse, timeline.now())),
    unplaced: undefined,
    authCache: new Map(),
    localList: new Map(),
    localListVersion: 0,
    profiles: (options.profiles ?? []).map((kept) => ({ ...kept, installedAt: timeline.now() })),
    externalLimit: undefined,
    awaitsSchedule: new Set(),
    monitors: [],
    monitoringLevel: 9,
    displayMessages: new Map(),
    certificates: [],
    signing: undefined,
    networkProfiles: new Map([[1, firstNetworkProfile(options)]]),
    runningCosts: new Map(),
    pendingReset: undefined,
    firmwareVersion: options.firmwareVersion ?? "1.0.0",
    firmware: undefined,
    publication: undefined,
    published: new Map(),
    log: undefined,
    bootReason: options.bootReason ?? "PowerUp",
    cancelHeartbeat: () => {},
    cancelPing: () => {},
    cancelBootRetry: () => {},
    eventCount: 0,
    offlineSince: undefined,
  };
}

/** Slot 1 is what the fitter put in. */
function firstNetworkProfile(options: StationOptions): NetworkConnectionProfileType {
  const { url } = addressOf(options);
  return {
    ocppVersion: "OCPP20",
    ocppTransport: "JSON",
    ocppCsmsUrl: url.slice(0, url.lastIndexOf("/")),
    messageTimeout: 30,
    securityProfile: 1,
    ocppInterface: "Wired0",
  };
}

function deviceModel(station: Station, options: StationOptions): DeviceModel {
  const { state, about } = station;
  const model = new DeviceModel(
    [
      ...communicationVariables(),
      ...chargingVariables(),
      ...featureVariables(),
      ...topologyVariables({
        evses: state.evses,
        ...about,
        get isOperative() {
          return state.isOperative;
        },
        get firmwareVersion() {
          return state.firmwareVersion;
        },
      }),
      ...makersVariables(options.moreVariables ?? 0),
      ...counters(station, options),
    ],
    () => station.noticeVariables(),
  );
  if (options.meterIntervalSeconds !== undefined)
    model.put("SampledDataCtrlr.TxUpdatedInterval", String(options.meterIntervalSeconds));
  for (const [name, value] of Object.entries(options.variables ?? {})) model.put(name, value);
  return model;
}

/** What the controllers count, and the clock. */
const counters = (station: Station, { mostListEntries = 1_000 }: StationOptions): Variable[] => {
  const { state } = station;
  const count = (name: string, maxLimit: number, read: () => number) =>
    readOnly(name, "integer", "", { maxLimit, read: () => String(read()) });
  return [
    readOnly("ClockCtrlr.DateTime", "dateTime", "", { read: () => station.timestamp() }),
    readOnly("SecurityCtrlr.Identity", "string", station.connection.settings.identity, { maxLimit: 48 }),
    readOnly("MonitoringCtrlr.ActiveMonitoringLevel", "integer", "", { read: () => String(state.monitoringLevel) }),
    count("AuthCacheCtrlr.Entries", 1_000, () => state.authCache.size),
    count("LocalAuthListCtrlr.Entries", mostListEntries, () => state.localList.size),
    count("SmartChargingCtrlr.Entries[ChargingProfiles]", 100, () => state.profiles.length),
    count("DisplayMessageCtrlr.DisplayMessages", mostMessages, () => displayedMessages(station).length),
    count("SecurityCtrlr.CertificateEntries", mostCertificates, () => state.certificates.length),
    count("MonitoringCtrlr.ActiveMonitors", 100, () => state.monitors.length),
  ];
};

const queueOf = (station: Station) =>
  new MessageQueue({
    isOnline: () => station.isOnline,
    send: (event, id) => station.deliver(event, id),
    onAnswer: (event, answer) => void station.track(takeAnswer(station, event, answer)),
    onDropped: (event) => void station.dropped.push(event),
    attempts: () => ({
      most: station.model.number("OCPPCommCtrlr.MessageAttempts[TransactionEvent]"),
      intervalMs:
        (station.model.number("OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]") * 1000) / station.speed,
    }),
  });

import type {
  BootReasonEnumType,
  CertificateActionEnumType,
  CertificateSigningUseEnumType,
  CommandAction,
  IdTokenInfoType,
  IdTokenType,
  JsonObject,
  RegistrationStatusEnumType,
  Req,
} from "@stationmaster/ocpp";
import type { Override } from "./answer-call";
import { askCertificateStatus, askForContract } from "./ask-about-certificates";
import { askToSign } from "./ask-to-sign";
import { assemble } from "./assemble";
import { checkToken } from "./authorize";
import { boot } from "./boot";
import { tellOfCustomer } from "./commands/diagnostics";
import { reportMonitors } from "./commands/monitoring";
import type { CallOptions, Outcome } from "./connection";
import { regulate, sendMeterValues } from "./deliver-power";
import { displayedMessages } from "./displayed-messages";
import { tellNeeds, tellSchedule } from "./ev-charging";
import type { Evse } from "./evse";
import { fault, repair } from "./fault";
import type { LoggedFrame } from "./frame-log";
import { type Way, ways } from "./identify";
import { limitFromOutside } from "./limit-from-outside";
import type { TransactionEvent } from "./message-queue";
import type { Misbehaviour } from "./misbehaviour";
import { eventRequest, type Noticed, notice } from "./monitors";
import type { StationOptions } from "./options";
import { type PlugInOptions, plugIn } from "./plug-in";
import { catchUp, comeBack } from "./reconnect";
import { profilesAbout, reportProfiles } from "./report-profiles";
import type { Violation } from "./station";
import type { ExternalLimit } from "./station-state";
import { stopCharging } from "./stop-charging";
import { type Tap, tap } from "./tap";
import { unplug } from "./unplug";

/** A token as a text is the number of a card. */
export type TokenGiven = IdTokenType | string;

/** A charging station, from the outside: what a driver, a fitter, or bad luck can do to it. */
export type SimulatedStation = ReturnType<typeof createStation>;

export function createStation(options: StationOptions) {
  const { station, answerer, sent, received } = assemble(options);
  const { state, connection, timeline } = station;

  const evseOf = (id: number): Evse => {
    const evse = state.evses.find((candidate) => candidate.id === id);
    if (!evse) throw new Error(`the station has no EVSE ${id}`);
    return evse;
  };
  /** Until all of it is sent and answered, also what follows from the answers. */
  const settled = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await station.idle();
    return result;
  };
  const transactionAt = (evseId: number) => evseOf(evseId).transaction;
  const close = async (): Promise<void> => {
    station.wantsOnline = false;
    timeline.stop();
    station.stopWaiting();
    await connection.close(1000);
  };

  return {
    identity: connection.settings.identity,
    /** Frames as they went over the line, the last thousand of each direction. */
    get sent(): LoggedFrame[] {
      return sent.frames;
    },
    get received(): LoggedFrame[] {
      return received.frames;
    },
    /** The payloads of the calls of one action. */
    calls: (action: string, direction: "sent" | "received" = "sent") =>
      (direction === "sent" ? sent : received).calls(action),
    /** What the CSMS did that OCPP does not allow: empty at the end of a good test. */
    violations: station.violations as readonly Violation[],
    dropped: station.dropped as readonly TransactionEvent[],
    behaviour: station.behaviour as Misbehaviour,
    state,
    model: station.model,
    get isConnected() {
      return connection.isOpen;
    },
    get registration() {
      return state.registration;
    },
    get queueLength() {
      return station.queue.length;
    },
    now: () => new Date(timeline.now()),

    /** Opens the socket, or throws a ConnectError with the CSMS's answer. */
    async connect(): Promise<void> {
      await connection.open();
      station.wantsOnline = true;
    },
    /** Opens the socket and boots, and keeps at it for as long as it takes. */
    async start(): Promise<void> {
      station.wantsOnline = true;
      await settled(comeBack(station));
    },
    boot: (reason?: BootReasonEnumType): Promise<RegistrationStatusEnumType | undefined> =>
      settled(boot(station, reason)),

    plugIn: (evseId: number, given: PlugInOptions = {}) => settled(plugIn(station, evseOf(evseId), given)),
    unplug: (evseId: number) => settled(unplug(station, evseOf(evseId))),
    /** A token at the reader: starts, stops, or is refused. */
    authorize: (token: TokenGiven, { evseId }: { evseId?: number } = {}): Promise<Tap> =>
      settled(tap(station, tokenOf(token), evseId === undefined ? undefined : evseOf(evseId))),
    /** Another way to say who one is: a PIN, a ticket, a contract, the car itself, or the button that asks nobody. */
    identify: (way: Way, text: string, { evseId }: { evseId?: number } = {}): Promise<Tap> =>
      settled(tap(station, ways[way](text), evseId === undefined ? undefined : evseOf(evseId))),
    /** Only asks whether the token may charge. */
    checkToken: (token: TokenGiven): Promise<IdTokenInfoType> => settled(checkToken(station, tokenOf(token))),
    /** The car begins, or goes on, to draw energy; it does so by itself once it is plugged in and authorized. */
    async startCharging(evseId: number): Promise<void> {
      const evse = evseOf(evseId);
      if (evse.plugged) evse.plugged.vehicle.targetSoc = 100;
      await settled(regulate(station, evse));
    },
    /** The car has enough for now: SuspendedEV. */
    async pauseCharging(evseId: number): Promise<void> {
      const evse = evseOf(evseId);
      if (evse.plugged) evse.plugged.vehicle.targetSoc = 0;
      await settled(regulate(station, evse));
    },
    async stopCharging(evseId: number): Promise<void> {
      const transaction = transactionAt(evseId);
      if (transaction) await settled(stopCharging(station, transaction, { why: "StopAuthorized", reason: "Local" }));
    },
    async sendMeterValues(evseId: number): Promise<void> {
      const transaction = transactionAt(evseId);
      if (transaction) await settled(sendMeterValues(station, transaction));
    },
    transactionAt,
    evse: evseOf,

    fault: (evseId: number, techInfo = "ground fault") => settled(fault(station, evseOf(evseId), techInfo)),
    repair: (evseId: number) => settled(repair(station, evseOf(evseId))),
    /** Notices something of itself, whether its device model knows of it or not. False when it could not be told. */
    notice: (noticed: Noticed): Promise<boolean> => settled(notice(station, noticed)),
    /** Many events at once, none of which waits for the one before. */
    floodEvents: (count: number, timeoutMs = 60_000): Promise<Outcome[]> =>
      Promise.all(
        Array.from({ length: count }, (_, n) => {
          const event = eventRequest(station, { ...power, actualValue: String(n) });
          return connection.call("NotifyEvent", event as unknown as JsonObject, { concurrently: true, timeoutMs });
        }),
      ),
    /** Tells what it was not asked for, or again, under whatever number. */
    reportMonitors: (requestId: number) => settled(reportMonitors(station, requestId)),
    tellOfCustomer: (requestId: number, data: string) => settled(tellOfCustomer(station, requestId, data)),
    limitFromOutside: (limit: ExternalLimit | undefined) => settled(limitFromOutside(station, limit)),
    /** K15: the car tells what it needs; the schedule it is given is answered with what it means to draw. */
    tellNeeds: (evseId: number): Promise<string> => settled(tellNeeds(station, evseOf(evseId))),
    /** What the car means to draw, in amperes a phase or watts, whatever it may. */
    tellSchedule: (evseId: number, limit: number, unit?: "A" | "W"): Promise<string> =>
      settled(tellSchedule(station, evseOf(evseId), limit, unit)),
    /** K09: all that is installed, under a number of which somebody may have asked. */
    reportProfiles: (requestId = 0) =>
      settled(reportProfiles(station, requestId, profilesAbout(station, { chargingProfile: {} }))),
    /** Something that concerns security happened (A04). */
    reportSecurityEvent: (type: string, techInfo?: string) =>
      settled(
        station.send("SecurityEventNotification", {
          ...{ type, timestamp: station.timestamp() },
          ...(techInfo === undefined ? {} : { techInfo }),
        }),
      ),
    askToSign: (certificateType?: CertificateSigningUseEnumType) => settled(askToSign(station, certificateType)),
    askForContract: (action: CertificateActionEnumType) => settled(askForContract(station, action)),
    askCertificateStatus: () => settled(askCertificateStatus(station)),
    shownMessages: () => displayedMessages(station),
    /** What its maker made it say beside OCPP (P02). */
    transferData: (request: Req<"DataTransfer">) => settled(station.send("DataTransfer", request)),
    /** Its memory fails: there is no local list any more. */
    loseLocalList(): void {
      state.localList.clear();
      state.localListVersion = 0;
    },
    /** The meter's register jumps: no meter may, some do. */
    setRegister(evseId: number, registerWh: number): void {
      evseOf(evseId).registerWh = registerWh;
    },

    /** Lets simulated time pass, with everything that is due in it. */
    advance: (seconds: number) => settled(timeline.advance(seconds)),
    /** The line goes dead, without a close. The station goes on and keeps what it has to say. */
    async goOffline(): Promise<void> {
      station.wantsOnline = false;
      await station.disconnect();
    },
    async goOnline(): Promise<void> {
      station.wantsOnline = true;
      await connection.open();
      await settled(catchUp(station));
    },
    /** The line breaks, and the station tries to come back by itself. */
    dropLine: () => station.disconnect(),

    /** Any call, checked by nobody. */
    call: (action: string, payload: JsonObject, given?: CallOptions): Promise<Outcome> =>
      connection.call(action, payload, given),
    /** A text, or bytes as a binary message. */
    sendRaw: (data: string | Buffer): void => connection.sendRaw(data),
    sendUnfinished: (text: string): void => connection.sendUnfinished(text),
    /** Many calls at once, none of which waits for the one before. */
    flood: (count: number, action = "Heartbeat", payload: JsonObject = {}): Promise<Outcome[]> =>
      Promise.all(Array.from({ length: count }, () => connection.call(action, payload, { concurrently: true }))),
    stopReading: () => connection.stopReading(),
    resumeReading: () => connection.resumeReading(),
    /** Answers an action otherwise than the station would. */
    onCommand<A extends CommandAction>(action: A, override: Override<A>): void {
      answerer.override(action, override);
    },
    onViolation(listener: (violation: Violation) => void): void {
      station.onViolation = listener;
    },
    onFrame(listener: (direction: "sent" | "received", text: string) => void): void {
      station.onFrame = listener;
    },
    idle: () => station.idle(),

    /** The power goes, with just enough left to say that what was charging has ended; then nothing more. */
    async powerDown({ withinMs = 3_000 } = {}): Promise<void> {
      const ended = Promise.all(station.transactions.map((it) => stopCharging(station, it, powerLoss)));
      await Promise.race([ended, station.wait(withinMs)]);
      await close();
    },
    close,
  };
}

const power = { component: { name: "EVSE" }, variable: { name: "Power" }, trigger: "Periodic" } as const;

const powerLoss = { why: "AbnormalCondition", reason: "PowerLoss", ends: true } as const;

const tokenOf = (token: TokenGiven): IdTokenType =>
  typeof token === "string" ? { idToken: token, type: "ISO14443" } : token;

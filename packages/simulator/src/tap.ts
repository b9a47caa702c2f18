import type { IdTokenInfoType, IdTokenType, ReasonEnumType } from "@stationmaster/ocpp";
import { checkToken, isSameToken } from "./authorize";
import type { Evse } from "./evse";
import { grant } from "./grant";
import { reportStatuses } from "./report-statuses";
import { settleIdle } from "./settle-idle";
import type { Station } from "./station";
import { stopCharging } from "./stop-charging";
import type { Transaction } from "./transaction";

export interface Tap {
  outcome: "started" | "stopped" | "refused";
  idTokenInfo: IdTokenInfoType;
  transactionId: string | undefined;
}

const accepted: IdTokenInfoType = { status: "Accepted" };

/** A token at the reader: it starts where it is not charging, and stops where it is (C01, C09, C16, E07). */
export async function tap(station: Station, idToken: IdTokenType, wanted: Evse | undefined): Promise<Tap> {
  const own = authorized(station, wanted).find((transaction) => isSameToken(transaction.idToken, idToken));
  const waiting = wanted ?? waitingEvse(station);
  if (own && (!waiting || waiting === own.evse)) return stop(station, own, idToken, accepted);

  const info = await checkToken(station, idToken);
  const evse = waiting ?? onlyEvse(station);
  if (info.status !== "Accepted" || (evse && info.evseId && !info.evseId.includes(evse.id))) return refused(info);
  const group = info.groupIdToken?.idToken;
  if (group && group === station.model.text("AuthCtrlr.MasterPassGroupId"))
    return stopOthers(station, idToken, info, wanted);
  const ofGroup = authorized(station, wanted).find(
    (transaction) => info.groupIdToken && isSameToken(transaction.groupIdToken, info.groupIdToken),
  );
  if (ofGroup && (!evse || evse === ofGroup.evse)) return stop(station, ofGroup, idToken, info);
  if (evse?.transaction?.isAuthorized || !mayStart(station, evse, idToken, info)) return refused(info);
  const transaction = await grant(station, evse, { idToken, groupIdToken: info.groupIdToken, why: "Authorized" });
  return { outcome: "started", idTokenInfo: info, transactionId: transaction.id };
}

const refused = (idTokenInfo: IdTokenInfoType): Tap => ({ outcome: "refused", idTokenInfo, transactionId: undefined });

const authorized = (station: Station, wanted: Evse | undefined): Transaction[] =>
  station.transactions.filter(({ isAuthorized, evse }) => isAuthorized && (!wanted || evse === wanted));

/** A car that is plugged in and waits for a token; with two of them the driver has to say which. */
function waitingEvse(station: Station): Evse | undefined {
  const waiting = station.state.evses.filter((evse) => evse.plugged && !evse.transaction?.isAuthorized);
  return waiting.length === 1 ? waiting[0] : undefined;
}

const onlyEvse = ({ state: { evses } }: Station) => (evses.length === 1 ? evses[0] : undefined);

/** H03: on a reserved EVSE only the token, or its group, that it is kept for. */
function mayStart(station: Station, evse: Evse | undefined, idToken: IdTokenType, info: IdTokenInfoType): boolean {
  if (station.state.registration !== "Accepted" || !station.state.isOperative) return false;
  if (!evse) return !station.state.unplaced;
  if (evse.fault || !evse.isOperative) return false;
  const { reservation } = evse;
  if (!reservation) return true;
  return isSameToken(reservation.idToken, idToken) || isSameToken(reservation.groupIdToken, info.groupIdToken);
}

async function stop(station: Station, transaction: Transaction, idToken: IdTokenType, info: IdTokenInfoType) {
  await stopCharging(station, transaction, { why: "StopAuthorized", reason: "Local", idToken });
  return { outcome: "stopped", idTokenInfo: info, transactionId: transaction.id } as const;
}

/** C16: the master pass ends every transaction, or the one that was chosen, and starts none. */
async function stopOthers(station: Station, idToken: IdTokenType, info: IdTokenInfoType, wanted: Evse | undefined) {
  const reason: ReasonEnumType = "MasterPass";
  const running = authorized(station, wanted);
  if (running.length === 0) return refused(info);
  for (const transaction of running)
    await stopCharging(station, transaction, { why: "StopAuthorized", reason, idToken });
  await reportStatuses(station);
  await settleIdle(station);
  return { outcome: "stopped", idTokenInfo: info, transactionId: undefined } as const;
}

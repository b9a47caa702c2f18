import { OcppError, type Req } from "@stationmaster/ocpp";
import { checkToken, isSameToken } from "../authorize";
import { checkProfile } from "../check-profile";
import { regulate } from "../deliver-power";
import type { Evse } from "../evse";
import { grant } from "../grant";
import type { CommandHandler, Station } from "../station";
import { stopCharging } from "../stop-charging";

const reject = (reasonCode: string) => ({ response: { status: "Rejected", statusInfo: { reasonCode } } }) as const;

/** F01, F02. */
export const requestStartTransaction: CommandHandler<"RequestStartTransaction"> = (station, request) => {
  if (station.state.registration !== "Accepted") return reject("CSNotAccepted");
  const evse = chooseEvse(station, request.evseId);
  if (!evse) return reject(request.evseId === undefined ? "NoEvse" : "UnknownEvse");
  const reason = whyNot(station, evse, request);
  if (reason) return reject(reason);
  // F01.FR.13: named only where it exists already, begun by the cable.
  const begun = evse.transaction?.isStarted ? { transactionId: evse.transaction.id } : {};
  return { response: { status: "Accepted", ...begun }, afterwards: () => start(station, evse, request) };
};

/** The one that was named, else the one where a car waits, else a free one. */
function chooseEvse({ state: { evses } }: Station, wanted: number | undefined): Evse | undefined {
  if (wanted !== undefined) return evses.find(({ id }) => id === wanted);
  return (
    evses.find(({ plugged, transaction }) => plugged && !transaction?.isAuthorized) ??
    evses.find(({ plugged, transaction, fault }) => !plugged && !transaction && !fault)
  );
}

function whyNot(station: Station, evse: Evse, request: Req<"RequestStartTransaction">): string | undefined {
  if (evse.fault) return "Faulted";
  if (!evse.isOperative || !station.state.isOperative) return "NotEnabled";
  if (evse.transaction?.isAuthorized) return "TxInProgress";
  const { reservation } = evse;
  const isForIt =
    isSameToken(reservation?.idToken, request.idToken) || isSameToken(reservation?.groupIdToken, request.groupIdToken);
  if (reservation && !isForIt) return "TxStarted";
  const { chargingProfile } = request;
  if (!chargingProfile) return undefined;
  // F01.FR.09, .11: a TxProfile, whose transaction nobody knows yet.
  if (chargingProfile.chargingProfilePurpose !== "TxProfile" || chargingProfile.transactionId) return "InvalidProfile";
  return checkProfile(station, evse.id, chargingProfile);
}

async function start(station: Station, evse: Evse, request: Req<"RequestStartTransaction">): Promise<void> {
  const { idToken, groupIdToken, remoteStartId, chargingProfile } = request;
  if (station.model.isOn("AuthCtrlr.AuthorizeRemoteStart")) {
    const { status } = await checkToken(station, idToken);
    if (status !== "Accepted") return;
  }
  const transaction = await grant(station, evse, { idToken, groupIdToken, remoteStartId, why: "RemoteStart" });
  if (!chargingProfile || transaction.isEnded) return;
  const profile = { ...chargingProfile, transactionId: transaction.id };
  station.state.profiles.push({ evseId: evse.id, profile, installedAt: station.timeline.now() });
  await regulate(station, evse);
}

/** F03. */
export const requestStopTransaction: CommandHandler<"RequestStopTransaction"> = (station, { transactionId }) => {
  const transaction = station.transactions.find(({ id }) => id === transactionId);
  if (!transaction) return reject("TxNotFound");
  return {
    response: { status: "Accepted" },
    afterwards: () => stopCharging(station, transaction, { why: "RemoteStop", reason: "Remote" }),
  };
};

/** F05. */
export const unlockConnector: CommandHandler<"UnlockConnector"> = (station, { evseId, connectorId }) => {
  const evse = station.state.evses.find(({ id }) => id === evseId);
  const connector = evse?.connectors.find(({ id }) => id === connectorId);
  if (!evse || !connector) return { response: { status: "UnknownConnector" } };
  // F05.FR.07: where there is nothing to unlock.
  if (!evse.hasLock) throw new OcppError("NotSupported", "this connector has no lock");
  if (evse.transaction?.isAuthorized) return { response: { status: "OngoingAuthorizedTransaction" } };
  return { response: { status: evse.isLockBroken ? "UnlockFailed" : "Unlocked" } };
};

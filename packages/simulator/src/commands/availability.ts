import { reportStatuses } from "../report-statuses";
import type { CommandHandler } from "../station";

/** G03, G04. */
export const changeAvailability: CommandHandler<"ChangeAvailability"> = (
  station,
  { operationalStatus, evse: named },
) => {
  const { state } = station;
  const isOperative = operationalStatus === "Operative";
  const evse = state.evses.find(({ id }) => id === named?.id);
  const connector = evse?.connectors.find(({ id }) => id === named?.connectorId);
  if (named && (!evse || (named.connectorId !== undefined && !connector)))
    return {
      response: { status: "Rejected", statusInfo: { reasonCode: evse ? "UnknownConnectorId" : "UnknownEvse" } },
    };
  const target = connector ?? evse ?? state;
  const isBusy = evse ? evse.transaction : state.evses.some(({ transaction }) => transaction);
  if (!isOperative && isBusy && target.isOperative) {
    target.becomesInoperative = true;
    return { response: { status: "Scheduled" } };
  }
  target.isOperative = isOperative;
  target.becomesInoperative = false;
  return { response: { status: "Accepted" }, afterwards: () => reportStatuses(station) };
};

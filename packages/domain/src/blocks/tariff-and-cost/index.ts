// Block I: tariff and cost.
import { costUpdated } from "./cost-updated";

export { sendRunningCost } from "./cost-updated";
export { type CostEvent, costsToTell } from "./costs-to-tell";
export { type Price, priceOf, type Rates, type Usage } from "./price";
export { priceClosedSession, priceReopenedSessions } from "./price-closed-session";
export { runningCost, type SessionCost, sessionCosts } from "./session-costs";
export { simulateTariff, simulation } from "./simulate-tariff";
export {
  getTariff,
  listTariffs,
  listTariffVersions,
  putTariff,
  setStationTariff,
  type Tariff,
  tariffInput,
  tariffKey,
} from "./tariff";
export { type PersonalMessage, tariffMessage } from "./tariff-message";
export { costUpdated };

export const messages = [];
export const commands = [costUpdated];
